/**
 * The math library (§6.7). The generator of math.random is random.ts.
 */
import { lessThan } from "../runtime/barrier.ts"
import { libraryError } from "../runtime/error.ts"
import {
  doubleToInteger,
  hiOf,
  intFromBigInt,
  intToBigInt,
  isInteger,
  isNumber,
  loOf,
  LuaFloat,
  LuaInt64,
  makeFloat,
  makeInt,
  NAN,
  toInteger,
  type LuaInteger,
  type LuaNumber,
} from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { setField, type LuaTable } from "../value/table.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkAny, checkDouble, checkInteger } from "./args.ts"
import { makeLibrary } from "./library.ts"
import {
  draw,
  randomBetween,
  randomBits,
  randomFloat,
  randomWithin,
  seedByTime,
  seedRandom,
} from "./random.ts"

/** The integer a float stands for, or the float itself where there is none. */
function integerOrFloat(x: number): LuaNumber {
  return doubleToInteger(x) ?? x
}

/** math.abs(x) — §6.7 */
function mathAbs(x: LuaValue): LuaResult {
  if (isInteger(x)) {
    if (typeof x === "number") return Math.abs(x)
    return x.λhi < 0 ? intFromBigInt(-intToBigInt(x)) : x
  }
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.abs(n))
}

/** math.ceil(x) — §6.7 */
function mathCeil(x: LuaValue): LuaResult {
  if (typeof x === "number") {
    const whole = Math.ceil(x)
    // + 0 turns the -0 of ceil(-0.5) into the integer 0.
    if (Number.isSafeInteger(whole)) return whole + 0
  }
  if (isInteger(x)) return x
  const n = checkDouble(x, 1, arguments.length)
  return integerOrFloat(Math.ceil(n))
}

/** math.floor(x) — §6.7 */
function mathFloor(x: LuaValue): LuaResult {
  if (typeof x === "number") {
    const whole = Math.floor(x)
    if (Number.isSafeInteger(whole)) return whole
  }
  if (isInteger(x)) return x
  const n = checkDouble(x, 1, arguments.length)
  return integerOrFloat(Math.floor(n))
}

/** math.sqrt(x) — §6.7 */
function mathSqrt(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.sqrt(n))
}

/** math.sin(x) — §6.7 */
function mathSin(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.sin(n))
}

/** math.cos(x) — §6.7 */
function mathCos(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.cos(n))
}

/** math.tan(x) — §6.7 */
function mathTan(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.tan(n))
}

/** math.asin(x) — §6.7 */
function mathAsin(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.asin(n))
}

/** math.acos(x) — §6.7 */
function mathAcos(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.acos(n))
}

/** math.atan(y [, x]) — §6.7 */
function mathAtan(y: LuaValue, x: LuaValue): LuaResult {
  const count = arguments.length
  const numerator = checkDouble(y, 1, count)
  const denominator = x === undefined ? 1 : checkDouble(x, 2, count)
  return makeFloat(Math.atan2(numerator, denominator))
}

/** math.exp(x) — §6.7 */
function mathExp(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(Math.exp(n))
}

/** C's log, which makes the processor's NaN. */
const logarithm = (n: number): number => (n < 0 ? NAN : Math.log(n))

/** math.log(x [, base]) — §6.7 */
function mathLog(x: LuaValue, base: LuaValue): LuaResult {
  const count = arguments.length
  const n = checkDouble(x, 1, count)
  if (base === undefined) return makeFloat(logarithm(n))
  const b = checkDouble(base, 2, count)
  if (b === 2) return makeFloat(n < 0 ? NAN : Math.log2(n))
  return makeFloat(b === 10 ? Math.log10(n) : logarithm(n) / logarithm(b))
}

/** math.deg(x) — §6.7 */
function mathDeg(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(n * (180 / Math.PI))
}

/** math.rad(x) — §6.7 */
function mathRad(x: LuaValue): LuaResult {
  const n = checkDouble(x, 1, arguments.length)
  return makeFloat(n * (Math.PI / 180))
}

/** math.fmod(x, y) — §6.7 */
function mathFmod(x: LuaValue, y: LuaValue): LuaResult {
  const count = arguments.length
  if (isInteger(x) && isInteger(y)) {
    if (y === 0) throw argumentError(2, "zero")
    // + 0 turns -0 into the integer 0.
    if (typeof x === "number" && typeof y === "number") return (x % y) + 0
    return intFromBigInt(intToBigInt(x) % intToBigInt(y))
  }
  // As usually compiled, PUC looks at the second argument first.
  const b = checkDouble(y, 2, count)
  const a = checkDouble(x, 1, count)
  return makeFloat(a % b)
}

