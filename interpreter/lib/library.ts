/**
 * Tables of library functions. A library function carries the JS name `[C]<library>.<name>`, by which
 * stack traces know it; functions are shared between Lua states, so each is named once.
 */
import { LuaTable, setField } from "../value/table.ts"
import type { LuaFunction } from "../value/value.ts"
import { NATIVE_MARK } from "../runtime/mark.ts"

/** Gives a function that Lua sees the name under which stack traces report it. */
export function nameFunction(f: LuaFunction, name: string): void {
  Object.defineProperty(f, "name", { value: NATIVE_MARK + name, configurable: true })
  // Emitted tail calls look for this: library functions are not tail-called.
  ;(f as unknown as { λc: boolean }).λc = true
}

/**
 * A fresh table of a library's functions; name is "" for the basic functions, null for functions that
 * messages cannot name because no loaded module has them.
 */
export function makeLibrary(name: string | null, functions: Record<string, LuaFunction>): LuaTable {
  const prefix = name === "" ? "" : `${name}.`
  const library = new LuaTable()
  for (const key in functions) {
    const f = functions[key]!
    if (!f.name.startsWith(NATIVE_MARK)) nameFunction(f, name === null ? "" : prefix + key)
    setField(library, key, f)
  }
  return library
}
