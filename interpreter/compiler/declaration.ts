/** Local variables: their declaration, stores, value lists, and the end of their scopes. */
import type { Expression, Variable } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { halvesOf } from "./halved.ts"
import { lowerHalved, lowerTagged } from "./lower_arith.ts"
import { isMulti, lowerList } from "./lower_call.ts"
import { boxed, raw } from "./operand.ts"
import { storeTagged } from "./tagged.ts"
import { isFloaty, isUnboxed } from "./types.ts"

/** Makes the JS variable of a Lua local and gives it its first value. */
export function declare(b: FunctionBuilder, variable: Variable, value: Operand | null): void {
  const name = b.chunk.nameOf(variable)
  declareName(b, name)
  if (b.chunk.inCell(variable)) {
    b.js(`${name} = {v: ${value === null ? "void 0" : boxed(b, value).js}};`)
    return
  }
  if (value !== null && b.chunk.types.get(variable) === "tagged") {
    declareName(b, b.chunk.flagOf(variable))
    storeTagged(b, variable, value)
    return
  }
  const halves = halvesOf(b, variable)
  if (halves !== undefined) for (const half of [halves.high, halves.low]) declareName(b, half)
  b.js(`${name} = ${value === null ? "void 0" : storedText(b, variable, value)};`)
  if (!variable.assigned && !b.chunk.types.has(variable)) {
    const type = value === null ? "nil" : value.type
    b.chunk.types.set(variable, isUnboxed(type) ? "any" : type)
  }
}

function declareName(b: FunctionBuilder, name: string): void {
  if (!b.declared.has(name)) {
    b.declared.add(name)
    b.variables.push(name)
  }
  b.enter(name)
}

/** The value in the form in which the variable keeps it: floats unboxed if infer.ts says so. */
function storedText(b: FunctionBuilder, variable: Variable, value: Operand): string {
  return isFloaty(b.chunk.types.get(variable) ?? "any") ? raw(value) : boxed(b, value).js
}

/** Emits the store of a value into a local. */
export function storeLocal(b: FunctionBuilder, variable: Variable, value: Operand): void {
  const name = b.chunk.nameOf(variable)
  if (b.chunk.inCell(variable)) b.js(`${name}.v = ${boxed(b, value).js};`)
  else if (b.chunk.types.get(variable) === "tagged") storeTagged(b, variable, value)
  else b.js(`${name} = ${storedText(b, variable, value)};`)
}

/**
 * Lowers an expression for a variable, to which it must be assigned at once: what comes of arithmetic is not boxed, nor put
 * together from halves, if the variable takes it so.
 */
export function lowerFor(b: FunctionBuilder, variable: Variable, e: Expression): Operand {
  const halves = halvesOf(b, variable)
  if (halves !== undefined) return lowerHalved(b, e, halves)
  return b.chunk.types.get(variable) === "tagged" ? lowerTagged(b, e) : b.lower(e)
}

/** Lowers an expression list to exactly `wanted` operands (§3.3.3: adjusted). */
export function lowerValues(b: FunctionBuilder, values: Expression[], wanted: number): Operand[] {
  const last = values.at(-1)
  const needsAll = last !== undefined && isMulti(last) && wanted > values.length
  const operands: Operand[] = []
  if (!needsAll) {
    lowerList(b, values, operands, { multi: false, unboxed: true })
    operands.length = Math.min(operands.length, wanted)
  } else {
    const all = lowerList(b, values, operands, { unboxed: true })!
    const extra = wanted - operands.length
    for (let i = 0; i < extra; i++) {
      if (all === "$va") operands.push(operandOf(`$va[${i}]`))
      else {
        const t = b.temp()
        const js =
          i === 0
            ? `isArray(${all}) ? ${all}[0] : ${all}`
            : `isArray(${all}) ? ${all}[${i}] : ${b.chunk.prelude.nil()}`
        b.js(`${t} = ${js};`)
        operands.push(operandOf(t))
      }
    }
  }
  while (operands.length < wanted) operands.push({ ...operandOf("(void 0)"), type: "nil" })
  return operands
}

function operandOf(js: string): Operand {
  return { js, type: "any", stable: true, name: "" }
}

/** Closes the pending to-be-closed variables of all scopes beyond the first `depth`. */
export function closeDownTo(b: FunctionBuilder, depth: number, line: number): void {
  if (b.closeHeights.length <= depth) return
  const height = b.closeHeights[depth]!
  const label = b.label()
  const body = b.collect(() => {
    b.out.push({
      kind: "if",
      condition: `closeHeight() <= ${height}`,
      then: [{ kind: "break", label }],
      orElse: [],
    })
    b.op({ slow: "closeTop()", target: "", post: "none" }, b.chunk.site(line, ["metamethod 'close'"]))
  })
  b.out.push({ kind: "loop", label, body, scope: b.scope })
}
