/** Calls: one value, all values, none, and in tail position. */
import type { CallExpression, Expression, MethodCallExpression } from "../syntax/ast.ts"
import type { Site } from "../abi.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { isSimpleText } from "./identifier.ts"
import { closureText, readInto } from "./lower_expression.ts"
import { asValue, boxed, isFunction, pinBefore, readable, receiver, reusable } from "./operand.ts"

type AnyCall = CallExpression | MethodCallExpression

/** What becomes of a call's results. */
type Use = "one" | "any" | "tail"

/** Lowers a call's parts to the JS call expression. */
function callText(b: FunctionBuilder, e: AnyCall, use: Use): { text: string; site: Site } {
  let operands: Operand[]
  let name: string
  if (e.type === "MethodCall") {
    const object = b.pin(boxed(b, b.lower(e.object)))
    const f = b.temp()
    const key: Operand = { js: JSON.stringify(e.name), type: "str", stable: true, name: "" }
    readInto(b, f, object, key, e.line, b.chunk.prelude.method(e.name))
    operands = [{ js: f, type: "any", stable: true, name: "" }, object]
    name = `method '${e.name}'`
  } else {
    const callee = calleeOperand(b, e.callee)
    operands = [callee]
    name = callee.name
  }
  const last = lowerList(b, e.args, operands)
  const f = operands[0]!
  const known = selectText(e, operands, last, use) ?? setMetatableText(b, operands, last)
  const args = operands.slice(1).map((o) => o.js)
  const site = b.chunk.site(e.line, [name])
  const text = applyText(b, { f, args, last, site, tail: use === "tail" })
  return { text: known === null ? text : `(${f.js}===${known}:${text})`, site }
}

/**
 * `setmetatable(t, m)` where nothing is to be done but that: `t` has no metatable and is not weak, `m` makes it neither weak
 * nor finalizable. The operands are put into variables.
 */
function setMetatableText(b: FunctionBuilder, operands: Operand[], last: string | null): string | null {
  if (operands[0]!.name !== "global 'setmetatable'" || last !== null || operands.length !== 3) return null
  operands[1] = reusable(b, operands[1]!)
  operands[2] = reusable(b, operands[2]!)
  const [t, m] = [operands[1].js, operands[2].js]
  const plain = (o: string): string => `${readable(o)}&&${receiver(o)}.λhash===null`
  return `SETMETA&&${plain(t)}&&${receiver(t)}.λmeta===null&&${plain(m)}&&${receiver(m)}.__mode===void 0&&${receiver(m)}.__gc===void 0?(${receiver(t)}.λmeta=${m},${t})`
}

/** `select("#", ...)`, and `select(i, ...)` where one value is wanted: the varargs need not be passed on. */
function selectText(
  e: AnyCall,
  [f, which, ...others]: Operand[],
  last: string | null,
  use: Use,
): string | null {
  if (f!.name !== "global 'select'" || last !== "$va" || which === undefined || others.length > 0) return null
  if (e.args[0]!.type === "String") return which.js === '"#"' ? "SEL?$va.length" : null
  if (use !== "one" || which.type === "f64") return null
  const i = which.js
  return which.stable || isSimpleText(i) ? `SEL&&(${i}|0)===${i}&&${i}>0?$va[${i}-1]` : null
}

/** The called value, in a variable: it is tested before it is called. */
function calleeOperand(b: FunctionBuilder, e: Expression): Operand {
  // Which of its two JS functions is called makes no difference: not the one that only stands for it.
  if (e.type === "Local" && b.chunk.deferredSelfOf(b.node) === e.variable) {
    b.usesSelf = true
    return { js: b.jsName, type: "function", stable: true, name: `upvalue '${e.variable.name}'` }
  }
  const o = b.lower(e)
  // A function expression called on the spot needs no test.
  if (e.type === "Function") return { js: closureText(b, e.func), type: "function", stable: false, name: "" }
  return o.stable ? o : { ...b.pin(asValue(o)), name: o.name }
}

/**
 * Lowers expressions in order onto `operands`; a last multi-valued one is not put there but returned
 * as the JS expression of its whole result. multi false: it counts for one value like any other;
 * unboxed: floats may stay unboxed.
 */
