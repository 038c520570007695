/**
 * File handles: the userdata that the io library gives out, their methods and metamethods. A handle
 * knows its stream and how it is closed; without the latter it is a closed file. What reads and writes
 * is stream.ts; which handle is the default is io.ts.
 *
 * A library function whose work may raise does it inside `try`: a call there is no tail call, so the
 * function's frame stays on the stack for the message, whatever the bundler makes of its last lines.
 */
import { addressOf } from "../runtime/address.ts"
import { checkFinalizer, unmarkFinalizable } from "../runtime/finalizer.ts"
import { state } from "../runtime/state.ts"
import { libraryError } from "../runtime/error.ts"
import { getString, type LuaTable, setField } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import { type LuaFunction, type LuaResult, type LuaValue, NONE } from "../value/value.ts"
import { argumentError, checkInteger, checkOption, typeError } from "./args.ts"
import { makeLibrary, nameFunction } from "./library.ts"
import { readFormats, writeValues } from "./read_format.ts"
import type { Buffering, Stream, Whence } from "./stream.ts"
import { refused } from "./system_error.ts"

/** Name of the metatable in the registry, and of the type in messages. */
const FILE_TYPE = "FILE*"
/** Most formats that a lines iterator may have. */
const MOST_FORMATS = 250

/** How a file is closed; returns what the close method returns. */
export type Closer = (stream: Stream) => LuaResult

export class FileHandle {
  readonly stream: Stream
  /** null: closed. */
  closer: Closer | null
  /** The metatable it was made with: another one makes it no file. */
  readonly metatable: LuaTable
  /** Of an open file that has something to be done when it is lost. */
  owner: WeakRef<Userdata> | undefined
  constructor(stream: Stream, closer: Closer, metatable: LuaTable) {
    this.stream = stream
    this.closer = closer
    this.metatable = metatable
  }
}

export function newFile(stream: Stream, closer: Closer): Userdata {
  const metatable = state.registry.get(FILE_TYPE) as LuaTable
  const handle = new FileHandle(stream, closer, metatable)
  const file = new Userdata(handle, metatable)
  if (closer !== keepOpen) {
    handle.owner = new WeakRef(file)
    checkFinalizer(file, metatable)
  }
  return file
}

/** The handle in a value that is a file, closed or not. */
export function fileHandle(v: LuaValue): FileHandle | undefined {
  if (!(v instanceof Userdata) || !(v.λvalue instanceof FileHandle)) return undefined
  return v.λvalue.metatable === v.λmeta ? v.λvalue : undefined
}

/** The handle of argument 1. */
function checkFile(v: LuaValue, count: number): FileHandle {
  const handle = fileHandle(v)
  if (handle === undefined) throw typeError(v, 1, count, FILE_TYPE)
  return handle
}

/** The handle of argument 1, which must be open. */
export function checkOpenFile(v: LuaValue, count: number): FileHandle {
  const handle = checkFile(v, count)
  if (handle.closer === null) throw libraryError("attempt to use a closed file")
  return handle
}

/** Closes an open file its own way. */
export function closeFile(handle: FileHandle): LuaResult {
  const closer = handle.closer!
  if (closer !== keepOpen) handle.closer = null
  const owner = handle.owner?.deref()
  // Its finalizer would do nothing now, unless the program has put another one in its place.
  if (owner !== undefined && getString(handle.metatable, "__gc") === METAMETHODS.__gc)
    unmarkFinalizable(owner)
  return closer(handle.stream)
}

/** Closer of ordinary files. */
export function closeStream(stream: Stream): LuaResult {
  try {
    stream.close()
    return true
  } catch (e) {
    return refused(e)
  }
}

/** Closer of the standard files, which stay open. */
export function keepOpen(): LuaResult {
  return [undefined, "cannot close standard file"]
}

export function flushStream(stream: Stream): LuaResult {
  try {
    stream.flush()
    return true
  } catch (e) {
    return refused(e)
  }
}

export function checkFormatCount(count: number): void {
  if (count > MOST_FORMATS) throw argumentError(MOST_FORMATS + 2, "too many arguments")
}

/**
 * The iterator of lines of an open file, which it keeps alive: reads by the arguments from index 1 on; `closes`: the
 * file, at its end.
 */
