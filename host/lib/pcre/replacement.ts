/** What pcregsub puts in the place of a match: a string with captures, a table's field, a function's result. */
import {
  callBack,
  formatNumber,
  indexOf,
  isNumber,
  libraryError,
  LuaTable,
  first,
  type LuaValue,
  typeError,
  typeName,
} from "../../../interpreter/index.ts"
import type { Compiled } from "./cache.ts"
import type { Found } from "./find.ts"
import { MESSAGE } from "./messages.ts"
import { matchResult, namedGroup } from "./result.ts"

/** The text for a match, undefined to leave it as it is. */
export type Replace = (compiled: Compiled, found: Found) => string | undefined

/** A plain text, a group's number or a group's name. */
type Part = string | { group: number } | { name: string }

/** `%0`–`%9`, `%{number}`, `%{name}`, `%%`. */
function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let copied = 0
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", copied)) {
    if (at > copied) parts.push(text.slice(copied, at))
    const found = /%(?:(\d)|\{(\d+)\}|\{([^{}]+)\}|(%))/y
    found.lastIndex = at
    const match = found.exec(text)
    if (match === null) throw libraryError(MESSAGE.badReplacement)
    const number = match[1] ?? match[2]
    if (number !== undefined) parts.push({ group: Number(number) })
    else parts.push(match[3] !== undefined ? { name: match[3] } : "%")
    copied = at + match[0].length
  }
  if (copied < text.length) parts.push(text.slice(copied))
  return parts
}

function partText(part: Part, compiled: Compiled, found: Found): string {
  if (typeof part === "string") return part
  const { groupCount, names } = compiled.regex
  if ("group" in part) {
    // As in string.gsub, %1 of a pattern without groups is the whole match.
    const group = part.group === 1 && groupCount === 0 ? 0 : part.group
    if (group > groupCount) throw libraryError(MESSAGE.badCapture(String(part.group)))
    return found.texts[group] ?? ""
  }
  const groups = names.find(([name]) => name === part.name)?.[1]
  if (groups === undefined) throw libraryError(MESSAGE.badCapture(`{${part.name}}`))
  return found.texts[namedGroup(found, groups)] ?? ""
}

function stringReplace(text: string): Replace {
  if (!text.includes("%")) return () => text
  const parts = partsOf(text)
  return (compiled, found) => {
    let result = ""
    for (const part of parts) result += partText(part, compiled, found)
    return result
  }
}

/** What a table or function gave for a match. */
function replacementText(value: LuaValue): string | undefined {
  if (typeof value === "string") return value
  if (value === undefined || value === false) return undefined
  if (isNumber(value)) return formatNumber(value)
  throw libraryError(MESSAGE.badValue(typeName(value)))
}

/** The first group, the whole match if there is none: a table's key. */
function keyOf(compiled: Compiled, found: Found): LuaValue {
  return found.texts[compiled.regex.groupCount > 0 ? 1 : 0]
}

/** Functions get what pcrematch returns: the whole match and the groups. */
function functionReplace(f: LuaValue): Replace {
  return (compiled, found) => {
    const values = matchResult(compiled, found)
    return replacementText(first(Array.isArray(values) ? callBack(f, ...values) : callBack(f, values)))
  }
}

/** Reads the replacement argument: a string, a table or a function. */
export function replacer(value: LuaValue, n: number, count: number): Replace {
  if (typeof value === "string") return stringReplace(value)
  if (isNumber(value)) return stringReplace(formatNumber(value))
  if (typeof value === "function") return functionReplace(value)
  if (!(value instanceof LuaTable)) throw typeError(value, n, count, "string/function/table")
  return (compiled, found) => {
    const key = keyOf(compiled, found)
    return key === undefined ? undefined : replacementText(indexOf(value, key))
  }
}
