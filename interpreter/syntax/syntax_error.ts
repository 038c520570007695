/** The error of a chunk that does not compile; its message is the reference implementation's whole text. */
import { chunkId } from "./chunk_id.ts"

export class LuaSyntaxError extends Error {
  override readonly name = "LuaSyntaxError"
  /** Where in the source, if that is known. */
  readonly place: number | undefined

  constructor(message: string, place?: number) {
    super(message)
    this.place = place
  }
}

/** An error with its position in front: `chunk:line: message`. */
export function syntaxErrorAt(
  chunkname: string,
  line: number,
  message: string,
  place: number,
): LuaSyntaxError {
  return new LuaSyntaxError(`${chunkId(chunkname)}:${line}: ${message}`, place)
}

/** A line of source and what of it is wrong. All in bytes. */
export interface Excerpt {
  line: number
  text: string
  column: number
}

const LONGEST_LINE = 200

/** The line with a place, that before it if there is nothing on it. */
export function excerptAt(source: string, place: number): Excerpt {
  let at = Math.min(place, source.length)
  // The end of the text is where it last said something.
  if (at === source.length) at = source.trimEnd().length
  const begin = source.lastIndexOf("\n", at - 1) + 1
  const end = source.indexOf("\n", begin)
  // What is far from the place on a long line is left out.
  const from = Math.max(begin, at - LONGEST_LINE / 2)
  const to = Math.min(end < 0 ? source.length : end, from + LONGEST_LINE)
  let line = 1
  for (let i = source.indexOf("\n"); i >= 0 && i < at; i = source.indexOf("\n", i + 1)) line++
  return { line, text: source.slice(from, to), column: at - from }
}
