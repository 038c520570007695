/**
 * The replacement strings of string.gsub (§6.4), read once and kept in a bounded cache: plain text,
 * captures (0-based), the whole match, and INVALID where a % is followed by neither % nor a digit, which
 * is an error once the replacement is used.
 */
import { isDigit } from "./char_class.ts"

export type ReplacementPart = string | number

export const WHOLE_MATCH = -1
export const INVALID = -2

const CACHE_LIMIT = 200
const cache = new Map<string, ReplacementPart[]>()

/** The parts of a replacement string, up to the first invalid one. */
export function compileReplacement(text: string): ReplacementPart[] {
  const known = cache.get(text)
  if (known !== undefined) return known
  const parts: ReplacementPart[] = []
  let start = 0
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 2)) {
    if (at > start) parts.push(text.slice(start, at))
    const c = text.charCodeAt(at + 1)
    if (isDigit(c)) parts.push(c - 49)
    else if (c === 37) parts.push("%")
    else {
      parts.push(INVALID)
      break
    }
    start = at + 2
  }
  if (start < text.length && parts[parts.length - 1] !== INVALID) parts.push(text.slice(start))
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(text, parts)
  return parts
}
