// Values as bytes: everything arrives as it was sent, and what cannot travel is named.
import { beforeAll, expect, test } from "bun:test"
import { decode, encode, Unsendable } from "../../../host/ipc/wire.ts"
import {
  all,
  type LuaFunction,
  LuaTable,
  type LuaValue,
  loadText,
  openLibraries,
  resetState,
  toDisplay,
} from "../../../interpreter/index.ts"

beforeAll(() => {
  resetState()
  openLibraries()
})

/** Values of Lua expressions. */
function lua(code: string, ...args: LuaValue[]): LuaValue[] {
  return all(loadText(code, "=test")(...args))
}

function travel(value: LuaValue): LuaValue {
  const bytes = Buffer.from(encode(value))
  return decode(bytes, 0)
}

const SAME = `
  local a, b = ...
  local seen = {}
  local function same(a, b)
    if math.type(a) ~= math.type(b) or type(a) ~= type(b) then return false end
    if type(a) ~= "table" then return a == b or (a ~= a and b ~= b) end
    if seen[a] then return seen[a] == b end
    seen[a] = b
    for k, v in pairs(a) do if type(k) ~= "table" and not same(v, b[k]) then return false end end
    for k in pairs(b) do if type(k) ~= "table" and a[k] == nil then return false end end
    return #a == #b
  end
  return same(a, b)`

const VALUES = [
  "nil",
  "true",
  "false",
  "0",
  "-1",
  "2^53",
  "1.0",
  "-0.0",
  "0.1",
  "1/0",
  "0/0",
  "math.maxinteger",
  "math.mininteger",
  "2147483648",
  '""',
  '"a\\0b\\255"',
  '("x"):rep(255)',
  '("x"):rep(256)',
  '("x"):rep(100000)',
  "{}",
  "{1, 2, 3}",
  "{1, nil, 3}",
  "{nil, nil, 3}",
  "{[0] = 0, [-1] = 1, [1.5] = 2, [2^53] = 3, [math.maxinteger] = 4, [true] = 5}",
  "{a = 1, ['b c'] = 2, [''] = 3, ['9'] = 4, __proto__ = 5, constructor = 6}",
  "{1, 2, {3, {4, {x = {y = {}}}}}, n = 4}",
]
for (const code of VALUES)
  test(`${code} arrives`, () => {
    const [value] = lua(`return ${code}`)
    expect(lua(SAME, value, travel(value))).toEqual([true])
  })

test("-0.0 keeps its sign", () => {
  expect(toDisplay(travel(lua("return -0.0")[0]))).toBe("-0.0")
})

test("shared references and cycles", () => {
  const [value] = lua("local t = {} t.self = t t.list = {t, t} t.again = t.list t[t] = 'key' return t")
  const check = "local t = ... return t.self == t, t.list == t.again, t.list[1] == t, t[t]"
  expect(lua(check, travel(value))).toEqual([true, true, true, "key"])
})

test("nesting has no limit", () => {
  const [value] = lua("local t = {} for i = 1, 300000 do t = {t} end return t")
  const depth = "local t, n = ..., 0 while t[1] do t, n = t[1], n + 1 end return n"
  expect(lua(depth, travel(value))).toEqual([300000])
})

test("tables as keys, with contents of their own", () => {
  const [value] = lua("return {[{1, {2}}] = {3}, x = 1}")
  const read = "for k, v in pairs(...) do if type(k) == 'table' then return k[1], k[2][1], v[1] end end"
  expect(lua(read, travel(value))).toEqual([1, 2, 3])
})

test("functions without upvalues", () => {
  const [value] = lua(
    "local function double(x) return 2 * x end return {f = double, g = double, up = string.upper and function(s) return s:upper() end}",
  )
  expect(lua("local t = ... return t.f(21), t.f == t.g, t.up('a')", travel(value))).toEqual([42, true, "A"])
})

test("a decoded record is an ordinary table", () => {
  const table = travel(lua("return {name = 'n', [1] = 'one'}")[0]) as LuaTable
  expect(
    lua(
      "local t = ... t.name = nil t[2] = 'two' t.more = 1 local n = 0 for _ in pairs(t) do n = n + 1 end return n, #t",
      table,
    ),
  ).toEqual([3, 2])
})

const REFUSED: [string, string, string][] = [
  ["print", "", "library function"],
  ["io.stdout", "", "userdata"],
  ["coroutine.create(print)", "", "thread"],
  ["{x = {y = io.stdout}}", "field 'x.y'", "userdata"],
  ["{1, {2, print}}", "field '[2][2]'", "library function"],
  ["{['a b'] = {[3] = {[true] = print}}}", `field '["a b"][3][true]'`, "library function"],
  ["{[print] = 1}", "field '[key]'", "library function"],
  ["{t = setmetatable({}, {})}", "field 't'", "table with a metatable"],
  [
    "(function() local x = 1 return {f = function() return x end} end)()",
    "field 'f'",
    "function with upvalues",
  ],
]
for (const [code, path, what] of REFUSED)
  test(`${code} is refused`, () => {
    const [value] = lua(`return ${code}`)
    let caught: unknown
    try {
      encode(value as LuaFunction)
    } catch (e) {
      caught = e
    }
    expect(caught).toBeInstanceOf(Unsendable)
    expect([(caught as Unsendable).path, (caught as Unsendable).what]).toEqual([path, what])
    // the next one works
    expect(travel(1)).toBe(1)
  })
