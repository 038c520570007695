/**
 * Nested integer operators on 64-bit integers in halves: `(h ~ b) * p & m` is computed in int32 variables,
 * and only the last result becomes a Lua value. Alone, each operator would make an object of an
 * intermediate result beyond 2^53. What decides at run time is whether all operands are integers; if one
 * is not, the operators are applied one by one as everywhere else.
 */
import type { BinaryOp, Expression, Variable } from "../syntax/ast.ts"
import { LuaInt64, hiOf, isInteger, loOf } from "../value/number.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { BECOMES_HALVED, HALVED, type HalvesOf, halvesOf, isWideConstant, joinText } from "./halved.ts"
import type { Node } from "./ir.ts"
import { lowerAll } from "./operand.ts"
import { BITWISE, WRAPPING } from "./types.ts"

/** One operator of the tree: "shift" by a constant count, "binary" by any other. */
export type Tree =
  | { kind: "leaf"; leaf: number; again?: Expression | undefined }
  | { kind: "binary"; op: BinaryOp; line: number; left: Tree; right: Tree }
  | { kind: "shift"; op: "<<" | ">>"; count: number; line: number; operand: Tree; right: Expression }
  | { kind: "not"; line: number; operand: Tree }

/** How the operators are applied one by one, to operands of any type. */
export interface Singly {
  binary: (b: FunctionBuilder, op: BinaryOp, line: number, left: Operand, right: Operand) => Operand
  not: (b: FunctionBuilder, line: number, operand: Operand) => Operand
}

/** Lowers such an expression; undefined if it is none. halves: those of the local that takes the value, if it may be so. */
export function lowerWide(
  b: FunctionBuilder,
  e: Expression,
  singly: Singly,
  halves?: HalvesOf,
): Operand | undefined {
  if (!b.inHalves || !isRoot(e)) return undefined
  const reader = new TreeReader(b)
  const tree = reader.read(e)
  if (!reader.inOrder || (reader.operators < 2 && !hasWideConstant(e) && !takesHighHalf(e))) return undefined
  const result = b.temp()
  const operands = operandsOf(b, reader)
  emitWide(b, { tree, operands, result, halves }, () =>
    b.js(`${result} = ${applySingly(b, tree, operands, singly).js};`),
  )
  return { js: result, type: "any", stable: true, name: "" }
}

/** The operands of a tree in variables and constants. */
export function operandsOf(b: FunctionBuilder, { leaves }: TreeReader): Operand[] {
  const operands = lowerAll(b, leaves, (e) => halvedLocal(b, e) ?? b.lower(e))
  return operands.map((o) => (o.js.includes(".") ? b.pin(o) : o))
}

/** A local that may be in halves, as it is. */
function halvedLocal(b: FunctionBuilder, e: Expression): Operand | undefined {
  if (e.type !== "Local") return undefined
  const halves = halvesOf(b, e.variable)
  if (halves === undefined) return undefined
  const js = b.chunk.nameOf(e.variable)
  return { js, type: "any", stable: true, name: `local '${e.variable.name}'`, halves }
}

interface WideCode {
  tree: Tree
  operands: Operand[]
  /** The JS variable that takes the value. */
  result: string
  /** The variables that take it in halves, if it has more than 32 bits. */
  halves?: HalvesOf | undefined
  /** What follows. */
  then?: string
}

/**
 * Emits the computation in halves, and what `orElse` emits for operands that are not all integers. Each way leaves by
 * itself: where both met before a test of which it was, the JS engine would give the result no type.
 */
export function emitWide(b: FunctionBuilder, wide: WideCode, orElse: () => void): void {
  const { tree, operands, result, then = "" } = wide
  const halves = new Halves(b, operands, wide.halves)
  const others = b.label()
  const end = b.label()
  const code = `${halves.emit(tree, result).replaceAll("LEAVE", `break ${others}`)}${then}`
  const inHalves: Node[] = [
    { kind: "js", code, defines: [result, ...halves.temps], mayLeave: others },
    { kind: "break", label: end },
  ]
  b.inHalves = false
  const oneByOne = b.collect(() => {
    for (const [js, halves] of new Map(operands.map((o) => [o.js, o.halves])))
      if (halves !== undefined) b.js(joinText(js, halves))
    orElse()
  })
  b.inHalves = true
  b.out.push({
    kind: "block",
    label: end,
    body: [{ kind: "block", label: others, body: inHalves }, ...oneByOne],
  })
}

