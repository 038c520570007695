/**
 * Strings on their way to and from the operating system. A Lua string is bytes; a C string ends at its
 * first NUL; Bun takes file names as UTF-8 text or as Buffers, and gives the environment as text.
 */

/** From this length on, a regular expression looks at a text faster, once it is compiled: that takes 0.06 ms. */
const LONG_TEXT = 256

function isAscii(text: string): boolean {
  if (text.length >= LONG_TEXT) return !/[^\x00-\x7f]/.test(text)
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

/** The part of a byte string that C sees. */
export function cString(bytes: string): string {
  const nul = bytes.indexOf("\0")
  return nul < 0 ? bytes : bytes.slice(0, nul)
}

/** A file name as the fs functions take it. */
export function toPath(bytes: string): string | Buffer {
  const name = cString(bytes)
  return isAscii(name) ? name : Buffer.from(name, "latin1")
}

/** The bytes of a JS text. */
export function toBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, "utf8").latin1Slice()
}

/** The JS text of UTF-8 bytes. */
export function toText(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, "latin1").utf8Slice()
}

/** A variable of the environment as bytes. */
export function environmentVariable(name: string): string | undefined {
  const value = process.env[toText(cString(name))]
  return value === undefined ? undefined : toBytes(value)
}
