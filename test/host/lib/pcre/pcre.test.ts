// string.pcrematch, pcregmatch and pcregsub as Lua code calls them.
import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { pcregmatch, pcregsub, pcrematch } from "../../../../host/lib/pcre/index.ts"
import { OP } from "../../../../host/lib/pcre/program.ts"
import { getInt, getString, LuaTable, type LuaValue, setField } from "../../../../interpreter/index.ts"
import { cpuSeconds } from "../../../support/cpu_time.ts"
import { ROOT } from "../../../support/paths.ts"

const bytes = (text: string): string => Buffer.from(text).toString("latin1")
const list = (result: unknown): unknown[] => (Array.isArray(result) ? result : [result])
const matched = (...args: LuaValue[]): unknown[] =>
  list(pcrematch(...(args as [LuaValue, LuaValue, LuaValue, LuaValue])))

/** Whole match and groups of each match. */
function allMatches(subject: string, pattern: string, options?: string): unknown[][] {
  const next = pcregmatch(subject, pattern, options) as () => unknown
  const all: unknown[][] = []
  for (let values = list(next()); values[0] !== undefined; values = list(next())) all.push(values)
  return all
}

test.each([
  ["GET /index.html", "^([^ ]+) (.+)", undefined, ["GET /index.html", "GET", "/index.html"]],
  ["hello", "l+", undefined, ["ll"]],
  ["hello", "x", undefined, [undefined]],
  ["ac", "a(b)?(c)", undefined, ["ac", undefined, "c"]],
  ["a\nb", "a.b", undefined, ["a\nb"]],
  ["a\nb", "a.b", "-s", [undefined]],
  ["ABC", "b", "i", ["B"]],
  ["a\nb", "^b$", "m", ["b"]],
  ["ab", "a b", "x", ["ab"]],
  ["aaa", "a+", "U", ["a"]],
  ["ab", "b", "A", [undefined]],
  [bytes("größer"), "ö.", undefined, undefined],
  [bytes("größer"), bytes("(?<=r)."), undefined, [bytes("ö")]],
  [bytes("ö"), "^.$", undefined, [bytes("ö")]],
  [bytes("ö"), "^.$", "b", [undefined]],
  ["\xff", "^.$", "b", ["\xff"]],
  ["a\0b", "a\0b", undefined, ["a\0b"]],
  [bytes("ÄÖ"), bytes("äö"), "i", [bytes("ÄÖ")]],
  [bytes("é1"), "\\w", undefined, ["1"]],
  [bytes("é1"), "\\w", "p", [bytes("é")]],
  ["foobar", "foo\\Kbar", undefined, ["bar"]],
  ["(a(b)c)", "\\((?:[^()]++|(?R))*\\)", undefined, ["(a(b)c)"]],
  ["2024-05-06", "(?<y>\\d+)-(?<m>\\d+)", undefined, ["2024-05", "2024", "05"]],
] as [string, string, string | undefined, unknown[] | undefined][])(
  "%j by %j %j",
  (subject, pattern, options, expected) => {
    if (expected !== undefined) expect(matched(subject, pattern, options)).toEqual(expected)
    else expect(matched(subject, bytes(pattern), options)[0]).toBe(bytes("öß"))
  },
)

test("bad patterns, options and subjects give nil and a message", () => {
  expect(matched("a", "(a")).toEqual([undefined, "missing closing parenthesis at offset 2"])
  expect(matched("a", "a)")).toEqual([undefined, "unmatched closing parenthesis at offset 1"])
  expect(matched("a", "[a")).toEqual([undefined, "missing terminating ] for character class at offset 2"])
  expect(matched("a", "a", "q")).toEqual([undefined, "invalid option 'q'"])
  expect(matched("ab\xff", "a")).toEqual([undefined, "invalid UTF-8 in the subject at byte 3"])
  expect(matched("a", "\xff")).toEqual([undefined, "invalid UTF-8 in the pattern at byte 1"])
  expect(matched(bytes("ö"), ".", "", 2)).toEqual([undefined, "the start is inside a UTF-8 character"])
  for (const call of [pcregmatch, pcregsub] as ((...args: LuaValue[]) => unknown)[])
    expect(list(call("a", "(", "b"))[0]).toBeUndefined()
})

test("the start is counted in bytes, from the end if negative", () => {
  expect(matched("abab", "a.*", "", 2)).toEqual(["ab"])
  expect(matched("abab", "(?<=a)b", "", -1)).toEqual(["b"])
  expect(matched("abab", "^b", "", 2)).toEqual([undefined])
  expect(matched("ab", "", "", 3)).toEqual([""])
  expect(matched("ab", "", "", 4)).toEqual([undefined])
  expect(matched("ab", "a", "", -9)).toEqual(["a"])
})

