/**
 * Nested sums, differences, products and quotients. Whether a number is an integer or a float shows in the Lua
 * value (value/number.ts), and finding that out costs more than the arithmetic. So the whole expression is
 * computed on JS numbers first, and only its result is examined: if it has a fraction it is a float, and if
 * all operands are int32 it is an integer, as long as no intermediate result left the range in which doubles
 * are exact. In all other cases the operators are applied one by one by the runtime's helpers.
 *
 * Operands that are read without side effects (locals, fields and elements that are there) are read as part of
 * the fast way, and again, in their own order, in the other one.
 */
import type { BinaryOp, Expression, IndexExpression } from "../syntax/ast.ts"
import { toDouble } from "../value/number.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { shiftedCounter } from "./counter.ts"
import { EVENTS } from "./event.ts"
import { isIdentifier } from "./identifier.ts"
import { typeOf } from "./infer.ts"
import {
  BOUND,
  EXACT,
  asValue,
  elementText,
  fractionTest,
  int32Test,
  integralTest,
  pinBefore,
  raw,
  readable,
  reusable,
  unboxingTest,
} from "./operand.ts"
import { splitValue } from "./tagged.ts"
import { isFloaty, isNumeric, isUnboxed } from "./types.ts"

type Binary = Expression & { type: "Binary" }

type Tree =
  | { kind: "leaf"; leaf: number }
  | { kind: "op"; op: BinaryOp; line: number; left: Tree; right: Tree; floaty: boolean }

interface Leaf {
  e: Expression
  /** Read in the fast way; otherwise evaluated before it. */
  late: boolean
  operand: Operand | null
}

const OPERATORS = new Set<BinaryOp>(["+", "-", "*", "/"])
const MAX_LEAVES = 16

/**
 * Lowers such an expression; undefined if there is but one operator, or everything is known to be a number. The result is "tagged"
 * (types.ts) if an operand is, or if that is wanted; one operator will do then.
 */
export function lowerNumber(b: FunctionBuilder, e: Binary, wantTagged = false): Operand | undefined {
  const type = typeOf(b.chunk, e)
  if (!OPERATORS.has(e.op) || type === "f64" || isLong(b, e)) return undefined
  const leaves: Leaf[] = []
  const tree = readTree(b, e, leaves)
  const tagged =
    !isFloaty(type) && (wantTagged || leaves.some((leaf) => typeOf(b.chunk, leaf.e) === "tagged"))
  if (leaves.length < (tagged ? 2 : 3) || tree.kind === "leaf") return undefined
  evaluateEarly(b, leaves)
  const result: Operand = { js: b.temp(), type: isFloaty(type) ? "flt" : "any", stable: true, name: "" }
  if (tagged) Object.assign(result, { type: "tagged", flag: b.temp() })
  const fast = new FastWay(b, leaves, result)
  const condition = fast.condition(tree)
  const then = b.collect(() => {
    if (!tagged) applyOne(b, tree, leaves, result.js, isFloaty(type))
    else {
      const value = b.temp()
      applyOne(b, tree, leaves, value, false)
      splitValue(b, value, result.js, result.flag!)
    }
  })
  const defines = [...fast.temps, result.js]
  if (tagged) defines.push(result.flag!)
  b.out.push({ kind: "if", condition: `!(${condition})`, defines, then, orElse: [] })
  return result
}

/** Whether there are more than MAX_LEAVES operands; no more than these are looked at. */
function isLong(b: FunctionBuilder, e: Expression): boolean {
  const rest: Expression[] = [e]
  let leaves = 0
  for (let next = rest.pop(); next !== undefined && leaves <= MAX_LEAVES; next = rest.pop()) {
    if (isOperator(b, next) && !isNaNQuotient(next)) rest.push(next.left, next.right)
    else leaves++
  }
  return leaves > MAX_LEAVES
}

// -- reading --------------------------------------------------------------------------------------

function readTree(b: FunctionBuilder, e: Expression, leaves: Leaf[]): Tree {
  if (!isOperator(b, e) || isNaNQuotient(e)) {
    return { kind: "leaf", leaf: leaves.push({ e, late: true, operand: null }) - 1 }
  }
  // An operator must not be overtaken by the evaluation of a later operand that has effects.
  const cut = isOperator(b, e.left) && !isPureTree(b, e.right)
  const left = cut
    ? ({ kind: "leaf", leaf: leaves.push({ e: e.left, late: false, operand: null }) - 1 } as const)
    : readTree(b, e.left, leaves)
  const right = readTree(b, e.right, leaves)
  return { kind: "op", op: e.op, line: e.line, left, right, floaty: isFloaty(typeOf(b.chunk, e)) }
}

