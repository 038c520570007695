/** What the lexer and the readers of literals share: the position, and the classes of characters. */

/** Where the lexer is, and the text of the literal just read. */
export interface Scan {
  readonly source: string
  at: number
  line: number
  value: string
}

/** A lexical error: its text with `near`, but without position, and the line it is reported on. */
export class ScanError extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
}

/** Letter or underscore. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
}

export function isNewline(code: number): boolean {
  return code === 10 || code === 13
}

/** The offset after the line break at `at`: \n, \r, \r\n and \n\r are one each. */
export function skipNewline(source: string, at: number): number {
  const next = source.charCodeAt(at + 1)
  return isNewline(next) && next !== source.charCodeAt(at) ? at + 2 : at + 1
}
