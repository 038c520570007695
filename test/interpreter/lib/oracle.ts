/**
 * Comparison of library functions with the reference: cases are calls of named functions; one lua5.4
 * process runs them all, and its results (or error messages) are compared with ours as text.
 */
import { openMath } from "../../../interpreter/lib/math.ts"
import { openString } from "../../../interpreter/lib/string.ts"
import { openTable } from "../../../interpreter/lib/table.ts"
import { openUtf8 } from "../../../interpreter/lib/utf8.ts"
import { LuaError } from "../../../interpreter/runtime/error.ts"
import { formatNumber } from "../../../interpreter/value/format_number.ts"
import { isFloat, isNumber, toDouble } from "../../../interpreter/value/number.ts"
import { getString, LuaTable } from "../../../interpreter/value/table.ts"
import { all, type LuaFunction, type LuaValue } from "../../../interpreter/value/value.ts"

export const libraries: Record<string, LuaTable> = {
  math: openMath(),
  string: openString().library,
  table: openTable(),
  utf8: openUtf8(),
}

/** A library function by its full name. */
export function libraryFunction(name: string): LuaFunction {
  const [library, key] = name.split(".") as [string, string]
  return getString(libraries[library]!, key) as LuaFunction
}

export interface Case {
  name: string
  args: LuaValue[]
}

/** Is there a reference to compare with? */
export const hasLua = Bun.which("lua5.4") !== null

/** A value as Lua source. */
export function luaLiteral(v: LuaValue): string {
  if (typeof v === "string") {
    return `"${[...v].map((c) => `\\${String(c.charCodeAt(0)).padStart(3, "0")}`).join("")}"`
  }
  if (isNumber(v) && isFloat(v)) {
    const x = toDouble(v)
    if (Math.abs(x) !== Infinity) return `(string.unpack(">d", ${luaLiteral(doubleBytes(x))}))`
    return x > 0 ? "1/0" : "-1/0"
  }
  if (isNumber(v)) return formatNumber(v) === "-9223372036854775808" ? "math.mininteger" : formatNumber(v)
  if (v instanceof LuaTable) return `{${v.λarr.map(luaLiteral).join(",")}}`
  return v === undefined ? "nil" : String(v)
}

function doubleBytes(x: number): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  return String.fromCharCode(...new Uint8Array(view.buffer))
}

/** The script's `show`: types and exact values of all arguments. */
const PRELUDE = `
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function one(v)
  if type(v) == "string" then return "s" .. hex(v) end
  if v ~= v then return "nan" end
  if math.type(v) == "float" then return "f" .. hex(string.pack(">d", v)) end
  if math.type(v) == "integer" then return "i" .. v end
  if type(v) == "table" then
    local t = {}
    for i = 1, #v do t[i] = one(v[i]) end
    return "{" .. table.concat(t, " ") .. "}"
  end
  return type(v) == "function" and "function" or tostring(v)
end
local function show(ok, ...)
  local t = {...}
  for i = 1, select("#", ...) do t[i] = one(t[i]) end
  io.write(ok and "ok " or "error ", table.concat(t, " "), "\\n")
end
local function case(f, ...) show(pcall(f, ...)) end
`

function hex(s: string): string {
  let text = ""
  for (let i = 0; i < s.length; i++) text += s.charCodeAt(i).toString(16).padStart(2, "0")
  return text
}

function one(v: LuaValue): string {
  if (typeof v === "string") return `s${hex(v)}`
  if (isNumber(v)) {
    if (!isFloat(v)) return `i${formatNumber(v)}`
    const x = toDouble(v)
    return x !== x ? "nan" : `f${hex(doubleBytes(x))}`
  }
  if (v instanceof LuaTable) return `{${v.λarr.map(one).join(" ")}}`
  if (typeof v === "function") return "function"
  return v === undefined ? "nil" : String(v)
}

/** Our outcome of a case. */
export function outcome(c: Case): string {
  try {
    const values = all(libraryFunction(c.name)(...c.args))
    return `ok ${values.map(one).join(" ")}`.trimEnd()
  } catch (e) {
    if (e instanceof LuaError) return `error ${one(e.value)}`
    throw e
  }
}

/** The reference's outcomes. */
export function reference(cases: Case[]): string[] {
  const lines = cases.map((c) => `case(${[c.name, ...c.args.map(luaLiteral)].join(",")})`)
  // A Lua function has room for some 200 000 constants at most; blocks of lines are functions of their own.
  const blocks: string[] = []
  for (let i = 0; i < lines.length; i += 1000) {
    blocks.push(`(function() ${lines.slice(i, i + 1000).join("\n")} end)()`)
  }
  const script = `${PRELUDE}${blocks.join(";\n")}`
  const run = Bun.spawnSync(["lua5.4", "-"], { stdin: Buffer.from(script, "latin1") })
  if (run.exitCode !== 0) throw new Error(run.stderr.toString())
  return run.stdout
    .toString("latin1")
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd())
}

/** The cases whose outcomes differ, described; at most ten. */
export function differences(cases: Case[]): string[] {
  const expected = reference(cases)
  const found: string[] = []
  for (let i = 0; i < cases.length && found.length < 10; i++) {
    const c = cases[i]!
    const ours = outcome(c)
    if (ours !== expected[i]) {
      found.push(
        `${c.name}(${c.args.map(readable).join(", ")}): ${decode(ours)} | lua: ${decode(expected[i]!)}`,
      )
    }
  }
  return found
}

function readable(v: LuaValue): string {
  if (typeof v === "string") return JSON.stringify(v)
  return isNumber(v) ? formatNumber(v) : one(v)
}

function decode(text: string): string {
  return text.replace(/\bs((?:[0-9a-f]{2})*)\b/g, (_, digits: string) =>
    JSON.stringify(digits.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))),
  )
}

/** A seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Random values of many kinds, from one seed. */
export class Random {
  readonly #next: () => number
  constructor(seed: number) {
    this.#next = seeded(seed)
  }
  below(n: number): number {
    return Math.floor(this.#next() * n)
  }
  pick<T>(choices: readonly T[] | string): T {
    return choices[this.below(choices.length)] as T
  }
  /** A double of any magnitude, or one that a rounding mistake would show on. */
  double(): number {
    const view = new DataView(new ArrayBuffer(8))
    switch (this.below(8)) {
      case 0:
        view.setUint32(0, this.below(2 ** 32))
        view.setUint32(4, this.below(2 ** 32))
        return view.getFloat64(0)
      case 1:
        return (this.below(2 ** 32) - 2 ** 31) / 2 ** this.below(34)
      case 2:
        return this.below(1e6) / 10 ** this.below(8)
      case 3:
        return this.#next() * 10 ** (this.below(40) - 20)
      case 4:
        return this.below(2 ** 32) * 2 ** 21 * 10 ** this.below(8)
      case 5:
        return (this.below(2 ** 26) * 2 + 1) * 5 ** this.below(10) * 2 ** (this.below(40) - 30)
      case 6:
        return this.pick([
          0,
          -0,
          1,
          -1,
          0.5,
          1.5,
          2.5,
          1e15,
          1e16,
          5e-324,
          2 ** 53,
          2 ** 63,
          -(2 ** 63),
          1 / 0,
          -1 / 0,
          NaN,
        ])
      default:
        return -this.#next()
    }
  }
}
