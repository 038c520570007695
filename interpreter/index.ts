/** The face of the engine: all that host/ and cli/ may use. */
export { YIELD } from "./abi.ts"
export { loadDump, loadText } from "./load.ts"
export { openLibraries } from "./open_libraries.ts"
export {
  argumentError,
  checkDouble,
  checkNumber,
  checkSmallInteger,
  checkString,
  checkTable,
  typeError,
} from "./lib/args.ts"
export { pathExists } from "./lib/descriptor.ts"
export { fileSystem } from "./lib/file_system.ts"
export { toBytes } from "./lib/host_string.ts"
export { makeLibrary } from "./lib/library.ts"
export { loadFile } from "./lib/load.ts"
export { exitActions } from "./lib/exit.ts"
export {
  flushAll,
  outputActions,
  standardError,
  standardInput,
  standardOutput,
  writeStderr,
  writeStdout,
} from "./lib/standard_stream.ts"
export type { Stream } from "./lib/stream.ts"
export { isRefusal, refusalText, refused, type Refusal } from "./lib/system_error.ts"
export { toDisplay } from "./runtime/barrier.ts"
export { dumpFunction, readDump } from "./runtime/dump.ts"
export { asLuaError, libraryError, LuaError } from "./runtime/error.ts"
export { protectedCall } from "./runtime/protected.ts"
export { prototypeNamed } from "./runtime/stack.ts"
export { resetState, state } from "./runtime/state.ts"
export { traceback, uncaughtMessage } from "./runtime/traceback.ts"
export { metamethod } from "./runtime/metatable.ts"
export { Coroutine } from "./value/coroutine.ts"
export { isNumber, LuaFloat, LuaInt64, makeFloat, toDouble, type LuaNumber } from "./value/number.ts"
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
export { defineLate, once } from "./value/late.ts"
export { lateModule } from "./value/late_module.ts"
export { advance, openCursor, type Cursor } from "./value/traversal.ts"
export { Userdata } from "./value/userdata.ts"
export { all, first, NONE, type LuaFunction, type LuaResult, type LuaValue } from "./value/value.ts"
