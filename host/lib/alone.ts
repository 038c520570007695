/** The host's part of a Lua state without workers, whose code is loaded when it is first used. */
import { lateModule, defineLate, once, openLibraries, state } from "../../interpreter/index.ts"
import { extendGlobals, extendLibrary, extendPackage } from "./extension.ts"

/** Opens all libraries in the current state: Lua's own and slua's. */
export function openAlone(): void {
  openLibraries(extendLibrary)
  extendGlobals()
  const globals = once(() => lateModule<typeof import("./open.ts")>("host/lib/open").hostGlobals("alone"))
  for (const name of ["eprint", "client", "work"] as const)
    defineLate(state.globals, name, () => globals()[name])
}

/** Opens Lua's own libraries only. */
export function openPlain(): void {
  openLibraries(extendPackage)
}
