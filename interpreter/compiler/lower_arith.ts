/**
 * Arithmetic, comparison, concatenation and bit operators. Pattern: compute first, test the types
 * afterwards (by then the JS engine has speculated "number" and the tests fold away), and leave
 * everything else to a runtime helper that may call a metamethod.
 *
 * A raw result is right if both operands are int32 (sums cannot leave the safe range), or if both
 * are numbers and the result has a fraction, which only floats give.
 */
import type { BinaryOp, Expression, UnaryOp } from "../syntax/ast.ts"
import { concatChain } from "../syntax/concat_chain.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { isPositive, type Shifted, shiftedCounter } from "./counter.ts"
import { EVENTS } from "./event.ts"
import {
  asValue,
  BOUND,
  EXACT,
  fractionTest,
  int32Test,
  integralTest,
  lowerAll,
  nearest,
  raw,
  readable,
  reusable,
  shiftedText,
  unboxingTest,
} from "./operand.ts"
import type { HalvesOf } from "./halved.ts"
import { lowerNumber } from "./lower_number.ts"
import { lowerRemainderTest } from "./lower_remainder.ts"
import { splitValue } from "./tagged.ts"
import { lowerWide, type Singly } from "./lower_wide.ts"
import { arithmeticType, isNumeric } from "./types.ts"

const UNARY_EVENTS = { "-": "unm", "#": "len", "~": "bnot", not: undefined }

/** Lowers both operands in order. */
function lowerPair(b: FunctionBuilder, left: Expression, right: Expression): [Operand, Operand] {
  let l = b.lower(left)
  const before = b.out.length
  const r = b.lower(right)
  if (b.out.length > before && !l.stable && l.cell !== true) {
    const t = b.unusedTemp()
    b.out.splice(before, 0, { kind: "js", code: `${t} = ${l.js};` })
    l = { ...l, js: t, stable: true }
  }
  return [l, r]
}

export function lowerBinary(b: FunctionBuilder, e: Expression & { type: "Binary" }): Operand {
  switch (e.op) {
    case "==":
    case "~=":
      return lowerEquality(b, e)
    case "<":
    case "<=":
    case ">":
    case ">=":
      return lowerOrder(b, e)
    case "..":
      return lowerConcat(b, e)
    default:
      return lowerWide(b, e, SINGLY) ?? lowerArithmetic(b, e)
  }
}

function lowerArithmetic(b: FunctionBuilder, e: Expression & { type: "Binary" }): Operand {
  const shifted = shiftedCounter(b.chunk, e)
  if (shifted !== undefined) return lowerShifted(b, shifted)
  return lowerNumber(b, e) ?? applyArithmetic(b, e.op, e.line, ...lowerPair(b, e.left, e.right))
}

function lowerShifted(b: FunctionBuilder, of: Shifted): Operand {
  const js = b.chunk.nameOf(of.counter)
  const shifted = { js, offset: of.offset, isPositive: isPositive(b.chunk, of) }
  return { js: `(${shiftedText(js, of.offset)})`, type: "int", stable: true, name: "", shifted }
}

/** Lowers an expression for a variable of type "tagged". */
export function lowerTagged(b: FunctionBuilder, e: Expression): Operand {
  if (e.type === "Paren") return lowerTagged(b, e.inner)
  if (e.type !== "Binary") return b.lower(e)
  return lowerWide(b, e, SINGLY) ?? lowerNumber(b, e, true) ?? b.lower(e)
}

/** The same for one that may be in halves. */
export function lowerHalved(b: FunctionBuilder, e: Expression, halves: HalvesOf): Operand {
  if (e.type === "Paren") return lowerHalved(b, e.inner, halves)
  return lowerWide(b, e, SINGLY, halves) ?? b.lower(e)
}

const SINGLY: Singly = {
  binary: (b, op, line, left, right) => applyArithmetic(b, op, line, left, right),
  not: (b, line, operand) => applyUnary(b, "~", line, operand),
}

