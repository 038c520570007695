/** The math library against lua5.4. */
import { expect, test } from "bun:test"
import { makeFloat, makeInt } from "../../../interpreter/value/number.ts"
import type { LuaValue } from "../../../interpreter/value/value.ts"
import { differences, hasLua, Random, type Case } from "./oracle.ts"

function randomNumber(random: Random): LuaValue {
  return random.pick<LuaValue>([
    random.below(200) - 100,
    random.below(2 ** 53),
    makeInt(random.below(2 ** 32), random.below(2 ** 32)),
    makeFloat(random.double()),
    makeFloat(random.double()),
    makeFloat(random.below(20) - 10),
    makeInt(-0x80000000, 0),
    "10",
    "-0x10",
    "1e2",
    "x",
    true,
    undefined,
  ])
}

test.skipIf(!hasLua)("functions of one and two numbers", () => {
  const random = new Random(31)
  const cases: Case[] = []
  const unary = ["abs", "ceil", "floor", "sqrt", "deg", "rad", "modf", "tointeger", "type", "exp"]
  const binary = ["fmod", "ult", "max", "min"]
  for (let i = 0; i < 40000; i++) {
    const name = random.pick([...unary, ...binary])
    const args = [randomNumber(random)]
    if (binary.includes(name)) args.push(randomNumber(random))
    if (random.below(30) === 0) args.length = 0
    cases.push({ name: `math.${name}`, args })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("transcendental functions", () => {
  const random = new Random(33)
  const cases: Case[] = []
  for (let i = 0; i < 20000; i++) {
    const name = random.pick(["sin", "cos", "tan", "asin", "acos", "atan", "exp", "log"])
    const args = [makeFloat(random.double())]
    if (name === "atan" || name === "log") args.push(random.pick([2, 10, makeFloat(random.double()), 3]))
    cases.push({ name: `math.${name}`, args })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("random numbers have PUC's sequence", () => {
  const random = new Random(32)
  const cases: Case[] = []
  for (let i = 0; i < 300; i++) {
    const seeds: LuaValue[] = [
      random.pick<LuaValue>([i, makeInt(random.below(2 ** 32), random.below(2 ** 32)), -i]),
    ]
    if (random.below(2) === 0) seeds.push(random.below(2 ** 40))
    cases.push({ name: "math.randomseed", args: seeds })
    for (let n = 0; n < 30; n++) {
      const a = random.pick<LuaValue>([
        random.below(100) - 50,
        -(2 ** random.below(53)),
        makeInt(random.below(2 ** 32), 5),
      ])
      const b = random.pick<LuaValue>([
        random.below(100),
        2 ** random.below(53),
        makeInt(random.below(2 ** 32), 7),
      ])
      cases.push({
        name: "math.random",
        args: random.pick<LuaValue[]>([[], [a], [b], [0], [a, b], [1, 2, 3]]),
      })
    }
  }
  expect(differences(cases)).toEqual([])
})
