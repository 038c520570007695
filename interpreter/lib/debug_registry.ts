/** The registry as debug.getregistry shows it: the main thread, the globals, and the tables of package. */
import { LuaTable, setField, setInt } from "../value/table.ts"
import { state } from "../runtime/state.ts"

/** Where the state keeps that table. */
const REGISTRY = "registry"

export function registry(): LuaTable {
  const known = state.registry.get(REGISTRY)
  if (known instanceof LuaTable) return known
  const table = new LuaTable()
  setInt(table, 1, state.main)
  setInt(table, 2, state.globals)
  for (const [name, value] of state.registry) setField(table, name, value)
  state.registry.set(REGISTRY, table)
  return table
}
