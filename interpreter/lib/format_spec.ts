/**
 * The format strings of string.format (§6.4), read once and kept in a bounded cache. What is wrong with a
 * directive becomes its `fault`, raised when its turn comes: the directives before it have their say first.
 */

export interface FormatItem {
  /** Text before the directive. */
  before: string
  /** The conversion's letter, "" for one that does not exist. */
  conversion: string
  /** The directive as written, `%5.1f`. */
  text: string
  isLeft: boolean
  isZero: boolean
  isAlternate: boolean
  /** `+`, a space or nothing: what stands for the sign of a number that has none. */
  plus: string
  width: number
  /** -1 if there is none. */
  precision: number
  /** Error message of a directive longer than allowed. */
  tooLong: string
  /** Is it a directive of a valid form for its conversion? */
  isValid: boolean
  /** Nothing but the conversion. */
  isBare: boolean
}

export interface Format {
  items: FormatItem[]
  /** Text behind the last directive. */
  after: string
}

/** MAX_FORMAT - 10: the length from which a directive is too long. */
const MAX_LENGTH = 22

/** Per conversion, the form that checkformat of lstrlib.c accepts. */
const FORMS: Record<string, RegExp> = {
  c: /^%-*(?!0)\d{0,2}[a-zA-Z]$/,
  p: /^%-*(?!0)\d{0,2}[a-zA-Z]$/,
  s: /^%-*(?!0)\d{0,2}(\.\d{0,2})?[a-zA-Z]$/,
  u: /^%[-0]*\d{0,2}(\.\d{0,2})?[a-zA-Z]$/,
}
const INTEGER_FORM = /^%[-+0 ]*\d{0,2}(\.\d{0,2})?[a-zA-Z]$/
const HEX_FORM = /^%[-#0]*\d{0,2}(\.\d{0,2})?[a-zA-Z]$/
const FLOAT_FORM = /^%[-+#0 ]*\d{0,2}(\.\d{0,2})?[a-zA-Z]$/
for (const c of "di") FORMS[c] = INTEGER_FORM
for (const c of "oxX") FORMS[c] = HEX_FORM
for (const c of "aAeEfgG") FORMS[c] = FLOAT_FORM

/** A directive: flags, width and precision in any order, then whatever comes. */
const DIRECTIVE = /[-+#0 1-9.]*/y

const CACHE_LIMIT = 500
const cache = new Map<string, Format>()

/** The directives of a format string. */
export function compileFormat(text: string): Format {
  let format = cache.get(text)
  if (format === undefined) {
    format = readFormat(text)
    if (cache.size >= CACHE_LIMIT) cache.clear()
    cache.set(text, format)
  }
  return format
}

function readFormat(text: string): Format {
  const items: FormatItem[] = []
  let before = ""
  let start = 0
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", start)) {
    before += text.slice(start, at)
    if (text[at + 1] === "%") {
      before += "%"
      start = at + 2
      continue
    }
    DIRECTIVE.lastIndex = at + 1
    DIRECTIVE.test(text)
    start = DIRECTIVE.lastIndex + 1
    items.push(readItem(before, text.slice(at, start), start - at - 1))
    before = ""
  }
  return { items, after: before + text.slice(start) }
}

/** length: that of the directive without its %, counting a missing conversion. */
function readItem(before: string, text: string, length: number): FormatItem {
  const conversion = /[A-Za-z]$/.exec(text)?.[0] ?? ""
  const form = FORMS[conversion]
  const [, flags, width, , precision] = /^%([-+#0 ]*)(\d*)(\.(\d*))?/.exec(text)!
  const isLeft = flags!.includes("-")
  return {
    before,
    conversion,
    text: text.split("\0")[0]!,
    isLeft,
    isZero: !isLeft && flags!.includes("0"),
    isAlternate: flags!.includes("#"),
    plus: flags!.includes("+") ? "+" : flags!.includes(" ") ? " " : "",
    width: Number(width),
    precision: precision === undefined ? -1 : Number(precision),
    tooLong: length >= MAX_LENGTH ? "invalid format (too long)" : "",
    isValid: form !== undefined && form.test(text),
    isBare: text.length === 2,
  }
}
