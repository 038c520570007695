/**
 * Values for people: tables in depth, strings quoted, on one line if they fit. A table that occurs more than once,
 * in itself for example, is shown once, with a number, and referred to by `<table 1>`. All texts are bytes.
 */
import {
  advance,
  basicType,
  getInt,
  getMetatable,
  getString,
  isNumber,
  LuaTable,
  type LuaValue,
  openCursor,
  toDisplay,
} from "../../interpreter/index.ts"
import type { Colour, Paint } from "../../host/index.ts"

const DEEPEST = 12
/** Entries of one table that are shown. */
const MOST_ENTRIES = 100
/** Tables that are shown. */
const MOST_TABLES = 1000
const INDENT = "  "
const MORE = "..."

/** Text, with and without colours. */
interface Piece {
  text: string
  width: number
}

export interface ShowOptions {
  paint: Paint
  /** Columns. */
  width: number
}

/** How often each table is come across. */
function countTables(value: LuaValue, counts: Map<LuaTable, number>, depth = 0): void {
  if (!isOpen(value) || depth > DEEPEST) return
  const count = counts.get(value) ?? 0
  counts.set(value, count + 1)
  if (count > 0 || counts.size > MOST_TABLES) return
  for (const [key, field] of entriesOf(value).shown) {
    countTables(key, counts, depth + 1)
    countTables(field, counts, depth + 1)
  }
}

/** A table whose contents are shown; others say themselves how they want to be shown. */
function isOpen(value: LuaValue): value is LuaTable {
  if (!(value instanceof LuaTable)) return false
  const meta = getMetatable(value)
  return (
    meta === null || (getString(meta, "__tostring") === undefined && getString(meta, "__name") === undefined)
  )
}

interface Entries {
  /** How many of them are elements 1, 2, … */
  elements: number
  shown: [LuaValue, LuaValue][]
  isCut: boolean
}

/** Elements, then the other entries by key. */
function entriesOf(table: LuaTable): Entries {
  const elements: [LuaValue, LuaValue][] = []
  while (elements.length <= MOST_ENTRIES) {
    const value = getInt(table, elements.length + 1)
    if (value === undefined) break
    elements.push([elements.length + 1, value])
  }
  const others: [LuaValue, LuaValue][] = []
  const cursor = openCursor(table)
  while (elements.length + others.length <= MOST_ENTRIES && advance(cursor)) {
    const { key, value } = cursor
    if (!(typeof key === "number" && key >= 1 && key <= elements.length)) others.push([key, value])
  }
  others.sort(([a], [b]) => compareKeys(a, b))
  const all = [...elements, ...others]
  const isCut = all.length > MOST_ENTRIES
  const shown = all.slice(0, MOST_ENTRIES)
  return { elements: Math.min(elements.length, shown.length), shown, isCut }
}

function compareKeys(a: LuaValue, b: LuaValue): number {
  const rank = (key: LuaValue) => (isNumber(key) ? 0 : typeof key === "string" ? 1 : 2)
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (isNumber(a)) return Number(toDisplay(a)) - Number(toDisplay(b))
  return typeof a === "string" && typeof b === "string" ? (a < b ? -1 : 1) : 0
}

const IDENTIFIER = /^[A-Za-z_]\w*$/
const RESERVED = new Set(
  (
    "and break do else elseif end false for function goto if in local nil not or repeat return then " +
    "true until while"
  ).split(" "),
)

/** A string as Lua source on one line; UTF-8 stays readable. */
export function quote(bytes: string): string {
  const escapes: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\" }
  return `"${bytes.replaceAll(
    /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|["\\\x00-\x1f\x7f-\xff]/g,
    (c, at: number) => {
      if (c.length > 1) return c
      const digits = String(c.charCodeAt(0))
      return escapes[c] ?? `\\${/\d/.test(bytes[at + 1] ?? "") ? digits.padStart(3, "0") : digits}`
    },
  )}"`
}

const COLOURS: Record<string, Colour> = {
  nil: "dim",
  boolean: "magenta",
  number: "yellow",
  string: "green",
  function: "cyan",
}

class Shower {
  readonly #paint: Paint
  readonly #width: number
  readonly #counts = new Map<LuaTable, number>()
  /** Numbers of the tables that occur more than once. */
  readonly #numbers = new Map<LuaTable, number>()

  constructor({ paint, width }: ShowOptions, value: LuaValue) {
    this.#paint = paint
    this.#width = width
    countTables(value, this.#counts)
  }

  #piece(colour: Colour | undefined, text: string): Piece {
    const width = Bun.stringWidth(Buffer.from(text, "latin1").toString())
    return { text: colour === undefined ? text : this.#paint(colour, text), width }
  }

  /** column: where the text begins; depth: of the tables around. */
  show(value: LuaValue, column: number, depth: number): Piece {
    if (isOpen(value)) return this.#table(value, column, depth)
    const text = typeof value === "string" ? quote(value) : toDisplay(value)
    return this.#piece(COLOURS[basicType(value)], text)
  }

  #table(table: LuaTable, column: number, depth: number): Piece {
    const known = this.#numbers.get(table)
    if (known !== undefined) return this.#piece("magenta", `<table ${known}>`)
    let label = this.#piece(undefined, "")
    if ((this.#counts.get(table) ?? 0) > 1) {
      this.#numbers.set(table, this.#numbers.size + 1)
      label = this.#piece("magenta", `<${this.#numbers.size}>`)
    }
    const { shown, elements, isCut } = entriesOf(table)
    if (shown.length === 0) return joined([label, this.#piece(undefined, "{}")])
    if (depth > DEEPEST || !this.#counts.has(table)) return joined([label, this.#piece("dim", `{${MORE}}`)])
    const inner = column + INDENT.length
    const pieces = shown.map(([key, value], i) => {
      const head = i < elements ? this.#piece(undefined, "") : this.#key(key, inner, depth)
      return joined([head, this.show(value, inner + head.width, depth + 1)])
    })
    if (isCut) pieces.push(this.#piece("dim", MORE))
    return joined([label, this.#braces(pieces, column)])
  }

  #key(key: LuaValue, column: number, depth: number): Piece {
    if (typeof key === "string" && IDENTIFIER.test(key) && !RESERVED.has(key))
      return this.#piece(undefined, `${key} = `)
    const shown = this.show(key, column + 1, depth + 1)
    return joined([this.#piece(undefined, "["), shown, this.#piece(undefined, "] = ")])
  }

  /** On one line, or each on its own. */
  #braces(pieces: Piece[], column: number): Piece {
    const width = pieces.reduce((sum, piece) => sum + piece.width + 2, 0)
    const fits = column + width <= this.#width && pieces.every(({ text }) => !text.includes("\n"))
    if (fits) return { text: `{${pieces.map(({ text }) => text).join(", ")}}`, width }
    const margin = " ".repeat(column)
    const lines = pieces.map(({ text }) => `${margin}${INDENT}${text}`)
    return { text: `{\n${lines.join(",\n")}\n${margin}}`, width: 1 }
  }
}

function joined(pieces: Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => text).join(""),
    width: pieces.reduce((sum, { width }) => sum + width, 0),
  }
}

/** A value, shown. Calls `__tostring` and `__name` of tables that have them. */
export function showValue(value: LuaValue, options: ShowOptions): string {
  return new Shower(options, value).show(value, 0, 0).text
}
