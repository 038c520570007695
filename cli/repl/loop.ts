/** The interactive mode: reads Lua from the terminal, runs it, and shows what it gives. */
import { version } from "../../package.json"
import {
  allowInterrupts,
  closeState,
  endStart,
  flushAll,
  getString,
  isTerminal,
  loadText,
  type LuaFunction,
  type LuaValue,
  nameFunction,
  NONE,
  setField,
  standardInput,
  state,
  toBytes,
  toDisplay,
  writeStderr,
  writeStdout,
} from "../../interpreter/index.ts"
import { compile, type Outcome, runFunction } from "../lua/call.ts"
import { explainError, painter } from "../../host/index.ts"
import { complete } from "./complete.ts"
import { Editor } from "./editor.ts"
import { openHelp } from "./help.ts"
import { History, historyPath } from "./history.ts"
import { showValue } from "./show.ts"
import { isEditable, terminalWidth } from "./terminal.ts"

const CHUNK = "=stdin"
const UNFINISHED = "<eof>"
/** Within these, blanks at the beginning of a line count. */
const UNFINISHED_TEXT = /: unfinished long (string|comment)/
const INDENT = "  "
const STDOUT = 1
const STDERR = 2

/** Talks until the end of the input. The libraries are open. */
export function interact(): void {
  endStart()
  const paint = painter(STDOUT)
  setField(state.globals, "help", openHelp(paint))
  if (isEditable()) {
    writeStdout(
      `slua ${version}, Lua 5.4. ${paint("dim", "help() tells what is added to Lua; Ctrl-D ends.")}\n`,
    )
    edit()
  } else readLines()
  closeState()
  flushAll()
}

function edit(): void {
  const history = new History(historyPath(process.env))
  const editor = new Editor({ history, complete, continuation })
  for (;;) {
    const entry = editor.read(prompt("_PROMPT", "> "))
    if (entry === "end") return
    if (entry === "interrupted") continue
    history.add(entry.text)
    run(toBytes(entry.text))
  }
}

/** Without a terminal, or one that cannot move its cursor: line by line. */
function readLines(): void {
  const isAsked = isTerminal(0)
  let text = ""
  for (;;) {
    if (isAsked) writeStdout(text === "" ? prompt("_PROMPT", "> ") : prompt("_PROMPT2", ">> "))
    flushAll()
    const line = standardInput().readLine(false)
    if (line === undefined) break
    text += text === "" ? line : `\n${line}`
    if (isUnfinished(load(text))) continue
    run(text)
    text = ""
  }
  // What was never finished is told.
  if (text !== "") run(text)
  if (isAsked) writeStdout("\n")
}

function prompt(variable: string, usual: string): string {
  const value: LuaValue = getString(state.globals, variable)
  return value === undefined ? usual : toDisplay(value)
}

/** What a newline at the end of this text adds, if the text is not complete. */
function continuation(text: string): string | undefined {
  const loaded = load(toBytes(text))
  if (!isUnfinished(loaded)) return undefined
  if (!loaded.ok && UNFINISHED_TEXT.test(toDisplay(loaded.error))) return ""
  return /(?:^|\n)([ \t]+).*$/.exec(text)?.[1] ?? INDENT
}

/** Compiles an expression, also behind `=`, or statements. */
function load(text: string): Outcome {
  const code = text.startsWith("=") ? `return ${text.slice(1)}` : text
  const expression = compile(() => loadText(`return ${code};`, CHUNK))
  return expression.ok ? expression : compile(() => loadText(code, CHUNK))
}

function isUnfinished(outcome: Outcome): boolean {
  return !outcome.ok && typeof outcome.error === "string" && outcome.error.endsWith(UNFINISHED)
}

/** Runs a text and shows its values, or its error. Ctrl-C ends only this. */
function run(text: string): void {
  allowInterrupts()
  const loaded = load(text)
  const ran = loaded.ok ? runFunction(loaded.values[0]) : loaded
  const outcome = ran.ok && ran.values.length > 0 ? runFunction(showValues, ...ran.values) : ran
  flushAll()
  if (!outcome.ok) {
    const message = toDisplay(outcome.error)
    writeStderr(`${isTerminal(STDERR) ? explainError(message) : message}\n`)
  }
}

function showValues(...values: LuaValue[]) {
  const options = { paint: painter(STDOUT), width: isTerminal(STDOUT) ? terminalWidth() : 80 }
  const texts = values.map((value) => showValue(value, options))
  writeStdout(`${texts.join(texts.some((text) => text.includes("\n")) ? "\n" : "\t")}\n`)
  return NONE
}
nameFunction(showValues as LuaFunction, "?")
