/**
 * Identifiers in Lua and JavaScript text, by character codes: a regular expression would have to be
 * compiled at start-up, which costs more than most scripts' whole compilation.
 */

const DOLLAR = 36
const DOT = 46

/** A letter, digit or underscore. */
export function isWordCode(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || isDigitCode(c)
}

export function isDigitCode(c: number): boolean {
  return c >= 48 && c <= 57
}

/** A Lua name: usable as a property name behind a dot. */
export function isIdentifier(text: string): boolean {
  if (text.length === 0 || isDigitCode(text.charCodeAt(0))) return false
  for (let i = 0; i < text.length; i++) if (!isWordCode(text.charCodeAt(i))) return false
  return true
}

/** A JS variable, number, or a path of properties: free of effects and cheap to repeat. */
export function isSimpleText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (!isWordCode(c) && c !== DOLLAR && c !== DOT) return false
  }
  return text.length > 0
}

/** A JS variable's name. */
export function isVariable(text: string): boolean {
  return isSimpleText(text) && !text.includes(".") && !isDigitCode(text.charCodeAt(0))
}

/**
 * Calls `visit` with each number behind a `$` that is part of a name, and where the `$` is: in `v$12`, `$3`, `mk$1`. For `$` without a
 * number (`$va`, `get$x`) the number is -1.
 */
export function eachDollar(code: string, visit: (number: number, at: number) => void): void {
  for (let at = code.indexOf("$"); at >= 0;) {
    let end = at + 1
    let number = 0
    let c = code.charCodeAt(end)
    for (; isDigitCode(c); c = code.charCodeAt(++end)) number = number * 10 + c - 48
    visit(end === at + 1 ? -1 : number, at)
    at = code.indexOf("$", end)
  }
}

/** Calls `visit` with each identifier a piece of emitted code mentions, those in its strings too. */
export function eachIdentifier(code: string, visit: (name: string) => void): void {
  let at = 0
  while (at < code.length) {
    const c = code.charCodeAt(at)
    if (!isWordCode(c) && c !== DOLLAR) {
      at++
      continue
    }
    const start = at
    for (let d = c; isWordCode(d) || d === DOLLAR; d = code.charCodeAt(at)) at++
    if (!isDigitCode(c)) visit(code.slice(start, at))
  }
}
