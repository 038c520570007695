/** help(): what slua adds to Lua, from the annotations for editors. */
import annotations from "../editor/slua.lua" with { type: "text" }
import {
  checkString,
  indexOf,
  type LuaFunction,
  type LuaResult,
  type LuaValue,
  makeLibrary,
  NONE,
  state,
  toBytes,
  writeStdout,
} from "../../interpreter/index.ts"
import type { Paint } from "../../host/index.ts"

export interface HelpEntry {
  /** `string.iconv` */
  name: string
  /** `string.iconv(str, from, to)` */
  usage: string
  /** Lines of text. */
  text: string[]
  params: string[]
  returns: string[]
}

/** All functions of the annotations. */
export function helpEntries(source: string = annotations): HelpEntry[] {
  const entries: HelpEntry[] = []
  for (const [, comment, usage] of source.matchAll(/((?:^---.*\n)*)^function ([\w.]+\(.*?\)) end$/gm)) {
    const lines = comment!
      .trimEnd()
      .split("\n")
      .map((line) => line.slice("---".length))
    const tagged = (tag: string) =>
      lines.filter((line) => line.startsWith(tag)).map((line) => line.slice(tag.length).trim())
    const name = usage!.slice(0, usage!.indexOf("("))
    const text = lines.filter((line) => line !== "" && !line.startsWith("@"))
    entries.push({ name, usage: usage!, text, params: tagged("@param"), returns: tagged("@return") })
  }
  return entries
}

/** One line about a function: its text, or what it returns. */
function summary({ text, returns }: HelpEntry): string {
  return (text[0] ?? returns[0]?.replace(/^\S+ /, "") ?? "").replace(/\. .*/, ".")
}

const INDENT = "  "

/** Adds the global `help`, which exists in interactive mode only. */
export function openHelp(paint: Paint): LuaFunction {
  const entries = helpEntries()
  const print = (lines: string[]) => writeStdout(toBytes(`${lines.join("\n")}\n`))

  const showAll = () => {
    const width = Math.max(...entries.map(({ usage }) => usage.length)) + INDENT.length
    print([
      "Besides Lua 5.4's libraries there are:",
      ...entries.map((entry) => `${INDENT}${paint("cyan", entry.usage.padEnd(width))}${summary(entry)}`),
      `help "string.iconv" tells more; =value shows a value, Ctrl-D ends.`,
    ])
  }
  const showOne = ({ usage, text, params, returns }: HelpEntry) =>
    print([
      paint("cyan", usage),
      ...text.map((line) => INDENT + line),
      ...params.map((line) => `${INDENT}${line}`),
      ...returns.map((line) => `${INDENT}-> ${line}`),
    ])

  /** A function of ours, by its name or itself. */
  const find = (about: LuaValue): HelpEntry | undefined => {
    if (typeof about !== "function") return entries.find(({ name }) => name === checkString(about, 1, 1))
    return entries.find(({ name }) => valueOf(name) === about)
  }

  function help(about: LuaValue): LuaResult {
    const entry = about === undefined ? undefined : find(about)
    if (about === undefined) showAll()
    else if (entry !== undefined) showOne(entry)
    else print([typeof about === "string" ? `no help on ${about}; help() lists what there is` : NO_HELP])
    return NONE
  }
  return (makeLibrary("", { help: help as LuaFunction }) as unknown as { help: LuaFunction }).help
}

const NO_HELP = "no help on this; help() lists what there is"

function valueOf(name: string): LuaValue {
  let value: LuaValue = state.globals
  for (const part of name.split(".")) value = value === undefined ? undefined : indexOf(value, part)
  return value
}
