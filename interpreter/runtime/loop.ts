/** Loops whose shape is only known when they start: numeric for of any numbers, generic for (§3.3.5). */
import {
  hiOf,
  intToBigInt,
  intFromBigInt,
  isInteger,
  isNumber,
  LuaInt64,
  makeFloat,
  toDouble,
  type LuaNumber,
} from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { LuaTable } from "../value/table.ts"
import { openCursor, openSequence, type Cursor } from "../value/traversal.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import { runtimeError } from "./error.ts"
import { typeName } from "./type_name.ts"

function forNumber(v: LuaValue, what: string, site: number): LuaNumber {
  if (isNumber(v)) return v
  const n = typeof v === "string" ? parseNumeral(v) : undefined
  if (n === undefined) throw runtimeError(`bad 'for' ${what} (number expected, got ${typeName(v)})`, site)
  return n
}

/** The limit of a loop over small integers as a JS number to compare with. */
export function forLimit(limit: LuaValue, _step: number, site: number): number {
  const n = forNumber(limit, "limit", site)
  return n instanceof LuaInt64 ? (hiOf(n) < 0 ? -Infinity : Infinity) : toDouble(n)
}

/** A loop that emitted code cannot count in JS integers. */
export interface ForState {
  /** Current value, after forNext returned true. */
  value: LuaValue
  /** Float loops: next value, limit, step as doubles. Integer loops: as BigInts with a count left. */
  float: boolean
  next: number
  limit: number
  step: number
  nextInt: bigint
  stepInt: bigint
  left: bigint
  /** The loop runs once although its start or its limit is NaN, which is less than nothing. */
  once: boolean
}

/** Prepares a numeric for whose operands are not all small integers (luaV_forprep). */
export function forPrepare(start: LuaValue, limit: LuaValue, step: LuaValue, site: number): ForState {
  const loop: ForState = {
    value: undefined,
    float: false,
    next: 0,
    limit: 0,
    step: 0,
    nextInt: 0n,
    stepInt: 0n,
    left: 0n,
    once: false,
  }
  if (isNumber(start) && isNumber(step) && isInteger(start) && isInteger(step)) {
    const by = intToBigInt(step)
    if (by === 0n) throw runtimeError("'for' step is zero", site)
    const from = intToBigInt(start)
    const to = integerLimit(forNumber(limit, "limit", site), by > 0n)
    loop.nextInt = from
    loop.stepInt = by
    if (to !== undefined && (by > 0n ? from <= to : from >= to)) loop.left = (to - from) / by + 1n
    return loop
  }
  loop.float = true
  loop.limit = toDouble(forNumber(limit, "limit", site))
  loop.step = toDouble(forNumber(step, "step", site))
  loop.next = toDouble(forNumber(start, "initial value", site))
  if (loop.step === 0) throw runtimeError("'for' step is zero", site)
  loop.once = loop.next !== loop.next || loop.limit !== loop.limit
  return loop
}

/** A limit clipped to the integers; undefined when the loop cannot run (luaV_forlimit). */
function integerLimit(limit: LuaNumber, upwards: boolean): bigint | undefined {
  if (isInteger(limit)) return intToBigInt(limit)
  const n = toDouble(limit)
  if (n !== n) return upwards ? undefined : -9223372036854775808n
  if (n >= 9223372036854775808) return upwards ? 9223372036854775807n : undefined
  if (n < -9223372036854775808) return upwards ? undefined : -9223372036854775808n
  return BigInt(upwards ? Math.floor(n) : Math.ceil(n))
}

/** Steps to the next value; false at the end. */
export function forNext(loop: ForState): boolean {
  if (loop.float) {
    const n = loop.next
    if (!(loop.step > 0 ? n <= loop.limit : n >= loop.limit) && !loop.once) return false
    loop.once = false
    loop.value = makeFloat(n)
    loop.next = n + loop.step
    return true
  }
  if (loop.left <= 0n) return false
  loop.left--
  loop.value = intFromBigInt(loop.nextInt)
  loop.nextInt += loop.stepInt
  return true
}

/** The iterators of pairs and ipairs, which a generic for recognises; set by lib/base.ts. */
const iterators: { next: LuaFunction | null; ipairs: LuaFunction | null } = { next: null, ipairs: null }
export function setIterators(next: LuaFunction, ipairs: LuaFunction): void {
  iterators.next = next
  iterators.ipairs = ipairs
}

/** A cursor that does what calling `f(s, c)` again and again would do, or null. */
export function walk(f: LuaValue, s: LuaValue, c: LuaValue): Cursor | null {
  if (!(s instanceof LuaTable)) return null
  if (f === iterators.next) return c === undefined ? openCursor(s) : null
  if (f !== iterators.ipairs || c !== 0 || s.λmeta !== null) return null
  return openSequence(s)
}
