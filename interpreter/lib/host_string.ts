/**
 * Strings on their way to and from the operating system. A Lua string is bytes; a C string ends at its
 * first NUL; Bun takes file names as UTF-8 text or as Buffers, and gives the environment as text.
 */

const NOT_ASCII = /[^\x00-\x7f]/

/** The part of a byte string that C sees. */
export function cString(bytes: string): string {
  const nul = bytes.indexOf("\0")
  return nul < 0 ? bytes : bytes.slice(0, nul)
}

/** A file name as the fs functions take it. */
export function toPath(bytes: string): string | Buffer {
  const name = cString(bytes)
  return NOT_ASCII.test(name) ? Buffer.from(name, "latin1") : name
}

/** The bytes of a JS text. */
export function toBytes(text: string): string {
  return NOT_ASCII.test(text) ? Buffer.from(text, "utf8").latin1Slice() : text
}

/** The JS text of UTF-8 bytes. */
export function toText(bytes: string): string {
  return NOT_ASCII.test(bytes) ? Buffer.from(bytes, "latin1").utf8Slice() : bytes
}

/** A variable of the environment as bytes. */
export function environmentVariable(name: string): string | undefined {
  const value = process.env[toText(cString(name))]
  return value === undefined ? undefined : toBytes(value)
}
