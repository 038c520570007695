// Tables with metatables of all kinds: chains, handlers that are no functions, and handlers that see too much.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"
import { expression, expressions } from "./expression.ts"

const OPERATORS: Record<string, string> = {
  __add: "+",
  __sub: "-",
  __mul: "*",
  __div: "/",
  __idiv: "//",
  __mod: "%",
  __pow: "^",
  __band: "&",
  __bor: "|",
  __bxor: "~",
  __shl: "<<",
  __shr: ">>",
  __concat: "..",
  __lt: "<",
  __le: "<=",
  __eq: "==",
}

/** A handler: usually a function, sometimes something that can be called, sometimes not even that. */
function handler(c: Context): string {
  return c.oneOf(
    () => "function(a, b) tick() show('handler', type(a), type(b)) return Y(a ~= nil, b) end",
    () => "function(...) tick() return ... end",
    () => "function(...) tick() return select('#', ...) end",
    () => `function(...) tick() return ${expressions(c, 0, 2, 1)} end`,
    () => "function() tick() end",
    () => "function(a, b) tick() error('in handler') end",
    () => "function(a, b) tick() return nil .. a end",
    () => "setmetatable({}, {__call = function(self, ...) tick() return select('#', ...) end})",
    () => "obj(1)",
    () => c.pick(["1", '"text"', "{}", "true", "rawequal", "rawlen", "type", "select", "coroutine.yield"]),
  )
}

/** A table whose fields are looked up in others. */
function chain(c: Context): string {
  return c.oneOf(
    () => "setmetatable({v = 1}, {__index = {x = 2, v = 3}})",
    () =>
      "setmetatable({}, {__index = setmetatable({x = 2}, {__index = setmetatable({y = 3}, {__index = function(t, k) tick() show('last', k) return Y(k) end})})})",
    () => "setmetatable({}, {__index = obj(5)})",
    () => 'setmetatable({}, {__index = "text"})',
    () => "setmetatable({}, {__index = string})",
    () => "setmetatable({}, {__index = 1})",
    () => "setmetatable({}, {__newindex = g4})",
    () =>
      "setmetatable({v = 1}, {__newindex = setmetatable({}, {__newindex = function(t, k, v) tick() show('set', k, v) rawset(t, k, v) end})})",
    () => "setmetatable({}, {__newindex = 1})",
    () => "setmetatable({}, {__index = rawget, __newindex = rawset})",
    () => "setmetatable({}, {__index = function(t, k) tick() rawset(t, k, 7) return k end})",
  )
}

function chained(c: Context): void {
  const t = c.newName()
  c.write(`local ${t} = ${chain(c)}`)
  c.declare(t, "any")
  for (let i = 1 + c.below(3); i > 0; i--) {
    const key = c.chance(0.7)
      ? `.${atoms.field(c)}`
      : `[${c.pick(["1", "1.0", '"v"', "true", "2^53", "-1"])}]`
    c.write(
      c.oneOf(
        () => `show(pcall(function(...) return ${t}${key} end))`,
        () => `show(pcall(function(...) ${t}${key} = ${expression(c, "any", 1)} return ${t}${key} end))`,
        () => `show(rawget(${t}, "${atoms.field(c)}"), rawlen(${t}))`,
        () => `show(pcall(function(...) return ${t}:${atoms.field(c)}(${expression(c, "any", 0)}) end))`,
        () => `show(pcall(function(...) ${t}.x, ${t}.y, ${t}.v = 1, nil return ${t}.x, ${t}.y, ${t}.v end))`,
      ),
    )
  }
}

function operated(c: Context): void {
  const event = c.pick(Object.keys(OPERATORS))
  const name = c.newName()
  const meta = `{${event} = ${handler(c)}${c.chance(0.2) ? ', __name = "My.Type"' : ""}}`
  c.write(`local ${name} = setmetatable({v = ${atoms.smallInteger(c)}}, ${meta})`)
  c.declare(name, "any")
  const other = c.pick([name, "{}", "setmetatable({}, getmetatable(" + name + "))", expression(c, "any", 1)])
  const [x, y] = c.chance(0.5) ? [name, other] : [other, name]
  c.write(`show(pcall(function(...) return (${x}) ${OPERATORS[event]} (${y}) end))`)
  if (event === "__lt" || event === "__le")
    c.write(`show(pcall(function(...) return (${x}) > (${y}), (${x}) >= (${y}) end))`)
  if (event === "__concat")
    c.write(`show(pcall(function(...) return 1 .. "a" .. (${x}) .. (${y}) .. 2.5 .. "b" end))`)
  if (event === "__eq") c.write(`show(pcall(function(...) return (${x}) ~= (${y}) and 1 or 2 end))`)
}

function special(c: Context): void {
  const name = c.newName()
  const [event, use] = c.pick([
    ["__len", "#X"],
    ["__unm", "-X"],
    ["__bnot", "~X"],
    ["__call", "X(1, nil, 3)"],
    ["__call", "X"],
    ["__call", "select('#', X())"],
    ["__tostring", "tostring(X)"],
    ["__tostring", "string.format('%s|%5s', X, X)"],
    ["__name", "X + 1"],
    ["__name", "string.rep(X)"],
    ["__name", "('x'):rep(X)"],
    ["__name", "#tostring(X) > 10"],
    ["__pairs", "pairs(X)"],
    ["__metatable", "getmetatable(X)"],
    ["__metatable", "setmetatable(X, nil)"],
    ["__index", "X.x, X[1], X.v"],
    ["__close", "(function() local y <close> = X return 1 end)()"],
    ["__close", "(function() for i in iter(2), nil, nil, X do return i end end)()"],
  ] as [string, string][])
  const value = c.chance(0.2) ? c.pick(['"a string"', "12", "false", "nil"]) : handler(c)
  c.write(`local ${name} = setmetatable({v = 1}, {${event} = ${value}})`)
  c.write(`show(pcall(function(...) return ${use.replaceAll("X", name)} end))`)
  if (event === "__pairs")
    c.write(
      `show(pcall(function(...) for k, v in pairs(${name}) do tick() show(k, v) if k then break end end end))`,
    )
  c.declare(name, "any")
}

/** A few statements about one new table. */
export function metatableStatement(c: Context): void {
  c.pick([chained, operated, operated, special, special])(c)
}
