/**
 * The package library and require (§6.3). Modules in Lua are found and loaded as PUC does; the searchers
 * for C modules search too, so that the messages are the usual ones, but nothing can be loaded from C.
 */
import { callBack, indexOf, setIndexOf, toDisplay } from "../runtime/barrier.ts"
import { libraryError, LuaError } from "../runtime/error.ts"
import { LOADED, REPLACED } from "../runtime/global_name.ts"
import { state } from "../runtime/state.ts"
import { isNumber } from "../value/number.ts"
import { LuaTable, rawGet, setField, tableOf } from "../value/table.ts"
import { all, first, type LuaFunction, type LuaResult, type LuaValue, NONE } from "../value/value.ts"
import { checkString, optString } from "./args.ts"
import { makeLibrary, nameFunction } from "./library.ts"
import { loadFile } from "./load.ts"
import { configuredPath, searchTemplates } from "./search_path.ts"

/** Keys in the registry. */
const PRELOAD = "_PRELOAD"
const PACKAGE = "_PACKAGE"

const DEFAULT_PATH =
  "/usr/local/share/lua/5.4/?.lua;/usr/local/share/lua/5.4/?/init.lua;" +
  "/usr/local/lib/lua/5.4/?.lua;/usr/local/lib/lua/5.4/?/init.lua;./?.lua;./?/init.lua"
const DEFAULT_CPATH = "/usr/local/lib/lua/5.4/?.so;/usr/local/lib/lua/5.4/loadall.so;./?.so"
/** Directory separator, template separator, mark, executable's directory, ignore mark. */
const CONFIG = "/\n;\n?\n!\n-\n"

/** Why there are none. */
const NO_LIBRARIES = "C libraries cannot be loaded: this Lua is not written in C"

/** A table of the registry, made if it is missing. */
function registryTable(key: string): LuaTable {
  let table = state.registry.get(key) as LuaTable | undefined
  if (table === undefined) {
    table = new LuaTable()
    state.registry.set(key, table)
  }
  return table
}

/** A field of the package table, through its metatable if it has one. */
function packageField(name: string): LuaValue {
  return indexOf(state.registry.get(PACKAGE) as LuaTable, name)
}

function isText(v: LuaValue): v is string | number {
  return typeof v === "string" || isNumber(v)
}

/** package.loadlib(libname, funcname) — §6.3; there are no C libraries */
function packageLoadlib(path: LuaValue, name: LuaValue): LuaResult {
  const count = arguments.length
  checkString(path, 1, count)
  checkString(name, 2, count)
  return [undefined, NO_LIBRARIES, "absent"]
}

/** package.searchpath(name, path [, sep [, rep]]) — §6.3 */
function packageSearchpath(
  name: LuaValue,
  path: LuaValue,
  separator: LuaValue,
  replacement: LuaValue,
): LuaResult {
  const count = arguments.length
  const found = searchTemplates({
    name: checkString(name, 1, count),
    path: checkString(path, 2, count),
    separator: optString(separator, 3, count, "."),
    directorySeparator: optString(replacement, 4, count, "/"),
  })
  return "file" in found ? found.file : [undefined, found.message]
}

// -- searchers ------------------------------------------------------------------------------------

/** Searches `package.path` or `package.cpath`. */
function findFile(name: string, field: "path" | "cpath"): ReturnType<typeof searchTemplates> {
  const path = packageField(field)
  if (!isText(path)) throw libraryError(`'package.${field}' must be a string`)
  return searchTemplates({ name, path: toDisplay(path), separator: ".", directorySeparator: "/" })
}

function loadingError(name: string, file: string, reason: string): LuaError {
  return libraryError(`error loading module '${name}' from file '${file}':\n\t${reason}`)
}

/** First searcher: package.preload. */
function searchPreload(name: LuaValue): LuaResult {
  const module = checkString(name, 1, arguments.length)
  const loader = indexOf(registryTable(PRELOAD), module)
  if (loader === undefined) return `no field package.preload['${module}']`
  return [loader, ":preload:"]
}

