/** Numerals against values that PUC-Rio Lua 5.4.8 gives. */
import { expect, test } from "bun:test"
import { LuaFloat, LuaInt64, intToBigInt } from "../../../interpreter/value/number.ts"
import { parseNumeral } from "../../../interpreter/value/numeral.ts"

/** `i` and the decimal value of an integer, `f` and the JS text of a float. */
function show(text: string): string {
  const value = parseNumeral(text)
  if (value === undefined) return "nil"
  if (value instanceof LuaInt64) return `i${intToBigInt(value)}`
  if (value instanceof LuaFloat) return Object.is(value.λn, -0) ? "f-0" : `f${value.λn}`
  return Number.isSafeInteger(value) ? (Object.is(value, -0) ? "i-0" : `i${value}`) : `f${value}`
}

test.each([
  ["0", "i0"],
  ["-0", "i0"],
  ["  \t\n\v\f\r7 ", "i7"],
  ["+12", "i12"],
  ["9007199254740993", "i9007199254740993"],
  ["9223372036854775807", "i9223372036854775807"],
  ["-9223372036854775808", "i-9223372036854775808"],
  ["0000000000000000000000000000001", "i1"],
  ["0x10", "i16"],
  ["-0xA", "i-10"],
  ["0xffffffffffffffff", "i-1"],
  ["-0xffffffffffffffff", "i1"],
  ["0x7fffffffffffffff", "i9223372036854775807"],
  ["0x1ffffffffffffffff", "i-1"],
])("integer %j", (text, value) => {
  expect(show(text)).toBe(value)
})

test.each([
  ["1.0", "f1"],
  ["-0.0", "f-0"],
  ["5.", "f5"],
  [".5", "f0.5"],
  ["1e2", "f100"],
  ["1E-2", "f0.01"],
  ["9223372036854775808", "f9223372036854776000"],
  ["-9223372036854775809", "f-9223372036854776000"],
  ["1e309", "fInfinity"],
  ["-1e-400", "f-0"],
  ["4.9e-324", "f5e-324"],
  ["0x.8", "f0.5"],
  ["0xA.8p1", "f21"],
  ["0x1p-1074", "f5e-324"],
  ["0x1p-1075", "f0"],
  ["0x1.8p-1075", "f5e-324"],
  ["0x1p1023", "f8.98846567431158e+307"],
  ["0x1p1024", "fInfinity"],
  ["0x1.fffffffffffff8p1023", "fInfinity"],
  ["0x1.00000000000008p0", "f1"],
  ["0x1.00000000000018p0", "f1.0000000000000004"],
  ["0x1.000000000000080000000001p0", "f1.0000000000000002"],
  ["0x0p99999999999", "f0"],
  ["0x1p99999999999", "fInfinity"],
  ["-0x1p-99999999999", "f-0"],
])("float %j", (text, value) => {
  expect(show(text)).toBe(value)
})

test.each([
  ..."|-|+|- 1|+-1|--1|.|e5|1e|1e+|1.5.2|1..2|0x|0xg|0x.|0x.p1|0x1p|0x1p+|1x|1 2|1_0|0b1|1n".split("|"),
  ..."inf|nan|-inf|infinity|Infinity|NaN|0xinf|1e5f|1\0|\x001|0x1\0|\xa05".split("|"),
])("no number %j", (text) => {
  expect(parseNumeral(text)).toBeUndefined()
})
