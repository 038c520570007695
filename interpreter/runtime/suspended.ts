/** What a suspended coroutine refers to, for collections (trial.ts): it is written down, and can be made again. */
import type { Prototype, Unit } from "../abi.ts"
import { Coroutine } from "../value/coroutine.ts"
import type { LuaValue } from "../value/value.ts"
import { Activation } from "./activation.ts"

/** A captured variable of emitted code. */
export interface Cell {
  v: unknown
}

/** Nothing else in a variable is a plain object: Lua's objects have prototypes of their own. */
export function isCell(v: unknown): v is Cell {
  return (
    typeof v === "object" &&
    v !== null &&
    Object.getPrototypeOf(v) === Object.prototype &&
    Object.hasOwn(v, "v")
  )
}

/** A coroutine as written down: objects are as `note` gave them. */
export interface Saved {
  body: Coroutine["λbody"]
  frames: { unit: Unit; prototype: Prototype; point: number; variables: unknown[] }[]
  closing: unknown[]
}

/** A variable that is a list of values, such as `...`. */
class List {
  readonly values: unknown[]
  constructor(values: unknown[]) {
    this.values = values
  }
}

type Convert = (v: unknown) => unknown

/**
 * Whether a value is a coroutine that has not begun, or is suspended in emitted code alone: what library functions,
 * activations in debug form and hooks hold is not known.
 */
export function isQuiet(v: unknown): v is Coroutine {
  if (!(v instanceof Coroutine) || v.λstatus !== "suspended" || v.λhook !== null) return false
  return v.λframes.every((frame) => frame instanceof Activation)
}

export function save(co: Coroutine, note: Convert): Saved {
  const frames = co.λframes as Activation[]
  return {
    body: co.λbody,
    frames: frames.map(({ unit, prototype, point, variables }) => {
      const noted = variables.map((v) => (Array.isArray(v) ? new List(v.map(note)) : note(v)))
      return { unit, prototype, point, variables: noted }
    }),
    closing: co.λtbc.map(note),
  }
}

/** Makes a new coroutine like the one that was saved. */
export function restore(co: Coroutine, { body, frames, closing }: Saved, value: Convert): void {
  co.λbody = body
  co.λframes = frames.map(({ unit, prototype, point, variables }) => {
    const values = variables.map((v) => (v instanceof List ? v.values.map(value) : value(v)))
    return new Activation(unit, prototype, point, values)
  })
  co.λtbc = closing.map(value) as LuaValue[]
}
