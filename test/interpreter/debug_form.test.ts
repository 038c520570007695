// The debug form: its code is that of PUC's compiler, and other chunks have nothing of it.
import { expect, test } from "bun:test"
import { Glob } from "bun"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { DEBUG_SUPPORT_NAMES } from "../../interpreter/abi_names.ts"
import { compileChunk } from "../../interpreter/compiler/compile.ts"
import type { Code } from "../../interpreter/compiler/debug/code.ts"
import { LateCodes } from "../../interpreter/compiler/debug/late_code.ts"
import { codeOf } from "../../interpreter/compiler/debug/statements.ts"
import { tokenize } from "../../interpreter/syntax/lexer.ts"
import type { FunctionNode } from "../../interpreter/syntax/ast.ts"
import { checkChunk, parseChunk } from "../../interpreter/syntax/parse.ts"
import {
  collectGarbage,
  LuaTable,
  type LuaFunction,
  type LuaValue,
  nameFunction,
  state,
} from "../../interpreter/index.ts"
import { lua, openLua } from "../support/lua.ts"
import { SLUA, TEST } from "../support/paths.ts"
import { PATIENCE } from "../support/patience.ts"

const FOLDER = join(TEST, "conformance")
const scripts = [...new Glob("*/*.lua").scanSync(FOLDER)].sort()

/** PUC's compiler, which lists its code. */
function findCompiler(): string | null {
  for (const name of ["luac5.4", "luac"]) {
    const path = Bun.which(name)
    if (path && Bun.spawnSync([path, "-v"]).stdout.toString().startsWith("Lua 5.4")) return path
  }
  return null
}

const compiler = findCompiler()

/** A library function. */
function nameOf(name: string, f: LuaFunction): LuaFunction {
  nameFunction(f, name)
  return f
}

/** What is said of a function: the same in PUC's listing and of our code. */
interface Listing {
  head: string
  /** Line and name of each instruction. Lines of calls have changed within 5.4. */
  instructions: string[]
  /** Names and beginnings of scopes. Their ends have changed within 5.4. */
  locals: string[]
  upvalues: string[]
}

function listed(luac: string, path: string): Listing[] {
  const text = Bun.spawnSync([luac, "-l", "-l", "-p", path]).stdout.toString("latin1")
  const functions: Listing[] = []
  let section: string[] = []
  for (const line of text.split("\n")) {
    const head = /^(\d+)(\+?) params?, (\d+) slots?, (\d+) upvalues?, (\d+) locals?/.exec(line)
    const instruction = /^\t\d+\t\[(\d+)\]\t(\w+)/.exec(line)
    const entry = /^\t\d+\t(.*)\t(\d+)\t(\d+)$/.exec(line)
    if (head) {
      const [, params, vararg, slots, upvalues, locals] = head
      const title = `${params}${vararg} ${slots} ${upvalues} ${locals}`
      functions.push({ head: title, instructions: [], locals: [], upvalues: [] })
    } else if (instruction)
      functions.at(-1)!.instructions.push(instructionText(Number(instruction[1]), instruction[2]!))
    else if (line.startsWith("locals ")) section = functions.at(-1)!.locals
    else if (line.startsWith("upvalues ")) section = functions.at(-1)!.upvalues
    else if (entry && section === functions.at(-1)!.locals) section.push(`${entry[1]} ${entry[2]}`)
    else if (entry) section.push(`${entry[1]} ${entry[2]} ${entry[3]}`)
  }
  return functions
}

function instructionText(line: number, op: string): string {
  return op === "CALL" ? op : `${line} ${op}`
}

function ownListing(code: Code): Listing {
  const { params, isVararg, maxStack, upvalues, locals } = code
  return {
    head: `${params}${isVararg ? "+" : ""} ${maxStack} ${upvalues.length} ${locals.length}`,
    instructions: code.instructions.map(({ line, op }) => instructionText(line, op)),
    locals: locals.map(({ name, start }) => `${name} ${start + 1}`),
    upvalues: upvalues.map(({ name, inStack, index }) => `${name} ${Number(inStack)} ${index}`),
  }
}

