/**
 * Evaluates the tree of a chunk directly: for chunks that run straight through once (eligible.ts), for which
 * compiling costs more than it gives. There is one activation per unit. It can be suspended where a statement of
 * the chunk itself is nothing but a call, like that of the program by its launcher; elsewhere there is a barrier.
 */
import { YIELD, type Frame, type Site, type Unit } from "../abi.ts"
import { index, rawset, setfield, setindex } from "../runtime/access.ts"
import { enterBarrier, leaveBarrier } from "../runtime/barrier.ts"
import { callAt, keep } from "../runtime/call.ts"
import * as operators from "../runtime/operator.ts"
import { WALKER_MARK, walkers, type LuaFrame } from "../runtime/stack.ts"
import { unwinding } from "../runtime/state.ts"
import { nextSiteId, registerSites } from "../runtime/unit.ts"
import type {
  BinaryOp,
  Block,
  CallExpression,
  Expression,
  MethodCallExpression,
  Statement,
  Variable,
} from "../syntax/ast.ts"
import type { LuaTable } from "../value/table.ts"
import { all, first, type LuaResult, type LuaValue, NONE } from "../value/value.ts"
import { operandName } from "./names.ts"
import { TableItems } from "./table_items.ts"

/** What a return statement gave; null: none was reached. */
type Outcome = { results: LuaResult } | null

type Call = CallExpression | MethodCallExpression

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

const isTrue = (v: LuaValue): boolean => v !== undefined && v !== false

type RunStatements = (from: number) => LuaResult

/** The main function of a chunk that is walked; its JS name is what stack traces know it by. */
export function walked(
  unit: Unit,
  body: Block,
  environment: LuaValue,
  onStart: () => void,
): (...args: LuaValue[]) => LuaResult {
  const name = `${WALKER_MARK}${unit.id}$0`
  const main = {
    [name](...args: LuaValue[]): LuaResult {
      onStart()
      const walker = new Walker(unit, environment, args)
      const run: RunStatements = (from) => runGuarded(walker, body, from, goOn)
      const goOn: RunStatements = { [name]: (from: number) => keep(run(from)) }[name]!
      return keep(run(0))
    },
  }
  return main[name]!
}

/** The main function of a chunk of data, which calls nothing: `take` gives its value anew each time. */
export function dataFunction(unit: Unit, take: () => LuaValue): (...args: LuaValue[]) => LuaResult {
  const name = `${WALKER_MARK}${unit.id}$0`
  return { [name]: () => keep(take()) }[name]!
}

function runGuarded(walker: Walker, body: Block, from: number, goOn: RunStatements): LuaResult {
  walkers.active++
  enterBarrier()
  try {
    return walker.run(body, from, goOn)
  } finally {
    leaveBarrier()
    walkers.active--
  }
}

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

/** The call that a statement consists of, perhaps with new local variables for its results. */
function onlyCall(s: Statement): Call | null {
  if (s.type === "CallStatement") return s.call
  if (s.type !== "LocalDeclaration" || s.values.length !== 1) return null
  const value = s.values[0]!
  return value.type === "Call" || value.type === "MethodCall" ? value : null
}

class Walker {
  readonly #unit: Unit
  readonly #environment: LuaValue
  readonly #varargs: LuaValue[]
  readonly #locals = new Map<Variable, LuaValue>()

  constructor(unit: Unit, environment: LuaValue, varargs: LuaValue[]) {
    this.#unit = unit
    this.#environment = environment
    this.#varargs = varargs
  }

