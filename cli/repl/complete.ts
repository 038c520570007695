/** Completion: keywords, globals, fields behind a dot and methods behind a colon, without running any Lua code. */
import {
  advance,
  getMetatable,
  getString,
  LuaTable,
  type LuaValue,
  openCursor,
  state,
} from "../../interpreter/index.ts"

const KEYWORDS = [
  ...["and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local"],
  ...["nil", "not", "or", "repeat", "return", "then", "true", "until", "while"],
]
/** A name with a path before it, at the end of a text. */
const PATH = /((?:[A-Za-z_]\w*[.:])*)([A-Za-z_]\w*)?$/
/** `__index` may lead in circles. */
const LONGEST_CHAIN = 20

/** The words that the end of the text may become, and that end. */
export function complete(before: string): [string[], string] {
  const match = PATH.exec(before)!
  const [path, begun] = [match[1]!, match[2] ?? ""]
  if (path === "" && (begun === "" || isFieldOfExpression(before, match.index))) return [[], ""]
  const owner = ownerOf(path)
  const isMethod = path.endsWith(":")
  const names = namesIn(owner).filter(([name, value]) => name.startsWith(begun) && fits(value, isMethod))
  const words = new Set(names.map(([name]) => name))
  if (path === "") for (const word of KEYWORDS) if (word.startsWith(begun)) words.add(word)
  return [[...words].sort().map((word) => path + word), path + begun]
}

/** Whether what stands before a name is the end of an expression with a dot: there is no telling what it has. */
function isFieldOfExpression(before: string, at: number): boolean {
  return /[.:]$/.test(before.slice(0, at)) && !before.slice(0, at).endsWith("..")
}

function fits(value: LuaValue, isMethod: boolean): boolean {
  return !isMethod || typeof value === "function"
}

/** The value that a path like `a.b:` leads to. */
function ownerOf(path: string): LuaValue {
  let value: LuaValue = state.globals
  for (const name of path.split(/[.:]/).slice(0, -1)) value = fieldOf(value, name)
  return value
}

/** A field, if it is to be had without calling anything. */
function fieldOf(value: LuaValue, name: string): LuaValue {
  for (const table of chainOf(value)) {
    const field = getString(table, name)
    if (field !== undefined) return field
  }
  return undefined
}

/** The tables where fields of a value are looked for. */
function chainOf(value: LuaValue): LuaTable[] {
  const chain: LuaTable[] = []
  let owner = value
  while (chain.length < LONGEST_CHAIN && owner !== undefined) {
    if (owner instanceof LuaTable) chain.push(owner)
    const meta: LuaTable | null = getMetatable(owner)
    owner = meta === null ? undefined : getString(meta, "__index")
  }
  return chain
}

function namesIn(value: LuaValue): [string, LuaValue][] {
  const found = new Map<string, LuaValue>()
  for (const table of chainOf(value))
    for (const cursor = openCursor(table); advance(cursor);) {
      const { key } = cursor
      if (typeof key === "string" && /^[A-Za-z_]\w*$/.test(key) && !found.has(key))
        found.set(key, cursor.value)
    }
  return [...found]
}
