/** iconv-lite, for its tables: loaded when the first of them is needed. */

const load = (): typeof import("iconv-lite") => require("iconv-lite") as typeof import("iconv-lite")

/** What a table says of every single byte, 256 code units; U+FFFD where it has none. */
export function liteSingle(name: string): string {
  return load().decode(Buffer.from(Array.from({ length: 256 }, (_, i) => i)), name)
}

const LINE_FEED = 10

/**
 * The sequences of one byte, of a high byte and a second, and for length 3 of 8F and a pair of high bytes,
 * with their characters; calls `add` for each that has one.
 */
export function liteSequences(
  name: string,
  length: number,
  add: (sequence: number, code: number) => void,
): void {
  const sequences: number[] = []
  for (let byte = 0; byte < 256; byte++) if (byte !== LINE_FEED) sequences.push(byte)
  for (let first = 0x80; first < 256; first++)
    for (let second = 0x30; second < 256; second++) sequences.push(first * 256 + second)
  if (length > 2)
    for (let first = 0xa1; first < 255; first++)
      for (let second = 0xa1; second < 255; second++) sequences.push(0x8f0000 + first * 256 + second)
  const bytes: number[] = []
  for (const sequence of sequences) {
    if (sequence > 0xffff) bytes.push(sequence >> 16)
    if (sequence > 0xff) bytes.push((sequence >> 8) & 255)
    bytes.push(sequence & 255, LINE_FEED)
  }
  const pieces = load().decode(Buffer.from(bytes), name).split("\n")
  add(LINE_FEED, LINE_FEED)
  sequences.forEach((sequence, i) => {
    const piece = pieces[i]!
    const code = piece.codePointAt(0)!
    if (piece.length === (code > 0xffff ? 2 : 1) && code !== 0xfffd) add(sequence, code)
  })
}
