/**
 * The checker's place among the tokens, and its errors. `line` is the line the reference lexer has
 * reached (that of the current token, or of the token looked ahead at), `lastLine` what it was when
 * the current token was reached: the line that emitted instructions get.
 */
import { once } from "../value/once.ts"
import { lateModule } from "../value/late_module.ts"
import type { LuaSyntaxError } from "./syntax_error.ts"
import * as T from "./token.ts"

export const complaints = once(() =>
  lateModule<typeof import("./complaint.ts")>("interpreter/syntax/complaint"),
)

/** LUAI_MAXCCALLS less the two C calls that a `load` in a main chunk finds itself in. */
const MAX_LEVELS = 198

export class TokenReader {
  readonly tokens: T.Tokens
  readonly chunkname: string
  at = -1
  kind = 0
  line = 1
  lastLine = 1
  #levels = 0

  constructor(tokens: T.Tokens, chunkname: string) {
    this.tokens = tokens
    this.chunkname = chunkname
  }

  next(): void {
    this.lastLine = this.line
    const at = ++this.at
    this.kind = this.tokens.kind[at]!
    if (this.kind === T.ERROR) throw complaints().lexicalError(this)
    // A token looked ahead at may already have moved the line on.
    this.line = this.tokens.line[at]!
  }

  /** Goes to a token that has been read before. */
  moveTo(at: number): void {
    this.at = at
    this.kind = this.tokens.kind[at]!
    this.line = this.tokens.line[at]!
  }

  /** The kind of the token after the current one. */
  lookahead(): number {
    const kind = this.tokens.kind[this.at + 1]!
    if (kind === T.ERROR) throw complaints().lexicalError(this)
    this.line = this.tokens.line[this.at + 1]!
    return kind
  }

  isAt(kind: number): boolean {
    return this.kind === kind
  }

  testNext(kind: number): boolean {
    if (this.kind !== kind) return false
    this.next()
    return true
  }

  check(kind: number): void {
    if (this.kind !== kind) throw complaints().expected(this, kind)
  }

  checkNext(kind: number): void {
    if (this.kind !== kind) throw complaints().expected(this, kind)
    this.next()
  }

  /** Expects `what`, which closes the `who` of line `where`. */
  checkMatch(what: number, who: number, where: number): void {
    if (this.testNext(what)) return
    throw complaints().unclosed(this, what, who, where)
  }

  /** Expects a name; returns its id. */
  checkName(): number {
    this.check(T.NAME)
    const id = this.tokens.value[this.at]!
    this.next()
    return id
  }

  /** Counts one level of nesting; the error has no position, as it is raised at run time. */
  enterLevel(): void {
    if (++this.#levels >= MAX_LEVELS) throw complaints().overflow()
  }

  leaveLevel(): void {
    this.#levels--
  }

  /** An error at the current token. A NUL byte as token is not shown: its kind is 0. */
  syntaxError(message: string): LuaSyntaxError {
    const { near } = complaints()
    return this.semanticError(this.kind === 0 ? message : `${message} near ${near(this.tokens, this.at)}`)
  }

  /** An error that names no token. */
  semanticError(message: string): LuaSyntaxError {
    return complaints().syntaxErrorAt(
      this.chunkname,
      this.line,
      message,
      this.tokens.start[Math.max(0, this.at)]!,
    )
  }
}
