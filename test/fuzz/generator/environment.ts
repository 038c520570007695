// Chunks made at run time, environments, and functions that go through string.dump.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"
import { expression, expressions } from "./expression.ts"

const SOURCES = [
  "return ...",
  "return g1, ...",
  "g1 = ... return g1",
  "local a, b = ... return b, a",
  "x = 1 return x, _ENV == g4",
  "return function() g2 = g2 return g2, x end",
  "local t = ... t.x = 1",
  "return nil + 1",
  "error('inside')",
  "return _ENV",
  "local _ENV = {x = 5} return x",
  "for i = 1, 3 do tick() if i == 2 then return i end end",
  "return Y(...)",
  "local x <close> = closer('chunk') return x.x",
  "return x.y.z",
  "goto done do return 1 end ::done:: return 2",
  "return 1 2",
  "x = = 1",
  "for",
  "return 'unfinished",
  "::a:: ::a::",
  "local x <const> = 1 x = 2",
  "return 0x, 1",
  "return '\\\\q'",
  "break",
  "goto nowhere",
  "return ... , ",
  "local function f() return ... end",
  "f() = 1",
  "\\n\\n\\nerror('line 4')",
  "# first line",
  "--[[ open",
  "return [==[ x ]=]",
  "local a <oops> = 1",
  "if x then else elseif y then end",
  "return {1, 2, 3",
  "x.y:z = 1",
  "(x)",
  "return function(a, ..., b) end",
  "local 1 = 2",
  "return 1e",
  "return 3 .. 4, 3..4",
  "return 9223372036854775808, 0xffffffffffffffffff",
  "return '\\\\u{110000000}'",
  "a.b = ",
  "repeat local x = 1 until x == 1 return x",
  "until",
  "return ~= 1",
]

function loaded(c: Context): void {
  const source = `"${c.pick(SOURCES)}"`
  const text = c.chance(0.15)
    ? c.pick([
        `(function() local i = 0 return function() i = i + 1 return (${source}):sub(i, i) end end)()`,
        "function() return {} end",
        "function() error('reader') end",
        "function() return nil end",
        "Y",
      ])
    : source
  const name = c.pick(["", ', "=chunk"', ', "@file.lua"', ', "a text"', ", nil", ', "=" .. ("n"):rep(70)'])
  const more =
    name === ""
      ? ""
      : c.pick(["", ', "t"', ', "b"', ', "t", {}', ', "t", {x = 3, Y = Y}', ", nil, g4", ', "bt", nil'])
  const [f, e] = [c.newName(), c.newName() + "0"]
  c.write(`local ${f}, ${e} = load(${text}${name}${more})`)
  c.write(`show(type(${f}), ${e})`)
  c.write(`if ${f} then show(pcall(${f}, ${expressions(c, 1, 2, 1)})) show(g1, g2, g4.x) end`)
}

function environment(c: Context): void {
  const name = c.newName()
  c.write(
    c.oneOf(
      () =>
        `do local _ENV = {show = show, x = ${expression(c, "any", 1)}, pcall = pcall} show(x, y) y = x show(y, _ENV.y) end`,
      () =>
        `local function ${name}(_ENV, y) x = y return x, y end show(pcall(${name}, {}, 1)) show(pcall(${name}, nil, 1)) show(pcall(${name}, 1, 1))`,
      () =>
        `do local _ENV <const> = {show = show, pcall = pcall} show(pcall(function() return g1.x end)) end`,
      () =>
        `show(pcall(function() local _ENV = setmetatable({}, {__index = function(_, k) return k end, __newindex = S}) y = x return x, y end))`,
      () => `show(pcall(function() local _ENV = nil return x end))`,
      () => `show(pcall(function() local _ENV = nil x = 1 end))`,
      () => `show(pcall(function() local _ENV = {} return x.y end))`,
      () => `show(pcall(function() local _ENV = {} x() end))`,
      () => `show(pcall(function(_ENV) return x + 1 end, {x = {}}))`,
      () => `for _ENV in iter(2) do tick() end`,
      () => `show(pcall(function() local a = _ENV do local _ENV = {id = a.id} return id(id, 2) end end))`,
    ),
  )
}

