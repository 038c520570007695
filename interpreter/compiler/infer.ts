/**
 * Locals that hold floats whenever they hold numbers: every value assigned to them is a float literal, a
 * quotient, or arithmetic with such. They are kept unboxed, so that an accumulator does not allocate
 * each time its value happens to be integral. Optimistic: all start as floats and are demoted until
 * nothing changes.
 */
import type { BinaryOp, Block, Expression, FunctionNode, Statement, Variable } from "../syntax/ast.ts"
import type { ChunkBuilder } from "./chunk_builder.ts"
import { isCounting, noteCounter, shiftedCounter } from "./counter.ts"
import { inferHalved } from "./halved.ts"
import { arithmeticType, isFloaty, isNumeric, isUnboxed, type Type } from "./types.ts"

/** Values assigned to each local; null stands for anything else (nil, a call's results). */
type Sources = Map<Variable, (Expression | null)[]>

/** Sets the types of the function's float locals in `chunk.types`. */
export function inferFloats(chunk: ChunkBuilder, node: FunctionNode): void {
  const sources: Sources = new Map()
  chunk.operatorTypes = null
  for (const parameter of node.params) note(sources, parameter, null)
  visitBlock(chunk, node.body, sources)
  const candidates = [...sources.keys()].filter(
    (v) => v.owner === node && !chunk.inCell(v) && !(chunk.isLate && v.captured),
  )
  for (const variable of candidates) chunk.types.set(variable, "f64")
  let changed = true
  while (changed) {
    changed = false
    for (const variable of candidates) {
      const before = chunk.types.get(variable)
      if (before === undefined || before === "any") continue
      const now = join(chunk, sources.get(variable)!)
      if (now === before) continue
      chunk.types.set(variable, now)
      changed = true
    }
  }
  for (const variable of candidates) if (chunk.types.get(variable) === "any") chunk.types.delete(variable)
  if (chunk.prefersFloats) inferTagged(chunk, node, sources)
  inferHalved(chunk, node, sources)
  chunk.operatorTypes = new Map()
}

/** Arithmetic; what the bitwise operators give are integers. */
const ARITHMETIC = new Set<BinaryOp>(["+", "-", "*", "/", "%", "//", "^"])

/**
 * Other locals to which only results of arithmetic and what is known to be a number are assigned, more than once, floats
 * among them: they are tagged (tagged.ts). That floats are among them is what makes it worth its code.
 */
function inferTagged(chunk: ChunkBuilder, node: FunctionNode, sources: Sources): void {
  const isCandidate = (v: Variable) => v.owner === node && v.assigned && !v.captured && !chunk.types.has(v)
  const tagged = new Map([...sources].filter(([variable]) => isCandidate(variable)))
  for (const variable of tagged.keys()) chunk.types.set(variable, "tagged")
  repeat(tagged, ([variable, values]) => {
    if (values.every((value) => value !== null && isNumber(chunk, value))) return false
    chunk.types.delete(variable)
    return true
  })
  for (const variable of tagged.keys()) chunk.types.delete(variable)
  repeat(tagged, ([variable, values]) => {
    if (!values.some((value) => value !== null && mayBeFloat(chunk, value))) return false
    chunk.types.set(variable, "tagged")
    return true
  })
}

/** Goes through the entries until `take` takes none of them any more; what it takes is deleted. */
function repeat<K, V>(map: Map<K, V>, take: (entry: [K, V]) => boolean): void {
  let size = -1
  while (size !== map.size) {
    size = map.size
    for (const entry of map) if (take(entry)) map.delete(entry[0])
  }
}

/** Whether an expression is a float, or computed with a variable that is one at times. */
function mayBeFloat(chunk: ChunkBuilder, e: Expression): boolean {
  switch (e.type) {
    case "Binary":
      return isFloaty(typeOf(chunk, e)) || mayBeFloat(chunk, e.left) || mayBeFloat(chunk, e.right)
    case "Unary":
      return mayBeFloat(chunk, e.operand)
    case "Paren":
      return mayBeFloat(chunk, e.inner)
    default:
      return isUnboxed(typeOf(chunk, e))
  }
}

/** Whether an expression gives a number, unless a metamethod is called. */
function isNumber(chunk: ChunkBuilder, e: Expression): boolean {
  switch (e.type) {
    case "Binary":
      return ARITHMETIC.has(e.op)
    case "Unary":
      return e.op === "-"
    case "Paren":
      return isNumber(chunk, e.inner)
    default: {
      const type = typeOf(chunk, e)
      return isNumeric(type) || isUnboxed(type)
    }
  }
}

function join(chunk: ChunkBuilder, values: (Expression | null)[]): Type {
  let result: Type = "f64"
  for (const value of values) {
    const type = value === null ? "any" : typeOf(chunk, value)
    if (!isFloaty(type)) return "any"
    if (type === "flt") result = "flt"
  }
  return result
}

/** The type of an expression; agrees with what lower() makes of it. */
export function typeOf(chunk: ChunkBuilder, e: Expression): Type {
  switch (e.type) {
    case "Number": {
      if (chunk.literalOf(e.value) === undefined) return "any"
      return Number.isSafeInteger(e.value) ? "int" : "f64"
    }
    case "Local":
      return chunk.inCell(e.variable) ? "any" : (chunk.types.get(e.variable) ?? "any")
    case "Unary": {
      const type = e.op === "-" ? typeOf(chunk, e.operand) : "any"
      return isFloaty(type) ? type : "any"
    }
    case "Binary": {
      const known = chunk.operatorTypes?.get(e)
      if (known !== undefined) return known
      const type = operatorType(chunk, e)
      chunk.operatorTypes?.set(e, type)
      return type
    }
    default:
      return "any"
  }
}

function operatorType(chunk: ChunkBuilder, e: Expression & { type: "Binary" }): Type {
  if (shiftedCounter(chunk, e) !== undefined) return "int"
  return arithmeticType(e.op, typeOf(chunk, e.left), typeOf(chunk, e.right))
}

function note(sources: Sources, variable: Variable, value: Expression | null): void {
  const list = sources.get(variable)
  if (list === undefined) sources.set(variable, [value])
  else list.push(value)
}

function noteAll(sources: Sources, variables: (Variable | null)[], values: Expression[]): void {
  variables.forEach((variable, i) => {
    if (variable !== null) note(sources, variable, values[i] ?? null)
  })
}

function visitBlock(chunk: ChunkBuilder, block: Block, sources: Sources): void {
  for (const s of block.body) visit(chunk, s, sources)
}

function visit(chunk: ChunkBuilder, s: Statement, sources: Sources): void {
  switch (s.type) {
    case "LocalDeclaration":
      noteAll(sources, s.variables, s.values)
      break
    case "LocalFunction":
      note(sources, s.variable, null)
      break
    case "Assign":
      noteAll(
        sources,
        s.targets.map((t) => (t.type === "Local" ? t.variable : null)),
        s.values,
      )
      break
    case "If":
      for (const clause of s.clauses) visitBlock(chunk, clause.body, sources)
      if (s.orElse !== null) visitBlock(chunk, s.orElse, sources)
      break
    case "NumericFor": {
      if (!s.variable.assigned && isCounting(s, typeOf(chunk, s.start))) noteCounter(chunk, s)
      else note(sources, s.variable, null)
      visitBlock(chunk, s.body, sources)
      break
    }
    case "GenericFor":
      for (const variable of s.variables) note(sources, variable, null)
      visitBlock(chunk, s.body, sources)
      break
    case "Do":
    case "While":
    case "Repeat":
      visitBlock(chunk, s.body, sources)
      break
    default:
      break
  }
}
