/** Type errors of operators, with the variable that held the operand (luaG_typeerror). */
import type { OperandName } from "../abi.ts"
import type { LuaValue } from "../value/value.ts"
import { runningSite, runtimeError, type LuaError } from "./error.ts"
import { typeName } from "./type_name.ts"
import { calledAt, namesAt } from "./site.ts"
import { siteOf } from "./unit.ts"

/** ` (local 'x')` for operand number `index` of the operation at a site, or "". */
function operandInfo(index: number, site: number | undefined): string {
  return site === undefined ? "" : nameInfo(namesAt(siteOf(site))[index])
}

function nameInfo(name: OperandName | undefined): string {
  return name === undefined || name === "" ? "" : ` (${name})`
}

/** `attempt to <action> a <type> value (<variable>)`. */
export function operandError(action: string, v: LuaValue, index: number, site?: number): LuaError {
  return runtimeError(`attempt to ${action} a ${typeName(v)} value${operandInfo(index, site)}`, site)
}

/** `attempt to call a <type> value (<how the call is named>)`; without a site it is the running function's. */
export function callError(v: LuaValue, site?: number): LuaError {
  const at = site === undefined ? runningSite() : siteOf(site)
  const info = nameInfo(calledAt(at))
  return runtimeError(`attempt to call a ${typeName(v)} value${info}`, site)
}

/** `number (local 'x') has no integer representation`. */
export function integerError(index: number, site?: number): LuaError {
  return runtimeError(`number${operandInfo(index, site)} has no integer representation`, site)
}
