/**
 * Lua source files as load takes them (luaL_loadfilex): without byte order mark, and with the first line
 * blanked when it is a comment for the Unix shell.
 */
import { LuaError } from "../runtime/error.ts"
import { readWhole } from "./descriptor.ts"
import { standardInput } from "./standard_stream.ts"
import { isRefusal, refusalText } from "./system_error.ts"

const BYTE_ORDER_MARK = "\xef\xbb\xbf"
/** First byte of a binary chunk. */
const SIGNATURE = "\x1b"

/** The text of a chunk in a file, of standard input without a name. Raises a LuaError without position. */
export function readChunk(filename: string | undefined): string {
  try {
    const text =
      filename === undefined ? standardInput().readBlock(Number.POSITIVE_INFINITY) : readWhole(filename)
    return withoutFirstComment(text)
  } catch (e) {
    if (!isRefusal(e)) throw e
    const action = e.code === "EISDIR" || e.code === "EIO" ? "read" : "open"
    throw new LuaError(`cannot ${action} ${filename ?? "stdin"}: ${refusalText(e)}`)
  }
}

/** Name of the chunk in a file. */
export function chunkName(filename: string | undefined): string {
  return filename === undefined ? "=stdin" : `@${filename}`
}

function withoutFirstComment(text: string): string {
  const start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
  if (text.charAt(start) !== "#") return start === 0 ? text : text.slice(start)
  const newline = text.indexOf("\n", start)
  if (newline < 0) return ""
  // The line stays, empty, for the line numbers; a binary chunk has none.
  return text.slice(text.startsWith(SIGNATURE, newline + 1) ? newline + 1 : newline)
}
