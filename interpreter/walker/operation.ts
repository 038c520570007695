/** What walked chunks do beyond calling functions with constants, local variables and varargs (walker.ts). */
import type { Frame, Unit } from "../abi.ts"
import { index, rawset, setfield, setindex } from "../runtime/access.ts"
import { callAt } from "../runtime/call.ts"
import * as operators from "../runtime/operator.ts"
import type { LuaFrame } from "../runtime/stack.ts"
import type {
  BinaryOp,
  Expression,
  IndexExpression,
  MethodCallExpression,
  TableItem,
  UnaryOp,
} from "../syntax/ast.ts"
import { concatChain } from "../syntax/concat_chain.ts"
import type { LuaTable } from "../value/table.ts"
import { first, type LuaResult, type LuaValue } from "../value/value.ts"
import { operandName } from "./names.ts"
import { TableItems } from "./table_items.ts"

export { callAt }

/** What the walker does for operations. */
export interface Walking {
  value(e: Expression): LuaValue
  /** The values of a list of expressions, the last one with all it gives. */
  list(list: Expression[]): LuaValue[]
  /** Sets the place that errors and tracebacks report; its number. */
  at(line: number, names: string[], event?: string): number
}

type Binary = (a: LuaValue, b: LuaValue, site?: number) => LuaResult

/** Function and event of an operator that has both. */
function binaryOf(op: BinaryOp): [Binary, string] {
  switch (op) {
    case "+":
      return [operators.add, "add"]
    case "-":
      return [operators.sub, "sub"]
    case "*":
      return [operators.mul, "mul"]
    case "/":
      return [operators.div, "div"]
    case "//":
      return [operators.idiv, "idiv"]
    case "%":
      return [operators.mod, "mod"]
    case "^":
      return [operators.pow, "pow"]
    case "&":
      return [operators.band, "band"]
    case "|":
      return [operators.bor, "bor"]
    case "~":
      return [operators.bxor, "bxor"]
    case "<<":
      return [operators.shl, "shl"]
    case ">>":
      return [operators.shr, "shr"]
    case "<":
      return [operators.lt, "lt"]
    default:
      return [operators.le, "le"]
  }
}

const UNARY = {
  "-": [operators.unm, "unm"],
  "#": [operators.len, "len"],
  "~": [operators.bnot, "bnot"],
} as const

/** A chunk that was suspended in a call. */
class WalkedFrame implements Frame {
  readonly catches = false
  readonly #goOn: (result: LuaResult) => LuaResult
  readonly #unit: Unit
  constructor(unit: Unit, goOn: (result: LuaResult) => LuaResult) {
    this.#unit = unit
    this.#goOn = goOn
  }
  get stackFrame(): LuaFrame {
    return { kind: "lua", unit: this.#unit, prototype: this.#unit.prototypes[0]!, site: this.#unit.walking }
  }
  resume(result: unknown): unknown {
    return this.#goOn(result as LuaResult)
  }
  raise(error: unknown): unknown {
    throw error
  }
}

/** What is saved of a chunk that is suspended in a call, and goes on with its result. */
export function walkedFrame(unit: Unit, goOn: (result: LuaResult) => LuaResult): Frame {
  return new WalkedFrame(unit, goOn)
}

/** Assigns one value to a field. */
export function assignField(w: Walking, target: IndexExpression, value: Expression, line: number): void {
  const object = w.value(target.object)
  const key = w.value(target.key)
  const v = w.value(value)
  const site = w.at(line, [operandName(target.object)], "newindex")
  if (target.key.type === "String") setfield(object, target.key.value, v, site)
  else setindex(object, key, v, site)
}

export function indexed(w: Walking, e: IndexExpression): LuaValue {
  const object = w.value(e.object)
  const key = w.value(e.key)
  return first(index(object, key, w.at(e.line, [operandName(e.object)], "index")))
}

/** The object and the function of a method call. */
export function methodOf(w: Walking, e: MethodCallExpression): [object: LuaValue, f: LuaValue] {
  const object = w.value(e.object)
  return [object, first(index(object, e.name, w.at(e.line, [operandName(e.object)], "index")))]
}

export function unary(w: Walking, e: Expression & { type: "Unary" }): LuaValue {
  const operand = w.value(e.operand)
  const [apply, event] = UNARY[e.op as Exclude<UnaryOp, "not">]
  return first(apply(operand, w.at(e.line, [operandName(e.operand)], event)))
}

export function binary(w: Walking, e: Expression & { type: "Binary" }): LuaValue {
  if (e.op === "..") return concat(w, e)
  const left = w.value(e.left)
  const right = w.value(e.right)
  switch (e.op) {
    case "==":
    case "~=": {
      w.at(e.line, [], "eq")
      return operators.truth(operators.eq(left, right)) === (e.op === "==")
    }
    case ">":
      return apply(w, "<", e.line, [right, left], [e.right, e.left])
    case ">=":
      return apply(w, "<=", e.line, [right, left], [e.right, e.left])
    default:
      return apply(w, e.op, e.line, [left, right], [e.left, e.right])
  }
}

function apply(
  w: Walking,
  op: BinaryOp,
  line: number,
  [a, b]: [LuaValue, LuaValue],
  operands: Expression[],
): LuaValue {
  const [operate, event] = binaryOf(op)
  return first(operate(a, b, w.at(line, operands.map(operandName), event)))
}

/** All operands of a chain first, then joined from the right. */
function concat(w: Walking, e: Expression & { type: "Binary" }): LuaValue {
  const { parts, lines } = concatChain(e)
  const values = parts.map((part) => w.value(part))
  let result = values.pop()
  let name = operandName(parts.pop()!)
  while (values.length > 0) {
    const left = values.pop()
    const names = [operandName(parts.pop()!), name]
    result = first(operators.concat(left, result, w.at(lines.pop()!, names, "concat")))
    name = ""
  }
  return result
}

export function table(w: Walking, { items }: { items: TableItem[] }): LuaTable {
  const made = new TableItems()
  const last = items.length - 1
  items.forEach((item, i) => {
    if (item.type === "Positional") {
      if (i === last) made.add(...w.list([item.value]))
      else made.add(w.value(item.value))
      return
    }
    const key = w.value(item.key)
    const value = w.value(item.value)
    if (item.key.type === "String") made.set(item.key.value, value)
    else if (item.key.type === "Number" && key === key) rawset(made.table, key, value)
    else rawset(made.table, key, value, w.at(item.line, []))
  })
  return made.end()
}
