/**
 * Base64 (RFC 4648 §4, §5) and hexadecimal, both ways. Decoders are strict: what is no code is refused with
 * the place of the first wrong byte.
 */
import { bytesOf } from "./digest.ts"

/** Decoded bytes, or why there are none. */
export type Decoded = { bytes: string } | { message: string }

const NOT_BASE64 = /[^A-Za-z0-9+/_\- \t\r\n]/
const NOT_BASE64_DIGIT = /[^A-Za-z0-9+/_\-]/g
const NOT_HEX = /[^0-9A-Fa-f]/

/** The code of any bytes; `url`: with `-` and `_` and without padding. */
export function encodeBase64(text: string, url: boolean): string {
  return bytesOf(text).toString(url ? "base64url" : "base64")
}

/**
 * Both alphabets are read; blanks and line breaks are skipped; the padding may be missing, but must not be
 * wrong. Unused bits of the last digit are not looked at.
 */
export function decodeBase64(text: string): Decoded {
  const padding = /(?:=[ \t\r\n]*){1,2}$/.exec(text)
  const code = padding === null ? text : text.slice(0, padding.index)
  const wrong = code.search(NOT_BASE64)
  if (wrong >= 0) return { message: `invalid base64 at byte ${wrong + 1}` }
  const digits = /\s/.test(code) ? code.replace(NOT_BASE64_DIGIT, "") : code
  const rest = digits.length % 4
  const signs = padding === null ? 0 : padding[0].split("=").length - 1
  if (rest === 1 || (signs > 0 && rest + signs !== 4))
    return { message: "base64 ends in the middle of a byte" }
  return { bytes: Buffer.from(digits, "base64").latin1Slice() }
}

/** Two lower-case digits per byte. */
export function encodeHex(text: string): string {
  return bytesOf(text).toString("hex")
}

/** Digits of either case, two per byte, and nothing else. */
export function decodeHex(text: string): Decoded {
  const wrong = text.search(NOT_HEX)
  if (wrong >= 0) return { message: `invalid hexadecimal digit at byte ${wrong + 1}` }
  if (text.length % 2 !== 0) return { message: "odd number of hexadecimal digits" }
  return { bytes: Buffer.from(text, "hex").latin1Slice() }
}
