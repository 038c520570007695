// Whatever the bytes: a result or a message; and what was read can be written again.
import { expect, test } from "bun:test"
import { iconv } from "../../../../host/lib/charset/index.ts"
import { listCharsets } from "../../../../host/lib/charset/names.ts"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"

test("random bytes from every encoding", () => {
  const random = new Random(fuzzSeed())
  const problems: string[] = []
  for (const name of listCharsets().keys())
    for (let i = 0; i < fuzzCount(40); i++) {
      let bytes = ""
      for (let n = random.below(16); n > 0; n--)
        bytes += random.chance(0.5)
          ? String.fromCharCode(random.below(256))
          : random.pick(["a", "\x1b$B", "\x0e", "+", "\n"])
      const [ok, text] = iconv(bytes, `${name}${random.pick(["", "//IGNORE"])}`, "UTF-8") as [boolean, string]
      if (!ok) continue
      const [again, back] = iconv(text, "UTF-8", name) as [boolean, string]
      const [, twice] = again ? (iconv(back, name, "UTF-8") as [boolean, string]) : [false, text]
      if (twice !== text)
        problems.push(
          `${name}: ${JSON.stringify(bytes)} becomes ${JSON.stringify(text)}, then ${JSON.stringify(twice)}`,
        )
    }
  expect(problems.slice(0, 8)).toEqual([])
})