function applyArithmetic(
  b: FunctionBuilder,
  op: BinaryOp,
  line: number,
  left: Operand,
  right: Operand,
): Operand {
  const type = arithmeticType(op, left.type, right.type)
  if (type === "f64") return { js: floatText(op, raw(left), raw(right)), type, stable: false, name: "" }
  const unboxed = type === "flt"
  const l = reusable(b, unboxed ? left : asValue(left))
  const r = reusable(b, unboxed ? right : asValue(right))
  const t = b.temp()
  const site = b.chunk.site(line, [l.name, r.name], EVENTS[op])
  const slow = `${EVENTS[op]}(${asValue(l).js}, ${asValue(r).js}, ${site.id})`
  if (type === "flt") {
    const defines: string[] = []
    const [x, y] = [unboxedText(b, l, defines), unboxedText(b, r, defines)]
    const fast = `if(${all(x.test, y.test)})${t}=${floatText(op, x.js, y.js)};else `
    b.op({ fast, slowIf: "true", slow, target: t, post: "float", defines }, site)
    return { js: t, type, stable: true, name: "" }
  }
  // Where operators are applied one by one to what was found to be no integers, the helpers find out what it is.
  const path = b.inHalves ? numberPath(b, op, t, l, r, site.id) : null
  if (path === null) b.op({ slowIf: null, slow, target: t, post: "first" }, site)
  else {
    const { fast, total, defines } = path
    b.op({ fast, slowIf: total ? "false" : "true", slow, target: t, post: "first", defines }, site)
  }
  return { js: t, type: "any", stable: true, name: "" }
}

/**
 * The JS number of an operand where the result is a float in any case, and the test that takes it out of a box. What the
 * test assigns is added to `defines`.
 */
function unboxedText(b: FunctionBuilder, o: Operand, defines: string[]): { js: string; test: string | null } {
  if (o.type === "flt" || numberTest(o) === null) return { js: raw(o), test: numberTest(o) }
  const t = b.temp()
  defines.push(t)
  return { js: t, test: unboxingTest(o.js, t) }
}

const isZero = (literal: string): boolean => literal === "0" || literal === "(-0)"

/** Float arithmetic on two JS numbers. */
function floatText(op: BinaryOp, x: string, y: string): string {
  // the JS engine's parser divides literals by itself, and takes any NaN for its own
  if (op.startsWith("/") && isZero(x) && isZero(y)) return "NAN"
  switch (op) {
    case "^":
      return `floatPow(${x}, ${y})`
    case "%":
      return `floatMod(${x}, ${y})`
    case "//":
      return `floor(${x} / ${y})`
    default:
      return `(${x} ${op} ${y})`
  }
}

/** The fast way of an operation. */
interface FastPath {
  /** Statements, ending in `else ` unless it is total. */
  fast: string
  /** Whether it holds for all values that the operands may have. */
  total: boolean
  /** The variables that it uses for itself. */
  defines: string[]
}

/** Computes `t = l op r` when both operands are JS numbers; null if there is nothing faster than the helper. */
function numberPath(
  b: FunctionBuilder,
  op: BinaryOp,
  t: string,
  l: Operand,
  r: Operand,
  at: number,
): FastPath | null {
  const test = all(numberTest(l), numberTest(r))
  const { defines, convert, x, y } = asNumbers(b, l, r)
  if (op === "+" || op === "-" || op === "*") {
    const n = defines[defines.push(b.temp()) - 1]!
    // Adding 0 makes the integer 0 of -0.
    const result = [...convert, `${n}=${raw(x)}${op}${raw(y)}${op === "*" ? "+0" : ""}`].join()
    const exact = `(${result},${exactTest(b, op, n, x, y)}&&(${t}=${n},true))`
    return { fast: `if(${all(test === "true" ? null : test, exact)});else `, total: false, defines }
  }
  const body = fastArithmetic(op, { t, integer: () => defines[defines.push(b.temp()) - 1]! }, x, y, at)
  if (body === null) return null
  if (test === "true") return { fast: `{${body}}`, total: true, defines }
  return {
    fast: `if(${test}){${convert.join(";")}${convert.length > 0 ? ";" : ""}${body}}else `,
    total: false,
    defines,
  }
}

/** Operands of the fast way, and what must be computed before they are used. */
interface Numbers {
  x: Operand
  y: Operand
  convert: string[]
  defines: string[]
}

