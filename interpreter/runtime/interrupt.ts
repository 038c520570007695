/**
 * Ctrl-C in the stand-alone interpreter. Running JavaScript cannot be stopped from the event loop, which waits for it,
 * nor by a signal handler. The engine can: what runs inside a call of node:vm ends at SIGINT, without
 * `catch` or `finally` in between. So the program and its protected calls are such calls, and what the
 * call left standing is put right here. Where the program was is lost: the position is that of the call.
 */
import { loading } from "../value/late_module.ts"
import { type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { call } from "./call.ts"
import { dropRunning } from "./coroutine.ts"
import { raise } from "./error.ts"
import { interruption } from "./interruption.ts"
import { state, handlerState } from "./state.ts"

/** A guarded call takes a microsecond more, so only so many are: a program that lives by pcall stays fast. */
const MOST_GUARDED = 20_000
/** They also take more of the stack. */
const MOST_NESTED = 20

/** The call that the script of node:vm makes: its text can only name globals. */
const CALL = Symbol.for("slua.interruptible")

/** What a shell reports for a program that SIGINT killed. */
const BY_SIGINT = 130

function plainly(f: LuaValue, args: LuaValue[]): LuaResult {
  return typeof f === "function" ? (f as LuaFunction)(...args) : call(f, ...args)
}

function nothing(): LuaResult {
  return undefined
}

function isInterrupt(e: unknown): boolean {
  return (e as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
}

/** Ends the program as if it did not know interrupts. */
function endBySignal(): never {
  process.kill(process.pid, "SIGINT")
  return process.exit(BY_SIGINT)
}

/** From now on SIGINT raises `interrupted!` in the program, as lua.c does; outside of calls it ends the process. */
export function allowInterrupts(): void {
  const { Script } = require("node:vm") as typeof import("node:vm")
  const script = new Script(`globalThis[Symbol.for("${CALL.description}")]()`)
  const scope = globalThis as unknown as Record<symbol, () => LuaResult>
  let guarded = 0
  let nested = 0
  /** Whether the outermost call that runs has been interrupted: as in lua.c, the next signal ends the process. */
  let interrupted = false
  interruption.inWaits = true
  interruption.run = (f, args) => {
    if (guarded === MOST_GUARDED || nested === MOST_NESTED) return plainly(f, args)
    guarded++
    const depth = nested++
    if (depth === 0) interrupted = false
    const { current } = state
    const { handler } = handlerState
    scope[CALL] = () => {
      // Otherwise it would keep the arguments alive.
      scope[CALL] = nothing
      return plainly(f, args)
    }
    try {
      return script.runInThisContext({ breakOnSigint: true }) as LuaResult
    } catch (e) {
      if (!isInterrupt(e)) throw e
      // A module of ours that was being loaded is broken now.
      if (interrupted || loading.count > 0) endBySignal()
      interrupted = true
      dropRunning(current)
      handlerState.handler = handler
      throw raise("interrupted!")
    } finally {
      nested = depth
    }
  }
}
