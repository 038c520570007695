/** Names of functions that loaded modules have as fields (luaL's pushglobalfuncname). */
import type { Prototype } from "../abi.ts"
import { isLate } from "../value/late_field.ts"
import { LuaTable, recordKeys, type Record_ } from "../value/table.ts"
import { advance, openCursor } from "../value/traversal.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import { prototypeNamed, type StackFrame } from "./stack.ts"
import { state } from "./state.ts"
import { NATIVE_MARK } from "./mark.ts"

/** Where the registry keeps the table of loaded modules, package.loaded. */
export const LOADED = "_LOADED"
/** Key in the registry of the loaders that the host has for libraries in C, by the names of their modules. */
export const REPLACED = "_REPLACED"

/** By prototype or by a library function's own name: stack frames do not know their closures. */
export type GlobalNames = Map<Prototype | string, string>

/** The name of every function in a loaded module; `print` for those of _G, `string.rep` for others. */
export function globalNames(): GlobalNames {
  const names: GlobalNames = new Map()
  for (const [module, fields] of stringFields(state.registry.get(LOADED))) {
    const prefix = module === "_G" ? "" : `${module}.`
    for (const [field, value] of functionFields(fields)) {
      const key = value.name.startsWith(NATIVE_MARK)
        ? value.name.slice(NATIVE_MARK.length)
        : prototypeNamed(value.name)
      if (key !== undefined && key !== "" && !names.has(key)) names.set(key, prefix + field)
    }
  }
  return names
}

/** The global name of a running function. */
export function globalNameOf(frame: StackFrame, names: GlobalNames): string | undefined {
  return names.get(frame.kind === "native" ? frame.name : frame.prototype)
}

/** The functions that a module has by name. A field whose value has yet to be made cannot be running. */
function functionFields(module: LuaValue): [string, LuaFunction][] {
  if (!(module instanceof LuaTable)) return []
  const record = recordKeys(module).filter((name) => !isLate(module, name))
  const fields = record.map((name): [string, LuaValue] => [name, (module as unknown as Record_)[name]])
  for (const [i, key] of module.λhash?.keys.entries() ?? [])
    if (typeof key === "string") fields.push([key, module.λhash!.entry(i)?.value])
  return fields.filter((field): field is [string, LuaFunction] => typeof field[1] === "function")
}

/** The fields of a table that have names, in traversal order. */
function stringFields(t: LuaValue): [string, LuaValue][] {
  const fields: [string, LuaValue][] = []
  if (!(t instanceof LuaTable)) return fields
  const cursor = openCursor(t)
  while (advance(cursor)) if (typeof cursor.key === "string") fields.push([cursor.key, cursor.value])
  return fields
}
