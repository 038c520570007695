// Statements that show all results of a library function, called with arguments that may be odd in number and kind.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"
import { expression } from "./expression.ts"

type Argument = (c: Context) => string

const anything: Argument = (c) => expression(c, "any", 1)
const string: Argument = (c) => (c.chance(0.5) ? atoms.string(c) : expression(c, "str", 1))
const integer: Argument = (c) => (c.chance(0.7) ? atoms.smallInteger(c) : atoms.integer(c))
/** Where even a loop from one to the other ends soon. */
const place: Argument = (c) => atoms.smallInteger(c)
const number: Argument = (c) => expression(c, c.chance(0.6) ? "num" : "int", 1)
const array: Argument = (c) => expression(c, "arr", 0)
const table: Argument = (c) => expression(c, c.pick(["tbl", "arr", "obj"]), 0)
const callee: Argument = (c) => expression(c, "fn", 0)
const one =
  (...texts: string[]): Argument =>
  (c) =>
    c.pick(texts)
const quoted = (...texts: string[]): Argument => one(...texts.map((text) => `"${text}"`))

const pattern = quoted(
  "%a+",
  "(%w+)",
  "()",
  ".",
  "[^,]*",
  "^a",
  "(.)(.)",
  ".-b",
  "%f[%w]%w+",
  "%b()",
  "(a*(.)%w(%s*))",
  "%g+",
  "%2",
  "[a",
  "%",
  "(",
  "%b",
  "%f",
  "[a-",
  "[%a-z]",
  "[]-]",
  "^",
  "a$",
  "$a",
  "\\0",
  "[\\0-z]+",
  "(()())",
  "%x%x",
  ")",
  "a?b?c?",
)
const format = quoted(
  "%d",
  "%5.2s|",
  "%q",
  "%x %X",
  "%5.1f %g",
  "%c%c",
  "%i %u",
  "%a",
  "%%",
  "%",
  "%5",
  "%y",
  "%10.123f",
  "%0100d",
  "%.20s",
  "%-+ #0d",
  "%s %s %s",
  "%.3q",
  "%p",
  "%.0f|%5.f",
  "%+.3e",
  "% d|%+d|%05d",
  "%#o %#x",
)
const packing = quoted(
  "i4 i4",
  "<i2 >i2 =i2",
  "!8 b i8",
  "!4 b Xi4 i4",
  "z s1",
  "s2 z",
  "c5 c0",
  "<i16 >I16",
  "d f n",
  "j J T",
  "i17",
  "i0",
  "c",
  "!3 i4",
  "X",
  "Xz",
  "b B h H l L",
  " < ! > = ",
  "x x x b",
  "r",
  "<I3 >I5",
  "!16 d i16",
  "s",
)
const comparator = one(
  "function(a, b) return a > b end",
  "function(a, b) return true end",
  "function(a, b) return false end",
  "function(a, b) return a <= b end",
  "function(a, b) return tostring(a) < tostring(b) end",
  "function(a, b) return #tostring(a) < #tostring(b) end",
  "function(a, b) if a == b then error('same') end return type(a) < type(b) end",
  "function(a, b) return Y(a) < b end",
  "function(a, b) return nil end",
  "function(a, b) return a end",
  "math.max",
  "1",
)
const dateFormat = quoted(
  "!%Y-%m-%d %H:%M:%S",
  "!%c",
  "!%x %X %p",
  "!%j %U %w %a %A %b %B %d",
  "!%y %C %e %D %F %T %R %r",
  "!%G %g %V %u %W %n %t %%",
  "!%Ex %Oy %h %I %M",
  "!*t",
  "%E",
  "%Q",
  "!%",
  "",
)
const time = one(
  "0",
  "1",
  "86400",
  "1e9",
  "951782400",
  "1709164800",
  "-1",
  "253402300799",
  "2^31",
  "1.5",
  "math.maxinteger",
  "-2^40",
)
const dateTable = one(
  "{year = 2000, month = 2, day = 30}",
  "{year = 1999, month = 14, day = -3, hour = 25, min = 61, sec = 61}",
  "{year = 2024, month = 1, day = 1, hour = 0, isdst = false}",
  "{year = 2000, month = 1}",
  "{year = '2001', month = '3', day = '4.0'}",
  "{year = 2000.5, month = 1, day = 1}",
  "{year = 2000, month = 'x', day = 1}",
  "{year = 1e100, month = 1, day = 1}",
  "{year = 2^40, month = 1, day = 1}",
  "{year = 1970, month = 1, day = 1, hour = -24}",
)
const holed = one(
  "{1, nil, 3}",
  "{n = 3, 1}",
  "setmetatable({}, {__index = function(t, k) return k * 2 end, __len = function() return 4 end})",
  "setmetatable({1, 2, 3}, {__newindex = function(t, k, v) show('set', k, v) rawset(t, k, v) end})",
  "setmetatable({}, {__len = function() return '3' end})",
  "setmetatable({}, {__len = function() return 1.5 end})",
  "setmetatable({}, {__len = function() return -1 end})",
  "obj(3)",
)
const list: Argument = (c) => (c.chance(0.7) ? array(c) : holed(c))
const code = one("65", "233", "0x20AC", "0x1F600", "0x7FFFFFFF", "-1", "0x80000000", "0", "55296")
const utf = one(
  '"\\u{48}\\u{e9}\\u{20ac}\\u{1f600}"',
  '"abc"',
  '"\\xff"',
  '"\\u{d800}"',
  '"\\u{7fffffff}"',
  '"\\xe2\\x82"',
  '"\\x80a"',
  '""',
  '"\\xc0\\x80"',
  '"\\u{10ffff}\\u{110000}"',
)

