/**
 * The text luaparse gets to see: one word per token, all names, numerals and strings the same, the
 * attribs left out. It has the shape of the chunk and nothing luaparse could misread, since
 * whatever is known about a token comes from the checker.
 */
import * as T from "./token.ts"

/** Characters that never join a neighbour. */
const LONELY = "(),;{}]+*%^&|#"
/** Words by token kind, made when first needed: start-up pays only for what a chunk uses. */
const words: (string | undefined)[] = []

function wordOf(kind: number): string {
  const text = kind < T.FIRST_KIND ? String.fromCharCode(kind) : (T.TOKEN_TEXTS[kind - T.FIRST_KIND] ?? "")
  const word = shapeOf(kind, text)
  words[kind] = word
  return word
}

function shapeOf(kind: number, text: string): string {
  switch (kind) {
    case T.NAME:
      return "a "
    case T.NUMBER:
    case T.NIL:
    case T.TRUE:
    case T.FALSE:
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

/** Words are joined in pieces of this many, which keeps the strings the engine has to flatten shallow. */
const PIECE = 4096

/** Stands for the body of a function that is left out. No other `nil` is in a skeleton. */
const LEFT_OUT = "return nil "

/** Stretches of tokens: from, and before what. */
export interface Stretch {
  from: number
  to: number
}

/** The skeleton of some tokens, given by their kinds; `omitted`: the bodies to be left out, in order. */
export function skeleton(kinds: Uint16Array, { from, to }: Stretch, omitted: Stretch[]): string {
  const pieces: string[] = []
  for (const gap of omitted) {
    addPieces(pieces, kinds, from, gap.from)
    pieces.push(LEFT_OUT)
    from = gap.to
  }
  addPieces(pieces, kinds, from, to)
  return pieces.join("")
}

function addPieces(pieces: string[], kinds: Uint16Array, from: number, to: number): void {
  for (let start = from; start < to; start += PIECE) {
    const end = Math.min(start + PIECE, to)
    let piece = ""
    for (let at = start; at < end; at++) {
      const kind = kinds[at]!
      piece += words[kind] ?? wordOf(kind)
    }
    pieces.push(piece)
  }
}
