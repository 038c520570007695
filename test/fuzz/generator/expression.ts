// Expressions of a wanted kind; now and then of another one, so that errors and metamethods are met.
import * as atoms from "./atoms.ts"
import type { Context, Kind } from "./context.ts"
import { libraryCall } from "./library_call.ts"

/** An expression of one value. */
export function expression(c: Context, kind: Kind = c.kind(), depth = 3): string {
  if (kind === "any") kind = c.kind()
  if (depth <= 0 || c.chance(0.2)) return atom(c, kind)
  const roll = c.below(100)
  if (roll < 2) return expression(c, c.kind(), depth - 1)
  if (roll < 8) return `Y(${expression(c, kind, depth - 1)})`
  if (roll < 10) return `(${expression(c, kind, depth - 1)})`
  if (roll < 14) return logical(c, kind, depth)
  if (roll < 16)
    return `(function(...) return ${c.chance(0.5) ? "(...)" : "..."} end)(${expression(c, kind, depth - 1)})`
  if (roll < 18) return `(${expression(c, "arr", 0)})[${expression(c, "int", depth - 2)}]`
  if (roll < 20) return `(${expression(c, c.pick(["tbl", "obj"]), 0)}).${atoms.field(c)}`
  if (roll < 22) return call(c, depth - 1)
  switch (kind) {
    case "int":
      return integerExpression(c, depth)
    case "num":
      return numberExpression(c, depth)
    case "str":
      return c.chance(0.5)
        ? concatenation(c, depth)
        : libraryCall(c, "str", (k) => expression(c, k, depth - 1))
    case "bool":
      return comparison(c, depth)
    case "obj":
      return c.chance(0.3)
        ? arithmetic(c, "obj", c.pick(["int", "num", "str", "obj", "tbl"]), depth)
        : atom(c, kind)
    default:
      return atom(c, kind)
  }
}

/** A list of expressions, the last of which may have any number of values. */
export function expressions(c: Context, least: number, most: number, depth = 2): string {
  const list = c.several(least, most, () => expression(c, c.kind(), depth))
  if (c.chance(0.2)) list.push(multiple(c, depth))
  return list.join(", ")
}

/** An expression of several values. */
export function multiple(c: Context, depth = 1): string {
  if (c.block.varargs && c.chance(0.4)) return "..."
  const arr = c.variable("arr")
  return c.oneOf(
    () => call(c, depth),
    () => `id(${expressions(c, 0, 2, depth - 1)})`,
    () => `Y(${expressions(c, 0, 2, depth - 1)})`,
    () => `table.unpack(${arr ?? "{1, 2, 3}"}${c.chance(0.3) ? `, ${atoms.smallInteger(c)}` : ""})`,
    () =>
      `select(${c.pick(["1", "2", "-1", '"#"'])}, ${expression(c, "any", 0)}${c.block.varargs ? ", ..." : ", 1"})`,
    () => `pcall(${functionValue(c)}, ${expression(c, "any", 0)})`,
    () => `("a=1,b=2"):find(${c.pick(['"(%w)=(%w)"', '"="', '"()"', '"c"'])})`,
  )
}

export function call(c: Context, depth: number): string {
  const f = c.variable("fn")
  if (f === undefined) return `id(${expression(c, "any", depth)})`
  return `${f}(${expressions(c, 0, 2, depth - 1)})`
}

/** A function in one line. */
export function functionValue(c: Context): string {
  const name = c.variable("fn")
  if (name !== undefined && c.chance(0.5)) return name
  const [x, y] = [c.newName(), c.newName()]
  const upvalue = c.variable(c.pick(["int", "num", "str"])) ?? "1"
  return c.oneOf(
    () => `function(${x}, ${y}) return ${x} end`,
    () => `function(${x}, ...) return ..., ${x} end`,
    () => `function(...) return Y(...) end`,
    () => `function(${x}) return ${arithmeticText(c, x, upvalue)} end`,
    () => `function(${x}, ${y}) ${x} = ${x} or Y(${y}) return ${x}, ${upvalue} end`,
    () => `function() local ${x} <const> = ${upvalue} return ${x} end`,
  )
}

const arithmeticText = (c: Context, x: string, y: string): string =>
  `${x} ${c.pick(["+", "..", "*", "==", "-", "//"])} ${y}`

function atom(c: Context, kind: Kind): string {
  const name = c.chance(0.75) ? c.variable(kind) : undefined
  if (name !== undefined) return name
  switch (kind) {
    case "int":
      return atoms.integer(c)
    case "num":
      return c.chance(0.7) ? atoms.float(c) : atoms.integer(c)
    case "str":
      return atoms.string(c)
    case "bool":
      return atoms.bool(c)
    case "arr":
      return `{${c.several(0, 4, () => (c.chance(0.5) ? atoms.integer(c) : atoms.string(c))).join(", ")}}`
    case "tbl":
      return tableConstructor(c)
    case "obj":
      return `obj(${atom(c, c.pick(["int", "int", "num", "str"]))})`
    case "fn":
      return functionValue(c)
    case "any":
      return c.pick(["g1", "g2", "g3"])
  }
}

