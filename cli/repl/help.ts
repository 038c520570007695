/** help(): what slua adds to Lua, from the annotations for editors. */
import annotations from "../editor/slua.lua" with { type: "text" }
import {
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

/** The beginning of what is said about a function. */
function summary({ text }: HelpEntry): string {
  return text[0]!.replace(/([,;:.]| \()(\s.*|$|.*\)).*/, "")
}

const INDENT = "  "
/** Columns of a list that usages have to themselves. */
const USAGE_WIDTH = 36

/** Adds the global `help`, which exists in interactive mode only. */
export function openHelp(paint: Paint): LuaFunction {
  const entries = helpEntries()
  const print = (lines: string[]) => writeStdout(toBytes(`${lines.join("\n")}\n`))

  const list = (some: HelpEntry[]) => {
    const lines = some.map((entry) => {
      const usage = INDENT + paint("cyan", entry.usage.padEnd(USAGE_WIDTH))
      const isLong = entry.usage.length > USAGE_WIDTH
      return usage + (isLong ? `\n${INDENT.repeat(3)}` : "") + summary(entry)
    })
    print(lines)
  }
  const showOne = ({ usage, text, params, returns }: HelpEntry) =>
    print([
      paint("cyan", usage),
      ...text.map((line) => INDENT + line),
      ...params.map((line) => `${INDENT}${line}`),
      ...returns.map((line) => `${INDENT}-> ${line}`),
    ])

  /** A function or a library, by its name or itself; what there is of ours. */
  const find = (about: LuaValue): HelpEntry[] => {
    const isMeant = (name: string) => (typeof about === "string" ? name === about : valueOf(name) === about)
    const entry = entries.find(({ name }) => isMeant(name))
    if (entry !== undefined) return [entry]
    return entries.filter(({ name }) => name.includes(".") && isMeant(name.slice(0, name.indexOf("."))))
  }

  function help(about: LuaValue): LuaResult {
    if (about === undefined) {
      print(["Besides Lua 5.4's libraries there are:"])
      list(entries)
      print([`help "string.iconv" tells more; =value shows a value, Ctrl-D ends.`])
      return NONE
    }
    const found = find(about)
    if (found.length > 1) list(found)
    else if (found.length === 1) showOne(found[0]!)
    else print([`no help on ${typeof about === "string" ? about : "this"}; help() lists what there is`])
    return NONE
  }
  return (makeLibrary("", { help: help as LuaFunction }) as unknown as { help: LuaFunction }).help
}

function valueOf(name: string): LuaValue {
  let value: LuaValue = state.globals
  for (const part of name.split(".")) value = value === undefined ? undefined : indexOf(value, part)
  return value
}
