/** Arithmetic on constants at compile time, where PUC does it (constfolding of lcode.c). */
import {
  intFromBigInt,
  intToBigInt,
  isInteger,
  makeFloat,
  toDouble,
  toInteger,
  type LuaNumber,
} from "./number.ts"
import { power } from "./power.ts"

/** Operators by the names of their events. */
export type Operation =
  | "add"
  | "sub"
  | "mul"
  | "mod"
  | "pow"
  | "div"
  | "idiv"
  | "band"
  | "bor"
  | "bxor"
  | "shl"
  | "shr"
  | "unm"
  | "bnot"

/** `x op y` for numbers; undefined where it could raise, or where the result is better computed at run time. */
export function fold(op: Operation, x: LuaNumber, y: LuaNumber): LuaNumber | undefined {
  const result = compute(op, x, y)
  if (result === undefined || isInteger(result)) return result
  const n = toDouble(result)
  return n !== n || n === 0 ? undefined : result
}

function compute(op: Operation, x: LuaNumber, y: LuaNumber): LuaNumber | undefined {
  switch (op) {
    case "band":
    case "bor":
    case "bxor":
    case "shl":
    case "shr":
    case "bnot":
      return bitwise(op, toInteger(x), toInteger(y))
    case "div":
    case "pow":
      if (op === "div" && toDouble(y) === 0) return undefined
      return makeFloat(floats(op, toDouble(x), toDouble(y)))
    case "idiv":
    case "mod":
      if (toDouble(y) === 0) return undefined
      break
    default:
      break
  }
  if (isInteger(x) && isInteger(y)) return intFromBigInt(integers(op, intToBigInt(x), intToBigInt(y)))
  return makeFloat(floats(op, toDouble(x), toDouble(y)))
}

function bitwise(op: Operation, x: LuaNumber | undefined, y: LuaNumber | undefined): LuaNumber | undefined {
  if (x === undefined || y === undefined || !isInteger(x) || !isInteger(y)) return undefined
  const [a, b] = [intToBigInt(x), intToBigInt(y)]
  switch (op) {
    case "band":
      return intFromBigInt(a & b)
    case "bor":
      return intFromBigInt(a | b)
    case "bxor":
      return intFromBigInt(a ^ b)
    case "bnot":
      return intFromBigInt(~a)
    default:
      return intFromBigInt(shift(a, op === "shl" ? b : -b))
  }
}

/** A logical shift to the left, or by a negative count to the right. */
function shift(a: bigint, count: bigint): bigint {
  if (count <= -64n || count >= 64n) return 0n
  return count >= 0n ? a << count : BigInt.asUintN(64, a) >> -count
}

function integers(op: Operation, a: bigint, b: bigint): bigint {
  switch (op) {
    case "add":
      return a + b
    case "sub":
      return a - b
    case "mul":
      return a * b
    case "idiv":
      return floorDivide(a, b)
    case "mod":
      return a - b * floorDivide(a, b)
    default:
      return -a
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

function floats(op: Operation, a: number, b: number): number {
  switch (op) {
    case "add":
      return a + b
    case "sub":
      return a - b
    case "mul":
      return a * b
    case "div":
      return a / b
    case "pow":
      return a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : power(a, b)
    case "idiv":
      return Math.floor(a / b)
    case "mod": {
      const r = a % b
      return r !== 0 && r < 0 !== b < 0 ? r + b : r
    }
    default:
      return -a
  }
}
