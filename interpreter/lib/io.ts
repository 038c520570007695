/**
 * The io library (§6.8): opening files and the default input and output, which belong to the Lua state
 * and are kept in its registry. Files themselves are file.ts, their bytes stream.ts.
 */
import { libraryError } from "../runtime/error.ts"
import { state } from "../runtime/state.ts"
import { isNumber } from "../value/number.ts"
import { type LuaTable, setField } from "../value/table.ts"
import type { Userdata } from "../value/userdata.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkAny, checkString, optString } from "./args.ts"
import {
  checkFormatCount,
  checkOpenFile,
  closeFile,
  closeStream,
  type FileHandle,
  fileHandle,
  flushStream,
  keepOpen,
  makeLines,
  newFile,
  openFiles,
} from "./file.ts"
import { fileSystem } from "./file_system.ts"
import { cString, toPath } from "./host_string.ts"
import { makeLibrary } from "./library.ts"
import { withDescriptors } from "./lost_file.ts"
import { openProcess } from "./process_file.ts"
import { readFormats, writeValues } from "./read_format.ts"
import { standardError, standardInput, standardOutput } from "./standard_stream.ts"
import { Stream } from "./stream.ts"
import { isRefusal, refusalText, refused } from "./system_error.ts"
import { openTemporary } from "./temporary.ts"

/** Keys of the default files in the registry. */
const INPUT = "_IO_input"
const OUTPUT = "_IO_output"

const MODE = /^[rwa]\+?b*$/

/** Opens a file; mode is checked. Refusals of the system are thrown. */
function openNamed(name: string, mode: string): Userdata {
  const plain = mode.replaceAll("b", "")
  const fd = withDescriptors(() => fileSystem().openSync(toPath(name), plain))
  const update = plain.endsWith("+")
  const stream = new Stream(fd, {
    readable: update || plain === "r",
    writable: update || plain !== "r",
    append: plain.startsWith("a"),
  })
  return newFile(stream, closeStream)
}

/** Opens a file for a function that raises when it cannot. */
function openChecked(name: string, mode: string): Userdata {
  try {
    return openNamed(name, mode)
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw libraryError(`cannot open file '${name}' (${refusalText(e)})`)
  }
}

function defaultFile(key: string): Userdata {
  return state.registry.get(key) as Userdata
}

/** The handle of a default file, which must be open. */
function openDefault(key: string): FileHandle {
  const handle = defaultFile(key).λvalue as FileHandle
  if (handle.closer === null) throw libraryError(`default ${key.slice(4)} file is closed`)
  return handle
}

/** Sets a default file by name or handle. */
function setDefault(key: string, mode: string, file: LuaValue, count: number): void {
  if (typeof file === "string" || isNumber(file)) {
    state.registry.set(key, openChecked(cString(checkString(file, 1, count)), mode))
  } else {
    checkOpenFile(file, count)
    state.registry.set(key, file)
  }
}

/** io.close([file]) — §6.8 */
function ioClose(file: LuaValue): LuaResult {
  const count = arguments.length
  const handle = checkOpenFile(count === 0 ? defaultFile(OUTPUT) : file, Math.max(count, 1))
  return closeFile(handle)
}

/** io.flush() — §6.8 */
function ioFlush(): LuaResult {
  const handle = openDefault(OUTPUT)
  return flushStream(handle.stream)
}

/** io.input([file]) — §6.8 */
function ioInput(file: LuaValue): LuaResult {
  if (file !== undefined) setDefault(INPUT, "r", file, arguments.length)
  return defaultFile(INPUT)
}

/** io.lines([filename, ···]) — §6.8 */
function ioLines(name: LuaValue): LuaResult {
  checkFormatCount(arguments.length - 1)
  if (name === undefined) {
    checkOpenFile(defaultFile(INPUT), 1)
    return makeLines(defaultFile(INPUT), arguments, false)
  }
  const file = openChecked(cString(checkString(name, 1, arguments.length)), "r")
  return [makeLines(file, arguments, true), undefined, undefined, file]
}

/** io.open(filename [, mode]) — §6.8 */
function ioOpen(name: LuaValue, mode: LuaValue): LuaResult {
  const count = arguments.length
  const path = cString(checkString(name, 1, count))
  const modeText = cString(optString(mode, 2, count, "r"))
  if (!MODE.test(modeText)) throw argumentError(2, "invalid mode")
  try {
    return openNamed(path, modeText)
  } catch (e) {
    return refused(e, path)
  }
}

/** io.output([file]) — §6.8 */
function ioOutput(file: LuaValue): LuaResult {
  if (file !== undefined) setDefault(OUTPUT, "w", file, arguments.length)
  return defaultFile(OUTPUT)
}

/** io.popen(prog [, mode]) — §6.8 */
function ioPopen(command: LuaValue, mode: LuaValue): LuaResult {
  const count = arguments.length
  const commandText = cString(checkString(command, 1, count))
  const modeText = cString(optString(mode, 2, count, "r"))
  if (modeText !== "r" && modeText !== "w") throw argumentError(2, "invalid mode")
  try {
    return openProcess(commandText, modeText)
  } catch (e) {
    return refused(e, commandText)
  }
}

/** io.read(···) — §6.8 */
function ioRead(): LuaResult {
  const handle = openDefault(INPUT)
  try {
    return readFormats(handle.stream, arguments, 0, 1)
  } catch (e) {
    return refused(e)
  }
}

/** io.tmpfile() — §6.8 */
function ioTmpfile(): LuaResult {
  try {
    const { fd, path } = withDescriptors(openTemporary)
    try {
      fileSystem().unlinkSync(path)
    } catch (e) {
      fileSystem().closeSync(fd)
      throw e
    }
    return newFile(new Stream(fd, { readable: true, writable: true }), closeStream)
  } catch (e) {
    return refused(e)
  }
}

/** io.type(obj) — §6.8 */
function ioType(v: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  const handle = fileHandle(v)
  if (handle === undefined) return undefined
  return handle.closer === null ? "closed file" : "file"
}

/** io.write(···) — §6.8 */
function ioWrite(): LuaResult {
  const handle = openDefault(OUTPUT)
  try {
    writeValues(handle.stream, arguments, 0)
    return defaultFile(OUTPUT)
  } catch (e) {
    return refused(e)
  }
}

const FUNCTIONS: Record<string, LuaFunction> = {
  close: ioClose,
  flush: ioFlush,
  input: ioInput,
  lines: ioLines,
  open: ioOpen,
  output: ioOutput,
  popen: ioPopen,
  read: ioRead,
  tmpfile: ioTmpfile,
  type: ioType,
  write: ioWrite,
}

/** Makes the library's table for the current state. */
export function openIo(): LuaTable {
  const library = makeLibrary("io", FUNCTIONS)
  openFiles()
  const input = newFile(standardInput(), keepOpen)
  const output = newFile(standardOutput(), keepOpen)
  state.registry.set(INPUT, input)
  state.registry.set(OUTPUT, output)
  setField(library, "stdin", input)
  setField(library, "stdout", output)
  setField(library, "stderr", newFile(standardError(), keepOpen))
  return library
}
