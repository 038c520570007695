/** Methods of Bun's and Node's Buffers that the published types leave out; much faster than toString and write. */
interface Buffer {
  latin1Slice(start?: number, end?: number): string
  utf8Slice(start?: number, end?: number): string
  latin1Write(text: string, offset?: number, length?: number): number
}
