/** A script that is compiled once and started in one fresh Lua state after the other. */
import {
  LuaError,
  type LuaFunction,
  prepareFile,
  prepareText,
  toBytes,
  toDisplay,
} from "../../interpreter/index.ts"
import type { Script } from "../config.ts"
import { Unloadable } from "./script.ts"

/** Makes the script's main function for the current state. */
export type PreparedScript = () => LuaFunction

/** Compiles a script in the current state; raises Unloadable. */
export function prepareScript(script: Script, name: string): PreparedScript {
  try {
    if (!script.isFile) return prepareText(toBytes(script.text), `=(${name})`)
    return prepareFile(script.text === "-" ? undefined : toBytes(script.text))
  } catch (e) {
    if (e instanceof LuaError) throw new Unloadable(toDisplay(e.value))
    throw e
  }
}
