// Variables to be closed, jumps and captured variables, in combinations that leave scopes in every way.
import type { Context } from "./context.ts"
import { expression } from "./expression.ts"

type Body = (c: Context) => void

/** What may be declared to be closed. */
const closable = (c: Context, name: string): string =>
  c.pick([
    `closer("${name}")`,
    `closer("${name}")`,
    `closer("${name}", "failure ${name}")`,
    "nil",
    "false",
    `setmetatable({}, {__close = function(...) show("closed ${name}", select("#", ...), ...) return 1, 2 end})`,
    `setmetatable({}, {__close = function(self, e) error(e) end})`,
    `setmetatable({}, {__close = coroutine.yield})`,
    `setmetatable({}, {__close = error})`,
    `obj(1)`,
    "42",
  ])

function closings(c: Context, body: Body): void {
  const names = c.several(1, 3, () => c.newName())
  const ending = c.oneOf(
    () => "",
    () => `error(${c.pick(['"thrown"', "{v = 1}", "nil", '"thrown", 0'])})`,
    () => `return ${expression(c, "any", 1)}, Y("returned")`,
    () => `return id(1, Y(2))`,
    () => "local x = nil + 1",
    () => `return Y(${names[0]} ~= nil)`,
  )
  c.nested(
    "P(function(...) tick()",
    "end)",
    () => {
      for (const name of names) {
        c.write(`local ${name} <close> = ${closable(c, name)}`)
        c.declare(name, "tbl", true)
      }
      if (c.chance(0.5)) body(c)
      if (ending !== "") c.write(`do ${ending} end`)
    },
    { inLoop: false, labels: [], varargs: true },
  )
}

/** A loop whose rounds have something to close, or captured variables, and end in one of several ways. */
function rounds(c: Context, body: Body): void {
  const [name, x] = [c.newName(), c.newName()]
  const head = c.pick([
    `for ${x} = 1, 4 do tick()`,
    `for ${x} in iter(4) do tick()`,
    `for ${x}, _ in next, {5, 6, 7} do tick()`,
    `local ${x} = 0 while ${x} < 4 do tick() ${x} = ${x} + 1`,
    `local ${x} = 0 repeat tick() ${x} = ${x} + 1`,
  ])
  const label = c.newLabel()
  c.write("do local kept = {}")
  c.nested(
    head,
    () => (head.includes("repeat") ? `until ${x} > 3` : "end"),
    () => {
      c.declare(x, "int", true)
      if (c.chance(0.6)) {
        c.write(`local ${name} <close> = closer("${name}")`)
        c.declare(name, "tbl", true)
      } else {
        c.write(`local ${name} = ${x} * 2`)
        c.declare(name, "int")
      }
      c.write(`kept[#kept + 1] = function() return ${x}, ${name} end`)
      c.nested("do", "end", () => {
        if (c.chance(0.4)) body(c)
        c.write(
          `if ${x} == ${1 + c.below(3)} then ${c.pick(["break", `goto ${label}`, `goto ${label}`, "return 1", "error('out')", "return Y(5)"])} end`,
        )
      })
      c.write(`show("round", ${x})`)
      if (!head.includes("repeat")) c.write(`::${label}::`)
      else c.write(`do end ::${label}::`)
    },
    { inLoop: true, labels: [] },
  )
  c.write("for i = 1, #kept do show(kept[i]()) end end")
}

/** Jumps between blocks: out of nested loops, backwards with fresh locals, over functions. */
function jumps(c: Context, body: Body): void {
  const [out, back, n, f] = [c.newLabel(), c.newLabel(), c.newName(), c.newName()]
  c.write(`do local ${n}, ${f} = 0, nil`)
  c.write(`::${back}:: do local fresh = ${n} local old = ${f}`)
  c.write(`${f} = function() fresh = fresh + 1 return fresh, old and old() end end`)
  c.nested(
    "for i = 1, 3 do for j = 1, 3 do tick()",
    "end end",
    () => {
      if (c.chance(0.4)) body(c)
      c.write(`if i * j ${c.pick([">=", "=="])} ${c.pick(["2", "4", "6", "10"])} then goto ${out} end`)
      if (c.chance(0.3)) c.write("if j > i then break end")
    },
    { inLoop: true, labels: [] },
  )
  c.write(`show("not left")`)
  c.write(
    `::${out}:: ${n} = ${n} + 1 show(${n}, ${f}()) if ${n} < ${1 + c.below(3)} and tick() then goto ${back} end end`,
  )
}

/** Functions that share variables over several levels. */
function sharing(c: Context): void {
  const [x, get, set] = [c.newName(), c.newName(), c.newName()]
  const step = c.pick(["+ 1", ".. 'x'", "* 2.5", "// 2", "and 1"])
  c.write(`local ${get}, ${set} do local ${x} = ${expression(c, c.pick(["int", "num", "str"]), 1)}`)
  c.write(
    c.oneOf(
      () =>
        `${get} = function() return ${x} end ${set} = function(v) ${x} = v or ${x} ${step} return ${x} end`,
      () =>
        `${get} = function() return (function() return (function() return ${x} end)() end)() end ${set} = function(v) return (function() ${x} = v or ${x} ${step} return ${x} end)() end`,
      () =>
        `${get} = function() local ${x} = ${x} return ${x} end ${set} = function(${x}) ${x} = ${x} or 0 return function() ${x} = ${x} + 1 return ${x} end end`,
      () =>
        `${get} = coroutine.wrap(function() while true do tick() coroutine.yield(${x}) ${x} = ${x} ${step} end end) ${set} = function(v) ${x} = v end`,
    ),
  )
  c.write(
    `show(pcall(${get})) show(pcall(${set})) show(pcall(${set}, ${expression(c, "any", 0)})) show(pcall(${get})) ${x} = 9 show(pcall(${get})) end`,
  )
  c.write(`show(pcall(${get}), pcall(${set}, 3), pcall(${get}))`)
}

/** Scopes and how they are left. */
export function scopeStatement(c: Context, body: Body): void {
  c.pick([closings, closings, rounds, rounds, jumps, sharing])(c, body)
}