/** A sum, difference or product with a constant of more than 53 bits, as in generators of random numbers: integers wrap there. */
function hasWideConstant(e: Expression): boolean {
  return e.type === "Binary" && WRAPPING.has(e.op) && (isWideConstant(e.left) || isWideConstant(e.right))
}

/** A shift that leaves nothing of the low half: of integers beyond 32 bits, surely. */
function takesHighHalf(e: Expression): boolean {
  if (e.type !== "Binary" || e.op !== ">>" || e.right.type !== "Number") return false
  const count = e.right.value
  return typeof count === "number" && Number.isInteger(count) && count >= 32 && count < 64
}

/**
 * Bitwise, or arithmetic of a bitwise result and an integer constant: an integer whatever the rest is; or arithmetic that
 * looks as if it was of such. `known`: a variable that holds an integer.
 */
export function isRoot(e: Expression, known?: Variable): boolean {
  if (e.type === "Unary") return e.op === "~"
  if (e.type !== "Binary") return false
  if (BITWISE.has(e.op)) return true
  const isConstant = (x: Expression) => x.type === "Number" && isInteger(x.value)
  const isBitwise = (x: Expression) =>
    (x.type === "Binary" && BITWISE.has(x.op)) ||
    (x.type === "Local" && x.variable === known) ||
    hasWideConstant(x)
  if (!WRAPPING.has(e.op)) return false
  if (hasWideConstant(e)) return true
  return (isConstant(e.right) && isBitwise(e.left)) || (isConstant(e.left) && isBitwise(e.right))
}

export class TreeReader {
  readonly leaves: Expression[] = []
  /** Values that variables have got before, for those that read them. */
  readonly values = new Map<Variable, Tree>()
  operators = 0
  /** All operands can be evaluated before the first operator without anyone noticing. */
  inOrder = true
  /** There are only constants and variables: nothing is done by reading them. */
  isPlain = true
  readonly #b: FunctionBuilder
  /** Leaves that are locals, by variable: read once. */
  readonly #locals = new Map<object, number>()
  #onlyLocals = true

  constructor(b: FunctionBuilder) {
    this.#b = b
  }

  read(e: Expression): Tree {
    if (e.type === "Unary" && e.op === "~") {
      const operand = this.read(e.operand)
      this.operators++
      return { kind: "not", line: e.line, operand }
    }
    if (e.type !== "Binary") return this.#leaf(e)
    if ((e.op === "<<" || e.op === ">>") && e.right.type === "Number") {
      const count = e.right.value
      if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > 63)
        return this.#leaf(e)
      const operand = this.read(e.left)
      this.operators++
      return { kind: "shift", op: e.op, count, line: e.line, operand, right: e.right }
    }
    if (!BITWISE.has(e.op) && !WRAPPING.has(e.op)) return this.#leaf(e)
    const left = this.read(e.left)
    const right = this.read(e.right)
    this.operators++
    return { kind: "binary", op: e.op, line: e.line, left, right }
  }

  #leaf(e: Expression): Tree {
    if (e.type === "Number") return { kind: "leaf", leaf: this.leaves.push(e) - 1 }
    if (e.type !== "Local") {
      this.isPlain = false
      this.#onlyLocals = false
      if (this.operators > 0) this.inOrder = false
      return { kind: "leaf", leaf: this.leaves.push(e) - 1 }
    }
    const { variable } = e
    const value = this.values.get(variable)
    if (value !== undefined) return value
    // A metamethod of an operator before could assign a captured variable: then it is read again.
    const again = this.operators > 0 && this.#b.chunk.inCell(variable) ? e : undefined
    let leaf = this.#onlyLocals ? this.#locals.get(variable) : undefined
    leaf ??= this.leaves.push(e) - 1
    this.#locals.set(variable, leaf)
    return { kind: "leaf", leaf, again }
  }
}

