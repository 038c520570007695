// Calls of library functions, with arguments that are sometimes odd.
import * as atoms from "./atoms.ts"
import type { Context, Kind } from "./context.ts"

type Make = (kind: Kind) => string

const PATTERNS = [
  "%a+",
  "(%w+)",
  "%d*",
  "()",
  ".",
  "[a-c]",
  "[^,]*",
  "^a",
  "c$",
  "%s",
  "(.)(.)",
  "x*",
  "a-b",
  "%f[%w]",
  "%bxy",
  "(a*(.)%w(%s*))",
  "[%a_][%w_]*",
  "%1",
  "[a",
  "%",
  "(",
  "$",
  "^",
  "[]]",
  "[^]]",
  "%z",
  "(()%w())",
]
const FORMATS = ["%d", "%5d|", "%-5d|", "%05d", "%+d", "%x", "%X", "%#x", "%o", "%c", "%i"]
const FLOAT_FORMATS = [
  "%g",
  "%.3f",
  "%10.2f|",
  "%e",
  "%a",
  "%.14g",
  "%-12.4f|",
  "%+g",
  "%#.0f",
  "%.0f",
  "%5.1f",
]
const STRING_FORMATS = ["%s", "%10s|", "%-10s|", "%.2s", "%q", "%%%s"]
const PACK = [
  "i1",
  "I1",
  "<i2",
  ">I2",
  "<i4",
  ">i4",
  "<i8",
  ">I8",
  "=j",
  "<i3",
  ">i7",
  "<i16",
  "B",
  "h",
  "l",
  "n",
  "d",
  "f",
  "z",
  "s1",
  "<s2",
  "!4 i1 i4",
  "xb",
]

const pattern = (c: Context): string => `"${c.pick(PATTERNS)}"`
const position = (c: Context, make: Make): string => (c.chance(0.9) ? atoms.smallInteger(c) : make("int"))

/** A call that probably gives a value of the kind: int, num or str. */
export function libraryCall(c: Context, kind: "int" | "num" | "str", make: Make): string {
  if (kind === "int") return integerCall(c, make)
  if (kind === "num") return numberCall(c, make)
  return stringCall(c, make)
}

function integerCall(c: Context, make: Make): string {
  return c.oneOf(
    () => `math.tointeger(${make("num")})`,
    () => `(${make("str")}):byte(${position(c, make)})`,
    () => `(${make("str")}):find(${pattern(c)}${c.chance(0.5) ? `, ${position(c, make)}` : ""})`,
    () => `string.len(${make("str")})`,
    () => `select("#", ${make("any")}${c.block.varargs ? ", ..." : ""})`,
    () => `tonumber(${make("str")}${c.chance(0.3) ? `, ${c.pick(["10", "16", "2", "36", "8"])}` : ""})`,
    () => `math.abs(${make("int")})`,
    () => `math.max(${make("int")}, ${make("int")})`,
    () => `math.floor(${make("num")})`,
    () => `math.ceil(${make("num")})`,
    () => `string.unpack("${c.pick(["<i8", "<i4", ">I2", "b", "<j", "<I3"])}", ${make("str")} .. "12345678")`,
    () => `utf8.codepoint(utf8.char(${c.pick(["65", "233", "8364", "128512", "0x7fffffff"])}), 1, 1, true)`,
    () => `utf8.len(${make("str")}${c.chance(0.5) ? `, ${position(c, make)}` : ""})`,
    () => `rawlen(${make("str")})`,
  )
}

function numberCall(c: Context, make: Make): string {
  return c.oneOf(
    () => `math.fmod(${make("num")}, ${make("num")})`,
    () => `math.fmod(${make("int")}, ${c.pick(["3", "(-3)", "math.mininteger", "(-1)"])})`,
    () => `math.sqrt(${make("int")})`,
    () => `math.min(${make("num")}, ${make("int")}, ${make("num")})`,
    () => `tonumber(${make("str")})`,
    () => `tonumber(${make("num")})`,
    () => `(math.modf(${make("num")}))`,
    () => `string.unpack("${c.pick(["<d", ">f", "<n"])}", ${make("str")} .. "12345678")`,
  )
}

function stringCall(c: Context, make: Make): string {
  return c.oneOf(
    () => `(${make("str")}):sub(${position(c, make)}${c.chance(0.6) ? `, ${position(c, make)}` : ""})`,
    () => `(${make("str")}):${c.pick(["upper", "lower", "reverse"])}()`,
    () =>
      `(${make("str")}):rep(${c.pick(["0", "1", "2", "3", "-1", "2.0", '"2"'])}${c.chance(0.3) ? ', ","' : ""})`,
    () => `(${make("str")}):match(${pattern(c)}${c.chance(0.3) ? `, ${position(c, make)}` : ""})`,
    () =>
      `(${make("str")}):gsub(${pattern(c)}, ${c.pick(['"<%0>"', '"%1"', '""', '"%%"', "{a = 1, b = true, c = false}", "string.upper", "function(x) return x and x == 'a' and 1 end", "function(x) return Y(x) end", '"%2"', '"%"'])}${c.chance(0.3) ? `, ${position(c, make)}` : ""})`,
    () => `string.format("${c.pick(FORMATS)}", ${make("int")})`,
    () => `string.format("${c.pick(FLOAT_FORMATS)}", ${make("num")})`,
    () => `string.format("${c.pick(STRING_FORMATS)}", ${make(c.pick(["str", "str", "int", "num", "obj"]))})`,
    () => `tostring(${make(c.pick(["int", "num", "bool", "obj", "str"]))})`,
    () =>
      `string.char(${c.several(0, 3, () => c.pick(["65", "0", "255", "97", "256", "-1", "48.0"])).join(", ")})`,
    () => `string.pack("${c.pick(PACK)}", ${make(c.pick(["int", "int", "num", "str"]))})`,
    () => `type(${make("any")})`,
    () => `math.type(${make("num")})`,
    () => `table.concat(${make("arr")}${c.pick(["", ', ","', ', "", 2', ', ";", 1, 2', ', ",", -1, 0'])})`,
    () => `tostring(select(${c.pick(["1", "2", "-1", "0", "5"])}, ${make("int")}, ${make("str")}))`,
  )
}
