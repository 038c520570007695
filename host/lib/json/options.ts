/** The options of json.encode. */
import {
  advance,
  argumentError,
  checkSmallInteger,
  checkTable,
  isNumber,
  LuaTable,
  type LuaValue,
  openCursor,
  toDisplay,
} from "../../../interpreter/index.ts"
import type { Contents } from "./contents.ts"
import type { Shape } from "./shape.ts"

/** How to write. */
export interface EncodeOptions {
  /** A value that is written as null, besides json.null; undefined: none. */
  null: LuaValue
  /** Blanks per level; "": all on one line. */
  indent: string
  /** Keys of objects in the order of their bytes. */
  sort: boolean
  /** Keys that come first, in this order. */
  order: string[]
  /** Most levels of tables. */
  depth: number
  /** Text of a finite float, if it is to be another one. */
  floatText?: (n: number) => string
  /** What a table is by its contents, if other rules are to hold; or a message. */
  shapeOf?: (contents: Contents) => Shape | { message: string }
}

/** Levels of nesting unless told otherwise, and the most that fit every thread's stack. */
export const USUAL_DEPTH = 1000
const MOST_DEPTH = 3000
const MOST_INDENT = 32

export const USUAL_OPTIONS: EncodeOptions = {
  null: undefined,
  indent: "",
  sort: false,
  order: [],
  depth: USUAL_DEPTH,
}

/** Argument 2: a string that stands for null, or a table of options. */
export function checkOptions(v: LuaValue, count: number): EncodeOptions {
  if (typeof v === "string" || isNumber(v)) return { ...USUAL_OPTIONS, null: toDisplay(v) }
  const options = { ...USUAL_OPTIONS }
  const cursor = openCursor(checkTable(v, 2, count))
  while (advance(cursor)) {
    const { key, value } = cursor
    switch (key) {
      case "null":
        options.null = value
        break
      case "indent":
        options.indent = checkIndent(value)
        break
      case "sort":
        options.sort = value !== false
        break
      case "order":
        options.order = checkOrder(value)
        break
      case "depth":
        options.depth = checkDepth(value, 2, count)
        break
      default:
        throw argumentError(2, `unknown option '${toDisplay(key)}'`)
    }
  }
  return options
}

/** A number of levels. */
export function checkDepth(v: LuaValue, n: number, count: number): number {
  const depth = checkSmallInteger(v, n, count)
  if (depth < 1 || depth > MOST_DEPTH) throw argumentError(n, `depth must be from 1 to ${MOST_DEPTH}`)
  return depth
}

function checkIndent(v: LuaValue): string {
  if (v === false) return ""
  if (typeof v === "string" && /^[ \t]*$/.test(v) && v.length <= MOST_INDENT) return v
  if (typeof v === "number" && Number.isInteger(v) && v >= 0 && v <= MOST_INDENT) return " ".repeat(v)
  throw argumentError(2, `option 'indent': a number from 0 to ${MOST_INDENT}, or blanks expected`)
}

function checkOrder(v: LuaValue): string[] {
  if (v instanceof LuaTable && v.λarr.every((name) => typeof name === "string")) return v.λarr as string[]
  throw argumentError(2, "option 'order': a list of strings expected")
}