/** 0/0, which is a constant of ours. */
const isNaNQuotient = (e: Expression & { type: "Binary" }): boolean =>
  e.op === "/" && isZeroLiteral(e.left) && isZeroLiteral(e.right)

const isZeroLiteral = (e: Expression): boolean => e.type === "Number" && toDouble(e.value) === 0

/** Whether it is an operator of the tree: `i + 1` is an operand if `i` is a counter. */
const isOperator = (b: FunctionBuilder, e: Expression): e is Binary =>
  e.type === "Binary" && OPERATORS.has(e.op) && shiftedCounter(b.chunk, e) === undefined

function isPureTree(b: FunctionBuilder, e: Expression): boolean {
  if (isOperator(b, e)) return isPureTree(b, e.left) && isPureTree(b, e.right)
  return isPure(b, e)
}

/** An operand whose reading has no effect but its value, if that is there. */
function isPure(b: FunctionBuilder, e: Expression): boolean {
  switch (e.type) {
    case "Number":
    case "Local":
      return true
    case "Index":
      return (
        (e.object.type === "Local" || (e.object.type === "Index" && isPure(b, e.object))) &&
        isPureKey(b, e.key)
      )
    default:
      return shiftedCounter(b.chunk, e) !== undefined
  }
}

function isPureKey(b: FunctionBuilder, key: Expression): boolean {
  if (shiftedCounter(b.chunk, key) !== undefined) return true
  if (key.type === "String") return isIdentifier(key.value)
  return key.type === "Local" || (key.type === "Number" && Number.isSafeInteger(key.value))
}

/** Evaluates the operands up to the last one that has effects. */
function evaluateEarly(b: FunctionBuilder, leaves: Leaf[]): void {
  const last = leaves.findLastIndex((leaf) => !leaf.late || !isPure(b, leaf.e))
  const operands: Operand[] = []
  for (const leaf of leaves.slice(0, last + 1)) {
    const before = b.out.length
    const operand = b.lower(leaf.e)
    if (b.out.length > before) pinBefore(b, operands, before)
    operands.push(operand)
  }
  operands.forEach((operand, i) => {
    const leaf = leaves[i]!
    leaf.late = false
    leaf.operand = reusable(
      b,
      operand.js.includes(".") && operand.literal === undefined ? b.pin(operand) : operand,
    )
  })
}

// -- the fast way ---------------------------------------------------------------------------------

class FastWay {
  readonly temps: string[] = []
  readonly #b: FunctionBuilder
  readonly #leaves: Leaf[]
  readonly #result: string
  /** Of a tagged result. */
  readonly #flag: string | undefined
  #floaty = false
  /** All operands are certain to be integers, or have flags. */
  #known = true
  readonly #tests: string[] = []
  /** The JS number of each leaf, its test for an int32, null if it must be one, and its flag. */
  readonly #numbers: string[] = []
  readonly #ints: (string | null)[] = []
  readonly #flags: (string | undefined)[] = []
  /** The JS numbers of values that have been read. */
  readonly #read = new Map<string, string>()

  constructor(b: FunctionBuilder, leaves: Leaf[], result: Operand) {
    this.#b = b
    this.#leaves = leaves
    this.#result = result.js
    this.#flag = result.flag
  }

