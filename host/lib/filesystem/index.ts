/** What slua adds to the io library: directories, kinds of files, links. All fail with nil, message, errno. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  symlinkSync,
} from "node:fs"
import {
  argumentError,
  checkSmallInteger,
  checkString,
  isNumber,
  type LuaResult,
  LuaTable,
  type LuaValue,
  refused,
  setField,
  tableOf,
  toPath,
} from "../../../interpreter/index.ts"
import { absolutePath, changeDirectory, currentDirectory } from "./directory.ts"
import { parsePermissions } from "./mode.ts"
import { statTable } from "./stat.ts"

const ALL_PERMISSIONS = 0o7777
const NEW_DIRECTORY = 0o777

/** The result of an action, or what the system says against it. */
function attempt(path: string, action: () => LuaValue): LuaResult {
  try {
    return action()
  } catch (e) {
    return refused(e, path)
  }
}

/** The names in a directory, in the order of their bytes; `.` and `..` come first. */
function namesIn(path: string): string[] {
  const names = readdirSync(toPath(path), { encoding: "latin1" })
  names.sort((a, b) => (a < b ? -1 : 1))
  return [".", "..", ...names]
}

/** io.ls(path [, stats]): all names in a directory; or a stat table for each, with its `name`. */
export function ls(path: LuaValue, stats: LuaValue): LuaResult {
  const directory = checkString(path, 1, arguments.length)
  return attempt(directory, () => {
    const names = namesIn(directory)
    return tableOf(stats === undefined || stats === false ? names : statsOf(directory, names))
  })
}

/** The stat tables of names in a directory; a file that is gone by now is left out. */
function statsOf(directory: string, names: string[]): LuaTable[] {
  return names.flatMap((name) => {
    const stat = attempt(name, () => statTable(`${directory}/${name}`))
    if (!(stat instanceof LuaTable)) return []
    setField(stat, "name", name)
    return [stat]
  })
}

/** io.stat(path): a table about a file, of a link about the link itself. */
export function stat(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(name, () => statTable(name))
}

/** io.mkdir(path [, mode]) */
export function mkdir(path: LuaValue, mode: LuaValue): LuaResult {
  const count = arguments.length
  const name = checkString(path, 1, count)
  const permissions = mode === undefined ? NEW_DIRECTORY : checkPermissions(mode, count)
  return attempt(name, () => {
    mkdirSync(toPath(name), { mode: permissions })
    return true
  })
}

/** io.rmdir(path): removes an empty directory. */
export function rmdir(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(name, () => {
    rmdirSync(toPath(name))
    return true
  })
}

/** io.chmod(path, mode) */
export function chmod(path: LuaValue, mode: LuaValue): LuaResult {
  const count = arguments.length
  const name = checkString(path, 1, count)
  const permissions = checkPermissions(mode, count)
  return attempt(name, () => {
    chmodSync(toPath(name), permissions)
    return true
  })
}

/** Argument 2: permission bits as an integer, or as text: `755`, `rwxr-xr-x`. */
function checkPermissions(v: LuaValue, count: number): number {
  const bits = isNumber(v) ? checkSmallInteger(v, 2, count) : parsePermissions(checkString(v, 2, count))
  if (bits === undefined || bits < 0 || bits > ALL_PERMISSIONS)
    throw argumentError(2, "permissions expected, as '755', 'rwxr-xr-x' or an integer")
  return bits
}

/** io.symlink(target, path): makes a link at a path. */
export function symlink(target: LuaValue, path: LuaValue): LuaResult {
  const count = arguments.length
  const to = checkString(target, 1, count)
  const name = checkString(path, 2, count)
  return attempt(name, () => {
    symlinkSync(toPath(to), toPath(name))
    return true
  })
}

/** io.readlink(path): where a link leads. */
export function readlink(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(name, () => readlinkSync(toPath(name), "latin1"))
}

/** io.realpath(path): the absolute path without links and dots. */
export function realpath(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(name, () => realpathSync.native(absolutePath(name), "latin1"))
}

/** io.chdir(path): changes the current directory of the whole program. */
export function chdir(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(name, () => {
    changeDirectory(name)
    return true
  })
}

/** io.cwd(): the current directory. */
export function cwd(): LuaResult {
  return attempt(".", currentDirectory)
}
