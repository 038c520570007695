/** The face of the engine: all that host/ and cli/ may use. */
export { YIELD } from "./abi.ts"
export { compilePortable, loadDump, loadText, preparePortable, prepareText } from "./load.ts"
export { excerptFor } from "./syntax_failure.ts"
export { loadScriptText } from "./script.ts"
export { useDebugForm } from "./chunk_form.ts"
export type { PortableChunk } from "./portable.ts"
export { endStart } from "./start.ts"
export { REPLACED } from "./runtime/global_name.ts"
export { openLibraries, type ExtendLibrary, type ExtensibleLibrary } from "./open_libraries.ts"
export {
  argumentError,
  checkDouble,
  checkNumber,
  checkSmallInteger,
  checkString,
  checkTable,
  typeError,
} from "./lib/args.ts"
export { type BrokenTime, DAY_NAMES, daysOfDate, MONTH_NAMES } from "./lib/calendar.ts"
export { turnWarningsOn } from "./lib/base.ts"
export { readBytes } from "./lib/descriptor.ts"
export { isTerminal, pathExists } from "./lib/first_calls.ts"
export { outputActions } from "./lib/output.ts"
export { fileSystem } from "./lib/file_system.ts"
export { environmentVariable, toBytes, toPath } from "./lib/host_string.ts"
export { lineOf } from "./lib/print.ts"
export { makeLibrary, nameFunction } from "./lib/library.ts"
export { type CFunctions, lastErrno, openLibc, pointerTo } from "./lib/libc.ts"
export { localTime, secondsOfLocalTime } from "./lib/local_time.ts"
export { loadChunk, loadFile, prepareFile } from "./lib/load.ts"
export { readChunk } from "./lib/load_file.ts"
export { NO_ENVIRONMENT } from "./lib/search_path.ts"
export type { FileHandle } from "./lib/file.ts"
export { closeState } from "./lib/close_state.ts"
export { exitActions } from "./lib/exit.ts"
export {
  flushAll,
  standardError,
  standardInput,
  standardOutput,
  writeStderr,
  writeStdout,
} from "./lib/standard_stream.ts"
export type { Stream } from "./lib/stream.ts"
export { errnoError, isRefusal, refusalText, refused, type Refusal } from "./lib/system_error.ts"
export { callBack, indexOf, lengthOf, setIndexOf, toDisplay } from "./runtime/barrier.ts"
export { dumpFunction, readDump } from "./runtime/dump.ts"
export { allowInterrupts } from "./runtime/interrupt.ts"
export { interruption } from "./runtime/interruption.ts"
export { markFinalizable, unmarkFinalizable } from "./runtime/finalizer.ts"
export { collectGarbage } from "./runtime/garbage.ts"
export { asLuaError, libraryError, LuaError } from "./runtime/error.ts"
export { callMain } from "./runtime/main_call.ts"
export { protectedCall } from "./runtime/protected.ts"
export { messageHandler } from "./runtime/protected_failure.ts"
export { prototypeNamed } from "./runtime/stack.ts"
export { resetState, state } from "./runtime/state.ts"
export { traceback, uncaughtMessage } from "./runtime/traceback.ts"
export { basicType, typeName } from "./runtime/type_name.ts"
export { getMetatable, metamethod } from "./runtime/metatable.ts"
export { Coroutine } from "./value/coroutine.ts"
export {
  intFromBigInt,
  intToBigInt,
  isNumber,
  LuaFloat,
  LuaInt64,
  type LuaInteger,
  makeFloat,
  toDouble,
  toInteger,
  type LuaNumber,
} from "./value/number.ts"
export {
  adoptElements,
  getInt,
  getString,
  rawSet,
  setField,
  setInt,
  LuaTable,
  tableOf,
} from "./value/table.ts"
export { formatNumber } from "./value/format_number.ts"
export { defineLate } from "./value/late_field.ts"
export { once } from "./value/once.ts"
export { lateModule } from "./value/late_module.ts"
export { advance, openCursor, type Cursor } from "./value/traversal.ts"
export { formatGeneral } from "./value/format_number.ts"
export { Userdata } from "./value/userdata.ts"
export { all, first, NONE, type LuaFunction, type LuaResult, type LuaValue } from "./value/value.ts"
export { keep } from "./runtime/keep.ts"