  /** The condition under which the result is right; evaluating it computes the result. */
  condition(tree: Tree & { kind: "op" }): string {
    const { floaty } = tree
    this.#floaty = floaty
    this.#leaves.forEach((leaf, i) => this.#readLeaf(leaf, i, floaty))
    if (this.#flag !== undefined && this.#known) {
      const flags = this.#flagsOf(tree)
      this.#hold(tree, this.#result, flags)
      return [...this.#tests, `(${this.#flag}=${flags},true)`].join("&&")
    }
    const value = this.#value(tree)
    const result = this.#result
    if (floaty) return [...this.#tests, `(${result}=${value},true)`].join("&&")
    const ints = this.#ints.filter((test) => test !== null)
    const integer = [...new Set(ints)].join("&&") || "true"
    if (this.#flag !== undefined) {
      const flags = this.#flagsOf(tree)
      const product = hasProduct(tree)
      // Whether the 0 of a float has a sign, the double does not tell; that of an integer has none.
      const isInteger = product ? `${integer}&&(${result}+=0,true)` : integer
      const found = `abs(${result})<${BOUND}&&((${this.#flag}=${fractionTest(result)})||${isInteger})`
      const isKnown = product
        ? `(${this.#flag}=${flags})?${isUnsigned(result)}:`
        : `(${this.#flag}=${flags})||`
      return [...this.#tests, `(${result}=${value},${isKnown}${found})`].join("&&")
    }
    const plus = hasProduct(tree) ? "+0" : ""
    const t = this.#temp()
    const decide = this.#b.chunk.prefersFloats
      ? `(${fractionTest(t)}||${integer})`
      : `(${integer}||${this.#wideTest()}||${fractionTest(t)})`
    const set = `(${result}=${t},true)`
    return [...this.#tests, `abs(${t}=${value}${plus})<${BOUND}`, decide, set].join("&&")
  }

  /** Tests that compute a subtree whose operands all have flags: if its value is an integer, it must be exact. */
  #hold(tree: Tree & { kind: "op" }, t: string, flags: string): void {
    const value = `${this.#part(tree.left)}${tree.op}${this.#part(tree.right)}`
    // The integer 0 has no sign.
    const unsigned = tree.op === "*" ? `${t}+=0` : t
    if (flags === "false") this.#tests.push(`(${t}=${value},abs(${unsigned})<${EXACT})`)
    else this.#tests.push(`(${t}=${value},${flags}||abs(${unsigned})<${EXACT})`)
  }

  #part(tree: Tree): string {
    if (tree.kind === "leaf") return this.#numbers[tree.leaf]!
    const t = this.#temp()
    this.#hold(tree, t, this.#flagsOf(tree))
    return t
  }

  /** Whether the value of a subtree is a float, by the flags of its operands. */
  #flagsOf(tree: Tree): string {
    return this.#someFlags(tree).join("||") || "false"
  }

  #someFlags(tree: Tree): string[] {
    if (tree.kind === "op")
      return [...new Set([...this.#someFlags(tree.left), ...this.#someFlags(tree.right)])]
    const flag = this.#flags[tree.leaf]
    return flag === undefined ? [] : [flag]
  }

  /** Test that all operands are integers below 2^51. */
  #wideTest(): string {
    const tests = this.#numbers.flatMap((x, i) => {
      const int = this.#ints[i]
      if (int === null) return []
      // Where the JS engine knows an operand for an int32, the second test goes away.
      const wide = `abs(${x})<${BOUND}&&${integralTest(x)}`
      return [i === 0 || int === "false" ? wide : `(${int}||${wide})`]
    })
    return [...new Set(tests)].join("&&") || "true"
  }

