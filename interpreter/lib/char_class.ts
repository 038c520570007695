/**
 * The character classes of patterns (%a, %d, …, §6.4.1) in the C locale, as tables of 256 flags.
 */

export type CharSet = Uint8Array

/** The set of the bytes a test accepts. */
export function charSet(accepts: (c: number) => boolean): CharSet {
  const set = new Uint8Array(256)
  for (let c = 0; c < 256; c++) if (accepts(c)) set[c] = 1
  return set
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}

export function isAlpha(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90)
}

export function isControl(c: number): boolean {
  return c < 32 || c === 127
}

function isHex(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70)
}

function isGraph(c: number): boolean {
  return c > 32 && c < 127
}

const TESTS: Record<string, (c: number) => boolean> = {
  a: isAlpha,
  c: isControl,
  d: isDigit,
  g: isGraph,
  l: (c) => c >= 97 && c <= 122,
  p: (c) => isGraph(c) && !isAlpha(c) && !isDigit(c),
  s: (c) => c === 32 || (c >= 9 && c <= 13),
  u: (c) => c >= 65 && c <= 90,
  w: (c) => isAlpha(c) || isDigit(c),
  x: isHex,
  z: (c) => c === 0,
}

const classes = new Map<number, CharSet | null>()

/** The set that `%letter` stands for, null when the letter names no class and stands for itself. */
export function classSet(letter: number): CharSet | null {
  const known = classes.get(letter)
  if (known !== undefined) return known
  const test = isAlpha(letter) ? TESTS[String.fromCharCode(letter | 32)] : undefined
  const isNegated = (letter & 32) === 0
  const set = test === undefined ? null : charSet((c) => test(c) !== isNegated)
  classes.set(letter, set)
  return set
}
