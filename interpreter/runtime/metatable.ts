/** Metatables of any value (§2.4). */
import { LuaFloat, LuaInt64 } from "../value/number.ts"
import { getString, LuaTable } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import type { LuaValue } from "../value/value.ts"
import { state } from "./state.ts"

/** The raw metatable of a value, or null. */
export function getMetatable(v: LuaValue): LuaTable | null {
  switch (typeof v) {
    case "object":
      if (v instanceof LuaTable) return v.λmeta
      if (v instanceof Userdata) return v.λmeta ?? null
      if (v instanceof LuaFloat || v instanceof LuaInt64) return state.metatables.number
      return state.metatables.thread
    case "string":
      return state.metatables.string
    case "number":
      return state.metatables.number
    case "boolean":
      return state.metatables.boolean
    case "function":
      return state.metatables.function
    default:
      return state.metatables.nil
  }
}

/** The metamethod of a value for an event such as `__add`; undefined without one. */
export function metamethod(v: LuaValue, event: string): LuaValue {
  const meta = getMetatable(v)
  return meta === null ? undefined : getString(meta, event)
}
