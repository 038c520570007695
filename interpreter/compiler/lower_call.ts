/** Calls: one value, all values, none, and in tail position. */
import type { CallExpression, Expression, MethodCallExpression } from "../syntax/ast.ts"
import type { Site } from "../abi.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { asValue, closureText, lower, readInto } from "./lower_expression.ts"
import { pinBefore } from "./lower_arith.ts"

type AnyCall = CallExpression | MethodCallExpression

/** Lowers a call's parts to the JS call expression. */
function callText(b: FunctionBuilder, e: AnyCall): { text: string; site: Site } {
  let operands: Operand[]
  let name: string
  if (e.type === "MethodCall") {
    const object = b.pin(asValue(lower(b, e.object)))
    const f = b.temp()
    const key: Operand = { js: JSON.stringify(e.name), type: "str", stable: true, name: "" }
    readInto(b, f, object, key, e.line)
    operands = [{ js: f, type: "any", stable: true, name: "" }, object]
    name = `method '${e.name}'`
  } else {
    const callee = calleeOperand(b, e.callee)
    operands = [callee]
    name = callee.name
  }
  const last = lowerList(b, e.args, operands)
  const f = operands[0]!
  const args = operands.slice(1).map((o) => o.js)
  return { text: applyText(b, f, args, last), site: { line: e.line, names: [name] } }
}

/** The called value, in a variable: it is tested before it is called. */
function calleeOperand(b: FunctionBuilder, e: Expression): Operand {
  const o = lower(b, e)
  // A function expression called on the spot needs no test.
  if (e.type === "Function") return { js: closureText(b, e.func), type: "function", stable: false, name: "" }
  return o.stable ? o : { ...b.pin(asValue(o)), name: o.name }
}

/**
 * Lowers expressions in order onto `operands`; a last multi-valued one is not put there but returned
 * as the JS expression of its whole result.
 */
export function lowerList(
  b: FunctionBuilder,
  list: Expression[],
  operands: Operand[],
  lastIsMulti = true,
): string | null {
  for (let i = 0; i < list.length; i++) {
    const e = list[i]!
    const before = b.out.length
    if (lastIsMulti && i === list.length - 1 && isMulti(e)) {
      const all = lowerMulti(b, e)
      if (b.out.length > before) pinBefore(b, operands, before)
      return all
    }
    const operand = asValue(lower(b, e))
    if (b.out.length > before) pinBefore(b, operands, before)
    operands.push(operand)
  }
  return null
}

export function isMulti(e: Expression): e is AnyCall | (Expression & { type: "Vararg" }) {
  return e.type === "Call" || e.type === "MethodCall" || e.type === "Vararg"
}

/** The JS expression of a whole result: an array or a bare value; `va` for varargs. */
export function lowerMulti(b: FunctionBuilder, e: Expression): string {
  if (e.type === "Vararg") {
    b.usesVarargs = true
    return "va"
  }
  const { text, site } = callText(b, e as AnyCall)
  const t = b.temp()
  b.op({ slow: text, target: t, post: "all" }, site)
  return t
}

function applyText(b: FunctionBuilder, f: Operand, args: string[], last: string | null): string {
  const known = f.type === "function"
  const forced = b.chunk.forceYields
  const form = (list: string[]): string => {
    if (forced) return `forceCall(${[f.js, ...list].join(", ")})`
    const direct = `${f.js}(${list.join(", ")})`
    return known ? direct : `typeof ${f.js}==="function"?${direct}:call(${[f.js, ...list].join(", ")})`
  }
  if (last === null) return known || forced ? form(args) : `(${form(args)})`
  if (last === "va") return `(${form([...args, "...va"])})`
  return `(Array.isArray(${last})?${form([...args, `...${last}`])}:${form([...args, last])})`
}

export function lowerCallValue(b: FunctionBuilder, e: AnyCall): Operand {
  const { text, site } = callText(b, e)
  const t = b.temp()
  b.op({ slow: text, target: t, post: "first" }, site)
  return { js: t, type: "any", stable: true, name: "" }
}

export function lowerCallStatement(b: FunctionBuilder, e: AnyCall): void {
  const { text, site } = callText(b, e)
  b.op({ slow: text, target: "", post: "none" }, site)
}

/** `return f(args)`: a JS tail call, which passes YIELD on by itself. */
export function lowerTailCall(b: FunctionBuilder, e: AnyCall): void {
  const { text, site } = callText(b, e)
  b.out.push({ kind: "return", code: text, site: { ...site, names: [...site.names] } })
}
