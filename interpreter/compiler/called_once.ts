/**
 * Functions that the main chunk calls once, from outside of its loops: `local function main() … end main()`. As far as the
 * main chunk shows; if others call them, too, nothing is lost but time.
 */
import type { Expression, FunctionNode, Statement, Variable } from "../syntax/ast.ts"
import { partsOf } from "./parts.ts"

/** A local that no function captures, or the name of a global. */
type Name = Variable | string

export function calledOnce(main: FunctionNode): Set<FunctionNode> {
  if (main.children.length === 0) return new Set()
  const mentions = new Mentions()
  mentions.visit(main.body, 1)
  return mentions.calledOnce()
}

/** Functions that global functions call, or have called: `pcall(main)`. */
const CALLERS = new Set(["pcall", "xpcall"])

class Mentions {
  readonly #functions = new Map<Name, FunctionNode>()
  /** How often each name is called, calls in loops counting twice, and how often it is mentioned. */
  readonly #calls = new Map<Name, number>()
  readonly #mentions = new Map<Name, number>()
  readonly #direct = new Set<FunctionNode>()

  calledOnce(): Set<FunctionNode> {
    const once = [...this.#functions].filter(
      ([name]) => this.#calls.get(name) === 1 && this.#mentions.get(name) === 1,
    )
    return new Set([...this.#direct, ...once.map(([, func]) => func)])
  }

  /** weight: of the calls that it contains. */
  visit(part: unknown, weight: number): void {
    if (typeof part !== "object" || part === null) return
    const node = part as Statement | Expression | { type?: undefined }
    switch (node.type) {
      case "Function":
        return
      case "LocalFunction":
        this.#define(node.variable, node.func)
        return
      case "LocalDeclaration":
        if (node.variables.length === 1 && node.values[0]?.type === "Function")
          this.#define(node.variables[0]!, node.values[0].func)
        break
      case "Assign":
        this.#visitAssignment(node, weight)
        return
      case "Call":
        this.#noteCall(node.callee, weight)
        if (CALLERS.has(globalName(node.callee) ?? "") && node.args[0] !== undefined)
          this.#noteCall(node.args[0], weight)
        break
      case "While":
      case "Repeat":
      case "NumericFor":
      case "GenericFor":
        weight = 2
        break
      case "Local":
      case "Index":
        count(this.#mentions, nameOf(node), 1)
        break
      default:
        break
    }
    for (const inside of partsOf(node)) this.visit(inside, weight)
  }

  #visitAssignment(node: Statement & { type: "Assign" }, weight: number): void {
    const name = node.targets.length === 1 ? nameOf(node.targets[0]!) : undefined
    const [value] = node.values
    if (name !== undefined && value?.type === "Function") this.#define(name, value.func)
    else this.visit(node.targets, weight)
    this.visit(node.values, weight)
  }

  #define(name: Name, func: FunctionNode): void {
    // Of several functions by one name, none is known.
    if (this.#functions.has(name)) count(this.#mentions, name, 2)
    this.#functions.set(name, func)
  }

  #noteCall(callee: Expression, weight: number): void {
    if (callee.type === "Paren") this.#noteCall(callee.inner, weight)
    else if (callee.type === "Function") {
      if (weight === 1) this.#direct.add(callee.func)
    } else count(this.#calls, nameOf(callee), weight)
  }
}

function count(counts: Map<Name, number>, name: Name | undefined, by: number): void {
  if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + by)
}

function nameOf(e: Expression): Name | undefined {
  if (e.type !== "Local") return globalName(e)
  return e.variable.captured ? undefined : e.variable
}

function globalName(e: Expression): string | undefined {
  return e.type === "Index" && e.global && e.key.type === "String" ? e.key.value : undefined
}