export function makeLines(file: Userdata, args: ArrayLike<LuaValue>, closes: boolean): LuaFunction {
  const formats = Array.from(args).slice(1)
  function nextLine(): LuaResult {
    const handle = file.λvalue as FileHandle
    if (handle.closer === null) throw libraryError("file is already closed")
    const values = readOrRefuse(handle.stream, formats)
    if (!Array.isArray(values)) {
      if (values !== undefined) return values
    } else if (values[0] !== undefined) return values
    else if (values.length > 1) throw libraryError(values[1] as string)
    if (closes) closeFile(handle)
    return NONE
  }
  nameFunction(nextLine, "")
  return nextLine
}

function readOrRefuse(stream: Stream, formats: LuaValue[]): LuaResult {
  try {
    return readFormats(stream, formats, 0, 2)
  } catch (e) {
    return refused(e)
  }
}

// -- methods --------------------------------------------------------------------------------------

/** file:close() — §6.8 */
function fileClose(file: LuaValue): LuaResult {
  const handle = checkOpenFile(file, arguments.length)
  return closeFile(handle)
}

/** file:flush() — §6.8 */
function fileFlush(file: LuaValue): LuaResult {
  const handle = checkOpenFile(file, arguments.length)
  return flushStream(handle.stream)
}

/** file:lines(···) — §6.8 */
function fileLines(file: LuaValue): LuaResult {
  checkOpenFile(file, arguments.length)
  checkFormatCount(arguments.length - 1)
  return makeLines(file as Userdata, arguments, false)
}

/** file:read(···) — §6.8 */
function fileRead(file: LuaValue): LuaResult {
  const handle = checkOpenFile(file, arguments.length)
  try {
    return readFormats(handle.stream, arguments, 1, 2)
  } catch (e) {
    return refused(e)
  }
}

const WHENCES = ["set", "cur", "end"]

/** file:seek([whence [, offset]]) — §6.8 */
function fileSeek(file: LuaValue, whence: LuaValue, offset: LuaValue): LuaResult {
  const count = arguments.length
  const handle = checkOpenFile(file, count)
  const from = checkOption(whence, 2, count, WHENCES, "cur") as Whence
  const distance = offset === undefined ? 0 : checkInteger(offset, 3, count)
  try {
    return handle.stream.seek(from, distance)
  } catch (e) {
    return refused(e)
  }
}

const BUFFERINGS = ["no", "full", "line"]

/** file:setvbuf(mode [, size]) — §6.8; the size is the stream's own affair */
function fileSetvbuf(file: LuaValue, mode: LuaValue, size: LuaValue): LuaResult {
  const count = arguments.length
  const handle = checkOpenFile(file, count)
  const buffering = checkOption(mode, 2, count, BUFFERINGS) as Buffering
  if (size !== undefined) checkInteger(size, 3, count)
  try {
    handle.stream.setBuffering(buffering)
    return true
  } catch (e) {
    return refused(e)
  }
}

/** file:write(···) — §6.8 */
function fileWrite(file: LuaValue): LuaResult {
  const handle = checkOpenFile(file, arguments.length)
  try {
    writeValues(handle.stream, arguments, 1)
    return file
  } catch (e) {
    return refused(e)
  }
}

/** __gc and __close: closes the file if it is open. */
function fileGc(file: LuaValue): LuaResult {
  const handle = checkFile(file, arguments.length)
  if (handle.closer !== null) closeFile(handle)
  return NONE
}

/** __tostring: `file (0x…)` or `file (closed)`. */
function fileTostring(file: LuaValue): LuaResult {
  const handle = checkFile(file, arguments.length)
  if (handle.closer === null) return "file (closed)"
  return `file (${addressOf(handle)})`
}

const METAMETHODS: Record<string, LuaFunction> = {
  __gc: fileGc,
  __close: fileGc,
  __tostring: fileTostring,
}

const METHODS: Record<string, LuaFunction> = {
  close: fileClose,
  flush: fileFlush,
  lines: fileLines,
  read: fileRead,
  seek: fileSeek,
  setvbuf: fileSetvbuf,
  write: fileWrite,
}

/** Makes the metatable of files of the current state. */
export function openFiles(): void {
  const metatable = makeLibrary(null, METAMETHODS)
  setField(metatable, "__name", FILE_TYPE)
  setField(metatable, "__index", makeLibrary(null, METHODS))
  state.registry.set(FILE_TYPE, metatable)
}
