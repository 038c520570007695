/** What the checker's messages are made of; loaded with the first error. */
import { LuaSyntaxError, syntaxErrorAt } from "./syntax_error.ts"
import { EOF, FIRST_KIND, NAME, NUMBER, STRING, TOKEN_TEXTS, type Tokens } from "./token.ts"

export { syntaxErrorAt }

/** An error that is raised at run time, and so has no position. */
export function overflow(): LuaSyntaxError {
  return new LuaSyntaxError("C stack overflow")
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
export function kindText(kind: number): string {
  if (kind >= FIRST_KIND) {
    const text = TOKEN_TEXTS[kind - FIRST_KIND]!
    return kind < EOF ? `'${text}'` : text
  }
  return kind >= 32 && kind < 127 ? `'${String.fromCharCode(kind)}'` : `'<\\${kind}>'`
}
