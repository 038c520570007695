/** Locks of lfs: on open files by fcntl, on directories by a link in them. */
import { symlinkSync, unlinkSync } from "node:fs"
import {
  checkSmallInteger,
  checkString,
  errnoError,
  type FileHandle,
  isRefusal,
  lastErrno,
  libraryError,
  type LuaResult,
  type LuaValue,
  makeLibrary,
  NONE,
  once,
  openLibc,
  pointerTo,
  refusalText,
  refused,
  toPath,
  typeError,
  Userdata,
} from "../../../interpreter/index.ts"
import { metatableOf, type UserdataType } from "../userdata_type.ts"

/** fcntl(2) of Linux, and struct flock. */
const F_SETLK = 6
const F_RDLCK = 0
const F_WRLCK = 1
const F_UNLCK = 2
const FLOCK_BYTES = 32
const START_AT = 8
const LENGTH_AT = 16

const NAME = "lock metatable"
const LOCK_NAME = "lockfile.lfs"

const libc = once(() => openLibc({ fcntl: { args: ["i32", "i32", "ptr"], returns: "i32" } }))

/** The open file in argument 1. */
function checkFile(v: LuaValue, count: number, name: string): FileHandle {
  const handle = v instanceof Userdata ? (v.λvalue as FileHandle | null) : null
  if (handle?.stream === undefined) throw typeError(v, 1, count, "FILE*")
  if (handle.closer === null) throw libraryError(`${name}: closed file`)
  return handle
}

/** Sets or removes a lock on a part of a file; length 0: to its end. */
function setLock(handle: FileHandle, type: number, start: number, length: number): LuaResult {
  const lock = Buffer.alloc(FLOCK_BYTES)
  lock.writeInt16LE(type, 0)
  lock.writeBigInt64LE(BigInt(start), START_AT)
  lock.writeBigInt64LE(BigInt(length), LENGTH_AT)
  if (libc()?.fcntl(handle.stream.fd, F_SETLK, pointerTo(lock)) === 0) return true
  return refused(errnoError(lastErrno()))
}

function part(start: LuaValue, length: LuaValue, first: number, count: number): [number, number] {
  return [
    start === undefined ? 0 : checkSmallInteger(start, first, count),
    length === undefined ? 0 : checkSmallInteger(length, first + 1, count),
  ]
}

/** lfs.lock(file, mode [, start [, length]]): does not wait. */
export function lfsLock(file: LuaValue, mode: LuaValue, start: LuaValue, length: LuaValue): LuaResult {
  const count = arguments.length
  const handle = checkFile(file, count, "lock")
  const kind = checkString(mode, 2, count)[0]
  if (kind !== "r" && kind !== "w" && kind !== "u") throw libraryError("lock: invalid mode")
  const type = kind === "r" ? F_RDLCK : kind === "w" ? F_WRLCK : F_UNLCK
  return setLock(handle, type, ...part(start, length, 3, count))
}

/** lfs.unlock(file [, start [, length]]) */
export function lfsUnlock(file: LuaValue, start: LuaValue, length: LuaValue): LuaResult {
  const count = arguments.length
  const handle = checkFile(file, count, "unlock")
  return setLock(handle, F_UNLCK, ...part(start, length, 2, count))
}

/** lfs.setmode(file, mode): files are binary, here as everywhere but on Windows. */
export function lfsSetMode(file: LuaValue, mode: LuaValue): LuaResult {
  const count = arguments.length
  checkFile(file, count, "setmode")
  checkString(mode, 2, count)
  return [true, "binary"]
}

/** lfs.lock_dir(path): an object whose free method removes the lock; nil and a message if there is one. */
export function lfsLockDirectory(path: LuaValue): LuaResult {
  const link = `${checkString(path, 1, arguments.length)}/${LOCK_NAME}`
  try {
    symlinkSync("lock", toPath(link))
    return new Userdata(link, metatableOf(TYPE))
  } catch (e) {
    if (!isRefusal(e)) throw e
    return [undefined, refusalText(e)]
  }
}

/** lock:free() */
function free(self: LuaValue): LuaResult {
  if (!(self instanceof Userdata) || self.λmeta !== metatableOf(TYPE))
    throw typeError(self, 1, arguments.length, NAME)
  const link = self.λvalue as string | undefined
  self.λvalue = undefined
  if (link !== undefined) unlinkSync(toPath(link))
  return NONE
}

const TYPE: UserdataType = {
  name: NAME,
  methods: () => makeLibrary(null, { free }),
  metamethods: { __close: free },
}
