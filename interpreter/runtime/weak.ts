/** Setting metatables; the place where weak tables (§2.5.4) take effect. */
import type { LuaTable } from "../value/table.ts"

/** Sets or removes a metatable. */
export function setMetatable(t: LuaTable, meta: LuaTable | null): void {
  t.λmeta = meta
}
