/**
 * String literals and long brackets, byte for byte as llex.c reads them. Each function gets the
 * offset where the literal begins and leaves the result in `Scan`; what is wrong is thrown as a
 * `ScanError` whose text already carries its `near`.
 */
import { once } from "../value/once.ts"
import { lateModule } from "../value/late_module.ts"
import { ScanError, isDigit, isNewline, skipNewline } from "./scan.ts"
import type { Scan } from "./scan.ts"

const escapes = once(() => lateModule<typeof import("./rare_escape.ts")>("interpreter/syntax/rare_escape"))

/** Reads the literal at `start` (a quote); the value is left in `scan.value`. */
export function scanShortString(scan: Scan, start: number): void {
  const source = scan.source
  const quote = source.charCodeAt(start)
  let run = start + 1
  let at = run
  let value = ""
  for (;;) {
    const code = source.charCodeAt(at)
    if (code === quote) break
    if (code === 92) {
      value += source.slice(run, at)
      scan.value = value
      at = scanEscape(scan, start, at)
      value = scan.value
      run = at
    } else if (isNewline(code)) {
      throw escapes().stringError(
        scan,
        "unfinished string",
        source.charAt(start) + value + source.slice(run, at),
      )
    } else if (at >= source.length) {
      throw new ScanError("unfinished string near <eof>", scan.line)
    } else at++
  }
  const rest = source.slice(run, at)
  scan.value = value === "" ? rest : value + rest
  scan.at = at + 1
}

/** Decodes the escape at `at` onto `scan.value`; returns the offset after it. */
function scanEscape(scan: Scan, start: number, at: number): number {
  const source = scan.source
  const code = source.charCodeAt(at + 1)
  const simple = simpleEscape(code)
  if (simple !== "") {
    scan.value += simple
    return at + 2
  }
  if (isDigit(code)) return scanDecimalEscape(scan, start, at)
  if (isNewline(code)) {
    scan.value += "\n"
    scan.line++
    return skipNewline(source, at + 1)
  }
  // The end of the source is reported by the caller, as an unfinished string.
  return at + 1 >= source.length ? at + 1 : escapes().scanRareEscape(scan, start, at)
}

function simpleEscape(code: number): string {
  switch (code) {
    case 97:
      return "\x07"
    case 98:
      return "\b"
    case 102:
      return "\f"
    case 110:
      return "\n"
    case 114:
      return "\r"
    case 116:
      return "\t"
    case 118:
      return "\v"
    case 34:
      return '"'
    case 39:
      return "'"
    case 92:
      return "\\"
    default:
      return ""
  }
}

function scanDecimalEscape(scan: Scan, start: number, at: number): number {
  let value = 0
  let end = at + 1
  while (end < at + 4 && isDigit(scan.source.charCodeAt(end)))
    value = value * 10 + scan.source.charCodeAt(end++) - 48
  if (value > 255) throw escapes().escapeError(scan, "decimal escape too large", start, at, end)
  scan.value += String.fromCharCode(value)
  return end
}

/** The level of the long bracket that opens at `at` (a `[`), -1 for a lone `[`, -2 for `[=` without more. */
export function bracketLevel(source: string, at: number): number {
  let end = at + 1
  while (source.charCodeAt(end) === 61) end++
  if (source.charCodeAt(end) === 91) return end - at - 1
  return end === at + 1 ? -1 : -2
}

/** Reads the long bracket of a level at `start`; leaves the content in `scan.value`. */
export function scanLongBracket(scan: Scan, start: number, level: number, what: string): void {
  const source = scan.source
  const firstLine = scan.line
  let from = start + level + 2
  if (isNewline(source.charCodeAt(from))) {
    scan.line++
    from = skipNewline(source, from)
  }
  const close = source.indexOf(`]${"=".repeat(level)}]`, from)
  const content = source.slice(from, close < 0 ? source.length : close)
  scan.line += countNewlines(content)
  if (close < 0)
    throw new ScanError(`unfinished long ${what} (starting at line ${firstLine}) near <eof>`, scan.line)
  scan.value = content.includes("\r") ? content.replace(/\r\n?|\n\r?/g, "\n") : content
  scan.at = close + level + 2
}

function countNewlines(text: string): number {
  let count = 0
  if (text.includes("\r")) {
    for (let at = 0; at < text.length;)
      if (isNewline(text.charCodeAt(at))) {
        count++
        at = skipNewline(text, at)
      } else at++
    return count
  }
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++
  return count
}