/** math.modf(x) — §6.7 */
function mathModf(x: LuaValue): LuaResult {
  if (isInteger(x)) return [x, new LuaFloat(0)]
  const n = checkDouble(x, 1, arguments.length)
  const whole = Math.trunc(n)
  return [integerOrFloat(whole), makeFloat(n === whole ? 0 : n - whole)]
}

/** math.tointeger(x) — §6.7 */
function mathTointeger(x: LuaValue): LuaResult {
  const n = typeof x === "string" ? parseNumeral(x) : x
  if (isNumber(n)) return toInteger(n)
  checkAny(1, arguments.length)
  return undefined
}

/** math.type(x) — §6.7 */
function mathType(x: LuaValue): LuaResult {
  if (isNumber(x)) return isInteger(x) ? "integer" : "float"
  checkAny(1, arguments.length)
  return undefined
}

/** math.ult(m, n) — §6.7 */
function mathUlt(m: LuaValue, n: LuaValue): LuaResult {
  const count = arguments.length
  const a = checkInteger(m, 1, count)
  const b = checkInteger(n, 2, count)
  const high = (hiOf(a) >>> 0) - (hiOf(b) >>> 0)
  return high !== 0 ? high < 0 : loOf(a) >>> 0 < loOf(b) >>> 0
}

/** math.max(x, ···) — §6.7, of any values that can be compared */
function mathMax(...values: LuaValue[]): LuaResult {
  if (values.length === 0) throw argumentError(1, "value expected")
  let best = values[0]
  for (let i = 1; i < values.length; i++) {
    const candidate = values[i]
    if (isLess(best, candidate)) best = candidate
  }
  return best
}

/** math.min(x, ···) — §6.7, of any values that can be compared */
function mathMin(...values: LuaValue[]): LuaResult {
  if (values.length === 0) throw argumentError(1, "value expected")
  let best = values[0]
  for (let i = 1; i < values.length; i++) {
    const candidate = values[i]
    if (isLess(candidate, best)) best = candidate
  }
  return best
}

function isLess(a: LuaValue, b: LuaValue): boolean {
  return typeof a === "number" && typeof b === "number" ? a < b : lessThan(a, b)
}

/** math.random([m [, n]]) — §6.7 */
function mathRandom(m: LuaValue, n: LuaValue): LuaResult {
  const count = arguments.length
  // A call that raises draws, too.
  draw()
  if (count === 0) return randomFloat()
  if (count > 2) throw libraryError("wrong number of arguments")
  const first = checkInteger(m, 1, count)
  if (count === 1 && first === 0) return randomBits()
  const from = count === 1 ? 1 : first
  const to = count === 1 ? first : checkInteger(n, 2, count)
  if (typeof from === "number" && typeof to === "number") {
    if (from > to) throw argumentError(1, "interval is empty")
    return to - from <= 0xffffffff ? randomWithin(from, to - from) : randomBetween(from, to)
  }
  if (intToBigInt(from) > intToBigInt(to)) throw argumentError(1, "interval is empty")
  return randomBetween(from, to)
}

/** math.randomseed([x [, y]]) — §6.7 */
function mathRandomseed(x: LuaValue, y: LuaValue): LuaResult {
  const count = arguments.length
  if (count === 0) return seedByTime()
  const seed1 = checkInteger(x, 1, count)
  const seed2: LuaInteger = y === undefined ? 0 : checkInteger(y, 2, count)
  seedRandom(seed1, seed2)
  return [seed1, seed2]
}

const FUNCTIONS = {
  abs: mathAbs,
  acos: mathAcos,
  asin: mathAsin,
  atan: mathAtan,
  ceil: mathCeil,
  cos: mathCos,
  deg: mathDeg,
  exp: mathExp,
  tointeger: mathTointeger,
  floor: mathFloor,
  fmod: mathFmod,
  ult: mathUlt,
  log: mathLog,
  max: mathMax,
  min: mathMin,
  modf: mathModf,
  rad: mathRad,
  sin: mathSin,
  sqrt: mathSqrt,
  tan: mathTan,
  type: mathType,
  random: mathRandom,
  randomseed: mathRandomseed,
}

/** The math library. */
export function openMath(): LuaTable {
  const library = makeLibrary("math", FUNCTIONS)
  setField(library, "pi", Math.PI)
  setField(library, "huge", Infinity)
  setField(library, "maxinteger", makeInt(0x7fffffff, -1))
  setField(library, "mininteger", new LuaInt64(-0x80000000, 0))
  return library
}
