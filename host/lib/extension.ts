/**
 * What slua adds to Lua's own libraries, and the global `json`: which fields there are, and which file
 * has them. A file is loaded when one of its fields is first read, in whatever Lua state; a script that
 * reads none pays for the fields only.
 */
import {
  lateModule,
  defineLate,
  type ExtensibleLibrary,
  type LuaFunction,
  type LuaTable,
  nameFunction,
  state,
} from "../../interpreter/index.ts"

/** Functions of one file. */
interface Source {
  names: readonly string[]
  load: () => object
}

function sourcesOf(library: ExtensibleLibrary): Source[] {
  switch (library) {
    case "io":
      return [
        {
          names: ["ls", "stat", "mkdir", "rmdir", "chmod", "symlink", "readlink", "realpath", "chdir", "cwd"],
          load: () => lateModule<typeof import("./filesystem/index.ts")>("host/lib/filesystem/index"),
        },
      ]
    case "os":
      return [{ names: ["usleep"], load: () => lateModule<typeof import("./sleep.ts")>("host/lib/sleep") }]
    case "string":
      return [
        {
          names: [
            ...["md5", "sha1", "sha256", "sha512", "crc32", "hmac", "hasher"],
            ...["base64", "unbase64", "hex", "unhex"],
          ],
          load: () => lateModule<typeof import("./hash/index.ts")>("host/lib/hash/index"),
        },
        {
          names: ["pcrematch", "pcregmatch", "pcregsub"],
          load: () => lateModule<typeof import("./pcre/index.ts")>("host/lib/pcre/index"),
        },
        {
          names: ["iconv"],
          load: () => lateModule<typeof import("./charset/index.ts")>("host/lib/charset/index"),
        },
        {
          names: ["epoch"],
          load: () => lateModule<typeof import("./epoch/index.ts")>("host/lib/epoch/index"),
        },
      ]
    case "package":
      return []
  }
}

const modules = () => lateModule<typeof import("./modules/index.ts")>("host/lib/modules/index")

/** Adds slua's fields to a library that has just been opened. */
export function extendLibrary(library: ExtensibleLibrary, table: LuaTable): void {
  if (library === "package") modules().preloadModules(table)
  for (const { names, load } of sourcesOf(library))
    for (const name of names) defineLate(table, name, () => named(load(), library, name))
}

/** For `lua`: nothing is added, but a C library that is found may be replaced. */
export function extendPackage(library: ExtensibleLibrary): void {
  if (library === "package") modules().replaceLibraries()
}

/** Adds the globals that are the same in every Lua state. */
export function extendGlobals(): void {
  defineLate(state.globals, "json", () =>
    lateModule<typeof import("./json/index.ts")>("host/lib/json/index").openJson(),
  )
}

/** A function of a file, under the name that stack traces report. */
function named(functions: object, library: string, name: string): LuaFunction {
  const f = (functions as Record<string, LuaFunction>)[name]!
  if (!("λc" in f)) nameFunction(f, `${library}.${name}`)
  return f
}
