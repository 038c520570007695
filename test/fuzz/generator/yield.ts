// Coroutines in one statement: yields from places of all kinds, and uses in every state.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"
import { expression, expressions } from "./expression.ts"

/** A yield, or something that yields below. `...` is there. */
function yielding(c: Context): string {
  const values = expressions(c, 0, 2, 1)
  const yields = `coroutine.yield(${values})`
  return c.oneOf(
    () => yields,
    () => yields,
    () => `(${yields})`,
    () => `id(${yields})`,
    () => `pcall(coroutine.yield, ${expression(c, "any", 0)})`,
    () => `select(2, pcall(function(...) return ${yields} end))`,
    () => `xpcall(function(...) error(${yields}) end, function(e) return type(e) end)`,
    () => `xpcall(error, function(e) return pcall(coroutine.yield, e) end, "e")`,
    () => "setmetatable({}, {__index = function(t, k) return coroutine.yield(k) end}).key",
    () => "(setmetatable({}, {__add = function(a, b) return coroutine.yield(b) end}) + 1)",
    () => "#setmetatable({}, {__len = coroutine.yield})",
    () => '(setmetatable({}, {__concat = function(a, b) return coroutine.yield("c", b) end}) .. "x" .. "y")',
    () => '("a" .. setmetatable({}, {__concat = function(a, b) return coroutine.yield(a) end}))',
    () => "(setmetatable({}, {__lt = function() return coroutine.yield('lt') end}) < {})",
    () => "(setmetatable({}, {__le = function() return coroutine.yield('le') end}) >= {})",
    () => "(setmetatable({}, {__eq = function() return coroutine.yield('eq') end}) ~= {})",
    () => "setmetatable({}, {__call = function(self, ...) return coroutine.yield(...) end})(1, 2)",
    () => "pcall(string.gsub, 'ab', '.', coroutine.yield)",
    () => "pcall(table.sort, {2, 1}, coroutine.yield)",
    () => "pcall(load, coroutine.yield)",
    () => "pcall(tostring, setmetatable({}, {__tostring = coroutine.yield}))",
    () => "pcall(pairs, setmetatable({}, {__pairs = coroutine.yield}))",
    () => "coroutine.wrap(function(...) return coroutine.yield(...) end)(7)",
    () => "(function(...) return coroutine.yield(...) end)(...)",
    () => "(function() local x <close> = closer('inner') return coroutine.yield(1) end)()",
  )
}

function statements(c: Context): string {
  return c
    .several(1, 3, () =>
      c.oneOf(
        () => `show("got", ${yielding(c)})`,
        () => `local a, b = ${yielding(c)} show(a, b)`,
        () => `for i = 1, 2 do tick() show(i, ${yielding(c)}) end`,
        () =>
          `for k, v in coroutine.wrap(function() coroutine.yield(1, 2) coroutine.yield(3) end) do tick() show(k, v, ${yielding(c)}) end`,
        () => `local t = {${yielding(c)}, ${yielding(c)}, x = ${yielding(c)}} show(t[1], t[2], t.x)`,
        () => `g1, g2 = ${yielding(c)}, ${yielding(c)}`,
        () => `local x <close> = closer("x"${c.chance(0.3) ? ', "fails"' : ""})`,
        () => `if ${yielding(c)} then show("yes") else show("no") end`,
        () => `while tick() and ${yielding(c)} do show("round") break end`,
        () => `repeat local y = ${yielding(c)} until y or not tick() or true`,
        () => `show(pcall(function(...) ${yielding(c)}.x = ${yielding(c)} end))`.replace(") (", ") ;("),
        () => `show(coroutine.isyieldable(), coroutine.status(coroutine.running()))`,
        () => `show(coroutine.resume(coroutine.running()))`,
      ),
    )
    .join(" ")
}

/** Lines about one coroutine: made, resumed some times, and closed or not. */
export function yieldStatement(c: Context): void {
  const name = c.newName()
  const ending = c.oneOf(
    () => "",
    () => " return ...",
    () => ` do return ${yielding(c)} end`,
    () => " error('ended')",
    () => " error({v = 1})",
    () => " local z = nil + 1",
  )
  const wraps = c.chance(0.3)
  c.write(
    `local ${name} ${name} = coroutine.${wraps ? "wrap" : "create"}(function(...) tick() ${statements(c)}${ending} end)`,
  )
  for (let i = 1 + c.below(5); i > 0; i--) {
    const args = expressions(c, 0, 2, 0)
    const comma = args === "" ? "" : `, ${args}`
    if (wraps) c.write(`show(pcall(${name}${comma}))`)
    else
      c.write(
        c.oneOf(
          () => `show(coroutine.resume(${name}${comma}))`,
          () => `show(coroutine.resume(${name}${comma}))`,
          () => `show(coroutine.resume(${name}${comma}))`,
          () => `show(coroutine.status(${name}), coroutine.isyieldable(${name}))`,
          () => `show(pcall(coroutine.close, ${name}))`,
          () =>
            `show(coroutine.wrap(function(...) return coroutine.resume(${name}, ...) end)(${atoms.integer(c)}))`,
        ),
      )
  }
  c.declare(name, "any")
}
