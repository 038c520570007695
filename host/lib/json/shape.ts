/**
 * Which tables are JSON arrays and which objects, beyond what their contents tell. The marks are kept beside
 * the tables, which so stay free of metatables and fields that scripts would see.
 */
import type { LuaTable } from "../../../interpreter/index.ts"

export type Shape = "array" | "object"

const emptyArrays = new WeakSet<LuaTable>()
const forced = new WeakMap<LuaTable, Shape>()
let isAnyForced = false

/** Remembers that a table was an empty array; counts only while it is empty. */
export function markEmptyArray(table: LuaTable): void {
  emptyArrays.add(table)
}

export function wasEmptyArray(table: LuaTable): boolean {
  return emptyArrays.has(table)
}

/** Decides for good what a table is. */
export function forceShape(table: LuaTable, shape: Shape): void {
  forced.set(table, shape)
  isAnyForced = true
}

export function forcedShape(table: LuaTable): Shape | undefined {
  return isAnyForced ? forced.get(table) : undefined
}
