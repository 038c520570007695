// The same documents decoded here and by lua-cjson under PUC Lua: one script shows what came out in both.
import { test, expect } from "bun:test"
import { lua, openLua } from "../../../support/lua.ts"
import { fuzzSeed, Random } from "../../../support/random.ts"
import { findReference } from "../../../support/reference.ts"

const reference = findReference()
const hasCjson =
  reference !== null &&
  Bun.spawnSync([reference, "-e", 'require "cjson"'], { stderr: "ignore" }).exitCode === 0
const SKIPPED = hasCjson ? "" : " (skipped: lua-cjson is not installed)"

/** Shows a decoded value whole; `null` is what stands for null. */
const SHOW = `
  local decode, null, texts = ...
  local function show(v)
    if v == null then return "null" end
    if type(v) == "string" then return ("%q"):format(v) end
    if type(v) == "number" then return ("%.17g"):format(v) end -- lua-cjson 2.1 knows floats only
    if type(v) ~= "table" then return tostring(v) end
    local parts = {}
    for k, x in pairs(v) do parts[#parts + 1] = (type(k) == "string" and ("%q"):format(k) or k) .. "=" .. show(x) end
    table.sort(parts)
    return "{" .. table.concat(parts, ",") .. "}"
  end
  local lines = {}
  for text in texts:gmatch("[^\\n]+") do lines[#lines + 1] = show(decode(text)) end
  return table.concat(lines, "\\n")`

/** JSON texts, one a line. */
function documents(): string {
  const random = new Random(fuzzSeed())
  const value = (depth: number): unknown => {
    switch (random.below(depth === 0 ? 5 : 8)) {
      case 0:
        return random.below(2) === 0 ? random.below(1000) : random.below(2 ** 32) * 2 ** random.below(20)
      case 1:
        return random.below(1_000_000) / 1000
      case 2:
        return ["", "text", "é日😀", 'q"\\/\b\f\n\r\t\u0001\u007f', "x".repeat(200)][random.below(5)]
      case 3:
        return [true, false][random.below(2)]
      case 4:
        return null
      case 5:
        return Array.from({ length: random.below(6) }, () => value(depth - 1))
      default:
        return Object.fromEntries(
          Array.from({ length: random.below(6) }, (_, i) => [`k${i} `.repeat(i), value(depth - 1)]),
        )
    }
  }
  return Array.from({ length: 1000 }, () => JSON.stringify([value(5)])).join("\n")
}

test.skipIf(!hasCjson)(`lua-cjson decodes the same${SKIPPED}`, () => {
  const texts = documents()
  openLua()
  const ours = lua(
    `local show, texts = ... return load(show)(json.decode, json.null, texts)`,
    SHOW,
    Buffer.from(texts).latin1Slice(),
  )[0]
  const program = `
    local cjson = require "cjson"
    local size, _, input = io.read("n", "l", "a")
    local show, texts = input:sub(1, size), input:sub(size + 1)
    io.write(load(show)(cjson.decode, cjson.null, texts))`
  const input = `${Buffer.byteLength(SHOW)}\n${SHOW}${texts}`
  const child = Bun.spawnSync([reference!, "-e", program], { stdin: Buffer.from(input) })
  expect(child.stderr.toString()).toBe("")
  expect(ours).toBe(Buffer.from(child.stdout).latin1Slice())
})
