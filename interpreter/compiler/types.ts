/**
 * What is known of a value before it is run, and what arithmetic makes of it.
 *
 *   int    a JS number that is an integer          num   any JS number in Lua representation
 *   f64    a float as a bare JS number, not boxed even if its value is an integer
 *   flt    like f64 when it is a JS number; otherwise any other Lua value, with an integer (which only a
 *          metamethod can have given) as a LuaInt64 whatever its size
 *   tagged a number of either kind as a bare JS number, with a flag beside it that is true for a float; or, with
 *          the flag false, any other Lua value
 */
import type { BinaryOp } from "../syntax/ast.ts"

export type Type =
  "any" | "nil" | "bool" | "str" | "int" | "num" | "f64" | "flt" | "tagged" | "table" | "function"

/** Operators that give integers, and those that wrap around if both operands are integers. */
export const BITWISE = new Set<BinaryOp>(["&", "|", "~", "<<", ">>"])
export const WRAPPING = new Set<BinaryOp>(["+", "-", "*"])

/** Certainly a JS number. */
export function isNumeric(t: Type): boolean {
  return t === "int" || t === "num" || t === "f64"
}

/** A float in any case, if it is a number; held unboxed. */
export function isFloaty(t: Type): boolean {
  return t === "f64" || t === "flt"
}

/** Held unboxed: must be converted where a Lua value is needed. */
export function isUnboxed(t: Type): boolean {
  return isFloaty(t) || t === "tagged"
}

/** The type of `l op r` for arithmetic operators. */
export function arithmeticType(op: BinaryOp, l: Type, r: Type): Type {
  const numbers = isNumeric(l) && isNumeric(r)
  switch (op) {
    case "/":
    case "^":
      return numbers ? "f64" : "flt"
    case "+":
    case "-":
    case "*":
    case "%":
    case "//":
      if (!isFloaty(l) && !isFloaty(r)) return "any"
      return numbers ? "f64" : "flt"
    default:
      return "any"
  }
}
