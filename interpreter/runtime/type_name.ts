/** Names of types, for `type` and for messages. */
import { LuaFloat, LuaInt64 } from "../value/number.ts"
import { getString, LuaTable } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import type { LuaValue } from "../value/value.ts"

/** The basic type (§2.1). */
export function basicType(v: LuaValue): string {
  switch (typeof v) {
    case "object":
      if (v instanceof LuaTable) return "table"
      if (v instanceof LuaFloat || v instanceof LuaInt64) return "number"
      return v instanceof Userdata ? "userdata" : "thread"
    case "undefined":
      return "nil"
    default:
      return typeof v
  }
}

/** The type as messages name it: `__name` of the metatable if that is a string (luaT_objtypename). */
export function typeName(v: LuaValue): string {
  if (v instanceof LuaTable || v instanceof Userdata) {
    const name = v.λmeta ? getString(v.λmeta, "__name") : undefined
    if (typeof name === "string") return name
  }
  return basicType(v)
}
