/** client.*: the handler's one client, which is standard input and output here. */
import {
  checkSmallInteger,
  checkString,
  libraryError,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeLibrary,
  refused,
  standardInput,
  standardOutput,
} from "../../interpreter/index.ts"
import { ERROR } from "../errors.ts"
import { flushOutput } from "./output.ts"

/** Told when the handler begins and ends a wait for its client. */
export const clientHooks = {
  reading: (_isReading: boolean): void => {},
}

/** Reads from the client, which must have seen what was written before. */
function readClient(read: () => LuaValue): LuaResult {
  flushOutput()
  clientHooks.reading(true)
  try {
    return read()
  } catch (e) {
    return refused(e)
  } finally {
    clientHooks.reading(false)
  }
}

/** client.line(): a line without its newline; nil at the end. */
function clientLine(): LuaResult {
  return readClient(() => standardInput().readLine(false))
}

/** client.read([n]): up to n bytes, nil at the end; without n all that is left. */
function clientRead(count: LuaValue): LuaResult {
  if (count === undefined) return readClient(() => standardInput().readBlock(Number.POSITIVE_INFINITY))
  const n = checkSmallInteger(count, 1, arguments.length)
  return readClient(() => {
    const text = standardInput().readBlock(Math.max(0, n))
    return text === "" && n > 0 ? undefined : text
  })
}

/** client.write(···): writes strings and numbers; the number of bytes written. */
function clientWrite(...args: LuaValue[]): LuaResult {
  let text = ""
  for (let i = 0; i < args.length; i++) text += checkString(args[i], i + 1, args.length)
  try {
    standardOutput().write(text)
    return text.length
  } catch (e) {
    return refused(e)
  }
}

const FUNCTIONS: Record<string, LuaFunction> = {
  line: clientLine,
  read: clientRead,
  write: clientWrite,
}

const REFUSALS: Record<string, LuaFunction> = {}
for (const name in FUNCTIONS)
  REFUSALS[name] = () => {
    throw libraryError(ERROR.handlersOnly(`client.${name}`))
  }

/** Makes the library's table; in workers its functions only say that they are for handlers. */
export function openClient(forHandler: boolean): LuaTable {
  const library = makeLibrary("client", forHandler ? FUNCTIONS : REFUSALS)
  return library
}
