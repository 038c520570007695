/** tostring of numbers and string.format's numeric directives against lua5.4. */
import { expect, test } from "bun:test"
import { formatNumber } from "../../../interpreter/value/format_number.ts"
import { LuaFloat, makeFloat, makeInt } from "../../../interpreter/value/number.ts"
import { differences, hasLua, Random, type Case } from "./oracle.ts"

test("tostring of integers", () => {
  expect(formatNumber(0)).toBe("0")
  expect(formatNumber(-42)).toBe("-42")
  expect(formatNumber(makeInt(0x7fffffff, -1))).toBe("9223372036854775807")
  expect(formatNumber(makeInt(-0x80000000, 0))).toBe("-9223372036854775808")
})

test("tostring of floats", () => {
  const texts: [number, string][] = [
    [0, "0.0"],
    [-0, "-0.0"],
    [1, "1.0"],
    [1e14, "1e+14"],
    [1e100, "1e+100"],
    [0.1, "0.1"],
    [1 / 3, "0.33333333333333"],
    [12345678901234.5, "12345678901234.0"],
    [99999999999999.9, "1e+14"],
    [1 + 2 ** -52, "1.0"],
    [5e-324, "4.9406564584125e-324"],
    [1 / 0, "inf"],
    [-1 / 0, "-inf"],
    [NaN, "nan"],
    [-Math.abs(NaN), "-nan"],
    [2 ** 53, "9.007199254741e+15"],
  ]
  for (const [x, text] of texts) {
    const n = makeFloat(x)
    expect([x, formatNumber(n)]).toEqual([x, text])
  }
  expect(formatNumber(new LuaFloat(-0))).toBe("-0.0")
})

test.skipIf(!hasLua)("tostring of random floats is lua5.4's", () => {
  const random = new Random(1)
  const cases: Case[] = []
  // %s goes through tostring.
  for (let i = 0; i < 20000; i++)
    cases.push({ name: "string.format", args: ["%s", makeFloat(random.double())] })
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("random float directives are lua5.4's", () => {
  const random = new Random(2)
  const cases: Case[] = []
  for (let i = 0; i < 30000; i++) {
    const flags = [..."-+ #0"].filter(() => random.below(4) === 0).join("")
    const width = random.below(2) === 0 ? "" : String(1 + random.below(40))
    const precision =
      random.below(3) === 0
        ? ""
        : `.${random.pick(["", String(random.below(20)), String(random.below(100))])}`
    const directive = `%${flags}${width}${precision}${random.pick("aAeEfgGfg")}`
    cases.push({ name: "string.format", args: [directive, makeFloat(random.double())] })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("random integer directives are lua5.4's", () => {
  const random = new Random(3)
  const cases: Case[] = []
  for (let i = 0; i < 20000; i++) {
    const flags = [..."-+ #0"].filter(() => random.below(6) === 0).join("")
    const width = random.below(2) === 0 ? "" : String(random.below(40))
    const precision = random.below(2) === 0 ? "" : `.${random.pick(["", String(random.below(30))])}`
    const directive = `%${flags}${width}${precision}${random.pick("diuoxXcsqpty")}`
    const small = random.pick([random.below(1000) - 500, random.below(2 ** 40), 0])
    const value = random.below(2) === 0 ? small : makeInt(random.below(2 ** 32), random.below(2 ** 32))
    cases.push({ name: "string.format", args: [directive, value] })
  }
  expect(differences(cases)).toEqual([])
})
