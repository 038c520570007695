/** Bun's file functions, loaded at first use: they cost 0.9 ms, which most one-line programs can spare. */
import type * as FileSystem from "node:fs"

let loaded: typeof FileSystem | undefined

/** The module node:fs. */
export function fileSystem(): typeof FileSystem {
  loaded ??= require("node:fs") as typeof FileSystem
  return loaded
}
