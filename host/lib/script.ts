/** Running a script of the command line in the current Lua state. */
import {
  all,
  asLuaError,
  closeState,
  loadFile,
  loadText,
  LuaError,
  LuaTable,
  type LuaFunction,
  type LuaResult,
  type LuaValue,
  openLibraries,
  protectedCall,
  resetState,
  setField,
  setInt,
  state,
  toBytes,
  toDisplay,
  uncaughtMessage,
} from "../../interpreter/index.ts"
import type { Script } from "../config.ts"
import { extendLibrary } from "./extension.ts"

/** How a protected call ended: its results, or the message with traceback. */
export type Outcome = { ok: true; values: LuaValue[] } | { ok: false; message: string }

/** A script that does not even compile. */
export class Unloadable {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

/** Starts over with a fresh Lua state for a script, whose global `arg` names it. */
export function freshState(script: Script): void {
  resetState()
  openLibraries(extendLibrary)
  const arg = new LuaTable()
  setInt(arg, 0, script.isFile ? toBytes(script.text) : "slua")
  setField(state.globals, "arg", arg)
}

/**
 * Closes the Lua state. A finalizer may leave the script, as the script itself may, by throwing one of the `Leaving`: that does not
 * keep the other finalizers from being called.
 */
export function endState(Leaving: new (...args: never[]) => unknown): void {
  for (;;)
    try {
      closeState()
      return
    } catch (e) {
      if (!(e instanceof Leaving)) throw e
    }
}

/** Compiles a script in the current state; raises Unloadable. */
export function loadScript(script: Script, name: string): LuaFunction {
  try {
    if (!script.isFile) return loadText(toBytes(script.text), `=(${name})`)
    return loadFile(script.text === "-" ? undefined : toBytes(script.text))
  } catch (e) {
    if (e instanceof LuaError) throw new Unloadable(toDisplay(e.value))
    throw e
  }
}

/** Calls a function; errors become messages with a traceback. */
export function attempt(f: LuaFunction, args: LuaValue[]): Outcome {
  const results = callProtected(f, args)
  const [ok, ...values] = all(results)
  return ok === true ? { ok: true, values } : { ok: false, message: toDisplay(values[0]) }
}

function callProtected(f: LuaFunction, args: LuaValue[]): LuaResult {
  try {
    return protectedCall(f, args, uncaughtMessage)
  } catch (e) {
    return [false, asLuaError(e).value]
  }
}
