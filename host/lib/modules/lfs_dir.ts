/** Directories that lfs.dir walks through. */
import { readdirSync } from "node:fs"
import {
  argumentError,
  isRefusal,
  libraryError,
  type LuaFunction,
  type LuaResult,
  type LuaValue,
  makeLibrary,
  NONE,
  refusalText,
  toPath,
  typeError,
  Userdata,
} from "../../../interpreter/index.ts"
import { metatableOf, type UserdataType } from "../userdata_type.ts"

const NAME = "directory metatable"

/** What is left of a directory; undefined: it is closed. */
interface Walk {
  names: string[] | undefined
  next: number
}

/** The iterator, the directory, nil, and the directory again to be closed. */
export function openDirectory(path: string): LuaResult {
  const names = [".", "..", ...readNames(path)]
  const walk: Walk = { names, next: 0 }
  const directory = new Userdata(walk, metatableOf(TYPE))
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
  if (v instanceof Userdata && v.λmeta === metatableOf(TYPE)) return v.λvalue as Walk
  throw typeError(v, 1, count, NAME)
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

const TYPE: UserdataType = {
  name: NAME,
  methods: () => makeLibrary(null, METHODS),
  metamethods: { __close: close },
}
