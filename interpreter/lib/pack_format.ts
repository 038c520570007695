/**
 * The format strings of string.pack (§6.4.2), read once and kept in a bounded cache. What is wrong with
 * an option becomes its `fault`, raised when its turn comes: the options before it are packed first.
 */
import { isDigit } from "./char_class.ts"

export const INT = 0
export const UINT = 1
export const FLOAT = 2
export const CHARS = 3
export const STRING = 4
export const ZERO_STRING = 5
export const PADDING = 6
export const ALIGNMENT = 7
export const FAULT = 8

export interface PackOption {
  kind: number
  /** Size in bytes, that of the length for STRING. */
  size: number
  /** What the position is to be a multiple of, a power of two. */
  align: number
  isLittle: boolean
  /** FAULT: the error message. */
  fault: string
  /** FAULT: does the message speak of the first argument? */
  isArgumentFault: boolean
}

/** MAXINTSIZE: the most bytes an integer may take. */
const MAX_INT_SIZE = 16
/** Largest size a numeral may give (INT_MAX). */
export const MAX_SIZE = 0x7fffffff
/** Alignment that a bare `!` asks for: that of the widest native type. */
const NATIVE_ALIGNMENT = 8

/** Options of a fixed kind and size. */
const FIXED: Record<string, [kind: number, size: number]> = {
  b: [INT, 1],
  B: [UINT, 1],
  h: [INT, 2],
  H: [UINT, 2],
  l: [INT, 8],
  L: [UINT, 8],
  j: [INT, 8],
  J: [UINT, 8],
  T: [UINT, 8],
  f: [FLOAT, 4],
  n: [FLOAT, 8],
  d: [FLOAT, 8],
  z: [ZERO_STRING, 0],
  x: [PADDING, 1],
  X: [ALIGNMENT, 0],
}

const CACHE_LIMIT = 200
const cache = new Map<string, PackOption[]>()

/** The options of a format, without those that only set something; nothing follows a FAULT. */
export function compilePackFormat(format: string): PackOption[] {
  let options = cache.get(format)
  if (options === undefined) {
    options = new PackReader(format).read()
    if (cache.size >= CACHE_LIMIT) cache.clear()
    cache.set(format, options)
  }
  return options
}

/** Padding bytes before an option at a position. */
export function paddingOf(option: PackOption, position: number): number {
  return -position & (option.align - 1)
}

/** An option as written, before its alignment is known; kind undefined: it only sets something. */
interface RawOption {
  kind: number | undefined
  size: number
}

class PackReader {
  readonly #text: string
  #at = 0
  #maxAlign = 1
  #isLittle = true
  #fault = ""
  #isArgumentFault = false

  constructor(format: string) {
    // C reads the format up to its first zero byte.
    const end = format.indexOf("\0")
    this.#text = end < 0 ? format : format.slice(0, end)
  }

  read(): PackOption[] {
    const options: PackOption[] = []
    while (this.#at < this.#text.length) {
      const { kind, size } = this.#option()
      let align = 1
      if (kind === ALIGNMENT) align = this.#alignmentFor(this.#sizeOfNext())
      else if (kind !== undefined && kind !== CHARS) align = this.#alignmentFor(size)
      const isLittle = this.#isLittle
      if (this.#fault !== "") {
        const [fault, isArgumentFault] = [this.#fault, this.#isArgumentFault]
        options.push({ kind: FAULT, size: 0, align: 1, isLittle, fault, isArgumentFault })
        break
      }
      if (kind !== undefined) options.push({ kind, size, align, isLittle, fault: "", isArgumentFault: false })
    }
    return options
  }

  /** Notes the first fault only. */
  #fail(message: string, isArgumentFault = false): void {
    if (this.#fault !== "") return
    this.#fault = message
    this.#isArgumentFault = isArgumentFault
  }

  /** X aligns as the option behind it would, which is not otherwise used. */
  #sizeOfNext(): number {
    if (this.#at < this.#text.length) {
      const { kind, size } = this.#option()
      if (kind !== CHARS && size > 0) return size
    }
    this.#fail("invalid next option for option 'X'", true)
    return 1
  }

  #alignmentFor(size: number): number {
    if (size <= 1) return 1
    const align = Math.min(size, this.#maxAlign)
    if ((align & (align - 1)) !== 0) this.#fail("format asks for alignment not power of 2", true)
    return align
  }

  #option(): RawOption {
    const letter = this.#text[this.#at++]!
    const fixed = FIXED[letter]
    if (fixed !== undefined) return { kind: fixed[0], size: fixed[1] }
    switch (letter) {
      case "i":
        return { kind: INT, size: this.#limited(4) }
      case "I":
        return { kind: UINT, size: this.#limited(4) }
      case "s":
        return { kind: STRING, size: this.#limited(8) }
      case "c": {
        const size = this.#numeral(-1)
        if (size < 0) this.#fail("missing size for format option 'c'")
        return { kind: CHARS, size }
      }
      case "<":
      case "=":
        this.#isLittle = true
        break
      case ">":
        this.#isLittle = false
        break
      case "!":
        this.#maxAlign = this.#limited(NATIVE_ALIGNMENT)
        break
      case " ":
        break
      default:
        this.#fail(`invalid format option '${letter}'`)
    }
    return { kind: undefined, size: 0 }
  }

  /** A numeral within the limits of integer sizes. */
  #limited(fallback: number): number {
    const size = this.#numeral(fallback)
    if (size > MAX_INT_SIZE || size <= 0) {
      this.#fail(`integral size (${size}) out of limits [1,${MAX_INT_SIZE}]`)
    }
    return size
  }

  /** Reads digits as long as the number still fits; the rest of too long a numeral is an invalid option. */
  #numeral(fallback: number): number {
    let value = -1
    while (isDigit(this.#text.charCodeAt(this.#at)) && value <= (MAX_SIZE - 9) / 10) {
      value = Math.max(value, 0) * 10 + this.#text.charCodeAt(this.#at++) - 48
    }
    return value < 0 ? fallback : value
  }
}