function tableConstructor(c: Context): string {
  const fields = c.several(0, 3, () =>
    c.oneOf(
      () => `${atoms.field(c)} = ${atom(c, c.kind())}`,
      () => `["${atoms.field(c)}"] = ${atom(c, c.kind())}`,
      () =>
        `[${c.pick(["-1", "0", "1.5", "true", "2^53", "math.mininteger", "-0.0", "1e300"])}] = ${atom(c, c.kind())}`,
    ),
  )
  return `{${fields.join(", ")}}`
}

const BITWISE = ["&", "|", "~", "<<", ">>"] as const

function integerExpression(c: Context, depth: number): string {
  const x = () => expression(c, "int", depth - 1)
  return c.oneOf(
    () => `(${x()} ${c.pick(["+", "-", "*"])} ${x()})`,
    () => `(${x()} ${c.pick(["//", "%"])} ${c.chance(0.8) ? divisor(c) : x()})`,
    () => `(${x()} ${c.pick(BITWISE)} ${x()})`,
    () =>
      `(${x()} ${c.pick(["<<", ">>"])} ${c.pick(["0", "1", "5", "13", "20", "31", "32", "33", "63", "64", "(-1)"])})`,
    () => `(${x()} ${c.pick(["&", "|", "~", "+", "*", "-"])} ${atoms.integer(c)})`,
    () => `(${c.pick(["-", "~"])}${x()})`,
    () => `#${expression(c, c.chance(0.5) ? "arr" : "str", 0)}`,
    () => libraryCall(c, "int", (k) => expression(c, k, depth - 1)),
  )
}

const divisor = (c: Context): string =>
  c.pick([
    "1",
    "2",
    "3",
    "4",
    "7",
    "8",
    "16",
    "256",
    "(-1)",
    "(-2)",
    "(-7)",
    "0x80000000",
    "0x100000000",
    "1000000007",
  ])

function numberExpression(c: Context, depth: number): string {
  const x = () => expression(c, c.chance(0.7) ? "num" : "int", depth - 1)
  return c.oneOf(
    () => `(${x()} ${c.pick(["+", "-", "*", "/"])} ${x()})`,
    () =>
      `(${x()} ${c.pick(["//", "%"])} ${c.chance(0.7) ? c.pick(["0.5", "1.5", "2.0", "(-3.0)", "3", "2"]) : x()})`,
    () => `(${x()} ^ ${c.pick(["0", "1", "2"])})`,
    () => `(-${x()})`,
    () => `(${expression(c, "str", 0)} ${c.pick(["+", "-", "*", "/"])} ${x()})`,
    () => libraryCall(c, "num", (k) => expression(c, k, depth - 1)),
  )
}

function arithmetic(c: Context, left: Kind, right: Kind, depth: number): string {
  const op = c.pick(["+", "-", "*", "/", "//", "%", "&", "|", "~", "<<", ">>", ".."])
  const x = expression(c, left, depth - 1)
  const y = expression(c, right, depth - 1)
  return c.chance(0.5) ? `(${x} ${op} ${y})` : `(${y} ${op} ${x})`
}

function concatenation(c: Context, depth: number): string {
  return `(${c.several(2, 4, () => expression(c, c.pick(["str", "str", "int", "num", "obj"]), depth - 2)).join(" .. ")})`
}

function comparison(c: Context, depth: number): string {
  const kinds: Kind[] = c.chance(0.15) ? ["obj", c.kind()] : c.chance(0.7) ? ["int", "num"] : ["str", "str"]
  const [x, y] = [expression(c, c.pick(kinds), depth - 1), expression(c, c.pick(kinds), depth - 1)]
  return c.oneOf(
    () => `(${x} ${c.pick(["<", "<=", ">", ">="])} ${y})`,
    () => `(${x} ${c.pick(["==", "~="])} ${y})`,
    () => `(not ${x})`,
  )
}

function logical(c: Context, kind: Kind, depth: number): string {
  const test = () => expression(c, c.chance(0.6) ? "bool" : kind, depth - 1)
  const x = () => expression(c, kind, depth - 1)
  return c.oneOf(
    () => `(${test()} and ${x()} or ${x()})`,
    () => `(${test()} and ${x()})`,
    () => `(${test()} or ${x()})`,
    () => `(not ${test()} and ${x()} or ${test()})`,
  )
}
