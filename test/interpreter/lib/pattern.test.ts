/** Patterns against lua5.4: random ones over a small alphabet, well formed and not. */
import { expect, test } from "bun:test"
import type { LuaValue } from "../../../interpreter/value/value.ts"
import { compileItems } from "../../../interpreter/lib/pattern_compile.ts"
import { readPattern, TEXT_CAPTURE } from "../../../interpreter/lib/pattern_item.ts"
import {
  captureEnd,
  captureStart,
  FOUND,
  found,
  searchItems,
} from "../../../interpreter/lib/pattern_match.ts"
import { differences, hasLua, libraryFunction, outcome, Random, type Case } from "./oracle.ts"

const PIECES = [
  "a",
  "b",
  "c",
  ".",
  "%a",
  "%d",
  "%s",
  "%w",
  "%l",
  "%u",
  "%p",
  "%x",
  "%A",
  "%W",
  "%S",
  "%.",
  "%%",
  "[ab]",
  "[^a]",
  "[a-c1]",
  "[%d_]",
  "[]]",
  "[^]x]",
  "[a-]",
  "[%a-z]",
  "(",
  ")",
  "()",
  "%1",
  "%2",
  "%b()",
  "%bxy",
  "%f[%w]",
  "%f[^a]",
  "%f[%z]",
  "$",
  "^",
  "\0",
  "\xe9",
  " ",
  "1",
  "x",
  "[\0-a]",
  "%0",
]
const BROKEN = ["%", "[", "[a", "[^", "%b", "%ba", "%f", "%fa", "[%", "[]"]
const SUFFIXES = ["", "", "", "*", "+", "-", "?"]
const SUBJECT = ["a", "b", "c", "1", " ", "x", "y", "(", ")", ".", "\0", "\xe9", "A", "_", "ab", "]"]

function randomPattern(random: Random): string {
  let pattern = random.below(5) === 0 ? "^" : ""
  for (let i = random.below(6); i >= 0; i--) pattern += random.pick(PIECES) + random.pick(SUFFIXES)
  if (random.below(4) === 0) pattern = `(${pattern})${random.pick(PIECES)}`
  if (random.below(15) === 0) pattern += random.pick(BROKEN)
  if (random.below(6) === 0) pattern += "$"
  return pattern
}

function randomText(random: Random): string {
  let text = ""
  for (let i = random.below(12); i > 0; i--) text += random.pick(SUBJECT)
  return text
}

function randomReplacement(random: Random): LuaValue {
  return random.pick<LuaValue>(["-", "", "<%0>", "%1", "[%1%2]", "%%", "%9", "%x", 7, 1.5, "end%"])
}

test.skipIf(!hasLua)("find, match and gsub with random patterns", () => {
  const random = new Random(11)
  const cases: Case[] = []
  for (let i = 0; i < 60000; i++) {
    const s = randomText(random)
    const p = randomPattern(random)
    switch (random.below(4)) {
      case 0:
        cases.push({ name: "string.find", args: [s, p] })
        break
      case 1:
        cases.push({ name: "string.find", args: [s, p, random.below(30) - 15, random.below(8) === 0] })
        break
      case 2:
        cases.push({ name: "string.match", args: [s, p, random.below(12) - 4] })
        break
      default: {
        const args: LuaValue[] = [s, p, randomReplacement(random)]
        if (random.below(4) === 0) args.push(random.below(5) - 1)
        cases.push({ name: "string.gsub", args })
      }
    }
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("classes", () => {
  const every = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join("")
  const cases: Case[] = []
  for (const letter of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
    if (letter === "b" || letter === "f") continue
    cases.push({ name: "string.gsub", args: [every, `%${letter}`, "*"] })
    cases.push({ name: "string.gsub", args: [every, `[^%${letter}0]`, "*"] })
  }
  expect(differences(cases)).toEqual([])
})

test.skipIf(!hasLua)("limits", () => {
  const cases: Case[] = []
  for (const n of [30, 31, 32, 33, 40]) {
    cases.push({ name: "string.match", args: ["a".repeat(50), "(a)".repeat(n)] })
    cases.push({ name: "string.match", args: ["a".repeat(50), "(".repeat(n) + ")".repeat(n)] })
    cases.push({ name: "string.match", args: ["a".repeat(50), "()".repeat(n)] })
  }
  for (let n = 190; n < 210; n++) {
    for (const item of ["a?", ".?", "a*", "a-", "b*", "b?"]) {
      cases.push({ name: "string.match", args: ["a".repeat(250), item.repeat(n)] })
      cases.push({ name: "string.match", args: ["a".repeat(100), `${item.repeat(n)}$`] })
    }
  }
  expect(differences(cases)).toEqual([])
})

test("a malformed part raises only when the matcher gets there", () => {
  expect(outcome({ name: "string.find", args: ["a", "b["] })).toBe("ok nil")
  expect(outcome({ name: "string.gsub", args: ["abc", "x", "%y"] })).toBe("ok s616263 i0")
})

test("compiled patterns find what the matcher finds", () => {
  const random = new Random(12)
  let compared = 0
  for (let i = 0; i < 10000; i++) {
    const pattern = randomPattern(random)
    const items = readPattern(pattern, random.below(2) === 0)
    const compiled = compileItems(items)
    if (compiled === null) continue
    for (let k = 0; k < 6; k++) {
      const s = randomText(random)
      const from = random.below(s.length + 1)
      const isFound = searchItems(items, s, from) === FOUND
      const expected = isFound ? state(items.captures) : ""
      captureStart.fill(0)
      captureEnd.fill(0)
      const actual = compiled.search(s, from) ? state(items.captures) : ""
      expect(`${pattern} ${s} ${from}: ${actual}`).toBe(`${pattern} ${s} ${from}: ${expected}`)
      compared++
    }
  }
  expect(compared).toBeGreaterThan(30000)
})

/** The place of the match and of its captures, but for the ends that captures of other kinds do not have. */
function state(captures: number[]): string {
  const places = captures.map((kind, i) => `${captureStart[i]}-${kind === TEXT_CAPTURE ? captureEnd[i] : ""}`)
  return `${found.start}-${found.end} ${places.join(" ")}`
}

test("plain texts on the borders of the blocks that gsub searches one by one", () => {
  const block = 2 ** 20
  for (const text of ["a", "aa", "aba", "x".repeat(50), "y".repeat(2000)]) {
    for (let d = -3; d <= 3; d++) {
      for (const fill of ["-", text, text.slice(1)]) {
        if (fill === "") continue
        const head = fill.repeat(Math.floor((block + d) / fill.length))
        const subject = `${head}${text}${text}${fill}${text.slice(1)}.${text}`
        const [result, count] = libraryFunction("string.gsub")(subject, text, "<>") as LuaValue[]
        expect(result === subject.replaceAll(text, "<>")).toBe(true)
        expect(count).toBe(subject.split(text).length - 1)
      }
    }
  }
})