/**
 * JS numbers as such, where they may be boxed now and then. The JS engine bets on what a variable has had, wherever that
 * came from, so numbers are computed in variables that have never held anything else.
 */
function asNumbers(b: FunctionBuilder, l: Operand, r: Operand): Numbers {
  const defines: string[] = []
  const convert: string[] = []
  const number = (o: Operand): Operand => {
    if (numberTest(o) === null) return o
    const n = b.temp()
    defines.push(n)
    convert.push(`${n}=+${o.js}`)
    return { ...o, js: n }
  }
  const x = number(l)
  return { x, y: r.js === l.js ? x : number(r), convert, defines }
}

/** Test that the sum, difference or product `n` of two JS numbers is the Lua value as it is. */
function exactTest(b: FunctionBuilder, op: "+" | "-" | "*", n: string, l: Operand, r: Operand): string {
  const ints = all(int32Test(l), int32Test(r))
  if (b.chunk.prefersFloats) return `abs(${n})<${BOUND}&&(${fractionTest(n)}||${ints})`
  const small = op === "*" && ints !== "false" ? `${ints}&&abs(${n})<${EXACT}` : ints
  return `(${small}||abs(${n})<${BOUND}&&(${wideTest(op, n, l, r)}||${fractionTest(n)}))`
}

/** Test that both operands of `t`, which is below 2^51, are integers. */
function wideTest(op: "+" | "-" | "*", t: string, l: Operand, r: Operand): string {
  const operands = [l, r].filter((o) => o.literal === undefined)
  if ([l, r].some((o) => o.type === "f64")) return "false"
  // The right one is mostly the small one: where the JS engine knows it for an int32, all that goes away.
  const test = (o: Operand) => (o === r ? `(${int32Test(o)}||${integralTest(o.js)})` : integralTest(o.js))
  const tests = operands.filter((o) => o.type !== "int").map(test)
  if (op === "*") tests.unshift(`${t}!==0`)
  else if (operands.length === 2) tests.push(`abs(${operands[0]!.js})<${BOUND}`)
  return tests.join("&&") || "true"
}

const numberTest = (o: Operand): string | null =>
  isNumeric(o.type) || o.literal !== undefined ? null : `typeof ${o.js}==="number"`
const stringTest = (o: Operand): string | null => (o.type === "str" ? null : `typeof ${o.js}==="string"`)
const all = (...tests: (string | null)[]): string => tests.filter((s) => s !== null).join("&&") || "true"

/** A divisor whose quotient and remainder are a shift and a mask. */
const isPowerOfTwo = (n: number | undefined): boolean =>
  n !== undefined && n >= 1 && n <= 2 ** 30 && Number.isInteger(Math.log2(n))

/** Where a result goes, and a variable for integers alone, if need be. */
interface Result {
  t: string
  integer: () => string
}

/** The statements for `t = l op r` on two JS numbers. What they cannot decide goes to helpers, which do not yield then. */
function fastArithmetic(
  op: BinaryOp,
  { t, integer }: Result,
  l: Operand,
  r: Operand,
  at: number,
): string | null {
  const x = raw(l)
  const y = raw(r)
  const ints = all(int32Test(l), int32Test(r))
  const positive = r.literal === undefined ? `&&${y}>0` : ""
  switch (op) {
    // Other ways than by a call would be compiled, too, though they are never taken, and make a double of `t`.
    case "%":
      if (r.literal !== undefined && (r.literal <= 0 || r.type === "f64")) return null
      if (isPowerOfTwo(r.literal))
        return `if(isSafe(${x}))${t}=${x}&${r.literal! - 1};else ${t}=mod(${x},${y},${at});`
      return remainderText(t, integer(), l, r, `mod(${x},${y},${at})`)
    case "//":
      if (r.literal !== undefined && (r.literal <= 0 || r.type === "f64")) return null
      if (isPowerOfTwo(r.literal))
        return `if(${ints})${t}=${x}>>${Math.log2(r.literal!)};else ${t}=idiv(${x},${y},${at});`
      if (r.literal !== undefined)
        return `if(${ints})${t}=${quotientText(x, y, integer())};else ${t}=idiv(${x},${y},${at});`
      return `if(${ints}${positive})${t}=floor(${x}/${y});else ${t}=idiv(${x},${y},${at});`
    case "&":
      if (r.literal !== undefined && r.literal >>> 0 === r.literal)
        return `if(isSafe(${x}))${t}=${maskText(x, r.literal)};else ${t}=band(${x},${y},${at});`
      return `${bitwiseText(t, "&", l, r)}else ${t}=band(${x},${y},${at});`
    case "|":
      return `${bitwiseText(t, "|", l, r)}else ${t}=bor(${x},${y},${at});`
    case "~":
      return `${bitwiseText(t, "^", l, r)}else ${t}=bxor(${x},${y},${at});`
    case "<<":
    case ">>":
      return shiftFast(op, t, l, r, ints, at)
    default:
      return null
  }
}

