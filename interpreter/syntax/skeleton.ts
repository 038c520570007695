/**
 * The text luaparse gets to see: one word per token, all names, numerals and strings the same, the
 * attribs left out. It has the shape of the chunk and nothing luaparse could misread, since
 * whatever is known about a token comes from the checker.
 */
import * as T from "./token.ts"

/** Characters that never join a neighbour. */
const LONELY = "(),;{}]+*%^&|#"
const WORDS = wordTable()

function wordTable(): Uint8Array[] {
  const encoder = new TextEncoder()
  const table: Uint8Array[] = []
  for (let kind = 0; kind <= T.BLANK; kind++) {
    const text = kind < T.FIRST_KIND ? String.fromCharCode(kind) : (T.TOKEN_TEXTS[kind - T.FIRST_KIND] ?? "")
    table.push(encoder.encode(shapeOf(kind, text)))
  }
  return table
}

function shapeOf(kind: number, text: string): string {
  switch (kind) {
    case T.NAME:
      return "a "
    case T.NUMBER:
      return "0 "
    case T.STRING:
      return "'' "
    case T.EOF:
    case T.BLANK:
      return ""
    // The blank keeps apart what would read as one token.
    default:
      return LONELY.includes(text) ? text : text + " "
  }
}

const LONGEST = Math.max(...WORDS.map((word) => word.length))

export function skeleton(tokens: T.Tokens): string {
  const bytes = new Uint8Array(tokens.count * LONGEST)
  let size = 0
  for (let at = 0; at < tokens.count; at++) {
    const word = WORDS[tokens.kind[at]!]!
    for (let i = 0; i < word.length; i++) bytes[size++] = word[i]!
  }
  return new TextDecoder("latin1").decode(bytes.subarray(0, size))
}
