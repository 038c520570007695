/** Directories that lfs.dir walks through. */
import { readdirSync } from "node:fs"
import {
  argumentError,
  isRefusal,
  libraryError,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeLibrary,
  NONE,
  refusalText,
  setField,
  state,
  toPath,
  typeError,
  Userdata,
} from "../../../interpreter/index.ts"

/** Name of the metatable in the registry, and of the type in messages. */
const TYPE = "directory metatable"

/** What is left of a directory; undefined: it is closed. */
interface Walk {
  names: string[] | undefined
  next: number
}

/** The iterator, the directory, nil, and the directory again to be closed. */
export function openDirectory(path: string): LuaResult {
  const names = [".", "..", ...readNames(path)]
  const walk: Walk = { names, next: 0 }
  const directory = new Userdata(walk, metatable())
  return [METHODS.next, directory, undefined, directory]
}

function readNames(path: string): string[] {
  try {
    return readdirSync(toPath(path), { encoding: "latin1" })
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw libraryError(`cannot open ${path}: ${refusalText(e)}`)
  }
}

function check(v: LuaValue, count: number): Walk {
  if (v instanceof Userdata && v.λmeta === metatable()) return v.λvalue as Walk
  throw typeError(v, 1, count, TYPE)
}

/** dir:next(): the next name; nil at the end, which also closes. */
function next(self: LuaValue): LuaResult {
  const walk = check(self, arguments.length)
  if (walk.names === undefined) throw argumentError(1, "closed directory")
  const name = walk.names[walk.next++]
  if (name === undefined) walk.names = undefined
  return name
}

/** dir:close() */
function close(self: LuaValue): LuaResult {
  check(self, arguments.length).names = undefined
  return NONE
}

const METHODS: Record<"next" | "close", LuaFunction> = { next, close }

function metatable(): LuaTable {
  let meta = state.registry.get(TYPE) as LuaTable | undefined
  if (meta === undefined) {
    meta = makeLibrary(null, { __close: close })
    setField(meta, "__name", TYPE)
    setField(meta, "__index", makeLibrary(null, METHODS))
    state.registry.set(TYPE, meta)
  }
  return meta
}
