// The order in which things are evaluated, adjusted and assigned.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"
import { expression, expressions, multiple } from "./expression.ts"

/** A value that tells when it is evaluated. */
const noted = (c: Context, text: string): string => (c.chance(0.7) ? `S(${text})` : text)

function target(c: Context, t: string, i: string): string {
  return c.oneOf(
    () => t,
    () => i,
    () => `${t}[${noted(c, i)}]`,
    () => `${t}.x`,
    () => `${t}[${i}]`,
    () => `S(${t})[${noted(c, atoms.smallInteger(c))}]`,
    () => `S(${t}).${atoms.field(c)}`,
    () => c.pick(["g1", "g2", "g3"]),
  )
}

function assigned(c: Context): void {
  const [t, i] = [c.newName(), c.newName()]
  c.write(`local ${t}, ${i} = {1, 2, 3, v = {}}, ${c.pick(["1", "2", "1.0"])}`)
  const kept = `${t}_${i}`
  c.write(`local ${kept} = ${t}`)
  const targets = c.several(2, 4, () => target(c, t, i))
  const values = c.several(1, 4, () =>
    noted(c, c.pick([i, `${i} + 1`, t, `${t}[${i}]`, "false", expression(c, "any", 1)])),
  )
  // nothing looks at the length of a table in which this may leave holes
  if (c.chance(0.3)) values.push(multiple(c))
  c.write(`show(pcall(function(...) ${targets.join(", ")} = ${values.join(", ")} end, 1, 2))`)
  c.write(`show(type(${t}), ${i} ~= ${kept} and ${i}, ${kept}[1], ${kept}[2], ${kept}[3], ${kept}.x)`)
}

function listed(c: Context): void {
  const items = c.several(1, 4, () => noted(c, expression(c, "any", 1)))
  const tail = c.oneOf(
    () => "...",
    () => "(...)",
    () => "id(...)",
    () => "(id(...))",
    () => "select(2, ...)",
    () => "table.unpack({...})",
    () => "id()",
    () => "table.unpack({1, nil, 3}, 1, 3)",
    () => multiple(c),
  )
  const list = [...items, tail].join(", ")
  const use = c.oneOf(
    () => `return ${list}`,
    () => `local a, b, c = ${list} return c, b, a`,
    () => `return {${list}}, #{${list}}`,
    () => `return select("#", ${list})`,
    () => `return table.pack(${list}).n, ...`,
    () => `local t = {${tail}, ${list}, x = ${tail}} return t, t.x`,
    () => `return (${items[0]}), ${tail}`,
    () => `local function f(a, ...) return ..., a end return f(${list})`,
    () => `for a, b in next, {${list}} do tick() show(b) end`,
    () => `return id(${list}), id(${tail})`,
    () => `local a <const>, b = ${list} return b, a`,
    () => `return ... == ${items[0]}, ..., ${tail}`,
    () => `local n = select("#", ...) for i = n, 1, -1 do show((select(i, ...))) end return select(-1, ...)`,
  )
  c.write(
    `show(pcall(function(...) ${use} end${c.pick(["", ", 1", ", nil, 2", ", 1, nil, nil", ", 'a', 2, 3.5, true"])}))`,
  )
}

function called(c: Context): void {
  const args = c.several(0, 3, () => noted(c, expression(c, "any", 1)))
  if (c.chance(0.3)) args.push(multiple(c))
  const f = c.oneOf(
    () => "S(id)",
    () => "S(g4).f",
    () => "S({f = id}).f",
    () => "S('x'):rep",
    () => `S(${c.variable("fn") ?? "id"})`,
    () => "S(obj(1))",
    () => "S(obj(1)):v",
    () => "(S(nil) or id)",
  )
  c.write(`show(pcall(function(...) return ${f}(${args.join(", ")}) end, ${expressions(c, 1, 2, 0)}))`)
}

function operated(c: Context): void {
  const ops = ["+", "-", "*", "..", "<", "==", "and", "or", "%", "//", "&", "^"]
  const terms = c.several(2, 5, () =>
    noted(c, expression(c, c.pick(["int", "int", "num", "str", "bool"]), 0)),
  )
  const text = terms.reduce((left, right) => `${left} ${c.pick(ops)} ${c.chance(0.2) ? `(${right})` : right}`)
  c.write(`show(pcall(function(...) return ${text} end))`)
}

/** Several statements in one line that show when which operand was evaluated. */
export function evaluationStatement(c: Context): void {
  c.pick([assigned, listed, listed, called, operated, operated])(c)
}
