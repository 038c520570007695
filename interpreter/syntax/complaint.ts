/** What the checker's messages are made of; loaded with the first error. */
import type { PendingGoto } from "./labels.ts"
import { LuaSyntaxError, syntaxErrorAt } from "./syntax_error.ts"
import type { TokenReader } from "./token_reader.ts"
import { EOF, FIRST_KIND, NAME, NUMBER, STRING, TOKEN_TEXTS, type Tokens } from "./token.ts"

export { syntaxErrorAt }

/** An error that is raised at run time, and so has no position. */
export function overflow(): LuaSyntaxError {
  return new LuaSyntaxError("C stack overflow")
}

/** What the lexer found at the current token. */
export function lexicalError({ tokens, chunkname }: TokenReader): LuaSyntaxError {
  const { message, line } = tokens.error!
  // Nothing is read behind it.
  const place = tokens.start[tokens.count - 1]!
  return syntaxErrorAt(chunkname, line, message, place)
}

export function expected(reader: TokenReader, kind: number): LuaSyntaxError {
  return reader.syntaxError(`${kindText(kind)} expected`)
}

/** `what` was expected, which closes the `who` of line `where`. */
export function unclosed(reader: TokenReader, what: number, who: number, where: number): LuaSyntaxError {
  if (where === reader.line) return expected(reader, what)
  return reader.syntaxError(`${kindText(what)} expected (to close ${kindText(who)} at line ${where})`)
}

export function strayBreak(reader: TokenReader, { line }: PendingGoto): LuaSyntaxError {
  return reader.semanticError(`break outside loop at line ${line}`)
}

export function undefinedGoto(reader: TokenReader, { nameId, line }: PendingGoto): LuaSyntaxError {
  return reader.semanticError(`no visible label '${reader.tokens.names[nameId]}' for <goto> at line ${line}`)
}

/** local: the variable whose scope the goto jumps into */
export function jumpIntoScope(
  reader: TokenReader,
  { nameId, line }: PendingGoto,
  local: string,
): LuaSyntaxError {
  const label = reader.tokens.names[nameId]
  return reader.semanticError(`<goto ${label}> at line ${line} jumps into the scope of local '${local}'`)
}

/** A limit of a function that begins on a line, 0 for the main chunk. */
export function limitError(reader: TokenReader, line: number, limit: number, what: string): LuaSyntaxError {
  const where = line === 0 ? "main function" : `function at line ${line}`
  return reader.syntaxError(`too many ${what} (limit is ${limit}) in ${where}`)
}

/** A token as messages show it after `near` (txtToken). */
export function near(tokens: Tokens, at: number): string {
  const kind = tokens.kind[at]!
  if (kind === STRING) return `'${untilNul(stringText(tokens, at))}'`
  if (kind === NAME || kind === NUMBER) return `'${tokens.source.slice(tokens.start[at], tokens.end[at])}'`
  return kindText(kind)
}

/** The delimiters as written around the value as read. */
function stringText({ source, start, end, strings, value }: Tokens, at: number): string {
  const raw = source.slice(start[at], end[at])
  const open = raw.startsWith("[") ? raw.indexOf("[", 1) + 1 : 1
  return raw.slice(0, open) + strings[value[at]!] + raw.slice(raw.length - open)
}

/** C strings end at a NUL. */
function untilNul(text: string): string {
  const nul = text.indexOf("\0")
  return nul < 0 ? text : text.slice(0, nul)
}

/** A kind as messages show it (luaX_token2str): quoted, but for `<eof>` and the classes. */
function kindText(kind: number): string {
  if (kind >= FIRST_KIND) {
    const text = TOKEN_TEXTS[kind - FIRST_KIND]!
    return kind < EOF ? `'${text}'` : text
  }
  return kind >= 32 && kind < 127 ? `'${String.fromCharCode(kind)}'` : `'<\\${kind}>'`
}
