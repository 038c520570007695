/** The read-eval-print loop of the stand-alone interpreter, as lua.c has it. */
import {
  flushAll,
  indexOf,
  isNumber,
  isTerminal,
  loadText,
  type LuaValue,
  standardInput,
  state,
  toDisplay,
  writeStdout,
} from "../../interpreter/index.ts"
import { compile, type Outcome, report, runFunction, tryFunction } from "./call.ts"
import { printMessage, program } from "./texts.ts"

const CHUNK = "=stdin"
/** Ends the message about a statement that may go on in the next line. */
const UNFINISHED = "<eof>"

/** Reads lines until the end of standard input, runs them and prints their values. */
export function interact(): void {
  const { name } = program
  program.name = undefined
  for (let loaded = loadLine(); loaded !== undefined; loaded = loadLine()) {
    const outcome = loaded.ok ? runFunction(loaded.values[0]) : loaded
    if (outcome.ok) printValues(outcome.values)
    else report(outcome)
  }
  writeStdout("\n")
  flushAll()
  program.name = name
}

/** The next statement or expression, compiled; undefined at the end. */
function loadLine(): Outcome | undefined {
  const line = readLine("_PROMPT", "> ")
  if (line === undefined) return undefined
  const text = line.startsWith("=") ? `return ${line.slice(1)}` : line
  const expression = compile(() => loadText(`return ${text};`, CHUNK))
  return expression.ok ? expression : loadStatement(text)
}

/** Compiles a statement, with more lines as long as it is not finished. */
function loadStatement(begun: string): Outcome {
  let text = begun
  for (;;) {
    const outcome = compile(() => loadText(text, CHUNK))
    if (outcome.ok || typeof outcome.error !== "string" || !outcome.error.endsWith(UNFINISHED)) return outcome
    const line = readLine("_PROMPT2", ">> ")
    if (line === undefined) return outcome
    text += `\n${line}`
  }
}

/**
 * Shows a prompt, the value of a global variable if there is one, and reads a line. What is not typed at a
 * terminal is shown too, as GNU readline does, with which lua.c is usually built.
 */
function readLine(variable: string, usual: string): string | undefined {
  const prompt: LuaValue = indexOf(state.globals, variable)
  writeStdout(prompt === undefined ? usual : toDisplay(prompt))
  flushAll()
  const line = standardInput().readLine(false)
  if (line !== undefined && !isTerminal(0)) writeStdout(`${line}\n`)
  return line
}

/** Prints values by the program's own `print`. */
function printValues(values: LuaValue[]): void {
  if (values.length === 0) return
  const outcome = tryFunction(indexOf(state.globals, "print"), ...values)
  if (outcome.ok) return
  const { error } = outcome
  flushAll()
  const text = typeof error === "string" || isNumber(error) ? toDisplay(error) : "(null)"
  printMessage(`error calling 'print' (${text})`)
}