function applySingly(b: FunctionBuilder, tree: Tree, operands: Operand[], singly: Singly): Operand {
  switch (tree.kind) {
    case "leaf":
      return tree.again === undefined ? operands[tree.leaf]! : b.lower(tree.again)
    case "not":
      return singly.not(b, tree.line, applySingly(b, tree.operand, operands, singly))
    case "shift": {
      const operand = applySingly(b, tree.operand, operands, singly)
      return singly.binary(b, tree.op, tree.line, operand, b.lower(tree.right))
    }
    case "binary": {
      const left = applySingly(b, tree.left, operands, singly)
      return singly.binary(b, tree.op, tree.line, left, applySingly(b, tree.right, operands, singly))
    }
  }
}

/** A half: an int32 in a variable, or known. */
type Half = string | number

/** Emits the operators on halves; high halves only where something depends on them. */
class Halves {
  readonly temps: string[] = []
  readonly #b: FunctionBuilder
  readonly #operands: Operand[]
  readonly #lows = new Map<number | Tree, Half>()
  readonly #highs = new Map<number | Tree, Half>()
  /** Counts of shifts that have been tested. */
  readonly #counts = new Set<Tree>()
  readonly #code: string[] = []

  readonly #taken: HalvesOf | undefined

  /** taken: the variables that take the value's halves. */
  constructor(b: FunctionBuilder, operands: Operand[], taken: HalvesOf | undefined) {
    this.#b = b
    this.#taken = taken
    this.#operands = operands
  }

