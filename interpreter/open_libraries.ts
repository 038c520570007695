/**
 * Opens the standard library in the current Lua state, in the manual's order. Only the basic functions
 * are there at once; each other library is loaded and made when its table is first asked for, through
 * an accessor that then turns into the plain field. Start-up pays for what a script uses.
 */
import { defineLate } from "./value/late_field.ts"
import { once } from "./value/once.ts"
import { lateModule } from "./value/late_module.ts"
import { state } from "./runtime/state.ts"
import { LuaTable, setField } from "./value/table.ts"
import { baseFunctions } from "./lib/base.ts"
import { makeLibrary } from "./lib/library.ts"
import { LOADED } from "./runtime/global_name.ts"
import { loadFunctions } from "./lib/load.ts"

type Package = ReturnType<typeof import("./lib/package.ts").openPackage>
type String = ReturnType<typeof import("./lib/string.ts").openString>

/** The libraries to which the host may add functions. */
export type ExtensibleLibrary = "package" | "string" | "io" | "os"

/** Told of each of them when it is first opened in a state: adds its fields, which should be late. */
export type ExtendLibrary = (name: ExtensibleLibrary, library: LuaTable) => void

/** Fills the globals of the current state. */
export function openLibraries(extend: ExtendLibrary = () => {}): void {
  const globals = makeLibrary("", { ...baseFunctions, ...loadFunctions })
  state.globals = globals
  setField(globals, "_G", globals)
  setField(globals, "_VERSION", "Lua 5.4")
  const loaded = new LuaTable()
  state.registry.set(LOADED, loaded)
  setField(loaded, "_G", globals)
  const extended = (name: ExtensibleLibrary, library: LuaTable): LuaTable => {
    extend(name, library)
    return library
  }
  const openPackage = once<Package>(() => {
    const opened = lateModule<typeof import("./lib/package.ts")>("interpreter/lib/package").openPackage()
    extended("package", opened.packageTable)
    return opened
  })
  const openString = once<String>(() => {
    const opened = lateModule<typeof import("./lib/string.ts")>("interpreter/lib/string").openString()
    extended("string", opened.library)
    return opened
  })
  const libraries: [string, () => LuaTable][] = [
    ["package", () => openPackage().packageTable],
    [
      "coroutine",
      () => lateModule<typeof import("./lib/coroutine.ts")>("interpreter/lib/coroutine").openCoroutine(),
    ],
    ["table", () => lateModule<typeof import("./lib/table.ts")>("interpreter/lib/table").openTable()],
    ["io", () => extended("io", lateModule<typeof import("./lib/io.ts")>("interpreter/lib/io").openIo())],
    ["os", () => extended("os", lateModule<typeof import("./lib/os.ts")>("interpreter/lib/os").openOs())],
    ["string", () => openString().library],
    ["math", () => lateModule<typeof import("./lib/math.ts")>("interpreter/lib/math").openMath()],
    ["utf8", () => lateModule<typeof import("./lib/utf8.ts")>("interpreter/lib/utf8").openUtf8()],
    ["debug", () => lateModule<typeof import("./lib/debug.ts")>("interpreter/lib/debug").openDebug()],
  ]
  for (const [name, open] of libraries) {
    const library = once(open)
    defineLate(globals, name, library)
    defineLate(loaded, name, library)
  }
  defineLate(globals, "require", () => openPackage().require)
  defineLate(state.metatables, "string", () => openString().metatable)
}
