// Loops of all kinds.
import * as atoms from "./atoms.ts"
import { expression, expressions } from "./expression.ts"
import type { Context } from "./context.ts"

type Body = (c: Context) => void

/** Ranges of numeric loops; few rounds each. */
const RANGES = [
  "1, 3",
  "3, 1, -1",
  "1, 0",
  "0, 5, 2",
  "1.0, 3",
  "1, 3.9",
  "0.1, 0.5, 0.1",
  "math.maxinteger - 2, math.maxinteger",
  "math.mininteger + 2, math.mininteger, -1",
  "9007199254740990, 9007199254740994",
  "-9007199254740993, -9007199254740990",
  "0x7ffffffe, 0x80000001",
  "2^53 - 2, 2^53 - 1",
  "math.maxinteger - 1, 1e100",
  "1, -1e100, -0x4000000000000000",
  "3, 2.5, -1",
  "1, 2, 0",
  '"1", 2',
  "1, 2, 0.5",
  "-1, -3, -2",
  "math.mininteger, math.maxinteger, math.maxinteger",
  "1, (0/0)",
  "1, 3, 1.0",
  "-0.0, 1",
  "1, -math.huge",
]

export function loop(c: Context, body: Body): void {
  c.pick([numeric, numeric, generic, generic, whileLoop, repeatLoop])(c, body)
}

/** The body of a loop, with `break`, and `goto continue` now and then. */
function rounds(
  c: Context,
  body: Body,
  declare: () => void,
): { run: () => void; changes: { inLoop: true; labels: string[] } } {
  const label = c.chance(0.3) ? c.newLabel() : undefined
  const labels = label === undefined ? c.block.labels : [...c.block.labels, label]
  const run = () => {
    declare()
    if (label !== undefined) c.nested("do", "end", () => body(c))
    else body(c)
    if (c.chance(0.2)) c.write(`if ${expression(c, "bool", 1)} then break end`)
    if (label !== undefined) c.write(`::${label}::`)
  }
  return { run, changes: { inLoop: true, labels } }
}

function numeric(c: Context, body: Body): void {
  const name = c.newName()
  const small = c.chance(0.4)
  const range = small ? `${atoms.smallInteger(c)}, ${atoms.smallInteger(c)}` : c.pick(RANGES)
  const { run, changes } = rounds(c, body, () =>
    c.declare(name, c.chance(0.8) ? "int" : "num", c.chance(0.7)),
  )
  c.nested(`for ${name} = ${range} do`, "end", run, changes)
}

function generic(c: Context, body: Body): void {
  const [k, v] = [c.newName(), c.newName()]
  const arr = c.variable("arr") ?? '{1, "b", 2.5}'
  const tbl = c.variable("tbl") ?? "{x = 1, v = {}, [0] = 2}"
  const iterator = c.oneOf(
    () => `ipairs(${arr})`,
    () => `pairs(${arr})`,
    () => `next, ${arr}`,
    () => `sorted(${tbl})`,
    () => `iter(${c.below(4)})`,
    () => `("a1b2"):gmatch("${c.pick(["%a", "(%a)(%d)", "()", "%d*"])}")`,
    () => `iter(2), nil, nil, closer("${k}")`,
    () => `function(s, i) if tick() and i < 3 then return i + 1, Y(s) end end, ${expression(c, "str", 1)}, 0`,
    () => `coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, ${expressions(c, 1, 1, 1)}) end end)`,
  )
  const { run, changes } = rounds(c, body, () => {
    c.declare(k, "any", true)
    c.declare(v, "any")
  })
  c.nested(`for ${k}, ${v} in ${iterator} do tick()`, "end", run, changes)
}

function whileLoop(c: Context, body: Body): void {
  const name = c.newName()
  c.write(`local ${name} = ${expression(c, "int", 1)}`)
  c.declare(name, "int")
  const { run, changes } = rounds(c, body, () => {})
  const step = c.pick([
    `${name} = ${name} + 1`,
    `${name} = ${name} >> 1`,
    `${name} = ${name} // 2 - 1`,
    `${name} = ${name} * 3 & 0xffff`,
  ])
  c.nested(
    `while tick() and ${c.pick([`${name} < 3`, `${name} > 0`, `${name} ~= 0`, expression(c, "bool", 2)])} do ${step}`,
    "end",
    run,
    changes,
  )
}

function repeatLoop(c: Context, body: Body): void {
  // a `goto continue` would jump into the scope of what the condition sees
  const tail = () =>
    `until not tick() or ${expression(c, "bool", 2)} or ${c.chance(0.5) ? "Y(true)" : "true"}`
  c.nested("repeat", tail, () => body(c), { inLoop: true, labels: [] })
}
