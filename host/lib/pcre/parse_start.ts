/** The settings that a pattern may begin with: (*UTF), (*CRLF), (*LIMIT_MATCH=n) … */
import type { Newline } from "./node.ts"
import type { Options } from "./options.ts"

export interface Start {
  options: Options
  /** Length of the settings. */
  length: number
  newline: Newline
  isBsrAnyCrlf: boolean
  isNotEmpty: boolean
  isNotEmptyAtStart: boolean
  limit: number
}

/** Optimisations, which cannot be told from outside, and PCRE1's names of (*UTF). */
const IDLE = new Set(["NO_AUTO_POSSESS", "NO_DOTSTAR_ANCHOR", "NO_JIT", "NO_START_OPT", "UTF16", "UTF32"])
const NEWLINES = new Set<string>(["LF", "CR", "CRLF", "ANYCRLF", "ANY", "NUL"])

export function parseStart(text: string, given: Options): Start {
  const start: Start = {
    options: { ...given },
    length: 0,
    newline: "LF",
    isBsrAnyCrlf: false,
    isNotEmpty: false,
    isNotEmptyAtStart: false,
    limit: Infinity,
  }
  const setting = /\(\*([A-Z_0-9]+)(?:=(\d+))?\)/y
  for (let found = setting.exec(text); found !== null; found = setting.exec(text)) {
    if (!apply(start, found[1]!, found[2])) break
    start.length = setting.lastIndex
  }
  return start
}

/** Whether there is such a setting. */
function apply(start: Start, name: string, value: string | undefined): boolean {
  if (value !== undefined) {
    if (name === "LIMIT_MATCH") start.limit = Math.min(start.limit, Number(value))
    return /^LIMIT_(MATCH|DEPTH|RECURSION|HEAP)$/.test(name)
  }
  if (NEWLINES.has(name)) start.newline = name as Newline
  else if (name === "UTF" || name === "UTF8") start.options.utf = true
  else if (name === "UCP") start.options.ucp = true
  else if (name === "BSR_ANYCRLF") start.isBsrAnyCrlf = true
  else if (name === "BSR_UNICODE") start.isBsrAnyCrlf = false
  else if (name === "NOTEMPTY") start.isNotEmpty = true
  else if (name === "NOTEMPTY_ATSTART") start.isNotEmptyAtStart = true
  else return IDLE.has(name)
  return true
}
