/** The error of a chunk that does not compile; its message is the reference implementation's whole text. */
import { chunkId } from "./chunk_id.ts"

export class LuaSyntaxError extends Error {
  override readonly name = "LuaSyntaxError"
}

/** An error with its position in front: `chunk:line: message`. */
export function syntaxErrorAt(chunkname: string, line: number, message: string): LuaSyntaxError {
  return new LuaSyntaxError(`${chunkId(chunkname)}:${line}: ${message}`)
}
