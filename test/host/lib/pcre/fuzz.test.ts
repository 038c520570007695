// Whatever the pattern and the subject: a result or a message, and soon.
import { expect, test } from "bun:test"
import { pcregsub, pcrematch } from "../../../../host/lib/pcre/index.ts"
import type { LuaValue } from "../../../../interpreter/index.ts"
import { cpuSeconds } from "../../../support/cpu_time.ts"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"

const PIECES = [
  "(", ")", "(?", "(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "(?P<n>", "(?P=n)", "(?&n)", "(?R)", "(?1)", "(?-1)",
  "(?|", "(?(", "(?(1)", "(?(R)", "(?(DEFINE)", "(?i)", "(?^", "(?x)", "(?#", "(*", "(*ACCEPT)", "(*SKIP:n)", "(*MARK:n)",
  "(*THEN)", "(*UTF)", "(*CRLF)", "(*pla:", "[", "[^", "]", "[:alpha:]", "[[:digit:]-", "-", "\\", "\\Q", "\\E", "\\x{", "}",
  "{", "{1,2}", "{2,}", "{0}", "{3}", ",", "*", "+", "?", "*?", "++", "|", "^", "$", ".", "\\1", "\\g{-1}", "\\k<n>", "\\p{L}", "\\pN",
  "\\R", "\\X", "\\K", "\\G", "\\b", "\\N", "\\d", "\\o{7}", "\\c", "a", "b", "é", "0", " ", "#", "\n", "\0", "\xff", "'", "<", ">",
] // prettier-ignore

test("random patterns", () => {
  const random = new Random(fuzzSeed())
  const problems: string[] = []
  const kinds = { match: 0, none: 0, message: 0 }
  for (let i = 0; i < fuzzCount(20_000); i++) {
    let pattern = random.chance(0.9) ? "(*LIMIT_MATCH=2000)" : ""
    for (let n = 1 + random.below(12); n > 0; n--) pattern += random.pick(PIECES)
    let subject = ""
    for (let n = random.below(12); n > 0; n--) subject += random.pick("aabb01 é\n\r-\xff\0")
    const options = random.pick(["", "b", "x", "i", "imb", "U", "p", "t", "J", "nA"])
    const start = cpuSeconds()
    try {
      const result = pcrematch(subject, pattern, options, undefined as LuaValue)
      const [whole, message] = Array.isArray(result) ? (result as LuaValue[]) : [result, undefined]
      if (whole !== undefined) kinds.match++
      else if (typeof message === "string") kinds.message++
      else kinds.none++
      pcregsub(subject, pattern, "-", options, undefined)
    } catch (e) {
      problems.push(`${JSON.stringify(pattern)} ${options} on ${JSON.stringify(subject)}: ${e}`)
    }
    if (cpuSeconds() - start > 4) problems.push(`${JSON.stringify(pattern)} took too long`)
  }
  expect(problems.slice(0, 5)).toEqual([])
  for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(fuzzCount(20_000) / 100)
}, 600_000)