/**
 * The floor of `x / y` for an int32 and a literal above 0, which the JS engine makes a multiplication of integers: ~x has the quotient
 * ~q, and is no more negative. sign: a variable.
 */
function quotientText(x: string, y: string, sign: string): string {
  return `(((${x}^(${sign}=${x}>>31))/${y})|0)^${sign}`
}

/**
 * `t = x % y` for int32 values, y > 0, and integers x below 2^51, what is left of a product, mostly. There the quotient is the
 * nearest integer, perhaps off by one where that is at the border, so that what is left is between -y and y. The remainder
 * is computed in a variable of its own, since `t` may be boxed now and then.
 */
function remainderText(t: string, i: string, l: Operand, r: Operand, slow: string): string {
  const [x, y] = [raw(l), raw(r)]
  const positive = r.literal === undefined ? `&&${y}>0` : ""
  // Elsewhere the JS engine may take them for doubles, whose remainder is a call.
  const quotient = [l, r].map((o) => (int32Test(o) === null ? raw(o) : `(${raw(o)}|0)`)).join("%")
  const store = `if(${i}<0)${i}+=${y};${t}=${i};`
  const small = `if(${all(int32Test(l), int32Test(r))}${positive}){${i}=(${quotient})|0;${store}}`
  const isSmall = int32Test(r)
  if (l.type === "f64" || l.literal !== undefined || isSmall === "false") return `${small}else ${t}=${slow};`
  const divisor = isSmall === null ? "" : `${isSmall}&&${y}>0&&`
  const test = `${divisor}abs(${x})<${BOUND}&&${integralTest(x)}`
  const ratio = r.literal === undefined ? `${x}/${y}` : `${x}*(1/${y})`
  return `${small}else if(${test}){${i}=(${x}-(${nearest(ratio)})*${y})|0;${store}}else ${t}=${slow};`
}

/**
 * `t = x op y` for unsigned integers of 32 bits, or int32 values if one is a negative constant. The JS engine takes an
 * `x >>> 0` for an int32 until it is not.
 */
function bitwiseText(t: string, op: "&" | "|" | "^", l: Operand, r: Operand): string {
  const [x, y] = [raw(l), raw(r)]
  if ([l, r].some((o) => o.literal !== undefined && o.literal < 0))
    return `if(${all(int32Test(l), int32Test(r))})${t}=${x}${op}${y};`
  return `if(${all(uint32Test(l), uint32Test(r))})${t}=(${x}${op}${y})>>>0;`
}

/** Test for an unsigned integer of 32 bits; null: it is one. */
function uint32Test({ js, literal }: Operand): string | null {
  if (literal !== undefined) return literal >>> 0 === literal ? null : "false"
  return `(${js}>>>0)===${js}`
}

/** `x & mask` for a mask of at most 32 bits. */
function maskText(x: string, mask: number): string {
  return mask < 2 ** 31 ? `${x}&${mask}` : `(${x}&${mask | 0})>>>0`
}

/** Shifts: of int32 values by up to 20 to the left, of unsigned integers of 32 bits by up to 31 to the right. */
function shiftFast(
  op: "<<" | ">>",
  t: string,
  l: Operand,
  r: Operand,
  ints: string,
  at: number,
): string | null {
  const n = r.literal
  const [x, y] = [raw(l), raw(r)]
  const most = op === ">>" ? 31 : 20
  if (n !== undefined && (!Number.isInteger(n) || n < 0 || n > most)) return null
  const inRange = n === undefined ? `${y}>=0&&${y}<=${most}` : null
  if (op === ">>") {
    const test = all(uint32Test(l), int32Test(r), inRange)
    return `if(${test})${t}=${x}>>>${y};else ${t}=shr(${x},${y},${at});`
  }
  const product = n === undefined ? `${x}*(1<<${y})` : `${x}*${2 ** n}`
  return `if(${all(ints, inRange)})${t}=${product};else ${t}=shl(${x},${y},${at});`
}

