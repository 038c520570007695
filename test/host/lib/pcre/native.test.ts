// Where JavaScript's regular expressions stand in for the machine, both find the same, and soon.
import { expect, test } from "bun:test"
import { type Compiled, compileCached } from "../../../../host/lib/pcre/cache.ts"
import { find } from "../../../../host/lib/pcre/find.ts"
import { MatchError } from "../../../../host/lib/pcre/machine.ts"
import { cpuSeconds } from "../../../support/cpu_time.ts"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"
import { Generator } from "./generator.ts"

const read = (pattern: string, options = ""): Compiled | null => {
  const compiled = compileCached(pattern, options)
  return typeof compiled === "string" ? null : compiled
}

const isNative = (pattern: string): boolean => read(pattern)?.native !== undefined

test("patterns of everyday use are JavaScript's", () => {
  for (const pattern of [
    "^([^ ]+) (.+)",
    "(\\w+)=(\\w+)",
    "(?i)host: *(\\S+)",
    "\\d{4}-\\d\\d-\\d\\d",
    "^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$",
    "(?:foo|bar|id)=(\\d+)",
    "a(b)?c",
    "^(?:\\d+,)+;",
    "(?<=\\$)\\d+(?!\\d)",
  ])
    expect([pattern, isNative(pattern)]).toEqual([pattern, true])
})

test("what JavaScript does otherwise, or for ever, is the machine's", () => {
  for (const pattern of [
    "(a)\\1",
    "(?:(a)|b)*",
    "(a*)*",
    "(a*)?",
    "(a+)+$",
    "(a|aa)+$",
    "(?>a+)b",
    "a++b",
    "(?R)?a",
    "(?|(a)|(b))",
    "a\\Kb",
    "\\X",
    "(?<=(a))b",
    ".*.*.*.*=",
    "(?:a?){15}(?:a?){15}",
    "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaa",
    "(*LIMIT_MATCH=3)a",
    "(*CRLF)a",
  ])
    expect([pattern, isNative(pattern)]).toEqual([pattern, false])
})

/** Start, end and groups, or why there are none. */
function outcome(compiled: Compiled, subject: string, from: number): unknown {
  try {
    const found = find(compiled, subject, from, true)
    return found && [found.start, found.end, ...found.texts]
  } catch (e) {
    if (e instanceof MatchError) return e.message
    throw e
  }
}

test.each(["", "b"])(
  "random patterns, options %p",
  (bytes) => {
    const random = new Random(fuzzSeed())
    const generator = new Generator(random, false)
    const wrong: string[] = []
    let compared = 0
    for (let i = 0; i < fuzzCount(20_000); i++) {
      const pattern = generator.pattern()
      const compiled = read(pattern, bytes + random.pick(["", "", "i", "m", "-s", "x", "U", "D"]))
      if (compiled?.native === undefined) continue
      const machine: Compiled = { ...compiled, native: undefined }
      for (let k = 0; k < 4; k++) {
        const subject = generator
          .subject()
          .replaceAll("\\r\\n", "\r\n")
          .replaceAll("\\n", "\n")
          .replaceAll("\\x20", " ")
        const from = random.below(subject.length + 1)
        const [ours, theirs] = [outcome(compiled, subject, from), outcome(machine, subject, from)]
        compared++
        if (Bun.deepEquals(ours, theirs)) continue
        wrong.push(
          `${pattern} on ${JSON.stringify(subject)} from ${from}: ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)}`,
        )
      }
    }
    expect(wrong.slice(0, 8)).toEqual([])
    expect(compared).toBeGreaterThan(5000)
  },
  600_000,
)

test("the longest subjects that JavaScript gets take no more than some seconds", () => {
  const slow: string[] = []
  for (const pattern of [
    "a+b",
    "[^b]*b",
    "a[^b]*c",
    "(?:a,)*b",
    "a{0,16}a{0,16}b",
    "\\s*x",
    "^a*a$",
    "a+?c",
    "(a+)c",
    ".*a*b",
  ]) {
    const compiled = read(pattern)!
    const { maxLength } = compiled.native!
    for (const piece of ["a", "a,", " "]) {
      const subject = piece.repeat(Math.ceil(Math.min(maxLength, 100_000) / piece.length)).slice(0, maxLength)
      const start = cpuSeconds()
      find(compiled, subject, 0, true)
      const seconds = cpuSeconds() - start
      if (seconds > 15) slow.push(`${pattern}: ${seconds} s`)
    }
  }
  expect(slow).toEqual([])
})
