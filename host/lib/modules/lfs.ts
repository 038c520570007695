/** The module lfs, with the interface of LuaFileSystem 1.8. */
import {
  type BigIntStats,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs"
import {
  checkDouble,
  checkString,
  intFromBigInt,
  keep,
  libraryError,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaValue,
  makeLibrary,
  refused,
  refusalText,
  isRefusal,
  setField,
  setIndexOf,
  state,
  toPath,
} from "../../../interpreter/index.ts"
import { changeDirectory, currentDirectory } from "../filesystem/directory.ts"
import { permissionsOfMode, typeOfMode } from "../filesystem/mode.ts"
import { seconds } from "../filesystem/stat.ts"
import { openDirectory } from "./lfs_dir.ts"
import { lfsLock, lfsLockDirectory, lfsSetMode, lfsUnlock } from "./lfs_lock.ts"

/** Names of the types as this module has them. */
const TYPES: Record<string, string> = {
  fifo: "named pipe",
  cdev: "char device",
  bdev: "block device",
  unknown: "other",
}

const ATTRIBUTES: Record<string, (stats: BigIntStats) => LuaValue> = {
  dev: (stats) => intFromBigInt(stats.dev),
  ino: (stats) => intFromBigInt(stats.ino),
  mode: (stats) => {
    const type = typeOfMode(Number(stats.mode))
    return TYPES[type] ?? type
  },
  nlink: (stats) => intFromBigInt(stats.nlink),
  uid: (stats) => Number(stats.uid),
  gid: (stats) => Number(stats.gid),
  rdev: (stats) => intFromBigInt(stats.rdev),
  access: (stats) => seconds(stats.atimeNs),
  modification: (stats) => seconds(stats.mtimeNs),
  change: (stats) => seconds(stats.ctimeNs),
  size: (stats) => intFromBigInt(stats.size),
  permissions: (stats) => permissionsOfMode(Number(stats.mode)),
  blocks: (stats) => intFromBigInt(stats.blocks),
  blksize: (stats) => intFromBigInt(stats.blksize),
}

/** The attributes that are asked for: one by name, or all, in a table that is given or a new one. */
function attributesOf(path: string, stats: () => BigIntStats, request: LuaValue): LuaResult {
  let found: BigIntStats
  try {
    found = stats()
  } catch (e) {
    return refused(e, `cannot obtain information from file '${path}'`)
  }
  if (typeof request === "string") {
    const attribute = ATTRIBUTES[request]
    if (attribute === undefined) throw libraryError(`invalid attribute name '${request}'`)
    return attribute(found)
  }
  const table = request instanceof LuaTable ? request : new LuaTable()
  for (const name in ATTRIBUTES) setField(table, name, ATTRIBUTES[name]!(found))
  return table
}

/** lfs.attributes(path [, request]) */
function lfsAttributes(path: LuaValue, request: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return keep(attributesOf(name, () => statSync(toPath(name), { bigint: true }), request))
}

/** lfs.symlinkattributes(path [, request]): of a link, those of the link and its target. */
function lfsSymlinkattributes(path: LuaValue, request: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  if (request === "target") return keep(linkTarget(name))
  const found = attributesOf(name, () => lstatSync(toPath(name), { bigint: true }), request)
  if (found instanceof LuaTable && attributesAreOfLink(found))
    setField(found, "target", readlinkSync(toPath(name), "latin1"))
  return found
}

function attributesAreOfLink(table: LuaTable): boolean {
  return (table as unknown as { mode: LuaValue }).mode === "link"
}

function linkTarget(path: string): LuaResult {
  try {
    return readlinkSync(toPath(path), "latin1")
  } catch (e) {
    return refused(e, "could not obtain link target")
  }
}

/** True, or what the system says. */
function attempt(action: () => void): LuaResult {
  try {
    action()
    return true
  } catch (e) {
    return refused(e)
  }
}

/** lfs.chdir(path) */
function lfsChdir(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  try {
    changeDirectory(name)
    return true
  } catch (e) {
    if (!isRefusal(e)) throw e
    return [undefined, `Unable to change working directory to '${name}'\n${refusalText(e)}\n`]
  }
}

/** lfs.currentdir() */
function lfsCurrentdir(): LuaResult {
  try {
    return currentDirectory()
  } catch (e) {
    return refused(e)
  }
}

/** lfs.mkdir(path) */
function lfsMkdir(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(() => void mkdirSync(toPath(name)))
}

/** lfs.rmdir(path) */
function lfsRmdir(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return attempt(() => rmdirSync(toPath(name)))
}

/** lfs.link(old, new [, symbolic]) */
function lfsLink(old: LuaValue, path: LuaValue, symbolic: LuaValue): LuaResult {
  const count = arguments.length
  const target = toPath(checkString(old, 1, count))
  const name = toPath(checkString(path, 2, count))
  const isSymbolic = symbolic !== undefined && symbolic !== false
  return attempt(() => (isSymbolic ? symlinkSync(target, name) : linkSync(target, name)))
}

/** lfs.touch(path [, atime [, mtime]]): sets the times, to now if not given. */
function lfsTouch(path: LuaValue, access: LuaValue, modification: LuaValue): LuaResult {
  const count = arguments.length
  const name = checkString(path, 1, count)
  const atime = access === undefined ? Date.now() / 1000 : checkDouble(access, 2, count)
  const mtime = modification === undefined ? atime : checkDouble(modification, 3, count)
  return attempt(() => utimesSync(toPath(name), atime, mtime))
}

/** lfs.dir(path): for loops over the names in a directory. */
function lfsDir(path: LuaValue): LuaResult {
  const name = checkString(path, 1, arguments.length)
  return keep(openDirectory(name))
}

const FUNCTIONS: Record<string, LuaFunction> = {
  attributes: lfsAttributes,
  chdir: lfsChdir,
  currentdir: lfsCurrentdir,
  dir: lfsDir,
  link: lfsLink,
  lock: lfsLock,
  lock_dir: lfsLockDirectory,
  mkdir: lfsMkdir,
  rmdir: lfsRmdir,
  setmode: lfsSetMode,
  symlinkattributes: lfsSymlinkattributes,
  touch: lfsTouch,
  unlock: lfsUnlock,
}

/** Makes the module's table. */
export function openLfs(): LuaTable {
  const library = makeLibrary("lfs", FUNCTIONS)
  setField(library, "_VERSION", "LuaFileSystem 1.8.0")
  // As the original does; programs rely on it.
  setIndexOf(state.globals, "lfs", library)
  return library
}
