/** Order and equality of numbers of mixed representation, exact (§3.4.4). */
import { hiOf, intToBigInt, LuaInt64, loOf, toDouble, type LuaNumber } from "../value/number.ts"

/** a < b. */
export function numberLess(a: LuaNumber, b: LuaNumber): boolean {
  if (a instanceof LuaInt64 || b instanceof LuaInt64) return compareBig(a, b, true)
  return toDouble(a) < toDouble(b)
}

/** a <= b. */
export function numberLessEqual(a: LuaNumber, b: LuaNumber): boolean {
  if (a instanceof LuaInt64 || b instanceof LuaInt64) return compareBig(a, b, false)
  return toDouble(a) <= toDouble(b)
}

/** At least one is a LuaInt64. BigInt and double compare exactly in JavaScript. */
function compareBig(a: LuaNumber, b: LuaNumber, strict: boolean): boolean {
  if (a instanceof LuaInt64 && b instanceof LuaInt64) {
    if (a.λhi !== b.λhi) return a.λhi < b.λhi
    const x = loOf(a) >>> 0
    const y = loOf(b) >>> 0
    return strict ? x < y : x <= y
  }
  if (a instanceof LuaInt64) {
    const y = toDouble(b)
    if (Math.abs(y) <= 9007199254740991) return hiOf(a) < 0
    return strict ? intToBigInt(a) < y : intToBigInt(a) <= y
  }
  const x = toDouble(a)
  if (Math.abs(x) <= 9007199254740991) return hiOf(b as LuaInt64) >= 0
  return strict ? x < intToBigInt(b as LuaInt64) : x <= intToBigInt(b as LuaInt64)
}
