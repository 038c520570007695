/** UTF-8, UTF-16, UTF-32, UCS-2 and UCS-4. */
import { isUtf8 } from "node:buffer"
import { type Charset, type Decoded, isTag, type Substitute } from "./charset.ts"

const NOT_ASCII = /[^\x00-\x7f]/
const BOM = 0xfeff

/** A surrogate that is not part of a pair. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

// -- UTF-8 ----------------------------------------------------------------------------------------

/** Length of the sequence that begins at a place; 0 if it is invalid, -1 if it is incomplete. */
function utf8Length(bytes: string, at: number): number {
  const lead = bytes.charCodeAt(at)
  if (lead < 0x80) return 1
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  for (let i = 1; i < length; i++) {
    const byte = bytes.charCodeAt(at + i)
    if (Number.isNaN(byte)) return -1
    if ((byte & 0xc0) !== 0x80) return 0
    if (i > 1) continue
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const greatest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    if (byte < least || byte > greatest) return 0
  }
  return length
}

function decodeUtf8(bytes: string, isLenient: boolean): Decoded {
  if (!NOT_ASCII.test(bytes)) return { text: bytes, problem: undefined }
  const buffer = Buffer.from(bytes, "latin1")
  if (isUtf8(buffer)) return { text: buffer.utf8Slice(), problem: undefined }
  let text = ""
  let from = 0
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    text += buffer.utf8Slice(from, at)
    if (length < 0) return { text, problem: "incomplete" }
    if (!isLenient) return { text, problem: "invalid" }
    // As glibc: the bytes that could still have become a character go together.
    at++
    while (at < bytes.length && (bytes.charCodeAt(at) & 0xc0) === 0x80) at++
    from = at
  }
  return { text: text + buffer.utf8Slice(from), problem: undefined }
}

const encodeUtf8 = (text: string): string =>
  NOT_ASCII.test(text) ? Buffer.from(text, "utf8").latin1Slice() : text

export const UTF_8: Charset = {
  decode: decodeUtf8,
  encode: (text) => encodeUtf8(text),
  has: () => true,
}

// -- fixed widths ---------------------------------------------------------------------------------

interface Width {
  bytes: 2 | 4
  /** undefined: as a byte order mark says, else little. */
  isBig: boolean | undefined
  /** Only the basic plane, one unit a character. */
  isBasic: boolean
}

function swapped(bytes: string, width: 2 | 4): string {
  const buffer = Buffer.from(bytes, "latin1")
  return (width === 2 ? buffer.swap16() : buffer.swap32()).latin1Slice()
}

class FixedWidth implements Charset {
  readonly #width: Width

  constructor(width: Width) {
    this.#width = width
  }

  decode(bytes: string, isLenient: boolean): Decoded {
    const { bytes: width, isBig } = this.#width
    const whole = bytes.length - (bytes.length % width)
    const isCut = whole < bytes.length
    let body = isCut ? bytes.slice(0, whole) : bytes
    let isReversed = isBig === true
    if (isBig === undefined) {
      const mark = width === 2 ? "\xff\xfe" : "\xff\xfe\0\0"
      const big = [...mark].reverse().join("")
      isReversed = body.startsWith(big)
      if (isReversed || body.startsWith(mark)) body = body.slice(width)
    }
    if (isReversed) body = swapped(body, width)
    const decoded = width === 2 ? this.#decode2(body, isLenient) : decode4(body, isLenient)
    return decoded.problem === undefined && isCut ? { ...decoded, problem: "incomplete" } : decoded
  }

  #decode2(body: string, isLenient: boolean): Decoded {
    const text = Buffer.from(body, "latin1").toString("utf16le")
    const found = this.#width.isBasic ? /[\ud800-\udfff]/.exec(text) : LONE.exec(text)
    if (found === null) return { text, problem: undefined }
    if (isLenient) {
      const bad = this.#width.isBasic ? /[\ud800-\udfff]/g : new RegExp(LONE, "g")
      const isOpen = !this.#width.isBasic && /[\ud800-\udbff]$/.test(text)
      return { text: text.replace(bad, ""), problem: isOpen ? "incomplete" : undefined }
    }
    // A high surrogate at the end waits for its other half.
    const isOpen = found.index === text.length - 1 && found[0] < "\udc00" && !this.#width.isBasic
    return { text: text.slice(0, found.index), problem: isOpen ? "incomplete" : "invalid" }
  }

  has(code: number): boolean {
    return !this.#width.isBasic || code <= 0xffff
  }

  encode(text: string, substitute: Substitute): string | undefined {
    const { bytes: width, isBig, isBasic } = this.#width
    let body = text
    if (isBasic && /[\ud800-\udfff]/.test(text)) {
      body = ""
      for (const character of text) {
        const code = character.codePointAt(0)!
        if (isTag(code)) continue
        const other = character.length === 1 ? character : substitute(code)
        if (other === undefined) return undefined
        body += other
      }
    }
    if (isBig === undefined) body = String.fromCharCode(BOM) + body
    const bytes = width === 2 ? Buffer.from(body, "ucs2").latin1Slice() : encode4(body)
    return isBig === true ? swapped(bytes, width) : bytes
  }
}

function decode4(body: string, isLenient: boolean): Decoded {
  const buffer = Buffer.from(body, "latin1")
  let text = ""
  for (let at = 0; at < buffer.length; at += 4) {
    const code = buffer.readUInt32LE(at)
    if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) text += String.fromCodePoint(code)
    else if (!isLenient) return { text, problem: "invalid" }
  }
  return { text, problem: undefined }
}

function encode4(text: string): string {
  const buffer = Buffer.allocUnsafe(4 * text.length)
  let at = 0
  for (const character of text) at = buffer.writeUInt32LE(character.codePointAt(0)!, at)
  return buffer.latin1Slice(0, at)
}

const WIDTHS: Record<string, Width> = {
  "UTF-16": { bytes: 2, isBig: undefined, isBasic: false },
  "UTF-16LE": { bytes: 2, isBig: false, isBasic: false },
  "UTF-16BE": { bytes: 2, isBig: true, isBasic: false },
  "UTF-32": { bytes: 4, isBig: undefined, isBasic: false },
  "UTF-32LE": { bytes: 4, isBig: false, isBasic: false },
  "UTF-32BE": { bytes: 4, isBig: true, isBasic: false },
  UNICODE: { bytes: 2, isBig: undefined, isBasic: true },
  "ISO-10646/UCS2/": { bytes: 2, isBig: false, isBasic: true },
  UNICODELITTLE: { bytes: 2, isBig: false, isBasic: true },
  UNICODEBIG: { bytes: 2, isBig: true, isBasic: true },
  "ISO-10646/UCS4/": { bytes: 4, isBig: true, isBasic: false },
  "UCS-4LE//": { bytes: 4, isBig: false, isBasic: false },
  WCHAR_T: { bytes: 4, isBig: false, isBasic: false },
}

/** The encoding of glibc's name; undefined if it is none of these. */
export function openUnicode(name: string): Charset | undefined {
  if (name === "ISO-10646/UTF8/") return UTF_8
  const width = WIDTHS[name]
  return width && new FixedWidth(width)
}