test("with t the results are tables of texts, first and last bytes", () => {
  const [texts, firsts, lasts] = matched(bytes("é 12"), "(?<n>\\d)(x)?", "t") as LuaTable[]
  expect([getInt(texts!, 0), getInt(texts!, 1), getInt(texts!, 2), getString(texts!, "n")]).toEqual([
    "1",
    "1",
    undefined,
    "1",
  ])
  expect([getInt(firsts!, 0), getString(firsts!, "n"), getInt(firsts!, 2)]).toEqual([4, 4, undefined])
  expect([getInt(lasts!, 0), getString(lasts!, "n")]).toEqual([4, 4])
})

test("pcregmatch gives every match, empty ones included", () => {
  expect(allMatches("k=v, a=b", "(\\w)=(\\w)")).toEqual([
    ["k=v", "k", "v"],
    ["a=b", "a", "b"],
  ])
  expect(allMatches("ab", "x*")).toEqual([[""], [""], [""]])
  expect(allMatches("aab", "a*")).toEqual([["aa"], [""], [""]])
  expect(allMatches(bytes("éü"), "")).toEqual([[""], [""], [""]])
})

test("pcregsub replaces by strings, tables and functions", () => {
  expect(pcregsub("hello world", "o", "0", undefined, undefined)).toEqual(["hell0 w0rld", 2])
  expect(pcregsub("hello", "l", "L", "", 1)).toEqual(["heLlo", 1])
  expect(pcregsub("a-b", "(\\w)-(?<x>\\w)", "%2-%1 %0 %% %{x} %{1}", undefined, undefined)).toEqual([
    "b-a a-b % b a",
    1,
  ])
  expect(pcregsub("abc", "", "-", undefined, undefined)).toEqual(["-a-b-c-", 4])
  expect(pcregsub("ab", "(a)|(b)", "[%1%2]", undefined, undefined)).toEqual(["[a][b]", 2])
  const table = new LuaTable()
  setField(table, "x", "1")
  expect(pcregsub("$x $y", "\\$(\\w)", table, undefined, undefined)).toEqual(["1 $y", 2])
  const swap = (_: LuaValue, a: LuaValue, b: LuaValue): LuaValue => (a === "k" ? false : `${b}${a}`)
  expect(pcregsub("kv ab", "(\\w)(\\w)", swap, undefined, undefined)).toEqual(["kv ba", 2])
})

test.each([
  ["(a+)+$", `${"a".repeat(40)}!`],
  ["(a|aa)+$", `${"a".repeat(60)}!`],
  ["(.*)*x", "y".repeat(6000)],
  ["(?:(?:(?:a*)*)*)*b", `${"a".repeat(5100)}`],
  ["^(\\w+\\s?)*\\d$", "aaa ".repeat(30)],
  ["(?>(?:ab)+)c", "ab".repeat(300_000)],
  ["(?:(?:[ab]){100}){100}c", "a".repeat(300_000)],
  ["(?:\\w+ )*x", "a".repeat(300_000)],
])(
  "%s ends with an error",
  (pattern, subject) => {
    const start = cpuSeconds()
    expect(matched(subject, pattern)).toEqual([undefined, "match limit exceeded"])
    expect(cpuSeconds() - start).toBeLessThan(30)
  },
  60_000,
)

test("deep patterns and long subjects use no JavaScript stack", () => {
  expect(matched("ab".repeat(200_000), "^(?:ab|c)*$")[0]).toHaveLength(400_000)
  expect(matched("a".repeat(100_000), "^(?:(a)|b)*?$")[0]).toHaveLength(100_000)
  expect(matched("(".repeat(20_000), "^(\\((?1)?)")).toBeDefined()
  expect(matched("a", "(".repeat(1000) + "a" + ")".repeat(1000))[1]).toContain("too deeply nested")
  expect(matched("aaaa", "(?R)")[1]).toBe("recursion loop")
  expect(matched("aaaa", "a{65536}")[1]).toContain("number too big")
  expect(matched("a", "(?:(?:(?:){65535}){65535}){65535}a")[1]).toBe("heap limit exceeded")
})

test("the machine's cases are the operations of the same names", () => {
  const source = readFileSync(join(ROOT, "host/lib/pcre/machine.ts"), "utf8")
  const cases = [...source.matchAll(/^ {6}case (\d+):(?: \{)?\s*\/\/ ([A-Z_]+)/gm)]
  expect(Object.fromEntries(cases.map(([, number, name]) => [name, Number(number)]))).toEqual(
    OP as Record<string, number>,
  )
})
