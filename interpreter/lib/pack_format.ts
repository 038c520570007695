/**
 * The format strings of string.pack (§6.4.2): a reader that gives one option after the other with its
 * size and alignment. Errors come when the reader gets to them, after the work of the options before.
 */
import { libraryError } from "../runtime/error.ts"
import { argumentError } from "./args.ts"
import { isDigit } from "./char_class.ts"

export const INT = 0
export const UINT = 1
export const FLOAT = 2
export const DOUBLE = 3
export const CHARS = 4
export const STRING = 5
export const ZERO_STRING = 6
export const PADDING = 7
export const ALIGNMENT = 8
export const NOTHING = 9

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
  n: [DOUBLE, 8],
  d: [DOUBLE, 8],
  z: [ZERO_STRING, 0],
  x: [PADDING, 1],
  X: [ALIGNMENT, 0],
  " ": [NOTHING, 0],
}

export class PackReader {
  readonly #text: string
  #at = 0
  #maxAlign = 1
  isLittle = true
  /** The option read last: its kind, size in bytes, and padding bytes that precede it. */
  kind = NOTHING
  size = 0
  padding = 0

  constructor(format: string) {
    // C reads the format up to its first zero byte.
    const end = format.indexOf("\0")
    this.#text = end < 0 ? format : format.slice(0, end)
  }

  /** Reads the next option, to be placed at `position` or behind; false at the end. */
  next(position: number): boolean {
    if (this.#at >= this.#text.length) return false
    this.#option()
    let align = this.size
    const { kind } = this
    if (kind === ALIGNMENT) {
      align = this.#alignmentOfNext()
      this.kind = ALIGNMENT
      this.size = 0
    }
    this.padding = align <= 1 || kind === CHARS ? 0 : this.#paddingFor(align, position)
    return true
  }

  /** X aligns as the option behind it, which is not otherwise used. */
  #alignmentOfNext(): number {
    if (this.#at < this.#text.length) {
      this.#option()
      if (this.kind !== CHARS && this.size !== 0) return this.size
    }
    throw argumentError(1, "invalid next option for option 'X'")
  }

  #paddingFor(wanted: number, position: number): number {
    const align = Math.min(wanted, this.#maxAlign)
    if ((align & (align - 1)) !== 0) throw argumentError(1, "format asks for alignment not power of 2")
    return (align - (position & (align - 1))) & (align - 1)
  }

  #option(): void {
    const letter = this.#text[this.#at++]!
    const fixed = FIXED[letter]
    if (fixed !== undefined) {
      this.kind = fixed[0]
      this.size = fixed[1]
      return
    }
    this.kind = NOTHING
    this.size = 0
    switch (letter) {
      case "i":
        return this.#sized(INT, 4)
      case "I":
        return this.#sized(UINT, 4)
      case "s":
        return this.#sized(STRING, 8)
      case "c":
        this.kind = CHARS
        this.size = this.#numeral(-1)
        if (this.size < 0) throw libraryError("missing size for format option 'c'")
        return
      case "<":
      case "=":
        this.isLittle = true
        return
      case ">":
        this.isLittle = false
        return
      case "!":
        this.#maxAlign = this.#limited(NATIVE_ALIGNMENT)
        return
      default:
        throw libraryError(`invalid format option '${letter}'`)
    }
  }

  #sized(kind: number, fallback: number): void {
    this.size = this.#limited(fallback)
    this.kind = kind
  }

  /** A numeral within the limits of integer sizes. */
  #limited(fallback: number): number {
    const size = this.#numeral(fallback)
    if (size > MAX_INT_SIZE || size <= 0) {
      throw libraryError(`integral size (${size}) out of limits [1,${MAX_INT_SIZE}]`)
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
