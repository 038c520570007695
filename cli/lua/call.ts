/** Calls that the stand-alone interpreter makes: compiled or run, an error is told and not passed on. */
import {
  basicType,
  callBack,
  callMain,
  first,
  flushAll,
  isNumber,
  keep,
  LuaError,
  type LuaFunction,
  type LuaValue,
  messageHandler,
  metamethod,
  nameFunction,
  toDisplay,
  traceback,
} from "../../interpreter/index.ts"
import { printMessage } from "./texts.ts"

/** What a call or compilation comes to. */
export type Outcome = { ok: true; values: LuaValue[] } | { ok: false; error: LuaValue }

/** The message handler of lua.c: an error value becomes a text, with a traceback of where it was raised. */
function describeError(value: LuaValue): LuaValue {
  if (typeof value === "string" || isNumber(value)) return keep(traceback(toDisplay(value), 1))
  const converter = metamethod(value, "__tostring")
  const text = converter === undefined ? undefined : first(callBack(converter, value))
  if (typeof text === "string") return text
  return keep(traceback(`(error object is a ${basicType(value)} value)`, 1))
}
nameFunction(describeError as LuaFunction, "?")

/** Calls a function; an error value has been through the message handler. */
export function runFunction(f: LuaValue, ...args: LuaValue[]): Outcome {
  return outcomeOf(callMain(f, args, messageHandler(describeError)))
}

/** Calls a function; an error value is as it was raised (lua_pcall without a message handler). */
export function tryFunction(f: LuaValue, ...args: LuaValue[]): Outcome {
  return outcomeOf(callMain(f, args, undefined))
}

function outcomeOf([ok, ...values]: LuaValue[]): Outcome {
  return ok === true ? { ok: true, values } : { ok: false, error: values[0] }
}

/** Compiles: what is raised is a syntax error, or a file that cannot be read. */
export function compile(load: () => LuaFunction): Outcome {
  try {
    return { ok: true, values: [load()] }
  } catch (e) {
    if (!(e instanceof LuaError)) throw e
    return { ok: false, error: e.value }
  }
}

/** Prints the error of a failure; whether there was none. */
export function report(outcome: Outcome): boolean {
  if (outcome.ok) return true
  const { error } = outcome
  flushAll()
  printMessage(
    typeof error === "string" || isNumber(error) ? toDisplay(error) : "(error message not a string)",
  )
  return false
}

/** Compiles and runs a chunk; whether all went well, after telling what did not. */
export function runChunk(load: () => LuaFunction, args: () => LuaValue[] = () => []): boolean {
  const compiled = compile(load)
  return report(compiled.ok ? runFunction(compiled.values[0], ...args()) : compiled)
}
