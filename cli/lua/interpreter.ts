/**
 * The stand-alone interpreter: what PUC's lua.c makes of its command line and environment (§7). It runs on
 * the main thread, in a Lua state with the standard libraries only.
 */
import {
  allowInterrupts,
  closeState,
  environmentVariable,
  fileSystem,
  flushAll,
  getInt,
  collectGarbage,
  indexOf,
  isTerminal,
  libraryError,
  loadFile,
  loadChunk,
  lengthOf,
  LuaError,
  type LuaFunction,
  LuaTable,
  type LuaValue,
  NO_ENVIRONMENT,
  outputActions,
  setField,
  setIndexOf,
  setInt,
  state,
  toBytes,
  turnWarningsOn,
} from "../../interpreter/index.ts"
import { openPlain } from "../../host/index.ts"
import { type Action, type LuaArguments, readArguments } from "./arguments.ts"
import { report, runChunk, runFunction } from "./call.ts"
import { interact } from "./repl.ts"
import { printUsage, printVersion, program } from "./texts.ts"

/** What a shell reports for a program that SIGPIPE killed. */
const EXIT_BROKEN_PIPE = 141

/**
 * Runs as `lua`; returns the exit status.
 * words: the command line; `name`: index of the word that is the program's name, 0 or 1
 */
export function runInterpreter(texts: string[], name: number): number {
  const words = commandLine(texts)
  const own = words.slice(name)
  if (own[0] !== "") program.name = own[0]!
  outputActions.brokenPipe = () => process.exit(EXIT_BROKEN_PIPE)
  outputActions.printFlushes = true
  const found = readArguments(own)
  if (found.kind === "bad") {
    printUsage(found.word)
    return 1
  }
  if (found.showVersion) printVersion()
  if (found.ignoreEnvironment) state.registry.set(NO_ENVIRONMENT, true)
  openPlain()
  allowInterrupts()
  collectGarbage("generational")
  setArguments(words, name + found.script)
  const ok = runProtected(found, own)
  closeState()
  flushAll()
  return ok ? 0 : 1
}

/** The words as bytes. Bun gives them as text, in which bytes that are not UTF-8 are lost. */
function commandLine(texts: string[]): string[] {
  if (texts.some((text) => text.includes("\ufffd")) && process.platform === "linux") {
    const words = fileSystem().readFileSync("/proc/self/cmdline", "latin1").split("\0").slice(0, -1)
    if (words.length === texts.length) return words
  }
  return texts.map(toBytes)
}

/** The global `arg`: the script at 0, its arguments behind, everything else before. */
function setArguments(words: string[], script: number): void {
  const table = new LuaTable()
  words.forEach((word, i) => setInt(table, i - script, word))
  setField(state.globals, "arg", table)
}

/** Does everything; an error of the interpreter's own ends it. */
function runProtected(found: LuaArguments, words: string[]): boolean {
  try {
    return run(found, words)
  } catch (e) {
    if (!(e instanceof LuaError)) throw e
    return report({ ok: false, error: e.value })
  }
}

function run({ actions, script, ...found }: LuaArguments, words: string[]): boolean {
  if (!found.ignoreEnvironment && !runInitialization()) return false
  for (const action of actions) if (!perform(action)) return false
  if (script > 0 && !runScript(words[script]!, words[script - 1])) return false
  if (found.interactive) interact()
  else if (script === 0 && !found.hasCode && !found.showVersion) {
    if (!isTerminal(0)) {
      runChunk(() => loadFile(undefined))
      return true
    }
    printVersion()
    interact()
  }
  return true
}

/** Runs what LUA_INIT_5_4 or LUA_INIT holds: code, or the name of a file behind `@`. */
function runInitialization(): boolean {
  for (const variable of ["LUA_INIT_5_4", "LUA_INIT"]) {
    const code = environmentVariable(variable)
    if (code === undefined) continue
    return runChunk(() => (code.startsWith("@") ? loadFile(code.slice(1)) : loadCode(code, `=${variable}`)))
  }
  return true
}

/** Compiles a chunk, which may be binary (luaL_loadbuffer). */
function loadCode(code: string, name: string): LuaFunction {
  return loadChunk(code, name, "bt", state.globals)
}

function perform(action: Action): boolean {
  if (action.kind === "warnings") turnWarningsOn()
  else if (action.kind === "run") return runChunk(() => loadCode(action.text, "=(command line)"))
  else return requireModule(action.text)
  return true
}

/** `-l global=module`; without a global, the module's name up to a `-` is used. */
function requireModule(text: string): boolean {
  const equals = text.indexOf("=")
  const module = text.slice(equals + 1)
  const outcome = runFunction(indexOf(state.globals, "require"), module)
  if (!outcome.ok) return report(outcome)
  const name = equals < 0 ? text.replace(/-.*/s, "") : text.slice(0, equals)
  setIndexOf(state.globals, name, outcome.values[0])
  return true
}

/** before: the word before the script's name; behind `--`, even `-` is the name of a file. */
function runScript(name: string, before: string | undefined): boolean {
  const file = name === "-" && before !== "--" ? undefined : name
  return runChunk(() => loadFile(file), scriptArguments)
}

/** The elements of the global `arg`, which the program may have changed. */
function scriptArguments(): LuaValue[] {
  const table = indexOf(state.globals, "arg")
  if (!(table instanceof LuaTable)) throw libraryError("'arg' is not a table")
  const count = lengthOf(table)
  if (typeof count !== "number") throw libraryError("object length is not an integer")
  return Array.from({ length: count }, (_, i) => getInt(table, i + 1))
}
