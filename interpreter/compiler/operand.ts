/** Operations on operands that all kinds of expressions share. */
import type { Expression } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { once } from "../value/once.ts"
import { isIdentifier, isSimpleText } from "./identifier.ts"
import { isUnboxed } from "./types.ts"

/** 1.5 * 2^52: adding and subtracting it rounds what is below 2^51 to an integer. */
const MAGIC = "6755399441055744"

/** 2^51, and the first integer that doubles do not tell from its neighbour. */
export const BOUND = "2251799813685248"
export const EXACT = "9007199254740992"

/** What JavaScript's own strings, numbers, booleans and functions have. */
const nativeNames = once(
  () =>
    new Set(
      ["prototype"].concat(
        ...[String, Number, Boolean, Function, Object].map((c) => Object.getOwnPropertyNames(c.prototype)),
      ),
    ),
)

/** Whether the JavaScript forms of Lua values may have a property of this name that is none of theirs. */
export function isNativeName(field: string): boolean {
  return nativeNames().has(field)
}

/**
 * The test under which the property `field`, or one whose name begins with λ, may be read from a Lua value: that it is not
 * nil. What has no fields has no such property; only where its JavaScript form has, the type is asked for, which is
 * a call in the JS engine's first tiers.
 */
export function readable(o: string, field?: string): string {
  return field !== undefined && isNativeName(field) ? `typeof ${o}==="object"` : `${o}!==void 0`
}

/** The test for a function, by the mark that all functions have (value/prototype.ts). */
export function isFunction(f: string): string {
  return `${f}!==void 0&&${receiver(f)}.λf===true`
}

/** What a property is read from: `10.x` would be a malformed numeral. */
export function receiver(js: string): string {
  return /^-?\d/.test(js) ? `(${js})` : js
}

/** The integer nearest to a number below 2^51, which the JS engine computes faster than its floor. */
export const nearest = (t: string): string => `${t}+${MAGIC}-${MAGIC}`

/** Tests whether a number below 2^51 has a fraction. Much less code for the JS engine than Math.floor. */
export const fractionTest = (t: string): string => `${nearest(t)}!==${t}`
export const integralTest = (t: string): string => `${nearest(t)}===${t}`

/** Tests whether a JS number is an int32; null: it must be one. */
export function int32Test(o: Operand): string | null {
  if (o.literal !== undefined && o.type !== "f64") return (o.literal | 0) === o.literal ? null : "false"
  return o.type === "f64" || o.type === "str" ? "false" : `(${o.js}|0)===${o.js}`
}

/** `asValue` where the value is certainly needed: what has a fraction, which is usual, needs no box. */
export function boxed(b: FunctionBuilder, o: Operand): Operand {
  if (!isUnboxed(o.type) || o.literal !== undefined) return asValue(o)
  const v = reusable(b, o)
  const js = `abs(${v.js})<${BOUND}&&${fractionTest(v.js)}?${v.js}:isSafe(${v.js})?new F(${v.js}):${v.js}`
  const other = v.flag === undefined ? `typeof ${v.js}!=="number"?boxFloat(${v.js})` : `!${v.flag}?${v.js}`
  return {
    js: o.type === "f64" ? `(${js})` : `(${other}:${js})`,
    type: "any",
    stable: false,
    name: o.name,
  }
}

/** The operand as a Lua value: unboxed floats are boxed if need be. */
export function asValue(o: Operand): Operand {
  if (!isUnboxed(o.type)) return o
  // Of a whole number, its value would not tell that it is a float.
  if (o.literal !== undefined) {
    const value: Operand = { js: o.js, type: "any", stable: true, name: o.name }
    return Number.isInteger(o.literal) ? value : { ...value, literal: o.literal }
  }
  const convert = o.type === "flt" ? "boxFloat" : "float"
  const js = `${convert}(${o.js})`
  return {
    js: o.flag === undefined ? js : `(${o.flag}?${js}:${o.js})`,
    type: "any",
    stable: false,
    name: o.name,
  }
}

/** Test that a value is a number that may count as a float, which is assigned to `n`: a JS number, or a boxed float. */
export function unboxingTest(value: string, n: string): string {
  return `(typeof ${value}==="number"?(${n}=+${value},true):typeof ${value}==="object"&&(${n}=${value}.λn)!==void 0)`
}

/** Lowers to a value held in a variable or constant, for use in more than one place. */
export function lowerPinned(b: FunctionBuilder, e: Expression): Operand {
  return b.pin(boxed(b, b.lower(e)))
}

/** An operand usable several times in one expression. */
export function reusable(b: FunctionBuilder, o: Operand): Operand {
  return o.stable || isSimpleText(o.js) ? o : b.pin(o)
}

/** The JS number of a numeric operand. */
export function raw(o: Operand): string {
  return o.literal === undefined ? o.js : literalText(o.literal)
}

function literalText(n: number): string {
  if (Object.is(n, -0)) return "(-0)"
  return n < 0 ? `(${n})` : String(n)
}

/** Lowers expressions in order so that each operand keeps the value it had when its turn came. */
export function lowerAll(
  b: FunctionBuilder,
  expressions: Expression[],
  lower = (e: Expression): Operand => b.lower(e),
): Operand[] {
  const operands: Operand[] = []
  for (const e of expressions) {
    const before = b.out.length
    const operand = boxed(b, lower(e))
    if (b.out.length > before) pinBefore(b, operands, before)
    operands.push(operand)
  }
  return operands.map((o) => reusable(b, o))
}

/** Copies the unstable ones of earlier operands at a place where they still had their values. */
export function pinBefore(b: FunctionBuilder, operands: Operand[], place: number): void {
  for (let i = 0; i < operands.length; i++) {
    const o = operands[i]!
    if (o.stable) continue
    const t = b.unusedTemp()
    b.out.splice(place++, 0, { kind: "js", code: `${t} = ${o.js};` })
    operands[i] = { ...o, js: t, stable: true, cell: false }
  }
}

/** The field name when the key is a constant identifier. */
export function fieldOf(key: Operand): string | undefined {
  if (key.type !== "str" || !key.js.startsWith('"')) return undefined
  const text = JSON.parse(key.js) as string
  return isIdentifier(text) ? text : undefined
}

/** A variable plus an integer. */
export function shiftedText(js: string, offset: number): string {
  if (offset === 0) return js
  return offset < 0 ? `${js}-${-offset}` : `${js}+${offset}`
}

/** The element of a table's array part, and the tests before it may be read; null for keys that have none. */
export function elementText(
  b: FunctionBuilder,
  o: string,
  key: Operand,
): { tests: string; text: string } | null {
  if (key.type === "str" || key.type === "bool" || key.type === "table") return null
  if (key.type === "int" && key.literal !== undefined)
    return key.literal > 0 ? { tests: "", text: `${o}.λarr[${key.literal - 1}]` } : null
  const { shifted } = key
  if (shifted !== undefined) {
    // A negative index makes the JS engine look for a property of that name.
    const tests = shifted.isPositive ? "" : `&&${key.js}>0`
    return { tests, text: `${o}.λarr[${shiftedText(shifted.js, shifted.offset - 1)}]` }
  }
  const text = `${o}.λarr[${key.js}-1]`
  if (key.type === "int") return { tests: `&&${key.js}>0`, text }
  // With a fraction, the engine would look for a property of that name.
  const whole = b.chunk.prefersFloats ? `&&(${key.js}|0)===${key.js}` : ""
  return { tests: `&&typeof ${key.js}==="number"${whole}&&${key.js}>0`, text }
}
