/** Type errors of operators, with the variable that held the operand (luaG_typeerror). */
import type { LuaValue } from "../value/value.ts"
import { runtimeError, type LuaError } from "./error.ts"
import { captureStack } from "./stack.ts"
import { typeName } from "./type_name.ts"

const NAMED = /^(local|upvalue|global|field|constant|method|for iterator) /

/** ` (local 'x')` for operand number `index` of the failing operation, or "". */
function operandInfo(index: number): string {
  const top = captureStack(12)[0]
  const name = top?.kind === "lua" ? top.site?.names[index] : undefined
  return name !== undefined && NAMED.test(name) ? ` (${name})` : ""
}

/** `attempt to <action> a <type> value (<variable>)`. */
export function operandError(action: string, v: LuaValue, index: number): LuaError {
  const info = operandInfo(index)
  return runtimeError(`attempt to ${action} a ${typeName(v)} value${info}`)
}

/** `number (local 'x') has no integer representation`. */
export function integerError(index: number): LuaError {
  const info = operandInfo(index)
  return runtimeError(`number${info} has no integer representation`)
}
