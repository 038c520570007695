/** The other string functions, and utf8, against lua5.4 with random arguments. */
import { expect, test } from "bun:test"
import { makeFloat, makeInt } from "../../../interpreter/value/number.ts"
import type { LuaValue } from "../../../interpreter/value/value.ts"
import { differences, hasLua, Random, type Case } from "./oracle.ts"

function randomBytes(random: Random, most: number): string {
  let s = ""
  for (let i = random.below(most); i > 0; i--) s += String.fromCharCode(random.below(256))
  return s
}

function randomPosition(random: Random): LuaValue {
  return random.pick<LuaValue>([
    random.below(12) - 6,
    random.below(12),
    undefined,
    makeInt(0x7fffffff, -1),
    makeInt(-0x80000000, 0),
    makeFloat(random.below(5)),
    "2",
    1.5,
    true,
  ])
}

test.skipIf(!hasLua)("byte, sub, rep, reverse, upper, lower, len, char", () => {
  const random = new Random(21)
  const cases: Case[] = []
  for (let i = 0; i < 20000; i++) {
    const s: LuaValue =
      random.below(30) === 0 ? random.pick<LuaValue>([12, 1.5, true]) : randomBytes(random, 10)
    const name = random.pick(["byte", "sub", "sub", "rep", "reverse", "upper", "lower", "len", "char"])
    const args: LuaValue[] = [s]
    if (name === "char") args[0] = randomPosition(random)
    if (name === "rep") args.push(random.below(5) - 1, random.pick<LuaValue>([",", "", undefined]))
    else for (let n = random.below(3); n > 0; n--) args.push(randomPosition(random))
    cases.push({ name: `string.${name}`, args })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("%q, %s and %c", () => {
  const random = new Random(22)
  const cases: Case[] = []
  for (let i = 0; i < 5000; i++) {
    const value = random.pick<LuaValue>([
      randomBytes(random, 30),
      makeFloat(random.double()),
      makeInt(random.below(2 ** 32), random.below(2 ** 32)),
      makeInt(-0x80000000, 0),
      true,
      undefined,
    ])
    cases.push({ name: "string.format", args: ["%q", value] })
    cases.push({
      name: "string.format",
      args: [random.pick(["<%s>", "%10.3s", "%-8s|", "%.0s", "%5s"]), value],
    })
    cases.push({ name: "string.format", args: ["%c%3c%-3c|", random.below(300), random.below(300), 65] })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("format strings", () => {
  const random = new Random(23)
  const cases: Case[] = []
  const pieces = [
    "%",
    "%%",
    "5",
    ".",
    "-",
    "d",
    "s",
    "x",
    "0",
    "#",
    "+",
    " ",
    "q",
    "i",
    "c",
    "\0",
    "z",
    "%5.2f",
    "%g",
    "1234567890",
  ]
  for (let i = 0; i < 20000; i++) {
    let format = ""
    for (let n = 1 + random.below(6); n > 0; n--) format += random.pick(pieces)
    cases.push({ name: "string.format", args: [format, random.pick<LuaValue>([65, "66", "x", 1.5]), 67, 68] })
  }
  expect(differences(cases)).toEqual([])
})

const OPTIONS = [
  "b",
  "B",
  "h",
  "H",
  "i",
  "I",
  "l",
  "L",
  "j",
  "J",
  "T",
  "f",
  "d",
  "n",
  "s",
  "z",
  "x",
  "X",
  " ",
  "<",
  ">",
  "=",
  "!",
  "c",
]

function randomPackFormat(random: Random): string {
  let format = ""
  for (let n = 1 + random.below(5); n > 0; n--) {
    const option = random.pick(OPTIONS)
    format += option
    if ("iIs!c".includes(option) && random.below(3) > 0) format += String(random.below(18))
  }
  return format
}

test.skipIf(!hasLua)("pack and packsize", () => {
  const random = new Random(24)
  const cases: Case[] = []
  for (let i = 0; i < 30000; i++) {
    const format = randomPackFormat(random)
    const args: LuaValue[] = [format]
    for (let n = random.below(6); n > 0; n--) {
      args.push(
        random.pick<LuaValue>([
          random.below(300) - 100,
          2 ** random.below(53) * (random.below(2) * 2 - 1),
          makeInt(random.below(2 ** 32), random.below(2 ** 32)),
          makeInt((random.below(2 ** 32) | 0) >> random.below(30), random.below(2 ** 32)),
          makeFloat(random.double()),
          randomBytes(random, 5),
          "12",
        ]),
      )
    }
    cases.push({ name: "string.pack", args })
    if (random.below(4) === 0) cases.push({ name: "string.packsize", args: [format] })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("unpack", () => {
  const random = new Random(25)
  const cases: Case[] = []
  for (let i = 0; i < 30000; i++) {
    let data = randomBytes(random, 40)
    if (random.below(2) === 0)
      data = data.replace(/[^]/g, (c) => (random.below(2) === 0 ? c : random.pick("\0\x01\xff")))
    const args: LuaValue[] = [randomPackFormat(random), data]
    if (random.below(3) === 0) args.push(random.below(20) - 10)
    cases.push({ name: "string.unpack", args })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("utf8", () => {
  const random = new Random(26)
  const cases: Case[] = []
  const pieces = ["a", "é", "汉", "😀", "\u{10ffff}"].map((c) =>
    String.fromCharCode(...new TextEncoder().encode(c)),
  )
  pieces.push(
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xf8\x88\x80\x80\x80",
    "\xfd\xbf\xbf\xbf\xbf\xbf",
    "\x80",
    "\xc0\x80",
    "\xff",
    "\xfe\x80\x80\x80\x80\x80\x80",
    "\xe3",
  )
  for (let i = 0; i < 30000; i++) {
    let s = ""
    for (let n = random.below(6); n > 0; n--)
      s += random.pick(random.below(3) > 0 ? pieces.slice(0, 5) : pieces)
    const lax = random.pick<LuaValue>([undefined, true, false])
    const name = random.pick(["len", "codepoint", "offset", "codes", "char"])
    const args: LuaValue[] = [s, random.below(20) - 8, random.below(20) - 8, lax]
    if (name === "codes") args.splice(1, 3, lax)
    if (name === "char") args.splice(0, 4, random.below(2 ** random.below(33)), random.below(300) - 5)
    if (name === "codepoint" && random.below(2) === 0) args[2] = -1
    if (random.below(4) === 0) args.length = Math.min(args.length, name === "offset" ? 2 : 1)
    if (name !== "codes") cases.push({ name: `utf8.${name}`, args })
  }
  expect(differences(cases)).toEqual([])
})
