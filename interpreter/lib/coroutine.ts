/** The coroutine library (§6.2). */
import { Coroutine } from "../value/coroutine.ts"
import type { LuaTable } from "../value/table.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { closeCoroutine, isYieldable, resume, yieldValues } from "../runtime/coroutine.ts"
import { libraryError, raise, where } from "../runtime/error.ts"
import { state } from "../runtime/state.ts"
import { checkFunction, typeError } from "./args.ts"
import { makeLibrary, nameFunction } from "./library.ts"
import { keep } from "../runtime/keep.ts"

function checkCoroutine(v: LuaValue, n: number, count: number): Coroutine {
  if (v instanceof Coroutine) return v
  throw typeError(v, n, count, "thread")
}

/** A coroutine gets mask and count of its maker's hook, but no function. */
function newCoroutine(body: LuaFunction): Coroutine {
  const co = new Coroutine(body)
  co.λhook = state.current.λhook?.heir() ?? null
  return co
}

/** coroutine.close(co) — §6.2. */
function coroutineClose(v: LuaValue): LuaResult {
  const co = checkCoroutine(v, 1, arguments.length)
  if (co.λstatus !== "suspended" && co.λstatus !== "dead")
    throw libraryError(`cannot close a ${co.λstatus} coroutine`)
  const failure = closeCoroutine(co)
  return failure === null ? true : [false, failure.value]
}

/** coroutine.create(f) — §6.2. */
function coroutineCreate(f: LuaValue): LuaResult {
  const body = checkFunction(f, 1, arguments.length)
  return newCoroutine(body as LuaFunction)
}

/** coroutine.isyieldable([co]) — §6.2. */
function coroutineIsyieldable(v: LuaValue): LuaResult {
  const co = arguments.length === 0 ? state.current : checkCoroutine(v, 1, arguments.length)
  return keep(isYieldable(co))
}

/** coroutine.resume(co, ...) — §6.2. */
function coroutineResume(v: LuaValue, ...args: LuaValue[]): LuaResult {
  const co = checkCoroutine(v, 1, arguments.length)
  const r = resume(co, args)
  if (!Array.isArray(r)) return [false, r.value]
  // Spreading costs more than a resume does.
  switch (r.length) {
    case 0:
      return true
    case 1:
      return [true, r[0]]
    case 2:
      return [true, r[0], r[1]]
    default:
      return [true, ...r]
  }
}

/** coroutine.running() — §6.2. */
function coroutineRunning(): LuaResult {
  return [state.current, state.current === state.main]
}

/** coroutine.status(co) — §6.2. */
function coroutineStatus(v: LuaValue): LuaResult {
  const co = checkCoroutine(v, 1, arguments.length)
  return co.λstatus
}

/** coroutine.wrap(f) — §6.2. */
function coroutineWrap(f: LuaValue): LuaResult {
  const co = newCoroutine(checkFunction(f, 1, arguments.length) as LuaFunction)
  const wrapped = (...args: LuaValue[]): LuaResult => {
    const r = resume(co, args)
    if (Array.isArray(r)) return r.length === 1 ? r[0] : r
    let value = r.value
    if (co.λstatus === "dead" && co.λerror !== null) {
      const failure = closeCoroutine(co)
      value = failure === null ? value : failure.value
    }
    throw raise(typeof value === "string" ? where(1) + value : value)
  }
  nameFunction(wrapped, "")
  return wrapped
}

/** coroutine.yield(...) — §6.2. */
function coroutineYield(...args: LuaValue[]): LuaResult {
  return keep(yieldValues(args))
}

export function openCoroutine(): LuaTable {
  return makeLibrary("coroutine", {
    close: coroutineClose,
    create: coroutineCreate,
    isyieldable: coroutineIsyieldable,
    resume: coroutineResume,
    running: coroutineRunning,
    status: coroutineStatus,
    wrap: coroutineWrap,
    yield: coroutineYield,
  })
}