function lowerConcat(b: FunctionBuilder, e: Expression & { type: "Binary" }): Operand {
  const { parts, lines } = concatChain(e)
  const operands = lowerAll(b, parts)
  let acc = operands[operands.length - 1]!
  for (let i = operands.length - 2; i >= 0; i--) {
    const l = operands[i]!
    const t = b.temp()
    const site = b.chunk.site(lines[i]!, [l.name, acc.name], "concat")
    const tests = [l, acc].filter((o) => o.type !== "str").map((o) => `typeof ${o.js}!=="string"`)
    b.op(
      {
        fast:
          tests.length === 0
            ? `${t}=${l.js}+${acc.js};`
            : `if(!(${tests.join("||")}))${t}=${l.js}+${acc.js};else `,
        slowIf: tests.length === 0 ? "false" : "true",
        slow: `concat(${l.js}, ${acc.js}, ${site.id})`,
        target: t,
        post: "first",
      },
      site,
    )
    acc = { js: t, type: "any", stable: true, name: "" }
  }
  return acc
}

const SIMPLE = new Set(["nil", "bool", "str"])

function lowerEquality(b: FunctionBuilder, e: Expression & { type: "Binary" }): Operand {
  const remainder = lowerRemainderTest(b, e)
  if (remainder !== undefined) return remainder
  let [l, r] = lowerPair(b, e.left, e.right)
  l = reusable(b, l)
  r = reusable(b, r)
  const negate = e.op === "~="
  if (SIMPLE.has(l.type) || SIMPLE.has(r.type))
    return { js: `(${l.js}${negate ? "!==" : "==="}${r.js})`, type: "bool", stable: false, name: "" }
  const t = b.temp()
  const slowIf = mayEqual(l, r) ? `!${t}&&${unequalTest(l, r)}` : "false"
  b.op(
    {
      fast: `${t}=${raw(l)}===${raw(r)};`,
      slowIf,
      slow: `eq(${asValue(l).js}, ${asValue(r).js})`,
      target: t,
      post: "truthy",
    },
    b.chunk.site(e.line, [], "eq"),
  )
  return { js: negate ? `!${t}` : t, type: "bool", stable: !negate, name: "" }
}

/** Whether operands that are not the same JS value may be equal: some of them may be an object, a boxed number for one. */
function mayEqual(l: Operand, r: Operand): boolean {
  return [l, r].some((o) => !isNumeric(o.type) && (o.literal === undefined || o.js.startsWith("C[")))
}

/** The test for that: neither is nil or a string, and not both are JS numbers. Each test is a load in the first tiers. */
function unequalTest(l: Operand, r: Operand): string {
  const unknown = [l, r].filter((o) => !isNumeric(o.type) && o.literal === undefined)
  const tests = unknown.map((o) => `typeof ${o.js}!=="number"`)
  const boxes = [l, r].some((o) => o.literal !== undefined && o.js.startsWith("C["))
  const others = unknown.flatMap((o) => [`${o.js}!==void 0`, `typeof ${o.js}!=="string"`])
  return [...(boxes ? [] : [`(${tests.join("||")})`]), ...others].join("&&")
}