/** Second searcher: a Lua file on package.path. */
function searchLua(name: LuaValue): LuaResult {
  const module = checkString(name, 1, arguments.length)
  const found = findFile(module, "path")
  if ("message" in found) return found.message
  const loader = tryLoad(found.file)
  if (loader instanceof LuaError) throw loadingError(module, found.file, toDisplay(loader.value))
  return [loader, found.file]
}

/** The compiled file, or why it does not compile. */
function tryLoad(file: string): LuaFunction | LuaError {
  try {
    return loadFile(file)
  } catch (e) {
    if (e instanceof LuaError) return e
    throw e
  }
}

/** Third searcher: a C library on package.cpath. */
function searchC(name: LuaValue): LuaResult {
  const module = checkString(name, 1, arguments.length)
  return replacement(module, findFile(module, "cpath"))
}

/** What the host has for a module whose C library was found. */
function replacement(module: string, found: ReturnType<typeof searchTemplates>): LuaResult {
  if ("message" in found) return found.message
  const loader = rawGet(registryTable(REPLACED), module)
  if (loader !== undefined) return [loader, found.file]
  throw loadingError(module, found.file, NO_LIBRARIES)
}

/** Fourth searcher: a C library of the module's root. */
function searchCRoot(name: LuaValue): LuaResult {
  const module = checkString(name, 1, arguments.length)
  const dot = module.indexOf(".")
  if (dot < 0) return NONE
  return replacement(module, findFile(module.slice(0, dot), "cpath"))
}

/** The loader of a module, with its data (findloader of loadlib.c). */
function findLoader(name: string): LuaValue[] {
  const searchers = packageField("searchers")
  if (!(searchers instanceof LuaTable)) throw libraryError("'package.searchers' must be a table")
  let message = ""
  for (let i = 1; ; i++) {
    const searcher = rawGet(searchers, i)
    if (searcher === undefined) throw libraryError(`module '${name}' not found:${message}`)
    const results = all(callBack(searcher, name))
    const loader = results[0]
    if (typeof loader === "function") return [loader, results[1]]
    if (isText(loader)) message += `\n\t${toDisplay(loader)}`
  }
}

/** require(modname) — §6.3 */
function packageRequire(name: LuaValue): LuaResult {
  const module = checkString(name, 1, arguments.length)
  const loaded = registryTable(LOADED)
  const present = indexOf(loaded, module)
  if (present !== undefined && present !== false) return present
  const [loader, data] = findLoader(module)
  const value = first(callBack(loader, module, data))
  if (value !== undefined) setIndexOf(loaded, module, value)
  let result = indexOf(loaded, module)
  if (result === undefined) {
    result = true
    setIndexOf(loaded, module, result)
  }
  return [result, data]
}

const FUNCTIONS: Record<string, LuaFunction> = {
  loadlib: packageLoadlib,
  searchpath: packageSearchpath,
}

const SEARCHERS: LuaFunction[] = [searchPreload, searchLua, searchC, searchCRoot]
for (const searcher of SEARCHERS) nameFunction(searcher, "?")
nameFunction(packageRequire, "require")

/** Makes the library's table and require for the current state. */
export function openPackage(): { packageTable: LuaTable; require: LuaFunction } {
  const packageTable = makeLibrary("package", FUNCTIONS)
  state.registry.set(PACKAGE, packageTable)
  setField(packageTable, "searchers", tableOf([...SEARCHERS]))
  setField(packageTable, "path", configuredPath("LUA_PATH", DEFAULT_PATH))
  setField(packageTable, "cpath", configuredPath("LUA_CPATH", DEFAULT_CPATH))
  setField(packageTable, "config", CONFIG)
  setField(packageTable, "loaded", registryTable(LOADED))
  setField(packageTable, "preload", registryTable(PRELOAD))
  return { packageTable, require: packageRequire }
}