  #temp(): string {
    const t = this.#b.temp()
    this.temps.push(t)
    return t
  }

  #value(tree: Tree & { kind: "op" }): string {
    return `${this.#operand(tree.left, tree)}${tree.op}${this.#operand(tree.right, tree)}`
  }

  /** The number of an operand of `outer`; what might be an integer must be exact. */
  #operand(tree: Tree, outer: Tree & { kind: "op" }): string {
    if (tree.kind === "leaf") return this.#numbers[tree.leaf]!
    const value = this.#value(tree)
    if (tree.floaty) return `(${value})`
    const t = this.#temp()
    const mayBeFloat = this.#floaty || this.#flag !== undefined
    const signed = tree.op === "*" && mayBeFloat ? this.#zeroTest(t, tree, outer) : ""
    this.#tests.push(`abs(${t}=${value})<${EXACT}${signed}`)
    return t
  }

  /**
   * The integer 0 has no sign, but a product of doubles may be -0. Test that it is not, or that a sum or difference with the other
   * operand of `outer` is the same.
   */
  #zeroTest(t: string, tree: Tree, outer: Tree & { kind: "op" }): string {
    const other = outer.left === tree ? outer.right : outer.left
    const unsigned = isUnsigned(t)
    if (other.kind === "op" || (outer.op !== "+" && outer.op !== "-")) return `&&(${unsigned})`
    const x = this.#numbers[other.leaf]!
    if (isNonZero(x)) return ""
    const isFirst = outer.op === "-" && outer.left === tree
    return `&&(${unsigned}||${isFirst ? `${x}!==0` : isUnsigned(x)})`
  }

  #readLeaf(leaf: Leaf, i: number, floaty: boolean): void {
    const operand = leaf.operand ?? this.#readLate(leaf)
    if (operand.literal !== undefined || isNumeric(operand.type)) {
      this.#numbers[i] = raw(operand)
      this.#ints[i] = int32Test(operand)
      return
    }
    const n = this.#numberOf(operand, floaty)
    this.#numbers[i] = n
    this.#flags[i] = operand.flag
    this.#ints[i] =
      operand.flag === undefined
        ? int32Test({ ...operand, js: n })
        : this.#flag === undefined
          ? `!${operand.flag}`
          : null
    if (operand.flag === undefined) this.#known = false
  }

  /** Reads the JS number of a value, once if it is in a variable that has been read before. */
  #numberOf({ js, type }: Operand, floaty: boolean): string {
    const known = this.#read.get(js)
    if (known !== undefined) return known
    const isNumber = `typeof ${js}==="number"`
    let number = js
    if (isUnboxed(type)) this.#tests.push(isNumber)
    else {
      // Of a variable that only ever holds JS numbers, the JS engine knows that it does.
      number = this.#temp()
      // Where the result is a float in any case, a boxed float will do as well.
      this.#tests.push(floaty ? unboxingTest(js, number) : `${isNumber}&&(${number}=+${js},true)`)
    }
    this.#read.set(js, number)
    return number
  }

  /** Operand of a late leaf; what is not in a variable is read into one, as a first test. */
  #readLate(leaf: Leaf): Operand {
    const { e } = leaf
    if (e.type !== "Index") {
      const operand = this.#b.lower(e)
      return operand.js.includes(".") && operand.literal === undefined ? this.#keep(operand.js) : operand
    }
    return this.#readIndex(e)
  }

  #keep(text: string): Operand {
    const t = this.#temp()
    this.#tests.push(`(${t}=${text},true)`)
    return { js: t, type: "any", stable: true, name: "" }
  }

  /** Reads a field or element that is there into a variable. */
  #readIndex(e: IndexExpression): Operand {
    const inner = e.object.type === "Index" ? this.#readIndex(e.object) : this.#b.lower(e.object)
    const o = inner.js.includes(".") ? this.#keep(inner.js).js : inner.js
    const { tests, text } = this.#place(o, e.key)
    const t = this.#temp()
    const field = e.key.type === "String" ? e.key.value : undefined
    this.#tests.push(`${readable(o, field)}${tests}&&(${t}=${text})!==void 0`)
    return { js: t, type: "any", stable: true, name: "" }
  }

  #place(o: string, key: Expression): { tests: string; text: string } {
    if (key.type === "String") return { tests: "", text: `${o}.${key.value}` }
    const k = this.#b.lower(key)
    return elementText(this.#b, o, k.js.includes(".") ? this.#keep(k.js) : k) ?? NOWHERE
  }
}

/** Test that a number is not -0. */
const isUnsigned = (t: string): string => `${t}!==0||1/${t}>0`

/** Whether the text is a literal other than 0. */
const isNonZero = (text: string): boolean => Number(text) > 0 || Number(text) < 0

/** No element: the operators are applied one by one. */
const NOWHERE = { tests: "&&false", text: "0" }

function hasProduct(tree: Tree): boolean {
  return tree.kind === "op" && (tree.op === "*" || hasProduct(tree.left) || hasProduct(tree.right))
}

// -- one by one -----------------------------------------------------------------------------------

/** Applies the operators in order; the last result goes to `target`. */
function applyOne(
  b: FunctionBuilder,
  tree: Tree & { kind: "op" },
  leaves: Leaf[],
  target: string,
  float: boolean,
): void {
  const value = (part: Tree): Operand => {
    if (part.kind === "op") {
      const t = b.temp()
      applyOne(b, part, leaves, t, false)
      return { js: t, type: "any", stable: true, name: "" }
    }
    const leaf = leaves[part.leaf]!
    return leaf.operand ?? b.lower(leaf.e)
  }
  let left = value(tree.left)
  const before = b.out.length
  const right = value(tree.right)
  if (b.out.length > before && left.cell !== true) {
    const operands = [left]
    pinBefore(b, operands, before)
    left = operands[0]!
  }
  const site = b.chunk.site(tree.line, [left.name, right.name], EVENTS[tree.op])
  const slow = `${EVENTS[tree.op]}(${asValue(left).js}, ${asValue(right).js}, ${site.id})`
  b.op({ slowIf: "true", slow, target, post: float ? "float" : "first" }, site)
}
