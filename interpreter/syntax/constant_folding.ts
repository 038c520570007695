/**
 * Operations on constants in the values of `<const>` variables, which are compile-time constants then: `local day
 * <const> = 24 * 60 * 60`. As in lcode.c, operations on numbers, `not`, and `and` and `or` that give their second operand
 * are; those that would raise, give a NaN or a float zero are not.
 */
import { fold, type Operation } from "../value/fold.ts"
import type { Constant } from "./scope.ts"
import * as T from "./token.ts"

const OPERATIONS: Record<number, Operation> = { [T.IDIV]: "idiv", [T.SHL]: "shl", [T.SHR]: "shr" }
const BY_CHARACTER: [string, Operation][] = [
  ["+", "add"],
  ["-", "sub"],
  ["*", "mul"],
  ["%", "mod"],
  ["^", "pow"],
  ["/", "div"],
  ["&", "band"],
  ["|", "bor"],
  ["~", "bxor"],
]
for (const [character, operation] of BY_CHARACTER) OPERATIONS[character.charCodeAt(0)] = operation

/** kind: the operator's token */
export function foldBinary(kind: number, x: Constant, y: Constant): Constant | undefined {
  if (kind === T.AND || kind === T.OR) return isFalse(x) === (kind === T.OR) ? y : undefined
  const operation = OPERATIONS[kind]
  if (operation === undefined || x.type !== "Number" || y.type !== "Number") return undefined
  const value = fold(operation, x.value, y.value)
  return value === undefined ? undefined : { type: "Number", value, line: x.line }
}

function isFalse(x: Constant): boolean {
  return x.type === "Nil" || x.type === "False"
}

/** The same for `~` and `not`; negation is folded everywhere (expression_checker.ts). */
export function foldUnary(kind: number, x: Constant): Constant | undefined {
  if (kind === T.NOT) return { type: isFalse(x) ? "True" : "False", line: x.line }
  if (x.type !== "Number" || kind !== "~".charCodeAt(0)) return undefined
  const value = fold("bnot", x.value, x.value)
  return value === undefined ? undefined : { type: "Number", value, line: x.line }
}
