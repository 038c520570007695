/**
 * Messages for people at a terminal: the line of a syntax error with a caret, and what a misspelt name may have meant.
 * Only what is printed changes, never the error that a program sees.
 */
import {
  advance,
  excerptFor,
  getMetatable,
  getString,
  LuaTable,
  type LuaValue,
  openCursor,
  state,
  toBytes,
} from "../../interpreter/index.ts"
import { painter } from "./style.ts"

const STDERR = 2
const TRACEBACK = "\nstack traceback:"

/** An error with all that can be said about it, in colour. word: of the command line, which was taken for code */
export function explainError(message: string, word?: string): string {
  const paint = painter(STDERR)
  const at = message.indexOf(TRACEBACK)
  const [text, traceback] = at < 0 ? [message, ""] : [message.slice(0, at), message.slice(at)]
  const lines = [paint("red", text), ...excerptLines(text)]
  const hint = missingFile(word) ?? misspelt(text)
  if (hint !== undefined) lines.push(paint("bold", hint))
  return lines.join("\n") + paint("dim", traceback)
}

/** The line of a syntax error, and a caret below it. */
function excerptLines(message: string): string[] {
  const excerpt = excerptFor(message)
  if (excerpt === undefined) return []
  const { line, text, column } = excerpt
  const margin = `${line}`.padStart(5)
  const before = Buffer.from(text.slice(0, column), "latin1").toString()
  // Tabs stay tabs, so that the caret stands where they lead.
  const blanks = [...before].map((c) => (c === "\t" ? c : " ".repeat(Bun.stringWidth(c)))).join("")
  const paint = painter(STDERR)
  return [`${margin} | ${text}`, `${" ".repeat(margin.length)} | ${blanks}${paint("red", "^")}`]
}

function missingFile(word: string | undefined): string | undefined {
  return word !== undefined && /^[\w./~-]+\.lua$/.test(word)
    ? `there is no file '${toBytes(word)}'`
    : undefined
}

const NIL_NAME = /attempt to (?:call|index) a nil value \((global|field|method) '([^']*)'\)/

/** `did you mean 'work.submit'?`, if some known name is near the one that is nil. */
function misspelt(message: string): string | undefined {
  const match = NIL_NAME.exec(message)
  if (match === null) return undefined
  const [, kind, name] = match
  const places = kind === "global" ? [{ path: "", table: state.globals }] : librariesFor(kind!)
  const known = new Map<string, string>()
  for (const { path, table } of places)
    for (const key of namesOf(table)) if (!known.has(key)) known.set(key, path + key)
  const near = nearest(name!, known.keys())
  return near === undefined ? undefined : `did you mean '${known.get(near)}'?`
}

/** The tables among whose fields the one that was meant may be. */
function librariesFor(kind: string): { path: string; table: LuaTable }[] {
  const places: { path: string; table: LuaTable }[] = []
  const add = (path: string, value: LuaValue) => {
    if (value instanceof LuaTable && value !== state.globals) places.push({ path, table: value })
  }
  if (kind === "method") {
    const io = getString(state.globals, "io")
    for (const value of ["", io instanceof LuaTable ? getString(io, "stdout") : undefined]) {
      const meta = getMetatable(value)
      if (meta !== null) add("", getString(meta, "__index"))
    }
  }
  for (const cursor = openCursor(state.globals); advance(cursor);)
    add(kind === "method" ? "" : `${cursor.key}.`, cursor.value)
  return places
}

function namesOf(table: LuaTable): string[] {
  const names: string[] = []
  for (const cursor = openCursor(table); advance(cursor);)
    if (typeof cursor.key === "string") names.push(cursor.key)
  return names
}

/** The name that is most like a word, if one is enough like it: a mistake for every three letters. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.replace(/^-+/, "").length / 3)) + 1
  for (const name of names) {
    if (Math.abs(name.length - word.length) >= least) continue
    const count = mistakes(word, name)
    if (count < least) [least, best] = [count, name]
  }
  return best
}

/** Letters left out, put in, taken for others, or in the wrong order: how many there are between two words. */
function mistakes(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const [above, row] = [rows[i - 1]!, [i]]
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let count = Math.min(change, above[j]! + 1, row[j - 1]! + 1)
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) count = Math.min(count, rows[i - 2]![j - 2]! + 1)
      row.push(count)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
