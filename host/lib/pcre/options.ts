/** The options of a match, as letters: what the inline settings (?imsx) of a pattern begin with. */

export interface Options {
  caseless: boolean
  multiline: boolean
  dotAll: boolean
  extended: boolean
  /** Blanks and tabs in classes do not count either. */
  extendedMore: boolean
  ungreedy: boolean
  /** Plain parentheses do not capture. */
  noCapture: boolean
  /** Several groups may have one name. */
  duplicateNames: boolean
  utf: boolean
  /** \d \s \w \b and POSIX classes follow Unicode properties. */
  ucp: boolean
  anchored: boolean
  /** $ does not match before a final newline. */
  dollarEndOnly: boolean
  /** Results are tables. Not PCRE's. */
  tables: boolean
}

const LETTERS: Record<string, keyof Options> = {
  i: "caseless",
  m: "multiline",
  s: "dotAll",
  x: "extended",
  U: "ungreedy",
  n: "noCapture",
  J: "duplicateNames",
  u: "utf",
  p: "ucp",
  A: "anchored",
  D: "dollarEndOnly",
  t: "tables",
}

/** Without letters: a dot matches every character, and subjects are UTF-8. */
const DEFAULTS: Options = {
  caseless: false,
  multiline: false,
  dotAll: true,
  extended: false,
  extendedMore: false,
  ungreedy: false,
  noCapture: false,
  duplicateNames: false,
  utf: true,
  ucp: false,
  anchored: false,
  dollarEndOnly: false,
  tables: false,
}

/** Letters that switch on, behind a minus those that switch off; `b` is `-u`. The letter that is none, if any. */
export function readOptions(letters: string): Options | string {
  const options = { ...DEFAULTS }
  let value = true
  for (const letter of letters) {
    const name = LETTERS[letter]
    if (letter === "-") value = false
    else if (letter === "b") options.utf = !value
    else if (name !== undefined) options[name] = value
    else return letter
  }
  return options
}
