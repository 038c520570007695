/** Names, indexing, functions, and the logical operators. */
import type { Expression, FunctionNode, IndexExpression, Variable } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import type { ChunkBuilder } from "./chunk_builder.ts"
import { constantTruth } from "./constant.ts"
import { halvesOf, joinText } from "./halved.ts"
import { boxed, elementText, fieldOf, pinBefore, readable, receiver, shiftedText } from "./operand.ts"

/** A local variable, an upvalue, or the running function itself by its name. */
export function lowerVariable(b: FunctionBuilder, variable: Variable): Operand {
  const own = variable.owner === b.node
  const self = b.chunk.selfOf(variable)
  const name = `${own ? "local" : "upvalue"} '${variable.name}'`
  if (self === b.node && !own) {
    b.usesSelf = true
    return { js: b.jsName, type: "function", stable: true, name }
  }
  const js = b.chunk.nameOf(variable)
  if (b.chunk.inCell(variable)) return { js: `${js}.v`, type: "any", stable: false, cell: own, name }
  const type = b.chunk.types.get(variable) ?? "any"
  if (type === "tagged") return { js, type, stable: true, name, flag: b.chunk.flagOf(variable) }
  const halves = halvesOf(b, variable)
  if (halves !== undefined) b.js(joinText(js, halves))
  const least = b.chunk.counters.get(variable)
  if (least === undefined) return { js, type, stable: true, name }
  return { js, type, stable: true, name, shifted: { js, offset: 0, isPositive: least > 0 } }
}

/** The JS expression that makes a closure: a call of its factory with what it captures. */
export function closureText(b: FunctionBuilder, node: FunctionNode): string {
  const id = b.chunk.ids.get(node)!
  const captured = capturedNames(b, node)
  return `mk$${id}(${captured.join(",")})`
}

/** What the running function hands to a factory, in the order of the factory's parameters. */
function capturedNames(b: FunctionBuilder, node: FunctionNode): string[] {
  return capturesOf(b.chunk, node).map((variable) => {
    if (b.chunk.selfOf(variable) === b.node && variable.owner !== b.node) {
      b.usesSelf = true
      return b.jsName
    }
    return b.chunk.deferredSelfOf(node) === variable ? "void 0" : b.chunk.nameOf(variable)
  })
}

/** The upvalues of a function that arrive through its factory: not its own name. */
export function capturesOf(chunk: ChunkBuilder, node: FunctionNode): Variable[] {
  return node.upvalues.filter((variable) => chunk.selfOf(variable) !== node)
}

// -- indexing -------------------------------------------------------------------------------------

/** What messages call the value of an index expression. PUC's compiler has an instruction for keys that fit a byte. */
function resultName(e: IndexExpression): string {
  const { key } = e
  const { value } = key.type === "Number" ? key : { value: undefined }
  if (typeof value === "number" && (value & 255) === value) return "field 'integer index'"
  return `${e.global ? "global" : "field"} '${key.type === "String" ? key.value : "?"}'`
}

/** Object and key of an index expression as reusable operands. */
export function lowerIndexParts(b: FunctionBuilder, e: IndexExpression): [Operand, Operand] {
  const parts = [b.lower(e.object)]
  const before = b.out.length
  const key = b.lower(e.key)
  if (b.out.length > before && parts[0]!.cell !== true) pinBefore(b, parts, before)
  return [b.pin(boxed(b, parts[0]!)), b.pin(boxed(b, key))]
}

export function lowerIndex(b: FunctionBuilder, e: IndexExpression): Operand {
  const [object, key] = lowerIndexParts(b, e)
  const t = b.temp()
  readInto(b, t, object, key, e.line)
  return { js: t, type: "any", stable: true, name: resultName(e) }
}

/** Emits `t = object[key]`; `getter`: the accessor of a field, if not the usual one. */
export function readInto(
  b: FunctionBuilder,
  t: string,
  object: Operand,
  key: Operand,
  line: number,
  getter?: string,
): void {
  const site = b.chunk.site(line, [object.name], "index")
  const o = receiver(object.js)
  const field = fieldOf(key)
  const slow =
    field === undefined
      ? `index(${o}, ${key.js}, ${site.id})`
      : `${getter ?? b.chunk.prelude.getter(field)}(${o}, ${site.id})`
  const place = field === undefined ? elementText(b, o, key) : { tests: "", text: `${o}.${field}` }
  if (place === null) {
    b.op({ slowIf: null, slow, target: t, post: "first" }, site)
    return
  }
  // Not `…?…:undefined`: the JS engine would take undefined for a usual value of what is computed with this.
  const fast = `if(${readable(o, field)}${place.tests}&&(${t}=${place.text})!==void 0);else `
  b.op({ fast, slowIf: "true", slow, target: t, post: "first" }, site)
}

