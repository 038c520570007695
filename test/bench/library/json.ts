// json.decode and json.encode on documents of several kinds, against lua-cjson under PUC Lua.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { findReference } from "../../support/reference.ts"
import { Random } from "../../support/random.ts"
import type { Case } from "../library.ts"

/** Bytes that each case decodes or encodes in all, about. */
const VOLUME = 60_000_000

const WORDS = ["lorem", "ipsum", "dolor", "sit", "amet", "café", "naïve", "日本", "consectetur", "adipiscing"]

function documents(): Record<string, unknown> {
  const random = new Random(42)
  const words = (count: number) => Array.from({ length: count }, () => random.pick(WORDS)).join(" ")
  const list = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
  return {
    messages: list(1000, (i) => ({
      created_at: "Sun Aug 31 00:29:15 +0000 2014",
      id_str: String(505874924095815681n + BigInt(i)),
      text: `${words(12)}\n"quoted"`,
      truncated: false,
      reply_to: null,
      user: { id: random.below(1e9), name: words(2), followers: random.below(1000), verified: i % 7 === 0 },
      entities: { hashtags: [words(1)], urls: [] },
    })),
    records: list(10_000, (i) => ({
      id: i,
      name: `name${i}`,
      x: random.below(1000),
      tags: ["a", "b"],
      on: true,
    })),
    floats: list(60_000, () => [random.below(1e9) / 1e6 - 180, random.below(1e9) / 1e6 - 90]),
    integers: list(200_000, () => random.below(1e6)),
    strings: list(20_000, () => words(20)),
    dictionary: Object.fromEntries(list(20_000, (i) => [`key_${i}`, i])),
    small: { id: 1, method: "get", params: { name: "x", list: [1, 2, 3], flag: true } },
  }
}

function code(path: string, action: string, times: number): string {
  return `
    local json = json or require "cjson"
    local text = io.open("${path}", "rb"):read("a")
    local value = json.decode(text)
    for i = 1, ${times} do local result = ${action} end`
}

export function cases(folder: string): Case[] {
  const lua = findReference()
  const hasCjson =
    lua !== null && Bun.spawnSync([lua, "-e", 'require "cjson"'], { stderr: "ignore" }).exitCode === 0
  return Object.entries(documents()).flatMap(([name, value]) => {
    const path = join(folder, `${name}.json`)
    const text = JSON.stringify(value)
    writeFileSync(path, text)
    const times = Math.ceil(VOLUME / Math.max(text.length, 300))
    return ["decode(text)", "encode(value)"].map((action) => {
      const script = code(path, `json.${action}`, times)
      return {
        name: `json.${action.slice(0, 6)} ${name}`,
        code: script,
        reference: hasCjson ? { name: "lua-cjson", command: [lua!, "-e", script] } : null,
      }
    })
  })
}
