/** Tables as data: parts, invariants, traversal, weak entries. */
import { expect, test } from "bun:test"
import { LuaFloat, LuaInt64, makeInt } from "../../../interpreter/value/number.ts"
import { border, LuaTable, rawGet, rawSet, setField, setInt } from "../../../interpreter/value/table.ts"
import { advance, nextEntry, openCursor, rehome } from "../../../interpreter/value/traversal.ts"
import type { LuaValue } from "../../../interpreter/value/value.ts"
import { WeakHash } from "../../../interpreter/value/weak_hash.ts"

function entries(t: LuaTable): [LuaValue, LuaValue][] {
  const list: [LuaValue, LuaValue][] = []
  const c = openCursor(t)
  while (advance(c)) list.push([c.key, c.value])
  return list
}

test("floats and integers of equal value are one key", () => {
  const t = new LuaTable()
  rawSet(t, new LuaFloat(1), "a")
  rawSet(t, 2 ** 53, "float 2^53")
  expect(rawGet(t, 1)).toBe("a")
  expect(t.λarr).toEqual(["a"])
  expect(rawGet(t, makeInt(2 ** 21, 0))).toBe("float 2^53")
  rawSet(t, new LuaInt64(-(2 ** 31), 0), "min")
  expect(rawGet(t, new LuaInt64(-(2 ** 31), 0))).toBe("min")
  expect(rawGet(t, -(2 ** 63))).toBe("min")
})

test("elements set from the end, or from 2 on, become the array part", () => {
  const down = new LuaTable()
  for (let i = 100; i >= 1; i--) setInt(down, i, i)
  expect(down.λarr.length).toBe(100)
  expect(border(down)).toBe(100)
  const fromTwo = new LuaTable()
  for (let i = 2; i <= 100; i++) setInt(fromTwo, i, i)
  expect(fromTwo.λarr.length).toBe(100)
  expect(rawGet(fromTwo, 1)).toBeUndefined()
})

test("sparse integers stay in the hash part", () => {
  const t = new LuaTable()
  for (let i = 0; i <= 50; i++) rawSet(t, 2 ** i, i)
  expect(t.λarr.length).toBeLessThan(16)
  for (let i = 0; i <= 50; i++) expect(rawGet(t, 2 ** i)).toBe(i)
})

test("the last element is never nil", () => {
  const t = new LuaTable()
  for (let i = 1; i <= 5; i++) setInt(t, i, i)
  setInt(t, 4, undefined)
  expect(border(t)).toBe(5)
  setInt(t, 5, undefined)
  expect(border(t)).toBe(3)
})

test("a traversal may clear what it stands on", () => {
  const t = new LuaTable()
  for (let i = 1; i <= 20; i++) setInt(t, i, i)
  setField(t, "x", 1)
  for (let i = 0; i < 40; i++) rawSet(t, `k${i}`, i)
  let count = 0
  for (let c = nextEntry(t, undefined); c !== null && c !== undefined;) {
    count++
    const { key } = c
    rawSet(t, key, undefined)
    c = nextEntry(t, key)
  }
  expect(count).toBe(61)
  expect(entries(t)).toEqual([])
})

test("dead slots of the hash part are reused", () => {
  const t = new LuaTable()
  for (let i = 0; i < 100_000; i++) {
    rawSet(t, `key${i}`, i)
    rawSet(t, `key${i}`, undefined)
  }
  expect(t.λhash!.keys.length).toBeLessThan(64)
})

test("weak entries go away with their objects, others stay", () => {
  const t = new LuaTable()
  rehome(t, new WeakHash(true, true))
  const kept = new LuaTable()
  const fill = (): void => {
    for (let i = 0; i < 100; i++) rawSet(t, new LuaTable(), i)
    for (let i = 1; i <= 100; i++) rawSet(t, i, new LuaTable())
    rawSet(t, kept, kept)
    rawSet(t, "text", "stays")
  }
  fill()
  Bun.gc(true)
  const left = entries(t)
  expect(left.length).toBeLessThan(20)
  expect(rawGet(t, kept)).toBe(kept)
  expect(rawGet(t, "text")).toBe("stays")
})
