/**
 * Opens the standard library in the current Lua state, in the manual's order. Only the basic functions
 * are there at once; each other library is loaded and made when its table is first asked for, through
 * an accessor that then turns into the plain field. Start-up pays for what a script uses.
 */
import { defineLate, once } from "./value/late.ts"
import { state } from "./runtime/state.ts"
import { LuaTable, setField } from "./value/table.ts"
import type { LuaValue } from "./value/value.ts"
import { baseFunctions } from "./lib/base.ts"
import { makeLibrary } from "./lib/library.ts"
import { LOADED } from "./runtime/global_name.ts"
import { loadFunctions } from "./lib/load.ts"

type Package = ReturnType<typeof import("./lib/package.ts").openPackage>
type String = ReturnType<typeof import("./lib/string.ts").openString>

/** Fills the globals of the current state. */
export function openLibraries(): void {
  const globals = makeLibrary("", { ...baseFunctions, ...loadFunctions })
  state.globals = globals
  setField(globals, "_G", globals)
  setField(globals, "_VERSION", "Lua 5.4")
  const loaded = new LuaTable()
  state.registry.set(LOADED, loaded)
  setField(loaded, "_G", globals)
  const openPackage = once<Package>(() =>
    (require("./lib/package.ts") as typeof import("./lib/package.ts")).openPackage(),
  )
  const openString = once<String>(() =>
    (require("./lib/string.ts") as typeof import("./lib/string.ts")).openString(),
  )
  const libraries: [string, () => LuaValue][] = [
    ["package", () => openPackage().packageTable],
    [
      "coroutine",
      () => (require("./lib/coroutine.ts") as typeof import("./lib/coroutine.ts")).openCoroutine(),
    ],
    ["table", () => (require("./lib/table.ts") as typeof import("./lib/table.ts")).openTable()],
    ["io", () => (require("./lib/io.ts") as typeof import("./lib/io.ts")).openIo()],
    ["os", () => (require("./lib/os.ts") as typeof import("./lib/os.ts")).openOs()],
    ["string", () => openString().library],
    ["math", () => (require("./lib/math.ts") as typeof import("./lib/math.ts")).openMath()],
    ["utf8", () => (require("./lib/utf8.ts") as typeof import("./lib/utf8.ts")).openUtf8()],
    ["debug", () => (require("./lib/debug.ts") as typeof import("./lib/debug.ts")).openDebug()],
  ]
  for (const [name, open] of libraries) {
    const library = once(open)
    defineLate(globals, name, library)
    defineLate(loaded, name, library)
  }
  defineLate(globals, "require", () => openPackage().require)
  defineLate(state.metatables, "string", () => openString().metatable)
}
