/** What instructions do that takes more than a line (interpreter.ts). */
import type { Bytecode, DebugBody } from "../abi.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { callAt } from "./call.ts"
import { forceCall, isLuaFunction } from "./coroutine.ts"
import { checkpoint } from "./finalizer.ts"
import { spread, take, type DebugFrame } from "./frame.ts"
import { hookedCall, hookedReturn, hookedTail } from "./hook.ts"
import { eq } from "./operator.ts"
import type { Cell } from "./upvalue.ts"

/** Every call inside a coroutine may be made to yield first (the tests' hard mode). */
export const forced = process.env.SLUA_FORCE_YIELDS === "1"

const { isArray } = Array

const START = (): number => 0

/** The function is called often: its JavaScript goes on with this activation. */
export function leave(frame: DebugFrame, label: () => number = START): LuaResult {
  const { prototype } = frame
  const { debug } = prototype
  if (debug.body === undefined) {
    const unit = debug.unit!
    debug.body = unit.complete!(unit.prototypes.indexOf(prototype)) as DebugBody
  }
  frame.body = debug.body as DebugFrame["body"]
  return frame.body(frame, label())
}

/** Looks for lost objects before another round of a loop; see FunctionPrinter.goto. May be YIELD. */
export function look(frame: DebugFrame, from: number, to: number): LuaResult {
  frame.r.fill(undefined, frame.prototype.debug.firstFree(to))
  frame.pc = from
  return checkpoint(true)
}

/** Whether two values are equal, or YIELD. */
export function equal(x: LuaValue, y: LuaValue): LuaResult {
  if (x === y) return true
  if (x === undefined || y === undefined || typeof x === "string" || typeof y === "string") return false
  return typeof x === "number" && typeof y === "number" ? false : eq(x, y)
}

export function makeClosure(
  { closures, factories }: Bytecode,
  n: number,
  r: LuaValue[],
  u: Cell[],
): LuaFunction {
  const { id, captures } = closures[n]!
  const make = factories[id] as (...cells: unknown[]) => LuaFunction
  // A register that is captured holds a cell.
  const cell = (i: number): unknown => {
    const at = captures[i]!
    return at < 0 ? u[~at] : r[at]
  }
  switch (captures.length) {
    case 0:
      return make()
    case 1:
      return make(cell(0))
    case 2:
      return make(cell(0), cell(1))
    default:
      return make(...captures.map((_, i) => cell(i)))
  }
}

/** Calls `t` with the values of registers. */
export function callWith(frame: DebugFrame, t: LuaValue, from: number, end: number, site: number): LuaResult {
  const { r, co } = frame
  if (co.λcalls !== 0) return hookedCall(frame, t, r.slice(from, end), site)
  if (typeof t !== "function") return callAt(site, t, ...r.slice(from, end))
  if (forced && isLuaFunction(t)) return forceCall(t, ...r.slice(from, end))
  return apply(t, r, from, end)
}

function apply(f: LuaFunction, r: LuaValue[], from: number, end: number): LuaResult {
  switch (end - from) {
    case 0:
      return f()
    case 1:
      return f(r[from])
    case 2:
      return f(r[from], r[from + 1])
    case 3:
      return f(r[from], r[from + 1], r[from + 2])
    case 4:
      return f(r[from], r[from + 1], r[from + 2], r[from + 3])
    default:
      return f(...r.slice(from, end))
  }
}

/** Puts `count` values of a result into registers from `a` on; all if negative. */
export function putResults(frame: DebugFrame, a: number, count: number, v: LuaResult): void {
  if (count === 1) frame.r[a] = isArray(v) ? v[0] : v
  else if (count < 0) frame.top = spread(frame.r, a, v)
  else if (count > 1) take(frame.r, a, count, v)
}

/** Gives its place to another function, with values of its registers. */
export function jump(F: DebugFrame, f: LuaFunction, from: number, end: number): LuaResult {
  const { r, co } = F
  if (co.λcalls !== 0) hookedTail(F, f, r.slice(from, end))
  co.λtop = F.below
  co.λtail = f
  if (forced) return forceCall(f, ...r.slice(from, end))
  return apply(f, r, from, end)
}

/** Calls the hook of a return: `count` values are in registers from `a` on. */
export function returning(frame: DebugFrame, pc: number, a: number, count: number): void {
  frame.pc = pc
  hookedReturn(frame, a, count)
}
