/** The host's part of a Lua state without workers, whose code is loaded when it is first used. */
import {
  defineLate,
  lateModule,
  LuaTable,
  once,
  openLibraries,
  setInt,
  state,
} from "../../interpreter/index.ts"
import { extendGlobals, extendLibrary, extendPackage } from "./extension.ts"

/** Opens all libraries in the current state: Lua's own and slua's. words: for the global `arg`, the script's name first */
export function openAlone(words?: string[]): void {
  openLibraries(extendLibrary)
  extendGlobals()
  const globals = once(() => lateModule<typeof import("./open.ts")>("host/lib/open").hostGlobals("alone"))
  for (const name of ["eprint", "client", "work"] as const)
    defineLate(state.globals, name, () => globals()[name])
  if (words !== undefined) defineLate(state.globals, "arg", () => tableOfWords(words))
}

function tableOfWords(words: string[]): LuaTable {
  const table = new LuaTable()
  for (let i = 0; i < words.length; i++) setInt(table, i, words[i])
  return table
}

/** Opens Lua's own libraries only. */
export function openPlain(): void {
  openLibraries(extendPackage)
}
