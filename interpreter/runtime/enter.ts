/** How an activation in debug form begins. */
import type { LuaFunction, LuaValue } from "../value/value.ts"
import { DebugFrame, hooks, type DebugPrototypeOf } from "./frame.ts"
import { interpret } from "./interpreter.ts"
import { state } from "./state.ts"
import type { Cell } from "./upvalue.ts"

/** Begins an activation. */
export function enter(
  prototype: DebugPrototypeOf,
  func: LuaFunction,
  r: LuaValue[],
  va: LuaValue[],
  u: Cell[],
): DebugFrame {
  const co = state.current
  const body = (prototype.debug.body ?? interpret) as DebugFrame["body"]
  const frame = new DebugFrame(prototype, func, r, va, u, body, co)
  co.λtop = frame
  if (co.λtail !== null) {
    if (co.λtail === func) frame.isTail = true
    co.λtail = null
  }
  if (co.λhook !== null) {
    frame.isBeginning = true
    hooks.entered!(frame)
    frame.isBeginning = false
  }
  return frame
}

/** The same for a function whose code may not have been made yet, with its arguments as registers so far. */
export function begin(
  prototype: DebugPrototypeOf,
  func: LuaFunction,
  r: LuaValue[],
  va: LuaValue[],
  u: Cell[],
): DebugFrame {
  for (let n = prototype.debug.registers(); r.length < n;) r.push(undefined)
  return enter(prototype, func, r, va, u)
}

/** Calls and rounds of loops of a function after which it is compiled in the usual form. */
const PROMOTE = Number(process.env.SLUA_PROMOTE ?? 100)

/** The usual form of a function of a tiered chunk, if it has been called often, or may take long, and no hook is set. */
export function hot({ debug }: DebugPrototypeOf, id: number, cells: Cell[]): LuaFunction | undefined {
  if (state.hooks !== 0) return undefined
  if (debug.promoted === undefined) {
    const isCold = debug.bytecode === undefined || debug.bytecode.heat < PROMOTE
    // The usual form cannot be entered in the middle of a loop.
    if (isCold && !debug.nestsLoops) return undefined
    debug.promoted = debug.unit!.promote!(id)
  }
  return debug.promoted(cells as never[]) as LuaFunction
}

/** Begins an activation of a function that looks for hooks, with the cells of its upvalues. */
export function enterWatched(
  prototype: DebugPrototypeOf,
  func: LuaFunction,
  cells: Cell[],
  args: LuaValue[],
): DebugFrame {
  const { params } = prototype
  return begin(prototype, func, args.slice(0, params), args.slice(params), cells)
}
