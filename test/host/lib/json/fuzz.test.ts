// Random texts and values, from a fixed seed: decode agrees with the engine's own JSON.parse on what is
// JSON and on what it means, never raises, and what was encoded is decoded as what it was.
import { expect, test } from "bun:test"
import { decodeJson } from "../../../../host/lib/json/decode.ts"
import { encodeJson } from "../../../../host/lib/json/encode.ts"
import { USUAL_OPTIONS } from "../../../../host/lib/json/options.ts"
import { isNumber, LuaTable, type LuaValue, toDouble } from "../../../../interpreter/index.ts"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"

const ROUNDS = fuzzCount(20_000)
const NULL = false
const DEPTH = 100

const SCALARS = [
  ...["0", "-1", "17", "1.5", "-0.25", "1e3", "2E-2", "123456789", "true", "null", '""', '"a"', '"\\u00e9"'],
  ...['"\\ud83d\\ude00"', '"\\n\\"\\\\"', '"é😀"', '"  "', "-0", "0.0", "1.25e+10"],
]

/** A JSON text, in JavaScript's characters. */
function randomText(random: Random, depth: number): string {
  const blank = () => random.pick(["", "", "", " ", "\n", "\t "])
  const kind = depth === 0 ? 0 : random.below(4)
  const items = (make: () => string) => Array.from({ length: random.below(5) }, make).join(",")
  if (kind === 2) return `[${items(() => randomText(random, depth - 1))}${blank()}]`
  if (kind === 3) {
    const name = () => random.pick(['"a"', '"b"', '"a b"', '"é"', '"1"', '"\\u0061"', '"__proto__"', '""'])
    return `{${items(() => `${blank()}${name()}${blank()}:${randomText(random, depth - 1)}`)}}`
  }
  return blank() + random.pick(SCALARS) + blank()
}

/** The text with a few characters removed, doubled or replaced. */
function mutated(random: Random, text: string): string {
  let result = text
  for (let i = random.below(3); i >= 0; i--) {
    const at = random.below(result.length + 1)
    const piece = random.pick([
      "",
      "",
      ",",
      "]",
      "}",
      '"',
      "\\",
      "0",
      "-",
      "e",
      ".",
      "\x01",
      "x",
      "\u2028",
      "u00",
    ])
    result = result.slice(0, at) + piece + result.slice(at + random.below(3))
  }
  // Not half a character of two units, which has no bytes.
  return result.toWellFormed()
}

/** A decoded value as JSON.parse would give it. */
function asJavaScript(value: LuaValue): unknown {
  if (value === NULL) return null
  if (isNumber(value)) return toDouble(value) + 0
  if (typeof value === "string") return Buffer.from(value, "latin1").toString()
  if (!(value instanceof LuaTable)) return value
  const encoded = encodeJson(value, { ...USUAL_OPTIONS, null: NULL })
  return "text" in encoded
    ? normal(JSON.parse(Buffer.from(encoded.text, "latin1").toString()))
    : encoded.message
}

/** Without the difference between 0 and -0, which integers have not. */
function normal(value: unknown): unknown {
  if (typeof value === "number") return value + 0
  if (Array.isArray(value)) return value.map(normal)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, normal(item)]))
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

test("agrees with JSON.parse", () => {
  const random = new Random(fuzzSeed())
  let accepted = 0
  for (let i = 0; i < ROUNDS; i++) {
    const original = randomText(random, 4)
    const text = i % 2 === 0 ? original : mutated(random, original)
    const expected = parse(text)
    const decoded = decodeJson(Buffer.from(text).latin1Slice(), NULL, DEPTH)
    if ("message" in decoded) {
      expect(decoded.message).toMatch(/^line \d+, column \d+: /)
      // Half a surrogate pair is no text; JavaScript does not mind.
      if (expected !== undefined && !/surrogate|too large/.test(decoded.message))
        throw new Error(`refused: ${text}`)
      continue
    }
    accepted++
    if (expected === undefined) throw new Error(`accepted: ${text}`)
    if (decoded.value === true || decoded.value === NULL) continue
    expect([text, asJavaScript(decoded.value)]).toEqual([text, normal(expected.value)])
  }
  expect(accepted).toBeGreaterThan(ROUNDS / 2)
})

test("any bytes are taken or refused with a place", () => {
  const random = new Random(fuzzSeed() + 1)
  const bytes = [
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "1",
    "e",
    "u",
    "\x80",
    "\xc3",
    "\xa9",
    "\xf0",
    "\0",
    " ",
  ]
  for (let i = 0; i < ROUNDS; i++) {
    const text = Array.from({ length: random.below(12) }, () => random.pick(bytes)).join("")
    const decoded = decodeJson(text, NULL, DEPTH)
    if ("message" in decoded) expect(decoded.message).toMatch(/^line 1, column \d+: /)
  }
})
