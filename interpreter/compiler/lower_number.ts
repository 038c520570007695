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
} from "./operand.ts"
import { isFloaty, isNumeric } from "./types.ts"

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

/** Lowers such an expression; undefined if there is but one operator, or everything is known to be a number. */
export function lowerNumber(b: FunctionBuilder, e: Binary): Operand | undefined {
  const type = typeOf(b.chunk, e)
  if (!OPERATORS.has(e.op) || type === "f64") return undefined
  const leaves: Leaf[] = []
  const tree = readTree(b, e, leaves)
  if (leaves.length < 3 || leaves.length > MAX_LEAVES || tree.kind === "leaf") return undefined
  evaluateEarly(b, leaves)
  const result = b.temp()
  const fast = new FastWay(b, leaves, result)
  const condition = fast.condition(tree)
  const then = b.collect(() => applyOne(b, tree, leaves, result, isFloaty(type)))
  b.out.push({
    kind: "if",
    condition: `!(${condition})`,
    defines: [...fast.temps, result],
    then,
    orElse: [],
  })
  return { js: result, type: isFloaty(type) ? "flt" : "any", stable: true, name: "" }
}

// -- reading --------------------------------------------------------------------------------------

function readTree(b: FunctionBuilder, e: Expression, leaves: Leaf[]): Tree {
  if (e.type !== "Binary" || !OPERATORS.has(e.op) || isNaNQuotient(e)) {
    return { kind: "leaf", leaf: leaves.push({ e, late: true, operand: null }) - 1 }
  }
  // An operator must not be overtaken by the evaluation of a later operand that has effects.
  const cut = isOperator(e.left) && !isPureTree(e.right)
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

const isOperator = (e: Expression): boolean => e.type === "Binary" && OPERATORS.has(e.op)

function isPureTree(e: Expression): boolean {
  if (e.type === "Binary" && OPERATORS.has(e.op)) return isPureTree(e.left) && isPureTree(e.right)
  return isPure(e)
}

/** An operand whose reading has no effect but its value, if that is there. */
function isPure(e: Expression): boolean {
  switch (e.type) {
    case "Number":
    case "Local":
      return true
    case "Index":
      return (
        (e.object.type === "Local" || (e.object.type === "Index" && isPure(e.object))) && isPureKey(e.key)
      )
    default:
      return false
  }
}

function isPureKey(key: Expression): boolean {
  if (key.type === "String") return isIdentifier(key.value)
  return key.type === "Local" || (key.type === "Number" && Number.isSafeInteger(key.value))
}

/** Evaluates the operands up to the last one that has effects. */
function evaluateEarly(b: FunctionBuilder, leaves: Leaf[]): void {
  const last = leaves.findLastIndex((leaf) => !leaf.late || !isPure(leaf.e))
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
  #floaty = false
  readonly #tests: string[] = []
  /** The JS number of each leaf, and its test for an int32, null if it must be one. */
  readonly #numbers: string[] = []
  readonly #ints: (string | null)[] = []
  readonly #tested = new Set<string>()

  constructor(b: FunctionBuilder, leaves: Leaf[], result: string) {
    this.#b = b
    this.#leaves = leaves
    this.#result = result
  }

  /** The condition under which the result is right; evaluating it computes the result. */
  condition(tree: Tree & { kind: "op" }): string {
    const { floaty } = tree
    this.#floaty = floaty
    this.#leaves.forEach((leaf, i) => this.#readLeaf(leaf, i, floaty))
    const value = `${this.#operand(tree.left)}${tree.op}${this.#operand(tree.right)}`
    const t = this.#result
    if (floaty) return [...this.#tests, `(${t}=${value},true)`].join("&&")
    const plus = hasProduct(tree) ? "+0" : ""
    const ints = this.#ints.filter((test) => test !== null)
    const integer = [...new Set(ints)].join("&&") || "true"
    const decide = this.#b.chunk.prefersFloats
      ? `(${fractionTest(t)}||${integer})`
      : `(${integer}||${this.#wideTest()}||${fractionTest(t)})`
    return [...this.#tests, `abs(${t}=${value}${plus})<${BOUND}`, decide].join("&&")
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

  /** The number of a subtree; what might be an integer must be exact. */
  #operand(tree: Tree): string {
    if (tree.kind === "leaf") return this.#numbers[tree.leaf]!
    const value = `${this.#operand(tree.left)}${tree.op}${this.#operand(tree.right)}`
    if (tree.floaty) return `(${value})`
    const t = this.#temp()
    // The integer 0 has no sign, but a product of doubles may be -0, which shows in quotients.
    const signed = tree.op === "*" && this.#floaty ? `&&${t}!==0` : ""
    this.#tests.push(`abs(${t}=${value})<${EXACT}${signed}`)
    return t
  }

  #readLeaf(leaf: Leaf, i: number, floaty: boolean): void {
    const operand = leaf.operand ?? this.#readLate(leaf)
    if (operand.literal !== undefined || isNumeric(operand.type)) {
      this.#numbers[i] = raw(operand)
      this.#ints[i] = int32Test(operand)
      return
    }
    const x = operand.js
    this.#ints[i] = int32Test(operand)
    if (!floaty || operand.type === "flt") {
      this.#numbers[i] = x
      this.#test(`typeof ${x}==="number"`)
      return
    }
    // Where the result is a float in any case, a boxed float will do as well.
    const t = this.#temp()
    this.#numbers[i] = t
    this.#test(
      `(typeof ${x}==="number"?(${t}=+${x},true):typeof ${x}==="object"&&(${t}=${x}.λn)!==undefined)`,
    )
  }

  #test(text: string): void {
    if (this.#tested.has(text)) return
    this.#tested.add(text)
    this.#tests.push(text)
  }

  /** Operand of a late leaf; what is not in a variable is read into one, as a first test. */
  #readLate(leaf: Leaf): Operand {
    const { e } = leaf
    if (e.type !== "Index") {
      const operand = this.#b.lower(e)
      return operand.js.includes(".") && operand.literal === undefined ? this.#hold(operand.js) : operand
    }
    return this.#readIndex(e)
  }

  #hold(text: string): Operand {
    const t = this.#temp()
    this.#tests.push(`(${t}=${text},true)`)
    return { js: t, type: "any", stable: true, name: "" }
  }

  /** Reads a field or element that is there into a variable. */
  #readIndex(e: IndexExpression): Operand {
    const inner = e.object.type === "Index" ? this.#readIndex(e.object) : this.#b.lower(e.object)
    const o = inner.js.includes(".") ? this.#hold(inner.js).js : inner.js
    const { tests, text } = this.#place(o, e.key)
    const t = this.#temp()
    const field = e.key.type === "String" ? e.key.value : undefined
    this.#tests.push(`${readable(o, field)}${tests}&&(${t}=${text})!==undefined`)
    return { js: t, type: "any", stable: true, name: "" }
  }

  #place(o: string, key: Expression): { tests: string; text: string } {
    if (key.type === "String") return { tests: "", text: `${o}.${key.value}` }
    const k = this.#b.lower(key)
    return elementText(o, k.js.includes(".") ? this.#hold(k.js) : k) ?? NOWHERE
  }
}

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
