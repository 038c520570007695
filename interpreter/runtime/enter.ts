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
  if (co.λhook !== null) hooks.entered!(frame)
  return frame
}
