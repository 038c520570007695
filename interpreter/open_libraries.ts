/** Opens the standard library in the current Lua state, in the manual's order. */
import { state } from "./runtime/state.ts"
import { getString, setField, type LuaTable } from "./value/table.ts"
import type { LuaValue } from "./value/value.ts"
import { baseFunctions } from "./lib/base.ts"
import { openCoroutine } from "./lib/coroutine.ts"
import { openDebug } from "./lib/debug.ts"
import { openIo } from "./lib/io.ts"
import { makeLibrary } from "./lib/library.ts"
import { loadFunctions } from "./lib/load.ts"
import { openMath } from "./lib/math.ts"
import { openOs } from "./lib/os.ts"
import { openPackage } from "./lib/package.ts"
import { openString } from "./lib/string.ts"
import { openTable } from "./lib/table.ts"
import { openUtf8 } from "./lib/utf8.ts"

/** Fills the globals of the current state. */
export function openLibraries(): void {
  const globals = makeLibrary("", { ...baseFunctions, ...loadFunctions })
  state.globals = globals
  setField(globals, "_G", globals)
  setField(globals, "_VERSION", "Lua 5.4")
  const { packageTable, require } = openPackage()
  const string = openString()
  state.metatables.string = string.metatable
  const loaded = getString(packageTable, "loaded") as LuaTable
  const libraries: [string, LuaValue][] = [
    ["package", packageTable],
    ["coroutine", openCoroutine()],
    ["table", openTable()],
    ["io", openIo()],
    ["os", openOs()],
    ["string", string.library],
    ["math", openMath()],
    ["utf8", openUtf8()],
    ["debug", openDebug()],
  ]
  setField(loaded, "_G", globals)
  for (const [name, library] of libraries) {
    setField(globals, name, library)
    setField(loaded, name, library)
  }
  setField(globals, "require", require)
}
