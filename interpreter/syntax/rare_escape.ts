/** The escapes in string literals that few have, and what is wrong with literals (string_literal.ts). */
import { ScanError, isHexDigit, isNewline, skipNewline } from "./scan.ts"
import type { Scan } from "./scan.ts"
import { parseUtf8Escape } from "./utf8_escape.ts"

/** Decodes `\x`, `\u` and `\z` at `at` onto `scan.value`; returns the offset after it. */
export function scanRareEscape(scan: Scan, start: number, at: number): number {
  switch (scan.source.charCodeAt(at + 1)) {
    case 120:
      return scanHexEscape(scan, start, at)
    case 117:
      return scanUtf8Escape(scan, start, at)
    case 122:
      return skipBlanks(scan, at + 2)
    default:
      throw escapeError(scan, "invalid escape sequence", start, at, at + 1)
  }
}

function scanHexEscape(scan: Scan, start: number, at: number): number {
  for (let digit = at + 2; digit < at + 4; digit++)
    if (!isHexDigit(scan.source.charCodeAt(digit)))
      throw escapeError(scan, "hexadecimal digit expected", start, at, digit)
  scan.value += String.fromCharCode(Number.parseInt(scan.source.slice(at + 2, at + 4), 16))
  return at + 4
}

function scanUtf8Escape(scan: Scan, start: number, at: number): number {
  const escape = parseUtf8Escape(scan.source, at)
  if (escape.problem !== null) throw escapeError(scan, escape.problem, start, at, escape.end)
  scan.value += escape.bytes
  return escape.end
}

/** The span that `\z` skips. */
function skipBlanks(scan: Scan, at: number): number {
  for (;;) {
    const code = scan.source.charCodeAt(at)
    if (isNewline(code)) {
      scan.line++
      at = skipNewline(scan.source, at)
    } else if (code === 32 || code === 9 || code === 11 || code === 12) at++
    else return at
  }
}

/** `from` is the backslash, `to` the offending character, which the message includes. */
export function escapeError(scan: Scan, problem: string, start: number, from: number, to: number): ScanError {
  return stringError(scan, problem, scan.source.charAt(start) + scan.value + scan.source.slice(from, to + 1))
}

export function stringError(scan: Scan, problem: string, near: string): ScanError {
  const nul = near.indexOf("\0")
  return new ScanError(`${problem} near '${nul < 0 ? near : near.slice(0, nul)}'`, scan.line)
}
