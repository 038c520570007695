/** Positions in strings as Lua gives them, 1-based and negative from the end, to 0-based places (§6.4). */

/** The place a start position means; it may lie behind the end. */
export function startIndex(position: number, length: number): number {
  if (position > 0) return position - 1
  return position === 0 || position < -length ? 0 : length + position
}

/** The exclusive end that an end position means, within the string. */
export function endIndex(position: number, length: number): number {
  if (position >= 0) return position > length ? length : position
  return position < -length ? 0 : length + position + 1
}
