/**
 * Evaluates the tree of a chunk directly: for chunks that run straight through once (eligible.ts), for which
 * compiling costs more than it gives. There is one activation per unit. It can be suspended where a statement of
 * the chunk itself is nothing but a call, like that of the program by its launcher; elsewhere there is a barrier.
 */
import { YIELD, type Site, type Unit } from "../abi.ts"
import { keep } from "../runtime/keep.ts"
import { WALKER_MARK, walkers } from "../runtime/mark.ts"
import { enterBarrier, leaveBarrier, unwinding } from "../runtime/state.ts"
import { nextSiteId, registerSites } from "../runtime/unit.ts"
import type {
  Block,
  CallExpression,
  Expression,
  IndexExpression,
  MethodCallExpression,
  Statement,
  Variable,
} from "../syntax/ast.ts"
import { once } from "../value/once.ts"
import { lateModule } from "../value/late_module.ts"
import { all, first, type LuaResult, type LuaValue, NONE } from "../value/value.ts"
import { operandName } from "./names.ts"
import type { Walking } from "./operation.ts"

/** What a return statement gave; null: none was reached. */
type Outcome = { results: LuaResult } | null

type Call = CallExpression | MethodCallExpression

/** The value of a chunk's `_ENV`, and what can be had of it before it is made (interpreter/script.ts). */
export interface Scope {
  environment(): LuaValue
  /** A global that is known without the environment. */
  early(name: string): LuaValue
}

const operations = once(() => lateModule<typeof import("./operation.ts")>("interpreter/walker/operation"))

const isTrue = (v: LuaValue): boolean => v !== undefined && v !== false

type RunStatements = (from: number) => LuaResult

/** The main function of a chunk that is walked; its JS name is what stack traces know it by. */
export function walked(
  unit: Unit,
  body: Block,
  scope: Scope,
  onStart: () => void,
): (...args: LuaValue[]) => LuaResult {
  const name = `${WALKER_MARK}${unit.id}$0`
  const main = {
    [name](...args: LuaValue[]): LuaResult {
      onStart()
      const walker = new Walker(unit, scope, args)
      const run: RunStatements = (from) => runGuarded(walker, body, from, goOn)
      const goOn: RunStatements = { [name]: (from: number) => keep(run(from)) }[name]!
      return keep(run(0))
    },
  }
  return main[name]!
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

/** The call that a statement consists of, perhaps with new local variables for its results. */
function onlyCall(s: Statement): Call | null {
  if (s.type === "CallStatement") return s.call
  if (s.type !== "LocalDeclaration" || s.values.length !== 1) return null
  const value = s.values[0]!
  return value.type === "Call" || value.type === "MethodCall" ? value : null
}

class Walker implements Walking {
  readonly #unit: Unit
  readonly #scope: Scope
  readonly #varargs: LuaValue[]
  readonly #locals = new Map<Variable, LuaValue>()

  constructor(unit: Unit, scope: Scope, varargs: LuaValue[]) {
    this.#unit = unit
    this.#scope = scope
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
        const frame = operations().walkedFrame(this.#unit, (r) => {
          finish(r)
          return keep(goOn(i + 1))
        })
        unwinding.push(frame)
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
      return typeof f === "function" ? f(...args) : this.#operations().callAt(site, f, ...args)
    } finally {
      enterBarrier()
    }
  }

  #declare(variables: Variable[], values: LuaValue[]): void {
    variables.forEach((variable, i) => this.#locals.set(variable, values[i]))
  }

  at(line: number, names: string[], event?: string): number {
    const { chunkname } = this.#unit
    const called = event === undefined ? (names[0] ?? "") : `metamethod '${event}'`
    const site: Site = { id: nextSiteId(), chunkname, line, names, called }
    registerSites([site], this.#unit.keeps)
    this.#unit.walking = site
    return site.id
  }

  /** Operations may need all that is in the environment: metatables, the library that a message names. */
  #operations(): ReturnType<typeof operations> {
    this.#scope.environment()
    return operations()
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
        this.#declare(s.variables, this.list(s.values))
        return null
      }
      case "Assign": {
        const target = s.targets[0]!
        const value = s.values[0]!
        if (target.type === "Local") this.#locals.set(target.variable, this.value(value))
        else this.#operations().assignField(this, target, value, s.line)
        return null
      }
      case "CallStatement":
        this.#call(s.call)
        return null
      case "Do":
        return this.#block(s.body)
      case "If":
        for (const { condition, body } of s.clauses)
          if (isTrue(this.value(condition))) return this.#block(body)
        return s.orElse === null ? null : this.#block(s.orElse)
      case "Return": {
        const values = this.list(s.values)
        return { results: values.length === 1 ? values[0] : values }
      }
      default:
        throw new Error(`a ${s.type} statement is not walked`)
    }
  }

  // -- expressions --------------------------------------------------------------------------------

  list(list: Expression[]): LuaValue[] {
    const values: LuaValue[] = []
    for (let i = 0; i < list.length; i++) {
      const e = list[i]!
      if (i < list.length - 1) values.push(this.value(e))
      else if (e.type === "Call" || e.type === "MethodCall") values.push(...all(this.#call(e)))
      else if (e.type === "Vararg") values.push(...this.#varargs)
      else values.push(this.value(e))
    }
    return values
  }

  value(e: Expression): LuaValue {
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
        return e.variable.owner === null ? this.#scope.environment() : this.#locals.get(e.variable)
      case "Index":
        return this.#early(e) ?? this.#operations().indexed(this, e)
      case "Call":
      case "MethodCall":
        return first(this.#call(e))
      case "Binary":
        return this.#operations().binary(this, e)
      case "Logical": {
        const left = this.value(e.left)
        return isTrue(left) === (e.op === "and") ? this.value(e.right) : left
      }
      case "Unary":
        return e.op === "not" ? !isTrue(this.value(e.operand)) : this.#operations().unary(this, e)
      case "Table":
        return this.#operations().table(this, e)
      case "Paren":
        return this.value(e.inner)
      case "Function":
        throw new Error("a function is not walked")
    }
  }

  /** The value of a global that is known without the environment. */
  #early({ object, key }: IndexExpression): LuaValue {
    const isGlobal = object.type === "Local" && object.variable.owner === null
    return isGlobal && key.type === "String" ? this.#scope.early(key.value) : undefined
  }

  #call(e: Call): LuaResult {
    const [site, f, args] = this.#prepare(e)
    return typeof f === "function" ? f(...args) : this.#operations().callAt(site, f, ...args)
  }

  /** Evaluates the operands of a call. */
  #prepare(e: Call): [site: number, f: LuaValue, args: LuaValue[]] {
    if (e.type === "MethodCall") {
      const [object, f] = this.#operations().methodOf(this, e)
      const args = [object, ...this.list(e.args)]
      return [this.at(e.line, [`method '${e.name}'`]), f, args]
    }
    const f = this.value(e.callee)
    const args = this.list(e.args)
    return [this.at(e.line, [operandName(e.callee)]), f, args]
  }
}