function lowerOrder(b: FunctionBuilder, e: Expression & { type: "Binary" }): Operand {
  let [l, r] = lowerPair(b, e.left, e.right)
  if (isNumeric(l.type) && isNumeric(r.type))
    return { js: `(${raw(l)}${e.op}${raw(r)})`, type: "bool", stable: false, name: "" }
  l = reusable(b, l)
  r = reusable(b, r)
  const t = b.temp()
  // Bytes in their order, as in the C locale.
  const strings = l.type === "str" || r.type === "str"
  const test = strings ? stringTest : numberTest
  const tests = all(test(l), test(r))
  // Where values may be boxed now and then, the JS engine would compare any two.
  const side = (o: Operand): string => (strings || numberTest(o) === null ? raw(o) : `+${raw(o)}`)
  const helper = e.op === "<" || e.op === ">" ? "lt" : "le"
  const [first, second] = e.op === "<" || e.op === "<=" ? [l, r] : [r, l]
  const site = b.chunk.site(e.line, [first.name, second.name], helper)
  b.op(
    {
      fast: `if(${tests})${t}=${side(l)}${e.op}${side(r)};else `,
      slowIf: "true",
      slow: `${helper}(${asValue(first).js}, ${asValue(second).js}, ${site.id})`,
      target: t,
      post: "truthy",
    },
    site,
  )
  return { js: t, type: "bool", stable: true, name: "" }
}

export function lowerUnary(b: FunctionBuilder, e: Expression & { type: "Unary" }): Operand {
  const wide = lowerWide(b, e, SINGLY)
  if (wide !== undefined) return wide
  return applyUnary(b, e.op, e.line, b.lower(e.operand))
}

function applyUnary(b: FunctionBuilder, op: UnaryOp, line: number, o: Operand): Operand {
  if (op === "not") {
    if (o.type === "bool") return { js: `!${o.js}`, type: "bool", stable: false, name: "" }
    const v = reusable(b, o)
    return { js: `(${v.js}===void 0||${v.js}===false)`, type: "bool", stable: false, name: "" }
  }
  if (op === "-" && o.type === "f64") return { js: `(-${raw(o)})`, type: "f64", stable: false, name: "" }
  if (op === "-" && o.type === "flt") return lowerFloatMinus(b, reusable(b, o), line)
  if (op === "-" && o.flag !== undefined) return lowerTaggedMinus(b, reusable(b, o), line)
  const v = reusable(b, asValue(o))
  const t = b.temp()
  const site = b.chunk.site(line, [v.name], UNARY_EVENTS[op])
  const [fast, slow] = unaryForms(op, t, v.literal === undefined ? v.js : `(${v.js})`, site.id)
  b.op({ fast, slowIf: "true", slow, target: t, post: "first" }, site)
  return { js: t, type: "any", stable: true, name: "" }
}

function lowerFloatMinus(b: FunctionBuilder, v: Operand, line: number): Operand {
  const t = b.temp()
  const site = b.chunk.site(line, [v.name], "unm")
  const fast = `if(typeof ${v.js}==="number")${t}=-${v.js};else `
  b.op({ fast, slowIf: "true", slow: `unm(${asValue(v).js}, ${site.id})`, target: t, post: "float" }, site)
  return { js: t, type: "flt", stable: true, name: "" }
}

function lowerTaggedMinus(b: FunctionBuilder, v: Operand, line: number): Operand {
  const [t, flag, value] = [b.temp(), b.temp(), b.temp()]
  const site = b.chunk.site(line, [v.name], "unm")
  // The integer 0 has no sign.
  const condition = `!(typeof ${v.js}==="number"&&(${t}=(${flag}=${v.flag})?-${v.js}:0-${v.js},true))`
  const then = b.collect(() => {
    const slow = `unm(${asValue(v).js}, ${site.id})`
    b.op({ slowIf: "true", slow, target: value, post: "first" }, site)
    splitValue(b, value, t, flag)
  })
  b.out.push({ kind: "if", condition, defines: [t, flag], then, orElse: [] })
  return { js: t, type: "tagged", stable: true, name: "", flag }
}

function unaryForms(op: "-" | "#" | "~", t: string, v: string, at: number): [string, string] {
  switch (op) {
    case "-":
      // 0-v, since -0 is no integer; only a NaN would keep its sign so
      return [`if(typeof ${v}==="number")${t}=${v}===${v}?0-${v}:-${v};else `, `unm(${v}, ${at})`]
    case "#":
      return [
        `if(typeof ${v}==="string")${t}=${v}.length;else if(${readable(v)}&&${v}.λmeta===null)${t}=${v}.λarr.length;else `,
        `len(${v}, ${at})`,
      ]
    case "~":
      return [`if((${v}|0)===${v})${t}=~${v};else `, `bnot(${v}, ${at})`]
  }
}
