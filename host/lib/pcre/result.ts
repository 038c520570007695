/** What Lua sees of a match. */
import { type LuaResult, type LuaValue, LuaTable, setField, setInt } from "../../../interpreter/index.ts"
import type { Compiled } from "./cache.ts"
import type { Found } from "./find.ts"

/** The text of a group, nil when it is unset. */
export function groupText(subject: string, registers: Int32Array, group: number): string | undefined {
  const end = registers[2 * group + 1]!
  if (end < 0) return undefined
  const start = registers[2 * group]!
  return start <= end ? subject.slice(start, end) : subject.slice(end, start)
}

/** The first group of a name that is set. */
export function namedGroup(found: Found, groups: readonly number[]): number {
  return groups.find((group) => found.texts[group] !== undefined) ?? groups[0]!
}

/** The whole match and the groups; or three tables: texts, first bytes and last bytes, by number and name. */
export function matchResult(compiled: Compiled, found: Found): LuaResult {
  const { texts, registers } = found
  if (!compiled.isTable) return texts.length === 1 ? texts[0] : texts
  return [
    tableBy(compiled, found, (group) => texts[group]),
    tableBy(compiled, found, (group) => registers![2 * group]! + 1),
    tableBy(compiled, found, (group) => registers![2 * group + 1]!),
  ]
}

function tableBy(compiled: Compiled, found: Found, value: (group: number) => LuaValue): LuaTable {
  const table = new LuaTable()
  for (let group = 0; group < found.texts.length; group++)
    if (found.texts[group] !== undefined) setInt(table, group, value(group))
  for (const [name, groups] of compiled.regex.names) {
    const group = namedGroup(found, groups)
    if (found.texts[group] !== undefined) setField(table, name, value(group))
  }
  return table
}
