/** Type errors of operators, with the variable that held the operand (luaG_typeerror). */
import type { LuaValue } from "../value/value.ts"
import { runtimeError, type LuaError } from "./error.ts"
import { typeName } from "./type_name.ts"
import { siteOf } from "./unit.ts"

const NAMED = /^(local|upvalue|global|field|constant|method|for iterator) /

/** ` (local 'x')` for operand number `index` of the operation at a site, or "". */
function operandInfo(index: number, site: number | undefined): string {
  const name = site === undefined ? undefined : siteOf(site)?.names[index]
  return name !== undefined && NAMED.test(name) ? ` (${name})` : ""
}

/** `attempt to <action> a <type> value (<variable>)`. */
export function operandError(action: string, v: LuaValue, index: number, site?: number): LuaError {
  return runtimeError(`attempt to ${action} a ${typeName(v)} value${operandInfo(index, site)}`, site)
}

/** `number (local 'x') has no integer representation`. */
export function integerError(index: number, site?: number): LuaError {
  return runtimeError(`number${operandInfo(index, site)} has no integer representation`, site)
}
