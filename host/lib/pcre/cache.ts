/** Compiled patterns, kept by their text and options. */
import { MESSAGE } from "./messages.ts"
import { type Native, translate } from "./native.ts"
import { readOptions } from "./options.ts"
import { compileRegex, type Regex } from "./regex.ts"
import { invalidUtf8At, PatternError } from "./source.ts"

export interface Compiled {
  regex: Regex
  /** What JavaScript does as well; undefined if there is no such thing. */
  native: Native | undefined
  /** Results are tables. */
  isTable: boolean
  /** The subject that was last found to be valid. */
  lastSubject: string | undefined
}

/** Patterns kept; the oldest go first. */
const MAX_KEPT = 200
const kept = new Map<string, Compiled>()

/** A compiled pattern, or what is wrong with it. */
export function compileCached(pattern: string, letters: string): Compiled | string {
  const key = letters === "" ? pattern : `${letters}\u0100${pattern}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const options = readOptions(letters)
  if (typeof options === "string") return MESSAGE.badOption(options)
  const invalid = options.utf || /^\(\*[A-Z_=\d()*]*UTF8?\)/.test(pattern) ? invalidUtf8At(pattern) : -1
  if (invalid >= 0) return MESSAGE.invalidUtf8("pattern", invalid + 1)
  let regex: Regex
  try {
    regex = compileRegex(pattern, options)
  } catch (e) {
    if (e instanceof PatternError) return e.message
    throw e
  }
  // Tables have the places of the groups, which JavaScript finds slowly.
  const native = options.tables ? undefined : translate(regex.pattern, regex.program.anchor === "start")
  const compiled = { regex, native, isTable: options.tables, lastSubject: undefined }
  if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!)
  kept.set(key, compiled)
  return compiled
}