function dumped(c: Context): void {
  const name = c.newName()
  const body = c.oneOf(
    () => `return ${expressions(c, 1, 2, 1)}`,
    () => "return ...",
    () => "local t = ... return t.x.y",
    () => `local x = ... return function() x = x + 1 return x end`,
    () => "for i = 1, 2 do tick() show(i, ...) end",
    () => "error('dumped')",
  )
  // a loaded function has new upvalues, so it uses none but, first, the globals
  c.write(
    `local ${name} = load(string.dump(load([[${body.replaceAll("]]", "] ]")}]], "=d")${c.pick(["", ", true", ", false"])}), "=e", ${c.pick(['"b"', '"bt"', '"t"'])})`,
  )
  c.write(`show(type(${name}), ${name} and pcall(${name}, ${expressions(c, 1, 1, 0)}))`)
}

/** Statements about chunks and environments. */
export function environmentStatement(c: Context): void {
  c.pick([loaded, loaded, environment, dumped])(c)
}

/** For the sake of lexer and parser: the same things in unusual writing. */
export function writing(c: Context): void {
  const x = c.newName()
  const numeral = c.pick([
    "0xA",
    "0X1P-2",
    "3.",
    ".5e1",
    "0x.8",
    "1e+2",
    "1E-2",
    "0x7fffffffffffffffff",
    "9223372036854775807",
    "9223372036854775808",
    "1e400",
    "0x1p-1080",
    "123456789012345678901234567890",
    "0x1.8p1",
    "00012",
    "2^-3^2",
    "-2^2",
    "not nil == true",
    "1 .. 2 .. 3",
    "2^53 == 2^53 + 1",
    "- -1",
    "not not 1",
    "#'abc' + 1",
    "-3 % 5",
    "5 // -2 * 2",
    "1 << 2 + 3",
    "3 | 4 ~ 5 & 6",
    "'a' < 'b' == true",
    "1 < 2 and 2 < 3 or nil",
    "~1 ~ ~2",
    "7 // 2 ^ 2 % 3",
    "-x2 and 1 or -'2'",
  ])
  const text = c.pick([
    "[[a\nb]]",
    "[==[\n]]x]=]]==]",
    "'\\65\\x41\\u{41}\\z   b'",
    '"a\\\nb"',
    "'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'",
    "'\\0\\00\\000x'",
    "[[\r\n]]",
    "'\\u{7FFFFFFF}'",
    "--[[comment]] 'behind'",
    "--[==[ long ]]\n]==] 'behind'",
    "-- short\n'next line'",
  ])
  const t = c.variable("tbl") ?? "g4"
  c.write(
    c.oneOf(
      () => `local ${x} = ${numeral};;; show(${x});`,
      () => `local ${x} = ${text} show(#${x}, ${x})`,
      () =>
        `show(id${c.pick(["'text'", '"text"', "[[text]]", "{1, 2}", "{x = 1, ['v'] = 2; 3, [1] = 4,}"])})`,
      () => `show((("x")):rep(2), ("%d"):format(3), #("abc"), -(2), (nil))`,
      () => `do ;;; end show(${t}${c.pick(["['x']", '["v"]', "[ [[y]] ]", ".x"])})`,
      () => `local ${x} ${c.pick(["<const>", "< const >", "<close>", ""])} = nil; show(${x})`,
      () => `goto ${x}_; do show("skipped") end ::${x}_::;`,
      () =>
        `local function ${x}(...) local a <const>, b, c = 1, ... return a, b, c end show(${x}${c.pick(["()", "{}", "'s'", "(nil, 1, 2)"])})`,
      () =>
        `function g4.f(...) return select('#', ...) end function g4:m(...) return self == g4, ... end show(g4.f(nil, nil), g4:m(1))`,
      () =>
        `if nil then elseif false then else show(1) end while false do end repeat local ${x} = 1 until ${x} for _ = 1, 0 do end`,
      () => `return_ = 1 show(return_, _G.return_, _ENV["return_"]) return_ = nil`,
      () =>
        `show(pcall(function() local ${x} = {${c.several(1, 60, () => atoms.integer(c)).join(", ")}} return #${x}, ${x}[#${x}] end))`,
    ),
  )
}
