/**
 * Calls from library functions back into Lua that cannot be yielded across: a coroutine.yield inside
 * raises "attempt to yield across a C-call boundary", so these never see YIELD.
 */
import { formatNumber } from "../value/format_number.ts"
import { isNumber } from "../value/number.ts"
import { LuaTable } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import { first, type LuaResult, type LuaValue } from "../value/value.ts"
import { addressOf } from "./address.ts"
import { index, setindex } from "./access.ts"
import { call } from "./call.ts"
import { libraryError } from "./error.ts"
import { metamethod } from "./metatable.ts"
import { eq, len, lt, truth } from "./operator.ts"
import { state } from "./state.ts"
import { basicType, typeName } from "./type_name.ts"

/** Calls any callable value. */
export function callBack(f: LuaValue, ...args: LuaValue[]): LuaResult {
  const co = state.current
  co.λbarriers++
  try {
    return typeof f === "function" ? f(...args) : call(f, ...args)
  } finally {
    co.λbarriers--
  }
}

function guarded<T>(action: () => T): T {
  const co = state.current
  co.λbarriers++
  try {
    return action()
  } finally {
    co.λbarriers--
  }
}

export function indexOf(v: LuaValue, key: LuaValue): LuaValue {
  return guarded(() => first(index(v, key)))
}

export function setIndexOf(v: LuaValue, key: LuaValue, value: LuaValue): void {
  guarded(() => setindex(v, key, value))
}

export function lengthOf(v: LuaValue): LuaValue {
  return guarded(() => first(len(v)))
}

export function lessThan(a: LuaValue, b: LuaValue): boolean {
  return guarded(() => truth(lt(a, b)))
}

export function equalValues(a: LuaValue, b: LuaValue): boolean {
  return guarded(() => truth(eq(a, b)))
}

/** `tostring` (luaL_tolstring): __tostring, __name, or the basic form. */
export function toDisplay(v: LuaValue): string {
  if (typeof v === "string") return v
  const handler = metamethod(v, "__tostring")
  if (handler !== undefined) {
    const text = first(callBack(handler, v))
    if (isNumber(text)) return formatNumber(text)
    if (typeof text !== "string") throw libraryError("'__tostring' must return a string")
    return text
  }
  if (isNumber(v)) return formatNumber(v)
  if (v === undefined) return "nil"
  if (typeof v === "boolean") return String(v)
  const named = v instanceof LuaTable || v instanceof Userdata ? typeName(v) : basicType(v)
  return `${named}: ${addressOf(v)}`
}
