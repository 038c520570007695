/** A script that is compiled once and started in one fresh Lua state after the other. */
import {
  compilePortable,
  LuaError,
  type LuaFunction,
  type PortableChunk,
  prepareFile,
  preparePortable,
  prepareText,
  readChunk,
  toBytes,
  toDisplay,
} from "../../interpreter/index.ts"
import type { Script } from "../config.ts"
import { Unloadable } from "./script.ts"

/** First byte of a binary chunk. */
const BINARY_MARK = "\x1b"

/** Makes the script's main function for the current state. */
export type PreparedScript = () => LuaFunction

/**
 * Compiles a script for the threads that will run it; undefined if it must be left to them: it is read from
 * standard input, is a binary chunk, or cannot be loaded, which they will say.
 */
export function compileForThreads(script: Script, name: string): PortableChunk | undefined {
  if (script.text === "-") return undefined
  const path = toBytes(script.text)
  try {
    if (!script.isFile) return compilePortable(path, `=(${name})`)
    const text = readChunk(path)
    return text.startsWith(BINARY_MARK) ? undefined : compilePortable(text, `@${path}`)
  } catch (e) {
    if (e instanceof LuaError) return undefined
    throw e
  }
}

/** Compiles a script, unless that is done, in the current state; raises Unloadable. */
export function prepareScript(script: Script, name: string, compiled?: PortableChunk): PreparedScript {
  if (compiled !== undefined) return preparePortable(compiled)
  try {
    if (!script.isFile) return prepareText(toBytes(script.text), `=(${name})`)
    return prepareFile(script.text === "-" ? undefined : toBytes(script.text))
  } catch (e) {
    if (e instanceof LuaError) throw new Unloadable(toDisplay(e.value))
    throw e
  }
}
