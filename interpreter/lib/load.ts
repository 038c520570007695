/** load, loadfile and dofile (§6.1). */
import { libraryError, LuaError, raise } from "../runtime/error.ts"
import { callBack, toDisplay } from "../runtime/barrier.ts"
import { state } from "../runtime/state.ts"
import { binaryName, CORRUPTED, readDump } from "../runtime/dump.ts"
import { loadDump, loadText, opensUpvalues, prepareText } from "../load.ts"
import { first, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { checkFunction, checkString, optString } from "./args.ts"
import { isNumber } from "../value/number.ts"
import { cString } from "./host_string.ts"
import { chunkName, readChunk } from "./load_file.ts"
import { keep } from "../runtime/keep.ts"

const BINARY_MARK = "\x1b"

export function isBinary(chunk: string): boolean {
  return chunk.startsWith(BINARY_MARK)
}

/** Compiles a text or binary chunk, if the mode allows its kind; raises a LuaError without position. */
export function loadChunk(chunk: string, chunkname: string, mode: string, env: LuaValue): LuaFunction {
  const binary = isBinary(chunk)
  checkMode(binary, mode)
  return binary ? loadBinary(chunk, chunkname, env) : loadSource(chunk, chunkname, env)
}

function checkMode(binary: boolean, mode: string): void {
  const kind = binary ? "binary" : "text"
  if (!mode.includes(kind[0]!)) throw new LuaError(`attempt to load a ${kind} chunk (mode is '${mode}')`)
}

function loadBinary(chunk: string, chunkname: string, env: LuaValue): LuaFunction {
  const dump = readDump(chunk)
  if (typeof dump === "string") throw formatError(chunkname, dump)
  try {
    return loadDump(dump, env)
  } catch (e) {
    throw e instanceof LuaError ? formatError(chunkname, CORRUPTED) : e
  }
}

function formatError(chunkname: string, complaint: string): LuaError {
  return new LuaError(`${binaryName(chunkname)}: bad binary format (${complaint})`)
}

function loadSource(chunk: string, chunkname: string, env: LuaValue): LuaFunction {
  try {
    return loadText(chunk, chunkname, env)
  } catch (e) {
    // the one error of the compiler that a message handler gets to see
    if (e instanceof LuaError && e.value === "C stack overflow") throw raise(e.value)
    throw e
  }
}

/** The concatenated pieces of a reader function. A chunk of a kind that the mode forbids is not read to its end. */
function readPieces(reader: LuaValue, mode: string): string {
  let text = ""
  for (;;) {
    const piece = first(callBack(reader))
    if (piece === undefined || piece === "") return text
    if (typeof piece !== "string" && !isNumber(piece))
      throw libraryError("reader function must return a string")
    if (text === "") checkMode(isBinary(toDisplay(piece)), mode)
    text += toDisplay(piece)
  }
}

/** load(chunk [, chunkname [, mode [, env]]]) — §6.1. */
function baseLoad(chunk: LuaValue, chunkname: LuaValue, mode: LuaValue, env: LuaValue): LuaResult {
  const count = arguments.length
  const allowed = cString(optString(mode, 3, count, "bt"))
  const environment = count >= 4 ? env : state.globals
  const text = typeof chunk === "string" || isNumber(chunk) ? checkString(chunk, 1, count) : undefined
  const name = cString(optString(chunkname, 2, count, text ?? "=(load)"))
  if (text === undefined) checkFunction(chunk, 1, count)
  const { current } = state
  const top = current.λtop
  try {
    return loadChunk(text ?? readPieces(chunk, allowed), name, allowed, environment)
  } catch (e) {
    if (!(e instanceof LuaError)) throw e
    current.λtop = top
    return [undefined, e.value]
  }
}

interface CompiledFile {
  chunk: string
  open: boolean
  prepared: () => LuaFunction
}

/**
 * Files that have been compiled, by chunk name. A server loads the same modules for every connection, and
 * what is compiled stays in memory.
 */
const compiledFiles = new Map<string, CompiledFile>()
const MOST_FILES = 200

/** Reads a file and compiles it, unless it is the same as before; see prepareText. Raises as loadFile does. */
export function prepareFile(filename: string | undefined): () => LuaFunction {
  const chunk = readChunk(filename)
  const name = chunkName(filename)
  if (isBinary(chunk)) return () => loadChunk(chunk, name, "b", state.globals)
  const known = compiledFiles.get(name)
  if (known?.chunk === chunk && known.open === opensUpvalues()) return known.prepared
  const prepared = prepareText(chunk, name, false)
  if (compiledFiles.size === MOST_FILES) compiledFiles.clear()
  compiledFiles.set(name, { chunk, open: opensUpvalues(), prepared })
  return prepared
}

/** Loads a chunk from a file, standard input without a name; raises a LuaError without position. */
export function loadFile(filename: string | undefined): LuaFunction {
  const prepared = prepareFile(filename)
  return prepared()
}

/** loadfile([filename [, mode [, env]]]) — §6.1. */
function baseLoadfile(filename: LuaValue, mode: LuaValue, env: LuaValue): LuaResult {
  const count = arguments.length
  const name = filename === undefined ? undefined : cString(checkString(filename, 1, count))
  const allowed = cString(optString(mode, 2, count, "bt"))
  try {
    return loadChunk(readChunk(name), chunkName(name), allowed, count >= 3 ? env : state.globals)
  } catch (e) {
    if (!(e instanceof LuaError)) throw e
    return [undefined, e.value]
  }
}

/** dofile([filename]) — §6.1. May be yielded across: the chunk's results are its own. */
function baseDofile(filename: LuaValue): LuaResult {
  const name = filename === undefined ? undefined : cString(checkString(filename, 1, arguments.length))
  const main = loadFileOrRaise(name)
  return keep(main())
}

/** Loads a file for a function that passes errors on: the message handler sees them (lua_error). */
function loadFileOrRaise(filename: string | undefined): LuaFunction {
  try {
    return loadFile(filename)
  } catch (e) {
    throw e instanceof LuaError ? raise(e.value) : e
  }
}

export const loadFunctions: Record<string, LuaFunction> = {
  dofile: baseDofile,
  load: baseLoad,
  loadfile: baseLoadfile,
}