  /** Runs the statements from the one of this number on; what the chunk returns. `goOn` does so on the stack. */
  run(body: Block, from: number, goOn: RunStatements): LuaResult {
    for (let i = from; i < body.body.length; i++) {
      const s = body.body[i]!
      const call = onlyCall(s)
      if (call === null) {
        const outcome = this.#statement(s)
        if (outcome !== null) return outcome.results
        continue
      }
      const result = this.#openCall(call)
      const finish = (r: LuaResult): void => {
        if (s.type === "LocalDeclaration") this.#declare(s.variables, all(r))
      }
      if (result === YIELD) {
        unwinding.push(
          new WalkedFrame(this.#unit, (r) => {
            finish(r)
            return keep(goOn(i + 1))
          }),
        )
        return YIELD
      }
      finish(result)
    }
    return NONE
  }

  /** A call without the barrier around the walker. */
  #openCall(e: Call): LuaResult {
    const [site, f, args] = this.#prepare(e)
    leaveBarrier()
    try {
      return callAt(site, f, ...args)
    } finally {
      enterBarrier()
    }
  }

  #declare(variables: Variable[], values: LuaValue[]): void {
    variables.forEach((variable, i) => this.#locals.set(variable, values[i]))
  }

  /** Sets the place that errors and tracebacks report; its number. */
  #at(line: number, names: string[], event?: string): number {
    const { chunkname } = this.#unit
    const called = event === undefined ? (names[0] ?? "") : `metamethod '${event}'`
    const site: Site = { id: nextSiteId(), chunkname, line, names, called }
    registerSites([site])
    this.#unit.walking = site
    return site.id
  }

  // -- statements ---------------------------------------------------------------------------------

  /** Runs statements until one returns. */
  #block(block: Block): Outcome {
    for (const s of block.body) {
      const outcome = this.#statement(s)
      if (outcome !== null) return outcome
    }
    return null
  }

  #statement(s: Statement): Outcome {
    switch (s.type) {
      case "LocalDeclaration": {
        this.#declare(s.variables, this.#list(s.values))
        return null
      }
      case "Assign":
        this.#assign(s)
        return null
      case "CallStatement":
        this.#call(s.call)
        return null
      case "Do":
        return this.#block(s.body)
      case "If":
        for (const { condition, body } of s.clauses)
          if (isTrue(this.#value(condition))) return this.#block(body)
        return s.orElse === null ? null : this.#block(s.orElse)
      case "Return": {
        const values = this.#list(s.values)
        return { results: values.length === 1 ? values[0] : values }
      }
      default:
        throw new Error(`a ${s.type} statement is not walked`)
    }
  }

  #assign({ targets, values, line }: Statement & { type: "Assign" }): void {
    const target = targets[0]!
    if (target.type === "Local") {
      this.#locals.set(target.variable, this.#value(values[0]!))
      return
    }
    const object = this.#value(target.object)
    const key = this.#value(target.key)
    const value = this.#value(values[0]!)
    const site = this.#at(line, [operandName(target.object)], "newindex")
    if (target.key.type === "String") setfield(object, target.key.value, value, site)
    else setindex(object, key, value, site)
  }

  // -- expressions --------------------------------------------------------------------------------

  /** The values of a list of expressions, the last one with all it gives. */
  #list(list: Expression[]): LuaValue[] {
    const values: LuaValue[] = []
    for (let i = 0; i < list.length; i++) {
      const e = list[i]!
      if (i < list.length - 1) values.push(this.#value(e))
      else if (e.type === "Call" || e.type === "MethodCall") values.push(...all(this.#call(e)))
      else if (e.type === "Vararg") values.push(...this.#varargs)
      else values.push(this.#value(e))
    }
    return values
  }

  #value(e: Expression): LuaValue {
    switch (e.type) {
      case "Nil":
        return undefined
      case "True":
        return true
      case "False":
        return false
      case "Number":
      case "String":
        return e.value
      case "Vararg":
        return this.#varargs[0]
      case "Local":
        return e.variable.owner === null ? this.#environment : this.#locals.get(e.variable)
      case "Index": {
        const object = this.#value(e.object)
        const key = this.#value(e.key)
        return first(index(object, key, this.#at(e.line, [operandName(e.object)], "index")))
      }
      case "Call":
      case "MethodCall":
        return first(this.#call(e))
      case "Binary":
        return this.#binary(e)
      case "Logical": {
        const left = this.#value(e.left)
        return isTrue(left) === (e.op === "and") ? this.#value(e.right) : left
      }
      case "Unary": {
        const operand = this.#value(e.operand)
        if (e.op === "not") return !isTrue(operand)
        const [apply, event] = UNARY[e.op]
        return first(apply(operand, this.#at(e.line, [operandName(e.operand)], event)))
      }
      case "Table":
        return this.#table(e)
      case "Paren":
        return this.#value(e.inner)
      case "Function":
        throw new Error("a function is not walked")
    }
  }

  #call(e: Call): LuaResult {
    const [site, f, args] = this.#prepare(e)
    return callAt(site, f, ...args)
  }

  /** Evaluates the operands of a call. */
  #prepare(e: Call): [site: number, f: LuaValue, args: LuaValue[]] {
    let f: LuaValue
    let name: string
    const args: LuaValue[] = []
    if (e.type === "MethodCall") {
      const object = this.#value(e.object)
      f = first(index(object, e.name, this.#at(e.line, [operandName(e.object)], "index")))
      name = `method '${e.name}'`
      args.push(object)
    } else {
      f = this.#value(e.callee)
      name = operandName(e.callee)
    }
    args.push(...this.#list(e.args))
    return [this.#at(e.line, [name]), f, args]
  }

  #binary(e: Expression & { type: "Binary" }): LuaValue {
    if (e.op === "..") return this.#concat(e)
    const left = this.#value(e.left)
    const right = this.#value(e.right)
    switch (e.op) {
      case "==":
      case "~=": {
        this.#at(e.line, [], "eq")
        return operators.truth(operators.eq(left, right)) === (e.op === "==")
      }
      case ">":
        return this.#apply("<", e.line, right, left, [e.right, e.left])
      case ">=":
        return this.#apply("<=", e.line, right, left, [e.right, e.left])
      default:
        return this.#apply(e.op, e.line, left, right, [e.left, e.right])
    }
  }

  #apply(op: BinaryOp, line: number, a: LuaValue, b: LuaValue, operands: Expression[]): LuaValue {
    const [apply, event] = binaryOf(op)
    return first(apply(a, b, this.#at(line, operands.map(operandName), event)))
  }

  /** All operands of a chain first, then joined from the right. */
  #concat(e: Expression & { type: "Binary" }): LuaValue {
    const parts: Expression[] = []
    const lines: number[] = []
    let rest: Expression = e
    while (rest.type === "Binary" && rest.op === "..") {
      parts.push(rest.left)
      lines.push(rest.line)
      rest = rest.right
    }
    parts.push(rest)
    const values = parts.map((part) => this.#value(part))
    let result = values.pop()
    let name = operandName(parts.pop()!)
    while (values.length > 0) {
      const left = values.pop()
      const names = [operandName(parts.pop()!), name]
      result = first(operators.concat(left, result, this.#at(lines.pop()!, names, "concat")))
      name = ""
    }
    return result
  }

  #table(e: Expression & { type: "Table" }): LuaTable {
    const items = new TableItems()
    const last = e.items.length - 1
    e.items.forEach((item, i) => {
      if (item.type === "Positional") {
        if (i === last) items.add(...this.#list([item.value]))
        else items.add(this.#value(item.value))
        return
      }
      const key = this.#value(item.key)
      const value = this.#value(item.value)
      if (item.key.type === "String") items.set(item.key.value, value)
      else if (item.key.type === "Number" && key === key) rawset(items.table, key, value)
      else rawset(items.table, key, value, this.#at(item.line, []))
    })
    return items.end()
  }
}
