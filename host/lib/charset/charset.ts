/** What an encoding can do. Texts between two encodings are JavaScript strings. */

export interface Decoded {
  text: string
  /** What ended the decoding, if anything. */
  problem: "invalid" | "incomplete" | undefined
}

/**
 * What is written for a character that the encoding does not have: characters it has, "" to leave it out;
 * undefined to give up.
 */
export type Substitute = (code: number) => string | undefined

export interface Charset {
  /** Decodes bytes; with isLenient, invalid ones are passed over. */
  decode(bytes: string, isLenient: boolean): Decoded
  /** Encodes a text; undefined when it has given up. */
  encode(text: string, substitute: Substitute): string | undefined
  /** Whether the encoding has a character. */
  has(code: number): boolean
}

/** Tag characters, which encodings other than Unicode's leave out. */
export const isTag = (code: number): boolean => code >= 0xe0000 && code <= 0xe007f

const CHUNK = 8192

/** The text of UTF-16 code units. */
export function textOf(units: Uint16Array, count: number): string {
  if (count > CHUNK) return Buffer.from(units.buffer, units.byteOffset, count * 2).toString("utf16le")
  return String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[])
}

/** Bytes that grow. */
export class Bytes {
  #buffer = Buffer.allocUnsafe(1024)
  #length = 0

  put(byte: number): void {
    if (this.#length === this.#buffer.length) this.#grow()
    this.#buffer[this.#length++] = byte
  }

  /** Two bytes of a number, the higher first. */
  putPair(pair: number): void {
    if (this.#length + 1 >= this.#buffer.length) this.#grow()
    this.#buffer[this.#length++] = pair >> 8
    this.#buffer[this.#length++] = pair & 255
  }

  /** The `length` lowest bytes of a number, the highest of them first. */
  putSequence(sequence: number, length: number): void {
    for (let shift = 8 * (length - 1); shift >= 0; shift -= 8) this.put((sequence >>> shift) & 255)
  }

  putText(text: string): void {
    for (let i = 0; i < text.length; i++) this.put(text.charCodeAt(i))
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#buffer.length * 4)
    this.#buffer.copy(larger)
    this.#buffer = larger
  }

  toString(): string {
    return this.#buffer.latin1Slice(0, this.#length)
  }
}
