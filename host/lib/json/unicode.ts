/** UTF-8 in byte strings. */

const NOT_ASCII = /[^\x00-\x7f]/

/** For strings up to this length the copy that is checked is made in the same place each time. */
const SCRATCH_SIZE = 1 << 20
let scratch: Buffer | undefined

/** Whether a byte string is UTF-8 (RFC 3629: no surrogates, nothing overlong). */
export function isUtf8(bytes: string): boolean {
  if (!NOT_ASCII.test(bytes)) return true
  if (bytes.length > SCRATCH_SIZE) return isUtf8Bytes(Buffer.from(bytes, "latin1"))
  scratch ??= Buffer.allocUnsafeSlow(SCRATCH_SIZE)
  return isUtf8Bytes(scratch.subarray(0, scratch.latin1Write(bytes, 0)))
}

export function isUtf8Bytes(bytes: Buffer): boolean {
  return (require("node:buffer") as typeof import("node:buffer")).isUtf8(bytes)
}

/** One character as bytes. */
const CHARACTER =
  /[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/y

/** The index of the first byte that is not part of a character; the length when all are. */
export function firstInvalidByte(bytes: string): number {
  CHARACTER.lastIndex = 0
  let at = 0
  while (CHARACTER.test(bytes)) at = CHARACTER.lastIndex
  return at
}

/** The number of characters in a byte string; what is no UTF-8 counts somehow. */
export function characterCount(bytes: string): number {
  return bytes.replaceAll(/[\x80-\xbf]/g, "").length
}