  /** Statements that leave the Lua value in `result`, or LEAVE when an operand is no integer. */
  emit(tree: Tree, result: string): string {
    const low = this.#low(tree)
    const high = this.#high(tree)
    this.#code.push(
      high === 0
        ? `${result}=${low === 0 || this.#isNatural(tree) ? low : `${low}>>>0`};`
        : `${result}=${high}===0?${low}>>>0:${high}===(${low}>>31)?${low}:${this.#together(high, low)};`,
    )
    // Each operand must be an integer, even one that nothing of the result depends on.
    const leaves = this.#operands.map((operand, leaf) => {
      this.#low({ kind: "leaf", leaf })
      return this.#split(operand, leaf)
    })
    return leaves.join("") + this.#code.join("")
  }

  /** A value of more than 32 bits. */
  #together(high: Half, low: Half): string {
    if (this.#taken === undefined) return `wide(${high},${low})`
    return `(${this.#taken.high}=${high},${this.#taken.low}=${low},${BECOMES_HALVED})`
  }

  #temp(): string {
    const t = this.#b.temp()
    this.temps.push(t)
    return t
  }

  /** Computes a half, or knows it. */
  #value(text: string | number): Half {
    if (typeof text === "number") return text | 0
    const t = this.#temp()
    this.#code.push(`${t}=${text};`)
    return t
  }

  #low(tree: Tree): Half {
    const key = tree.kind === "leaf" ? tree.leaf : tree
    let half = this.#lows.get(key)
    if (half === undefined) this.#lows.set(key, (half = this.#makeLow(tree)))
    return half
  }

  #high(tree: Tree): Half {
    const key = tree.kind === "leaf" ? tree.leaf : tree
    let half = this.#highs.get(key)
    if (half === undefined) this.#highs.set(key, (half = this.#makeHigh(tree)))
    return half
  }

  /** The value of an operand that is an integer constant. */
  #constant(leaf: number) {
    const { literal, js } = this.#operands[leaf]!
    if (literal !== undefined && Number.isSafeInteger(literal)) return literal
    const constant = /^C\[(\d+)\]$/.exec(js)
    const value = constant === null ? undefined : this.#b.chunk.constants[Number(constant[1])]
    return value instanceof LuaInt64 ? value : undefined
  }

  #makeLow(tree: Tree): Half {
    switch (tree.kind) {
      case "leaf": {
        const constant = this.#constant(tree.leaf)
        return constant === undefined ? this.#temp() : loOf(constant)
      }
      case "not": {
        const low = this.#low(tree.operand)
        return this.#value(typeof low === "number" ? ~low : `~${low}`)
      }
      case "shift":
        return this.#lowOfShift(tree)
      case "binary": {
        if (tree.op === "<<" || tree.op === ">>") return this.#lowOfVariableShift(tree)
        const [x, y] = [this.#low(tree.left), this.#low(tree.right)]
        if (tree.op === "&" && (x === 0 || y === 0)) return 0
        if (tree.op === "*") return this.#value(`Math.imul(${x},${y})`)
        return this.#value(
          WRAPPING.has(tree.op) ? `(${x}${tree.op}(${y}))|0` : `${x}${jsOperator(tree.op)}${y}`,
        )
      }
    }
  }

  #lowOfShift({ op, count, operand }: Tree & { kind: "shift" }): Half {
    if (count === 0) return this.#low(operand)
    if (op === "<<") return count < 32 ? this.#value(`${this.#low(operand)}<<${count}`) : 0
    const high = this.#high(operand)
    if (count === 32) return high
    if (count > 32) return high === 0 ? 0 : this.#value(`(${high}>>>${count - 32})|0`)
    const low = this.#low(operand)
    return this.#value(high === 0 ? `(${low}>>>${count})|0` : `(${low}>>>${count})|(${high}<<${32 - count})`)
  }

  /** The count of a shift, from 0 to 63; for others the operators are applied one by one. */
  #countOf({ right }: Tree & { kind: "binary" }): Half {
    const count = this.#low(right)
    if (!this.#counts.has(right)) {
      const high = this.#high(right)
      this.#code.push(`if((${count}>>>0)>63${high === 0 ? "" : `||${high}!==0`})LEAVE;`)
      this.#counts.add(right)
    }
    return count
  }

  /** JS takes counts modulo 32; in two steps where 32 - count may be 32. */
  #lowOfVariableShift(tree: Tree & { kind: "binary" }): Half {
    const count = this.#countOf(tree)
    const low = this.#low(tree.left)
    if (tree.op === "<<") return this.#value(`${count}>31?0:${low}<<${count}`)
    const high = this.#high(tree.left)
    const shifted = high === 0 ? "|0" : `|(${high}<<1<<(31-(${count})))`
    const rest = high === 0 ? "0" : `(${high}>>>${count})|0`
    return this.#value(`${count}>31?${rest}:(${low}>>>${count})${shifted}`)
  }

  #highOfVariableShift(tree: Tree & { kind: "binary" }): Half {
    const count = this.#countOf(tree)
    const high = this.#high(tree.left)
    if (tree.op === ">>") return high === 0 ? 0 : this.#value(`${count}>31?0:(${high}>>>${count})|0`)
    const low = this.#low(tree.left)
    return this.#value(`${count}>31?${low}<<${count}:(${high}<<${count})|(${low}>>>1>>>(31-(${count})))`)
  }

  #makeHigh(tree: Tree): Half {
    switch (tree.kind) {
      case "leaf": {
        const constant = this.#constant(tree.leaf)
        if (constant !== undefined) return hiOf(constant)
        this.#low(tree)
        return this.#temp()
      }
      case "not": {
        const high = this.#high(tree.operand)
        return this.#value(typeof high === "number" ? ~high : `~${high}`)
      }
      case "shift":
        return this.#highOfShift(tree)
      case "binary":
        return this.#highOfBinary(tree)
    }
  }

  #highOfShift({ op, count, operand }: Tree & { kind: "shift" }): Half {
    if (count === 0) return this.#high(operand)
    if (op === ">>") {
      if (count >= 32) return 0
      const high = this.#high(operand)
      return high === 0 ? 0 : this.#value(`(${high}>>>${count})|0`)
    }
    const low = this.#low(operand)
    if (count >= 32) return count === 32 ? low : this.#value(`${low}<<${count - 32}`)
    return this.#value(`(${this.#high(operand)}<<${count})|(${low}>>>${32 - count})`)
  }

  #highOfBinary(tree: Tree & { kind: "binary" }): Half {
    const { op, left, right } = tree
    if (op === "<<" || op === ">>") return this.#highOfVariableShift(tree)
    if (op === "&") {
      // A mask of 32 bits needs no high half of the other operand.
      if (this.#isSmallConstant(right) || this.#isSmallConstant(left)) return 0
    }
    const [x, y] = [this.#high(left), this.#high(right)]
    if (!WRAPPING.has(op)) {
      if (op === "&" ? x === 0 || y === 0 : x === 0 && y === 0) return 0
      return this.#value(`${x}${jsOperator(op)}${y}`)
    }
    const [a, b, low] = [this.#low(left), this.#low(right), this.#low(tree)]
    if (op === "+") return this.#value(`(${x}+(${y})+((${low}>>>0)<(${a}>>>0)?1:0))|0`)
    if (op === "-") return this.#value(`(${x}-(${y})-((${a}>>>0)<(${b}>>>0)?1:0))|0`)
    const cross = [y === 0 ? "" : `+Math.imul(${a},${y})`, x === 0 ? "" : `+Math.imul(${x},${b})`].join("")
    return this.#value(`(mulHigh(${a},${b})${cross})|0`)
  }

  /** A constant whose high half is zero. */
  #isSmallConstant(tree: Tree): boolean {
    const constant = tree.kind === "leaf" ? this.#constant(tree.leaf) : undefined
    return constant !== undefined && hiOf(constant) === 0
  }

  /** Whether a result without a high half is below 2^31. */
  #isNatural(tree: Tree): boolean {
    if (tree.kind === "shift") return tree.op === ">>" && tree.count > 32
    if (tree.kind !== "binary" || tree.op !== "&") return false
    return [tree.left, tree.right].some((operand) => {
      const constant = operand.kind === "leaf" ? this.#constant(operand.leaf) : undefined
      return constant !== undefined && hiOf(constant) === 0 && loOf(constant) >= 0
    })
  }

  /** Takes an operand apart into the halves that were asked for. */
  #split(operand: Operand, leaf: number): string {
    const low = this.#lows.get(leaf)
    const high = this.#highs.get(leaf)
    if (typeof low !== "string") return ""
    // `1.λhi` would be a malformed numeral
    const x = /^-?\d/.test(operand.js) ? `(${operand.js})` : operand.js
    // Unsigned numbers of 32 bits are common, and need no division.
    const isNumber = operand.type === "int" || operand.type === "num"
    const n = isNumber ? x : this.#temp()
    const fromNumber =
      `if((${n}>>>0)===${n}){${low}=${n}|0;${typeof high === "string" ? `${high}=0` : ""}}` +
      `else if((${low}=${n}|0)===${n})${typeof high === "string" ? `${high}=${low}>>31` : ""};` +
      `else if(isSafe(${n}))${typeof high === "string" ? `${high}=floor(${n}/4294967296)|0` : ""};` +
      "else LEAVE;"
    if (isNumber) return fromNumber
    const { halves } = operand
    const take =
      halves && `{${low}=${halves.low};${typeof high === "string" ? `${high}=${halves.high}` : ""}}`
    return (
      (take === undefined ? "" : `if(${x}===${HALVED})${take}else `) +
      `if(typeof ${x}==="number"){${n}=+${x};${fromNumber}}` +
      `else if(typeof ${x}==="object"&&${x}.λhi!==void 0){${low}=${x}.λlo;${typeof high === "string" ? `${high}=${x}.λhi` : ""}}` +
      "else LEAVE;"
    )
  }
}

function jsOperator(op: BinaryOp): string {
  return op === "~" ? "^" : op
}
