/**
 * What suspended coroutines and functions in debug form refer to, for collections (trial.ts): it is written down, and
 * can be made again.
 */
import type { Frame, Prototype, Unit } from "../abi.ts"
import { Coroutine } from "../value/coroutine.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import { Activation } from "./activation.ts"
import { DebugFrame } from "./frame.ts"
import { prototypeNamed, unitNamed } from "./stack.ts"
import { type Cell, cellsOf } from "./upvalue.ts"

type Convert = (v: unknown) => unknown

/** A captured variable of emitted code. Nothing else in a variable is a plain object: Lua's have own prototypes. */
export function isCell(v: unknown): v is Cell {
  return (
    typeof v === "object" &&
    v !== null &&
    Object.getPrototypeOf(v) === Object.prototype &&
    Object.hasOwn(v, "v")
  )
}

// Functions

/** Whether a value is a function that can be made again from its cells: one in debug form. */
export function isOpen(v: unknown): v is LuaFunction {
  if (typeof v !== "function" || cellsOf(v as LuaFunction) === undefined) return false
  return "debug" in (prototypeNamed(v.name) ?? {})
}

/** A function as written down. */
export interface SavedFunction {
  unit: Unit
  prototype: number
  cells: unknown[]
}

export function saveFunction(f: LuaFunction, note: Convert): SavedFunction {
  const unit = unitNamed(f.name)!
  return { unit, prototype: unit.prototypes.indexOf(prototypeNamed(f.name)!), cells: cellsOf(f)!.map(note) }
}

/** Makes a new function like the one that was saved; `value` gives cells. */
export function remakeFunction({ unit, prototype, cells }: SavedFunction, value: Convert): LuaFunction {
  return (unit.factories[prototype] as (...cells: unknown[]) => LuaFunction)(...cells.map(value))
}

// Coroutines

/** A coroutine as written down: objects are as `note` gave them. */
export interface Saved {
  body: unknown
  frames: (SavedActivation | SavedDebugFrame)[]
  closing: unknown[]
}

interface SavedActivation {
  kind: "plain"
  unit: Unit
  prototype: Prototype
  point: number
  variables: unknown[]
}

interface SavedDebugFrame {
  kind: "debug"
  prototype: DebugFrame["prototype"]
  body: DebugFrame["body"]
  func: unknown
  r: unknown[]
  va: unknown[]
  rest: Pick<DebugFrame, "pc" | "label" | "top" | "isTail">
}

/** A variable that is a list of values, such as `...`. */
class List {
  readonly values: unknown[]
  constructor(values: unknown[]) {
    this.values = values
  }
}

/**
 * Whether a value is a coroutine that has not begun, or is suspended in emitted code alone: what library functions
 * and hooks hold is not known.
 */
export function isQuiet(v: unknown): v is Coroutine {
  return v instanceof Coroutine && v.λstatus === "suspended" && v.λhook === null && v.λframes.every(isPlain)
}

function isPlain(frame: Frame): boolean {
  if (!(frame instanceof DebugFrame)) return frame instanceof Activation
  const { tbc, loops, transfer, isHook, isHooked, inHook, isBare, func } = frame
  if (isHook || isHooked || inHook || isBare || !isOpen(func)) return false
  return tbc === null && loops === null && transfer === null
}

export function save(co: Coroutine, note: Convert): Saved {
  const frames = co.λframes as (Activation | DebugFrame)[]
  return {
    body: note(co.λbody),
    frames: frames.map((frame) =>
      frame instanceof DebugFrame ? saveDebugFrame(frame, note) : saveActivation(frame, note),
    ),
    closing: co.λtbc.map(note),
  }
}

function saveActivation({ unit, prototype, point, variables }: Activation, note: Convert): SavedActivation {
  const noted = variables.map((v) => (Array.isArray(v) ? new List(v.map(note)) : note(v)))
  return { kind: "plain", unit, prototype, point, variables: noted }
}

function saveDebugFrame(frame: DebugFrame, note: Convert): SavedDebugFrame {
  const { prototype, body, func, r, va, pc, label, top, isTail } = frame
  return {
    kind: "debug",
    prototype,
    body,
    func: note(func),
    r: Array.from(r, note),
    va: va.map(note),
    rest: { pc, label, top, isTail },
  }
}

/** Makes a new coroutine like the one that was saved. */
export function restore(co: Coroutine, { body, frames, closing }: Saved, value: Convert): void {
  co.λbody = value(body) as Coroutine["λbody"]
  for (const saved of frames) {
    if (saved.kind === "debug") {
      restoreDebugFrame(co, saved, value)
      continue
    }
    const { unit, prototype, point, variables } = saved
    const values = variables.map((v) => (v instanceof List ? v.values.map(value) : value(v)))
    co.λframes.push(new Activation(unit, prototype, point, values))
  }
  co.λtbc = closing.map(value) as LuaValue[]
}

function restoreDebugFrame(co: Coroutine, saved: SavedDebugFrame, value: Convert): void {
  const func = value(saved.func) as LuaFunction
  const [r, va] = [saved.r, saved.va].map((list) => list.map(value) as LuaValue[]) as [LuaValue[], LuaValue[]]
  const frame = new DebugFrame(saved.prototype, func, r, va, cellsOf(func)!, saved.body, co)
  Object.assign(frame, saved.rest)
  co.λframes.push(frame)
  co.λtop = frame
}
