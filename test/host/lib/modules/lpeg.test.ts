// The modules lpeg and re: patterns, captures, refusals; what LPeg 1.0 has agrees with it.
import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"
import { referenceHas, runReference, runSlua } from "../../../support/module.ts"

const SCRIPT = readFileSync(join(import.meta.dir, "lpeg.lua"), "utf8")
const EXPECTED = readFileSync(join(import.meta.dir, "lpeg.txt"), "utf8")

test("are what LPeg is", () => {
  expect(runSlua(SCRIPT)).toBe(EXPECTED)
})

const hasLpeg = referenceHas("lpeg")
test.skipIf(!hasLpeg)(`agree with it${hasLpeg ? "" : " (skipped: lua-lpeg is not installed)"}`, () => {
  expect(runReference(SCRIPT)).toBe(EXPECTED)
})

test("have what came with LPeg 1.1", () => {
  expect(
    runSlua(`
      local lpeg, re = require "lpeg", require "re"
      local number = lpeg.R "09" ^ 1 / tonumber
      local function add(a, b) return a + b end
      print(lpeg.match(number * ("+" * number % add) ^ 0, "1+2+39"))
      print(pcall(lpeg.match, lpeg.P(1) % add, "a"))
      local sum = re.compile("sum <- num (',' num >> add)*  num <- %d+ -> int", { add = add, int = tonumber })
      print(sum:match("1,2,30"))
      print(lpeg.match(lpeg.C(lpeg.utfR(0x3b1, 0x3c9) ^ 1), "αβγ!"))
      print(lpeg.match(lpeg.utfR(0, 0x10ffff), "\\xe4\\xb8"), lpeg.match(lpeg.utfR(0, 0x10ffff), "\\xc0\\x80"))`),
  ).toBe(`42
false	no previous value for accumulator capture
33
αβγ
nil	nil
`)
})

test("a function that is called while matching may match and fail itself", () => {
  expect(
    runSlua(`
      local lpeg = require "lpeg"
      local word = lpeg.C(lpeg.R "az" ^ 1)
      local upper = lpeg.Cmt(word, function(s, i, w)
        pcall(lpeg.match, lpeg.P(function() error "x" end), "abc")
        return true, lpeg.match(lpeg.Cs((lpeg.R "az" / string.upper) ^ 1), w)
      end)
      print(lpeg.match((word * " ") * upper * lpeg.Cp(), "one two"))`),
  ).toBe("one\tTWO\t8\n")
})

test("tail calls of rules cost no stack, other nesting ends in an error", () => {
  expect(
    runSlua(`
      local lpeg = require "lpeg"
      local P, V = lpeg.P, lpeg.V
      local subject = ("x"):rep(1000000)
      print(P { "y" + 1 * V(1) }:match(subject .. "y"))
      print(P { 1 * V(1) + -1 }:match("xxx"))
      local ok, message = pcall(lpeg.match, P { "(" * V(1) * ")" + "" }, ("("):rep(1000000))
      print(ok, (message:gsub("^.-: ", "")))
      print(P { "(" * V(1) * ")" + "" }:match(("("):rep(1000) .. (")"):rep(1000)))`),
  ).toBe("1000002\n4\nfalse\tstack overflow\n2001\n")
})

/** A random pattern as Lua text; without match-time captures, which make LPeg 1.0 itself fail at times. */
function pattern(random: Random, depth: number): string {
  const inner = () => pattern(random, depth - 1)
  const leaves = [
    `P"a"`,
    `P"ab"`,
    `P"b"`,
    `P(1)`,
    `P(true)`,
    `S"ac"`,
    `R"bc"`,
    `V(1)`,
    `V(2)`,
    `P(-1)`,
    `Cp()`,
    `Cc(7)`,
  ]
  if (depth === 0) return random.pick(leaves)
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
      return `(${inner()} * ${inner()})`
    case 3:
    case 4:
    case 5:
      return `(${inner()} + ${inner()})`
    case 6:
      return `(${inner()} - ${inner()})`
    case 7:
      return `(${inner()} ^ ${random.below(4) - 2})`
    case 8:
      return random.pick([`(-(${inner()}))`, `#(${inner()})`])
    case 9:
      return random.pick([`C(${inner()})`, `Ct(${inner()})`, `Cg(${inner()}, "g")`])
    case 10:
      return random.pick([`Cs(${inner()})`, `(${inner()} / "<%0>")`, `(${inner()} / 0)`, `(${inner()} / f)`])
    default:
      return random.pick(leaves)
  }
}

test.skipIf(!hasLpeg)(
  `random patterns match alike${hasLpeg ? "" : " (skipped: lua-lpeg is not installed)"}`,
  () => {
    const random = new Random(fuzzSeed())
    const lines = Array.from({ length: fuzzCount(400) }, () => {
      const subject = Array.from({ length: random.below(5) }, () => random.pick("abc")).join("")
      return `try(function() return P { ${pattern(random, 4)}, ${pattern(random, 2)} } end, "${subject}")`
    })
    // In functions, since one function has room for so many constants only.
    const body = Array.from(
      { length: Math.ceil(lines.length / 100) },
      (_, i) => `;(function() ${lines.slice(100 * i, 100 * i + 100).join("\n")} end)()`,
    ).join("\n")
    const code = `
    local lpeg = require "lpeg"
    local P, R, S, V, C, Ct, Cs, Cc, Cg, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Ct, lpeg.Cs, lpeg.Cc, lpeg.Cg, lpeg.Cp
    local function f(...) return select("#", ...), ... end
    local function show(v)
      if type(v) ~= "table" then return tostring(v) end
      local parts = { v.g and "g=" .. show(v.g) or "" }
      for i, x in ipairs(v) do parts[#parts + 1] = show(x) end
      return "{" .. table.concat(parts, ",") .. "}"
    end
    local function try(make, subject)
      local made, p = pcall(make)
      if not made then print("malformed") return end
      local results = table.pack(pcall(p.match, p, subject))
      for i = 1, results.n do results[i] = show(results[i]) end
      print(results[1] == "false" and "error" or table.concat(results, " ", 1, results.n))
    end
    ${body}`
    const [ours, theirs] = [runSlua(code), runReference(code)].map((text) => text.split("\n"))
    const different = lines.filter((_, i) => ours![i] !== theirs![i])
    expect(different.map((line) => [line, ours![lines.indexOf(line)], theirs![lines.indexOf(line)]])).toEqual(
      [],
    )
    expect(ours!.filter((line) => line.startsWith("true")).length).toBeGreaterThan(lines.length / 20)
  },
)