/** Functions and what they are called with. */
const CALLS: [string, ...Argument[]][] = [
  ["string.byte", string, integer, integer],
  ["string.char", integer, integer, integer],
  ["string.find", string, pattern, integer, one("true", "false", "nil")],
  ["string.format", format, anything, number, string],
  [
    "string.gsub",
    string,
    pattern,
    one('"<%0>"', '"%1%2"', '"%"', "{a = 1}", "print", "1.5", "nil", "function(...) return ... end"),
    integer,
  ],
  ["string.gmatch", string, pattern, integer],
  ["string.len", string],
  ["string.lower", string],
  ["string.match", string, pattern, integer],
  ["string.pack", packing, integer, number, string],
  ["string.packsize", packing],
  ["string.rep", string, one("0", "1", "3", "-1", "2.0", "2.5", "'2'"), string],
  ["string.reverse", string],
  ["string.sub", string, integer, integer],
  [
    "string.unpack",
    packing,
    one(
      '"abcdefghijklmnopqrstuvwxyz0123456789"',
      '"\\3abc\\0xyz\\255\\255\\255\\255\\255\\255\\255\\255"',
      '""',
    ),
    integer,
  ],
  ["string.upper", string],
  ["table.concat", list, string, integer, integer],
  ["table.insert", list, integer, anything, anything],
  ["table.move", list, place, place, place, table],
  ["table.pack", anything, anything, anything],
  ["table.remove", list, integer],
  ["table.sort", list, comparator],
  ["table.unpack", list, one("1", "2", "-1", "nil"), one("3", "0", "5", "nil", "1e8", "2.5")],
  ["utf8.char", code, code],
  ["utf8.codepoint", utf, integer, integer, one("true", "nil")],
  ["utf8.len", utf, integer, integer, one("true", "nil")],
  ["utf8.offset", utf, integer, integer],
  ["utf8.codes", utf, one("true", "nil")],
  ["math.abs", number],
  ["math.ceil", number],
  ["math.floor", number],
  ["math.fmod", number, number],
  ["math.log", number, one("2", "10", "2.0", "0", "nil")],
  ["math.max", number, number, number],
  ["math.min", number, number, number],
  ["math.modf", number],
  ["math.tointeger", anything],
  ["math.type", anything],
  ["math.ult", integer, integer],
  ["os.date", dateFormat, time],
  ["os.time", dateTable],
  ["os.difftime", time, time],
  ["tonumber", anything, one("2", "10", "16", "36", "1", "37", "nil", "2.0")],
  ["tostring", anything],
  ["type", anything],
  ["select", one("1", "2", "-1", "-2", "0", "'#'", "'2'", "1.5", "10"), anything, anything],
  ["rawequal", anything, anything],
  ["rawget", table, anything],
  ["rawset", table, anything, anything],
  ["rawlen", anything],
  ["next", one("{}", "{1}", "{x = 1}", "1", "nil"), one("nil", "1", "'nokey'", "0/0")],
  ["ipairs", list],
  ["pairs", anything],
  ["getmetatable", one('"x"', "{}", "obj(1)", "1", "nil", "setmetatable({}, {__metatable = 7})")],
  ["setmetatable", table, one("nil", "{}", "1", "{__index = g4}", "{__metatable = 1}")],
  ["assert", anything, anything],
  ["error", anything, one("0", "1", "2", "nil")],
  ["pcall", callee, anything],
  ["xpcall", callee, one("function(e) return e, 1 end", "print", "1", "tostring"), anything],
  [
    "load",
    quoted("return 1", "x =", "return ...", "local x <const> = 1; x = 2", "goto l", "return 1 +", "break"),
    quoted("=name", "@file.lua", "text"),
    one('"t"', '"b"', '"bt"', "nil"),
    one("{}", "nil"),
  ],
  ["coroutine.create", callee],
  ["coroutine.wrap", callee],
  [
    "coroutine.resume",
    one(
      "coroutine.create(print)",
      "1",
      "coroutine.running()",
      "coroutine.create(function(...) return ... end)",
    ),
    anything,
  ],
  ["coroutine.status", one("coroutine.create(print)", "coroutine.running()", "1")],
  ["coroutine.close", one("coroutine.create(print)", "1", "coroutine.running()")],
  ["coroutine.isyieldable", one("nil", "coroutine.create(print)", "1")],
]

/** Shows what a library function does with some arguments: fewer, more, or others than it takes now and then. */
export function oddCall(c: Context): void {
  const [name, ...takes] = c.pick(CALLS)
  const given = takes.map((argument) => (c.chance(0.08) && argument !== place ? anything(c) : argument(c)))
  // without arguments, the clock answers
  if (name.startsWith("os.")) given.length = takes.length
  else if (c.chance(0.35)) given.length = c.below(given.length + 1)
  else if (c.chance(0.05)) given.push(anything(c))
  const [first, ...rest] = given
  const method = /^string\.(\w+)$/.exec(name)?.[1]
  const comma = given.length === 0 ? "" : `, ${given.join(", ")}`
  c.write(
    c.oneOf(
      () => `show(pcall(${name}${comma}))`,
      () => `show(pcall(function(...) return ${name}(${given.join(", ")}) end))`,
      () =>
        method === undefined || first === undefined
          ? `P(function() local x = ${name}(${given.join(", ")}) show(x) return x end)`
          : `show(pcall(function() return (${first}):${method}(${rest.join(", ")}) end))`,
      () => `P(function() return (${name}(${given.join(", ")})) end)`,
    ),
  )
}