export function lowerList(
  b: FunctionBuilder,
  list: Expression[],
  operands: Operand[],
  options: { multi?: boolean; unboxed?: boolean } = {},
): string | null {
  for (let i = 0; i < list.length; i++) {
    const e = list[i]!
    const before = b.out.length
    if (options.multi !== false && i === list.length - 1 && isMulti(e)) {
      const all = lowerMulti(b, e)
      if (b.out.length > before) pinBefore(b, operands, before)
      return all
    }
    const operand = options.unboxed === true ? b.lower(e) : boxed(b, b.lower(e))
    if (b.out.length > before) pinBefore(b, operands, before)
    operands.push(operand)
  }
  return null
}

/** A JS array of values; `last`: a result with more of them, of which there mostly is one. */
export function arrayText(operands: Operand[], last: string | null): string {
  const array = (...more: string[]): string => `[${[...operands.map((o) => o.js), ...more].join(", ")}]`
  if (last === null) return array()
  return last === "$va" ? array("...$va") : `isArray(${last})?${array(`...${last}`)}:${array(last)}`
}

export function isMulti(e: Expression): e is AnyCall | (Expression & { type: "Vararg" }) {
  return e.type === "Call" || e.type === "MethodCall" || e.type === "Vararg"
}

/** The JS expression of a whole result: an array or a bare value; `$va` for varargs. */
export function lowerMulti(b: FunctionBuilder, e: Expression): string {
  if (e.type === "Vararg") {
    b.usesVarargs = true
    return "$va"
  }
  const { text, site } = callText(b, e as AnyCall, "any")
  const t = b.temp()
  b.op({ slow: text, target: t, post: "all", isCall: true }, site)
  return t
}

interface Application {
  f: Operand
  args: string[]
  /** A multi-valued last argument. */
  last: string | null
  site: Site
  tail: boolean
}

function applyText(b: FunctionBuilder, a: Application): string {
  const { args, last } = a
  if (last === null) return apply(b, a, args)
  if (last === "$va") return apply(b, a, [...args, "...$va"])
  return `(isArray(${last})?${apply(b, a, [...args, `...${last}`])}:${apply(b, a, [...args, last])})`
}

/**
 * The call expression. In tail position a library function is not called by a JS tail call: as in PUC,
 * the calling function is then still on the stack, for positions in its messages.
 */
function apply(b: FunctionBuilder, { f, site, tail, last }: Application, args: string[]): string {
  const list = args.join(", ")
  const behind = args.length > 0 ? `, ${list}` : ""
  const direct = `${f.js}(${list})`
  const forced = `forceCall(${f.js}${behind})`
  if (f.type === "function") return b.chunk.forceYields ? forced : direct
  const call = tail ? `((${f.js}).λc===void 0?${direct}:keep(${direct}))` : direct
  // `error` by its usual name gets its position from here, without a look at the stack.
  const isError = f.name === "global 'error'" && last === null && args.length > 0 && args.length < 3
  const raise = `raiseAt(${site.id}, ${list})`
  const isLevel = args.length < 2 || /^(?:\d+|\(void 0\))$/.test(args[1]!) ? "" : `&&isSafe(${args[1]})`
  const raising = isError ? `${f.js}===ERR${isLevel}?${tail ? `keep(${raise})` : raise}:` : ""
  const other = `callAt(${site.id}, ${f.js}${behind})`
  const called = tail ? `(endsInC(${f.js})?keep(${other}):${other})` : other
  const whole = `(${raising}${isFunction(f.js)}?${call}:${called})`
  return b.chunk.forceYields ? `(isLuaFunction(${f.js})?${forced}:${whole})` : whole
}

export function lowerCallValue(b: FunctionBuilder, e: AnyCall): Operand {
  const { text, site } = callText(b, e, "one")
  const t = b.temp()
  b.op({ slow: text, target: t, post: "first", isCall: true, mixed: b.chunk.prefersFloats }, site)
  return { js: t, type: "any", stable: true, name: "" }
}

export function lowerCallStatement(b: FunctionBuilder, e: AnyCall): void {
  const { text, site } = callText(b, e, "any")
  b.op({ slow: text, target: "", post: "none", isCall: true }, site)
}

/** `return f(args)`: a JS tail call, which passes YIELD on by itself. */
export function lowerTailCall(b: FunctionBuilder, e: AnyCall): void {
  const { text, site } = callText(b, e, "tail")
  b.out.push({ kind: "return", code: text, site })
}
