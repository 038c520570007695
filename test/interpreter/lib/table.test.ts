/** The table library against lua5.4, on plain arrays. */
import { expect, test } from "bun:test"
import { makeFloat, makeInt } from "../../../interpreter/value/number.ts"
import { adoptElements, LuaTable } from "../../../interpreter/value/table.ts"
import type { LuaValue } from "../../../interpreter/value/value.ts"
import { differences, hasLua, Random, type Case } from "./oracle.ts"

function listOf(...elements: LuaValue[]): LuaTable {
  return adoptElements(new LuaTable(), elements)
}

function randomList(random: Random): LuaTable {
  const n = random.below(8)
  const elements: LuaValue[] = []
  for (let i = 0; i < n; i++)
    elements.push(random.pick<LuaValue>([random.below(20), `s${random.below(5)}`, 1.5]))
  return listOf(...elements)
}

test.skipIf(!hasLua)("concat, unpack, remove, move, pack, insert", () => {
  const random = new Random(41)
  const cases: Case[] = []
  const huge = makeInt(0x7fffffff, -1)
  for (let i = 0; i < 20000; i++) {
    const position = () => random.pick<LuaValue>([1 + random.below(8), undefined, huge, "1"])
    const name = random.pick(["concat", "unpack", "remove", "move", "pack", "insert"])
    let args: LuaValue[] = [randomList(random)]
    if (name === "concat")
      args.push(random.pick<LuaValue>([",", undefined, 1]), random.below(6), random.below(9))
    if (name === "unpack") args.push(random.below(10) - 2, random.below(12) - 2)
    if (name === "remove" && random.below(3) > 0) args.push(position())
    // Without making holes, where the border may be anywhere.
    const n = (args[0] as LuaTable).λarr.length
    if (name === "move") args.push(1, random.below(n + 1), 1 + random.below(n + 1))
    if (name === "remove" && typeof args[1] !== "string" && !((args[1] as number) <= n)) args.length = 1
    if (name === "pack") args = [...(args[0] as LuaTable).λarr]
    if (name === "insert") for (let n = random.below(4); n > 0; n--) args.push(random.below(6))
    if (random.below(40) === 0) args[0] = random.pick<LuaValue>([1, undefined])
    cases.push({ name: `table.${name}`, args })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("sort", () => {
  const random = new Random(42)
  const cases: Case[] = []
  for (let i = 0; i < 500; i++) {
    const kind = random.below(4)
    const elements: LuaValue[] = []
    for (let n = random.below(300); n > 0; n--) {
      if (kind === 0) elements.push(random.below(100))
      else if (kind === 1) elements.push(String.fromCharCode(random.below(256), random.below(256)))
      else
        elements.push(
          random.pick<LuaValue>([random.below(100), makeFloat(random.below(100) / 4), makeFloat(7)]),
        )
      if (kind === 3 && random.below(200) === 0) elements.push("odd")
    }
    // unpack shows the order, and integers apart from floats; mixed equals may differ in order, so compare text.
    const list = listOf(...elements)
    cases.push({ name: "table.sort", args: [list] })
  }
  expect(differences(cases)).toEqual([])
})
