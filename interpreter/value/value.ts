/**
 * The Lua values as TypeScript types. nil is `undefined`; byte strings are JS strings of code units
 * 0–255; a Lua function is a JS function (calling convention: abi.ts).
 */
import type { LuaFloat, LuaInt64 } from "./number.ts"
import type { LuaTable } from "./table.ts"
import type { Coroutine } from "./coroutine.ts"
import type { Userdata } from "./userdata.ts"

export type LuaValue =
  undefined | boolean | number | string | LuaFloat | LuaInt64 | LuaTable | LuaFunction | Coroutine | Userdata

/**
 * What a Lua function returns: one value bare; none or several as an array (never shared with a
 * caller who might change it); `YIELD` when the running coroutine is being suspended.
 */
export type LuaResult = LuaValue | LuaValue[]

/** Takes any number of LuaValues; missing ones are nil. */
export type LuaFunction = (...args: any[]) => LuaResult

/** The first value of a result. */
export function first(result: LuaResult): LuaValue {
  return Array.isArray(result) ? result[0] : result
}

/** All values of a result as an array that must not be changed. */
export function all(result: LuaResult): LuaValue[] {
  return Array.isArray(result) ? result : [result]
}

/** The result of a function that returns nothing. */
export const NONE: LuaValue[] = []