/** The source, if it is valid. */
function readSource(path: string): string | null {
  const source = readFileSync(path, "latin1").replace(/^#[^\n]*/, "")
  try {
    parseChunk(source, `@${path}`)
    return source
  } catch {
    return null
  }
}

if (compiler === null) {
  const missing = "luac5.4 is not installed: no code is compared with that of PUC's compiler"
  console.error(missing)
  test.skip(missing, () => {})
} else {
  test("the code of all conformance scripts is that of PUC's compiler", () => {
    let compared = 0
    for (const script of scripts) {
      const path = join(FOLDER, script)
      const source = readSource(path)
      if (source === null) continue
      const own = codeOf(tokenize(source), `@${path}`).map(ownListing)
      expect([script, own]).toEqual([script, listed(compiler, path)])
      compared++
    }
    expect(compared).toBeGreaterThan(200)
  })
}

test("code that is made function by function is the same", () => {
  const nodesOf = (node: FunctionNode): FunctionNode[] => [node, ...node.children.flatMap(nodesOf)]
  let compared = 0
  for (const script of scripts) {
    const path = join(FOLDER, script)
    const source = readSource(path)
    if (source === null) continue
    const whole = codeOf(tokenize(source), `@${path}`)
    const checked = checkChunk(source, `@${path}`)
    const late = new LateCodes(checked, `@${path}`, nodesOf(checked.main))
    // The last functions first: what is around them has to be made before them.
    const parts = whole.map((_, id) => late.at(whole.length - 1 - id)).reverse()
    const shape = (code: Code) => ({
      ...ownListing(code),
      operands: code.instructions.map(({ a, b, c, k }) => [a, b, c, k].join()),
      constants: code.constants,
      children: code.children.map(({ id }) => id),
    })
    // Where constants are in their list depends on functions before, as in PUC.
    const isEqual = (a: Code, b: Code) => Bun.deepEquals(shape(a), shape(b))
    const different = whole.filter((code, id) => !isEqual(code, parts[id]!))
    expect([script, different.map(ownListing)]).toEqual([
      script,
      different.map(({ id }) => ownListing(parts[id]!)),
    ])
    compared += whole.length - different.length
  }
  expect(compared).toBeGreaterThan(1500)
})

test("ordinary chunks have nothing of the debug form", () => {
  const options = {
    unitId: 0,
    siteBase: 0,
    chunkname: "=test",
    openUpvalues: false,
    collects: false,
    watch: null,
    forceYields: false,
  }
  const parts = [...DEBUG_SUPPORT_NAMES.filter((name) => name.length > 1), "λtop", "λtrap", "λcalls", "λtail"]
  const word = new RegExp(`\\b(${parts.join("|")})\\(|${parts.slice(-4).join("|")}`)
  const points = new Set(Array(100).keys())
  for (const script of scripts) {
    const source = readSource(join(FOLDER, script))
    if (source === null) continue
    const { main, functions } = compileChunk(parseChunk(source, "=test"), options)
    const texts = [main.text, ...functions.map((f) => f.resume(points).text)]
    for (const text of texts)
      expect(word.exec(text.replaceAll(/"(\\.|[^"\\])*"/g, '""'))?.[0]).toBeUndefined()
  }
})

test("a collection empties registers that are not in use", () => {
  openLua()
  const registers = (): number => {
    const { r } = state.current.λtop as { r: LuaValue[] }
    return r.filter((v) => v instanceof LuaTable).length
  }
  const probe = nameOf("probe", () => [registers(), (collectGarbage("collect"), registers())])
  const code = `--[[ debug.getlocal ]] local probe = ...
local function f(x) x = nil return probe() end
local kept, none = {}
f({}, {}, {}) probe({}, {})
local a, b = probe()
local c, d = probe({})
return a, b, c, d`
  expect(lua(code, probe)).toEqual([3, 1, 2, 2])
})

/** What slua prints. */
function run(...words: string[]): string {
  const { stdout, stderr } = Bun.spawnSync([...SLUA, ...words], { timeout: PATIENCE })
  return stdout.toString() + stderr.toString()
}

// The name is put together so that the text does not ask for the debug form.
const TRACED = `local set = debug["set" .. "hook"] local n = 0 set(function() n = n + 1 end, "l")
local a
set() print(n > 0)`

test("chunks are in debug form when their text asks for it, or with --debug", () => {
  expect(run(TRACED)).toBe("false\n")
  expect(run("--debug", TRACED)).toBe("true\n")
  expect(run(`-- debug.sethook\n${TRACED}`)).toBe("true\n")
  expect(run("local function f() return debug.getinfo(1, 'f')['func'] end print(f() == f)")).toBe("false\n")
  expect(run("local function f() return debug.getinfo(1, 'f').func end print(f() == f)")).toBe("true\n")
})

test("worker scripts are in debug form when they ask for it, or with --debug", () => {
  const worker = (name: string) => `while true do
  local n = work.accept() local set = ${name}
  set(function() n = n + 1 end, "l")
  local x
  set()
  work.answer(n > 0)
end`
  const handler = "work.submit(0) print(work.collect())"
  expect(run(handler, worker("debug.sethook"))).toBe("true\n")
  expect(run(handler, worker("debug['set' .. 'hook']"))).toBe("false\n")
  expect(run("--debug", handler, worker("debug['set' .. 'hook']"))).toBe("true\n")
})
