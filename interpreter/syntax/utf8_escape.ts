/** `\u{hex}`: code points up to 2^31 - 1 in the original UTF-8 of up to six bytes. */
import { isHexDigit } from "./scan.ts"

export interface Utf8Escape {
  /** What is wrong, or null. */
  problem: string | null
  /** The offset after the escape; of the offending character when there is a problem. */
  end: number
  bytes: string
}

/** Reads the escape whose backslash is at `at`. */
export function parseUtf8Escape(source: string, at: number): Utf8Escape {
  let end = at + 2
  if (source.charCodeAt(end) !== 123) return { problem: "missing '{'", end, bytes: "" }
  end++
  if (!isHexDigit(source.charCodeAt(end))) return { problem: "hexadecimal digit expected", end, bytes: "" }
  let value = 0
  for (; isHexDigit(source.charCodeAt(end)); end++) {
    if (value > 0x7ffffff) return { problem: "UTF-8 value too large", end, bytes: "" }
    value = value * 16 + Number.parseInt(source.charAt(end), 16)
  }
  if (source.charCodeAt(end) !== 125) return { problem: "missing '}'", end, bytes: "" }
  return { problem: null, end: end + 1, bytes: encodeUtf8(value) }
}

/** The bytes of a code point below 2^31, as a byte string. */
export function encodeUtf8(value: number): string {
  if (value < 0x80) return String.fromCharCode(value)
  let tail = ""
  let limit = 0x3f
  do {
    tail = String.fromCharCode(0x80 | (value & 0x3f)) + tail
    value >>>= 6
    limit >>= 1
  } while (value > limit)
  return String.fromCharCode(((~limit << 1) & 0xff) | value) + tail
}
