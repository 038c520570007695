/** Templates such as `./?.lua;./?/init.lua`: searching them, and their values from the environment. */
import { state } from "../runtime/state.ts"
import { pathExists } from "./first_calls.ts"
import { fileSystem } from "./file_system.ts"
import { cString, environmentVariable, toPath } from "./host_string.ts"

export interface PathSearch {
  name: string
  path: string
  /** What in the name is replaced by `directorySeparator`; "" for nothing. */
  separator: string
  directorySeparator: string
}

/** The first file of a search that can be read, or the message that tells which were tried. */
export function searchTemplates(search: PathSearch): { file: string } | { message: string } {
  const separator = cString(search.separator)
  let name = cString(search.name)
  if (separator !== "") name = name.replaceAll(separator, () => cString(search.directorySeparator))
  const names = cString(search.path).replaceAll("?", () => name)
  if (names !== "") for (const file of names.split(";")) if (isReadable(file)) return { file }
  return { message: `no file '${names.replaceAll(";", "'\n\tno file '")}'` }
}

function isReadable(file: string): boolean {
  // Most candidates do not exist, and an exception is slow.
  if (!pathExists(file)) return false
  try {
    fileSystem().closeSync(fileSystem().openSync(toPath(file), "r"))
    return true
  } catch {
    return false
  }
}

/** Key in the registry: set before the libraries are opened, it makes them ignore the environment. */
export const NO_ENVIRONMENT = "LUA_NOENV"

/** The path that `LUA_PATH_5_4` or `LUA_PATH` asks for; `;;` there stands for the default. */
export function configuredPath(variable: string, fallback: string): string {
  if (state.registry.get(NO_ENVIRONMENT) === true) return fallback
  const path = environmentVariable(`${variable}_5_4`) ?? environmentVariable(variable)
  if (path === undefined) return fallback
  const mark = path.indexOf(";;")
  if (mark < 0) return path
  const before = path.slice(0, mark)
  const after = path.slice(mark + 2)
  return (before === "" ? "" : `${before};`) + fallback + (after === "" ? "" : `;${after}`)
}
