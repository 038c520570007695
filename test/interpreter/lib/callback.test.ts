/** Library functions that call back: gsub, gmatch and sort with functions and tables, metamethods of lists. */
import { expect, test } from "bun:test"
import { LuaError } from "../../../interpreter/runtime/error.ts"
import { state } from "../../../interpreter/runtime/state.ts"
import { LuaTable, setField, tableOf } from "../../../interpreter/value/table.ts"
import { all, first, type LuaFunction, type LuaValue } from "../../../interpreter/value/value.ts"
import { libraryFunction, Random } from "./oracle.ts"

const gsub = libraryFunction("string.gsub")
const gmatch = libraryFunction("string.gmatch")
const sort = libraryFunction("table.sort")

function messageOf(f: () => unknown): LuaValue {
  try {
    f()
  } catch (e) {
    if (e instanceof LuaError) return e.value
    throw e
  }
  return undefined
}

test("gsub with a function", () => {
  const seen: LuaValue[][] = []
  const result = gsub("k1=v1, k2=v2", "(%w+)=(%w+)", (...args: LuaValue[]) => {
    seen.push(args)
    return args[0] === "k1" ? "x" : undefined
  })
  expect(result).toEqual(["x, k2=v2", 2])
  expect(seen).toEqual([
    ["k1", "v1"],
    ["k2", "v2"],
  ])
  expect(gsub("abc", "", () => "-")).toEqual(["-a-b-c-", 4])
  expect(gsub("abc", "%w", () => [])).toEqual(["abc", 3])
  expect(messageOf(() => gsub("abc", "%w", () => true))).toBe("invalid replacement value (a boolean)")
})

test("gsub may be called by its own replacement function", () => {
  const outer = gsub("ab cd", "(%w)(%w)", (a: LuaValue, b: LuaValue) => {
    const inner = first(gsub(`${a}${b}`, "(%w)(%w)", "%2%1"))
    return `<${inner}${a}>`
  })
  expect(outer).toEqual(["<baa> <dcc>", 2])
})

test("a barrier is left also when the callback raises", () => {
  const before = state.current.λbarriers
  expect(() => gsub("a", ".", () => JSON.parse("{"))).toThrow()
  expect(() => sort(tableOf([3, 2, 1]), () => JSON.parse("{"))).toThrow()
  expect(state.current.λbarriers).toBe(before)
})

test("gsub with a table", () => {
  const names = tableOf(["first"], { a: "A", b: false })
  expect(gsub("abc", "%w", names)).toEqual(["Abc", 3])
  expect(gsub("xy", "()", names)).toEqual(["firstxy", 3])
  const lazy = new LuaTable()
  lazy.λmeta = tableOf([], { __index: ((_: LuaValue, key: LuaValue) => `<${key}>`) as LuaFunction })
  expect(gsub("ab", "%w", lazy)).toEqual(["<a><b>", 2])
})

test("gmatch", () => {
  const words: LuaValue[][] = []
  const next = gmatch("one two", "()(%a+)()") as LuaFunction
  for (let values = all(next()); values.length > 0; values = all(next())) words.push(values)
  expect(words).toEqual([
    [1, "one", 4],
    [5, "two", 8],
  ])
  expect(all(next())).toEqual([])
  // ^ matches itself
  expect(first((gmatch("a^b", "^b") as LuaFunction)())).toBe("^b")
})

test("sort raises for inconsistent order functions as PUC does", () => {
  for (const list of [
    [1, 2, 3, 4],
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5, 6],
  ]) {
    expect(messageOf(() => sort(tableOf(list), () => true))).toBe("invalid order function for sorting")
  }
  expect(messageOf(() => sort(tableOf([1, 2]), 1))).toContain("function expected, got number")
})

test("sort with an order function", () => {
  const random = new Random(51)
  for (let i = 0; i < 200; i++) {
    const list: number[] = []
    for (let n = random.below(400); n > 0; n--) list.push(random.below(100))
    const table = tableOf([...list])
    sort(table, (a: number, b: number) => a > b)
    expect(table.λarr).toEqual(list.sort((a, b) => b - a))
  }
})

test("sort keeps the elements when the order function raises or clears the list", () => {
  const table = tableOf([5, 4, 3, 2, 1])
  let calls = 0
  const fail = () => {
    if (++calls > 3) throw new LuaError("stop")
    return false
  }
  expect(messageOf(() => sort(table, fail))).toBe("stop")
  expect([...table.λarr].sort()).toEqual([1, 2, 3, 4, 5])
  sort(table, (a: number, b: number) => {
    table.λarr.length = 0
    return a < b
  })
  expect(table.λarr).toEqual([1, 2, 3, 4, 5])
})

test("lists behind metamethods", () => {
  const store = tableOf([3, 1, 2])
  const proxy = new LuaTable()
  proxy.λmeta = tableOf([], {
    __index: store,
    __newindex: store,
    __len: (() => store.λarr.length) as LuaFunction,
  })
  libraryFunction("table.insert")(proxy, 9)
  libraryFunction("table.insert")(proxy, 1, 7)
  expect(store.λarr).toEqual([7, 3, 1, 2, 9])
  sort(proxy)
  expect(store.λarr).toEqual([1, 2, 3, 7, 9])
  expect(libraryFunction("table.remove")(proxy, 2)).toBe(2)
  expect(libraryFunction("table.concat")(proxy, "-")).toBe("1-3-7-9")
  expect(all(libraryFunction("table.unpack")(proxy))).toEqual([1, 3, 7, 9])
  setField(proxy.λmeta, "__len", () => "x")
  expect(messageOf(() => libraryFunction("table.insert")(proxy, 1))).toBe("object length is not an integer")
})

test("insert draws elements out of the hash part", () => {
  const t = tableOf([1, 2])
  libraryFunction("table.move")(tableOf([50, 60]), 1, 2, 5, t)
  libraryFunction("table.insert")(t, 1, 0)
  expect(t.λarr).toEqual([0, 1, 2])
  libraryFunction("table.insert")(t, 1, -1)
  expect(t.λarr).toEqual([-1, 0, 1, 2, 50, 60])
})
