/** The events of operators and calls (§2.4). */
import { getString, LuaTable } from "../value/table.ts"
import type { LuaValue } from "../value/value.ts"
import { metamethod } from "./metatable.ts"

type Name =
  | "__add"
  | "__band"
  | "__bnot"
  | "__bor"
  | "__bxor"
  | "__call"
  | "__concat"
  | "__div"
  | "__eq"
  | "__idiv"
  | "__le"
  | "__len"
  | "__lt"
  | "__mod"
  | "__mul"
  | "__pow"
  | "__shl"
  | "__shr"
  | "__sub"
  | "__unm"

type Metatable = { [name in Name]?: LuaValue }

/**
 * The field of a metatable, and how it is read from one that is a record: each by a function of its own, so that it has
 * an inline cache of its own.
 */
export interface Event {
  name: Name
  read: (meta: Metatable) => LuaValue
}

export const ADD: Event = { name: "__add", read: (meta) => meta.__add }
export const BAND: Event = { name: "__band", read: (meta) => meta.__band }
export const BNOT: Event = { name: "__bnot", read: (meta) => meta.__bnot }
export const BOR: Event = { name: "__bor", read: (meta) => meta.__bor }
export const BXOR: Event = { name: "__bxor", read: (meta) => meta.__bxor }
export const CALL: Event = { name: "__call", read: (meta) => meta.__call }
export const CONCAT: Event = { name: "__concat", read: (meta) => meta.__concat }
export const DIV: Event = { name: "__div", read: (meta) => meta.__div }
export const EQ: Event = { name: "__eq", read: (meta) => meta.__eq }
export const IDIV: Event = { name: "__idiv", read: (meta) => meta.__idiv }
export const LE: Event = { name: "__le", read: (meta) => meta.__le }
export const LEN: Event = { name: "__len", read: (meta) => meta.__len }
export const LT: Event = { name: "__lt", read: (meta) => meta.__lt }
export const MOD: Event = { name: "__mod", read: (meta) => meta.__mod }
export const MUL: Event = { name: "__mul", read: (meta) => meta.__mul }
export const POW: Event = { name: "__pow", read: (meta) => meta.__pow }
export const SHL: Event = { name: "__shl", read: (meta) => meta.__shl }
export const SHR: Event = { name: "__shr", read: (meta) => meta.__shr }
export const SUB: Event = { name: "__sub", read: (meta) => meta.__sub }
export const UNM: Event = { name: "__unm", read: (meta) => meta.__unm }

/** The metamethod of a value for an event; undefined without one. */
export function handlerOf(v: LuaValue, event: Event): LuaValue {
  if (!(v instanceof LuaTable)) return metamethod(v, event.name)
  const meta = v.λmeta
  if (meta === null) return undefined
  return meta.λhash === null ? event.read(meta as unknown as Metatable) : getString(meta, event.name)
}
