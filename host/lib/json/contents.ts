/** What is in a table: whether it is an array or an object, and what it has to be written as. */
import { advance, type LuaTable, type LuaValue, openCursor, typeName } from "../../../interpreter/index.ts"
import { ENCODE } from "./messages.ts"
import { type Shape, wasEmptyArray } from "./shape.ts"

export interface Contents {
  keys: LuaValue[]
  values: LuaValue[]
  /** The largest integer key; how many positive integer keys there are. */
  top: number
  count: number
  hasStrings: boolean
  /** What the keys tell; undefined when some are elements and some are names. */
  shape: Shape | undefined
}

/** The first character of a table's internal properties. */
const LAMBDA = 955
/** An array may be this long, whatever it contains. */
const FREE_LENGTH = 1000

/** Whether a property of a table is none of its fields. */
export function isInternal(name: string): boolean {
  return name.charCodeAt(0) === LAMBDA
}

/** Whether a table has fields as a record. */
export function hasFields(table: LuaTable): boolean {
  const record = table as unknown as Record<string, LuaValue>
  for (const name in record) if (!isInternal(name) && record[name] !== undefined) return true
  return false
}

/** The contents of a table; a message if it has keys that JSON has not. */
export function readContents(table: LuaTable): Contents | string {
  const contents: Contents = {
    keys: [],
    values: [],
    top: 0,
    count: 0,
    hasStrings: false,
    shape: undefined,
  }
  const cursor = openCursor(table)
  while (advance(cursor)) {
    const { key } = cursor
    if (typeof key === "string") contents.hasStrings = true
    else if (typeof key === "number" && Number.isSafeInteger(key)) {
      if (key > 0) contents.count++
      contents.top = Math.max(contents.top, key)
    } else return ENCODE.key(typeName(key))
    contents.keys.push(key)
    contents.values.push(cursor.value)
  }
  contents.shape = shapeOf(table, contents)
  return contents
}

/** Integers from 1 on are elements if more than half of them are there; others are names. */
function shapeOf(table: LuaTable, { keys, top, count, hasStrings }: Contents): Shape | undefined {
  if (keys.length === 0) return wasEmptyArray(table) ? "array" : "object"
  if (hasStrings) return count === 0 && keys.every((key) => typeof key === "string") ? "object" : undefined
  return count === keys.length && count * 2 > top ? "array" : "object"
}

/** The elements 1 to the last, nil where there is none; a message if there are other keys. */
export function elementsOf({ keys, values, top, count, shape }: Contents): LuaValue[] | string {
  if (shape === undefined) return ENCODE.mixed
  if (count < keys.length) return ENCODE.notElements
  if (count * 2 <= top && top > FREE_LENGTH) return ENCODE.sparse
  const elements: LuaValue[] = new Array(top).fill(undefined)
  for (const [i, key] of keys.entries()) elements[(key as number) - 1] = values[i]
  return elements
}

/** The names of an object's keys; a message if two keys have the same. */
export function namesOf({ keys, hasStrings }: Contents): string[] | { message: string } {
  const names = keys.map((key) => (typeof key === "string" ? key : `${key as number}`))
  if (!hasStrings || keys.every((key) => typeof key === "string")) return names
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) return { message: ENCODE.duplicate(name) }
    seen.add(name)
  }
  return names
}