/** Emits `object[key] = value`. isNext: the key is likely to be behind the last element. */
export function writeTo(
  b: FunctionBuilder,
  object: Operand,
  key: Operand,
  value: Operand,
  line: number,
  isNext = false,
): void {
  const o = receiver(object.js)
  const v = value.js
  const site = b.chunk.site(line, [object.name], "newindex")
  const field = fieldOf(key)
  if (field !== undefined) {
    const slow = `${b.chunk.prelude.setter(field)}(${o}, ${v}, ${site.id})`
    const fast = `if(${readable(o, field)}&&${o}.${field}!==void 0)${o}.${field}=${v};else `
    b.op({ fast, slowIf: "true", slow, target: "", post: "none" }, site)
    return
  }
  const slow = `setindex(${o}, ${key.js}, ${v}, ${site.id})`
  const place = elementText(b, o, key)
  if (place === null) {
    b.op({ slowIf: null, slow, target: "", post: "none" }, site)
    return
  }
  const present = value.type === "any" || value.type === "nil" ? `&&${v}!==void 0` : ""
  const replace = `if(${readable(o)}${place.tests}${present}&&${place.text}!==void 0)${place.text}=${v};else `
  const isCounted = object.type === "table" && key.type === "int" && key.literal === undefined
  const append = isCounted || isNext ? appendText(o, key, v, { isTable: isCounted, present }) : ""
  b.op({ fast: append + replace, slowIf: "true", slow, target: "", post: "none" }, site)
}

/**
 * A loop that counts mostly fills a table made just before, beginning behind its first element. To look first whether
 * the element is there would take long: it is behind the end.
 */
function appendText(
  o: string,
  key: Operand,
  v: string,
  { isTable, present }: { isTable: boolean; present: string },
): string {
  const k = key.js
  const isList = `${o}.λmeta===null&&${o}.λhash===null`
  const { shifted } = key
  const length = shifted === undefined ? `${k}-1` : shiftedText(shifted.js, shifted.offset - 1)
  const isEnd = `${o}.λarr.length===${length}`
  const test = isTable
    ? `${isEnd}&&${k}>1&&${isList}`
    : `${readable(o)}&&${isList}&&typeof ${k}==="number"&&${k}>1&&${isEnd}`
  return `if(${test}${present})${o}.λarr.push(${v});else `
}

// -- and, or ------------------------------------------------------------------------------------

/** `and`, `or` as a value. */
export function lowerLogical(b: FunctionBuilder, e: Expression & { type: "Logical" }): Operand {
  // A constant that leaves the decision to the other operand: that one keeps its name in messages.
  if (constantTruth(e.left) === (e.op === "and")) return boxed(b, b.lower(e.right))
  const l = boxed(b, b.lower(e.left))
  const t = b.temp()
  b.js(`${t} = ${l.js};`)
  const mark = b.tempMark
  const right = b.collect(() => {
    const r = boxed(b, b.lower(e.right))
    b.js(`${t} = ${r.js};`)
  })
  b.releaseTemps(mark)
  const truth = l.type === "bool" ? t : `${t} !== void 0 && ${t} !== false`
  const condition = e.op === "and" ? truth : `!(${truth})`
  b.out.push({ kind: "if", condition, then: right, orElse: [] })
  return { js: t, type: l.type === "bool" && rightIsBool(e.right) ? "bool" : "any", stable: true, name: "" }
}

function rightIsBool(e: Expression): boolean {
  return (
    e.type === "True" ||
    e.type === "False" ||
    (e.type === "Unary" && e.op === "not") ||
    (e.type === "Binary" && ["==", "~=", "<", "<=", ">", ">="].includes(e.op)) ||
    (e.type === "Logical" && rightIsBool(e.left) && rightIsBool(e.right))
  )
}

/** Lowers a condition to a JS boolean expression. */
export function lowerCondition(b: FunctionBuilder, e: Expression): string {
  if (e.type === "Logical") {
    const t = b.temp()
    const left = lowerCondition(b, e.left)
    b.js(`${t} = ${left};`)
    const mark = b.tempMark
    const right = b.collect(() => {
      const r = lowerCondition(b, e.right)
      b.js(`${t} = ${r};`)
    })
    b.releaseTemps(mark)
    b.out.push({ kind: "if", condition: e.op === "and" ? t : `!${t}`, then: right, orElse: [] })
    return t
  }
  if (e.type === "Unary" && e.op === "not") return `!(${lowerCondition(b, e.operand)})`
  const o = b.lower(e)
  switch (o.type) {
    case "bool":
      return o.js
    case "nil":
      return "false"
    case "int":
    case "num":
    case "f64":
    case "str":
    case "table":
    case "function":
      return o.stable ? "true" : `(${o.js}, true)`
    default: {
      // An unboxed float is as true as any number.
      const v = b.pin(o)
      return `(${v.js} !== void 0 && ${v.js} !== false)`
    }
  }
}
