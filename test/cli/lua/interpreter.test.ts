// The stand-alone interpreter: its command line, messages, interactive mode and interrupts.
import { afterAll, describe, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../../support/paths.ts"
import { findReference, NO_REFERENCE } from "../../support/reference.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-lua-"))
const main = join(ROOT, "cli/main.ts")
const VERSION = "Lua 5.4.8  Copyright (C) 1994-2025 Lua.org, PUC-Rio\n"

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}
file("args.lua", "print(arg[0], arg[1], #arg, ...)\nlocal i = -1 while arg[i] do i = i - 1 end print(i)\n")
file("fail.lua", "local function f() error('no') end\nf()\n")
file("closed.lua", "return 1, 2\n")
file("mod-v2.lua", "return {name = ...}\n")
file("loadsarg.lua", "assert(arg) return true\n")
file("-", "print 'a file'\n")
// What a module asks of the level that called it, in chunks that were compiled before anyone asked.
file(
  "levels.lua",
  `local M = {}
   function M.env(level)
     local f = debug.getinfo(level + 1, "f").func
     local i, name, value = 0
     repeat i = i + 1 name, value = debug.getupvalue(f, i) until name == "_ENV" or name == nil
     return value, f
   end
   return M`,
)
file("asks.lua", "local m = require 'levels' print(m.env(1) == _G, (function() return 1 end)())\n")
file(
  "environments.lua",
  `return { setfenv = function(f, env)
     local i, name = 0
     repeat i = i + 1 name = debug.getupvalue(f, i) until name == "_ENV" or name == nil
     if name then debug.upvaluejoin(f, i, function() return env end, 1) end
   end }`,
)
file(
  "setsenv.lua",
  "local compat = require 'environments' local function f() return x end compat.setfenv(f, {x = 1}) print(f(), x)\n",
)
file("walked.lua", "local m = require 'levels'\nprint(m.env(1) == _G)\n")
file(
  "again.lua",
  "local m = require 'levels' local e, f = m.env(1) if not again then again = f f() else print(again == f) end\n",
)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Run {
  words: string[]
  input?: string
  env?: Record<string, string>
}

interface Ended {
  stdout: string
  stderr: string
  exitCode: number
}

/** Runs a command that is told that its name is `lua`. */
function run(command: string[], { words, input = "", env = {} }: Run): Ended {
  const { stdout, stderr, exitCode } = Bun.spawnSync([...command, ...words], {
    argv0: "lua",
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdin: Buffer.from(input),
  })
  return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode }
}

const own = (words: string[], more: Omit<Run, "words"> = {}): Ended =>
  run([process.execPath, main], { words, ...more })

test("what is built in takes the place of C libraries that are found, and only of those", () => {
  for (const name of ["lfs.so", "cjson.so", "other.so"]) file(name, "")
  const env = { LUA_CPATH: "./?.so" }
  const words = [
    "-e",
    "local lfs, file = require 'lfs' print(type(lfs.dir), file, (select(2, require 'cjson.safe')), package.preload.lfs)",
  ]
  expect(own(words, { env }).stdout).toBe("function\t./lfs.so\t./cjson.so\tnil\n")
  expect(own(["-e", "print(pcall(require, 'lpeg'))"], { env }).stdout).toContain("no file './lpeg.so'")
  expect(own(["-e", "print(pcall(require, 'other'))"], { env }).stdout).toContain("cannot be loaded")
})

test("the name in argv[0] makes it lua", () => {
  for (const name of ["lua", "/usr/bin/lua5.4", "lua54", "lua-5.4"]) {
    const { stdout } = Bun.spawnSync([process.execPath, main, "-e", "print(arg[0])"], { argv0: name })
    expect(stdout.toString()).toBe(`${name}\n`)
  }
  const other = Bun.spawnSync([process.execPath, main, "--version"], { argv0: "luajit" })
  expect(other.stdout.toString()).toStartWith("slua")
})

test("version", () => {
  expect(own(["-v"])).toEqual({ stdout: VERSION, stderr: "", exitCode: 0 })
  expect(own(["-v", "-e", "print 'x'"]).stdout).toBe(`${VERSION}x\n`)
})

test("slua lua is lua", () => {
  const words = ["lua", "-e", "print(arg[-1], arg[0])", "args.lua", "a"]
  const { stdout } = Bun.spawnSync([process.execPath, main, ...words], { cwd: folder })
  expect(stdout.toString()).toBe("print(arg[-1], arg[0])\targs.lua\nargs.lua\ta\t1\ta\n-5\n")
})

test("negative indices of arg, of all that comes before the script", () => {
  const { stdout } = own(["-e", "print(1)", "-W", "args.lua", "a"])
  expect(stdout).toBe("1\nargs.lua\ta\t1\ta\n-5\n")
})

test("-l drops a version behind the module's name from the global", () => {
  expect(own(["-l", "mod-v2", "-e", "print(mod.name)"]).stdout).toBe("mod-v2\n")
  expect(own(["-lx-y=mod-v2", "-e", "print(_G['x-y'].name)"]).stdout).toBe("mod-v2\n")
})

describe("interactive mode", () => {
  const talk = (input: string, words: string[] = []): Ended => {
    const ended = own([...words, "-i"], { input })
    expect(ended.stdout).toStartWith(VERSION)
    return { ...ended, stdout: ended.stdout.slice(VERSION.length) }
  }
  test("values of expressions, statements, continued lines", () => {
    expect(talk("1 + 1\nx = 3\n=x, nil\nfor i = 1, 2 do\nprint(i)\nend\n")).toEqual({
      stdout: "> 1 + 1\n2\n> x = 3\n> =x, nil\n3\tnil\n> for i = 1, 2 do\n>> print(i)\n>> end\n1\n2\n> \n",
      stderr: "",
      exitCode: 0,
    })
  })
  test("errors have no program name, and do not end it", () => {
    const { stdout, stderr, exitCode } = talk("do error('a', 0) end\nx =\n")
    expect(stderr).toBe(
      "a\nstack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in main chunk\n\t[C]: in ?\n" +
        "stdin:1: unexpected symbol near <eof>\n",
    )
    expect(stdout).toBe("> do error('a', 0) end\n> x =\n>> > \n")
    expect(exitCode).toBe(0)
  })
  test("prompts are values of globals", () => {
    const prompts = "_PROMPT = '' _PROMPT2 = setmetatable({}, {__tostring = function() return '+' end})"
    expect(talk("do\nend\n", ["-e", prompts]).stdout).toBe("do\n+end\n\n")
  })
  test("prompts and print may come from a metamethod", () => {
    const code =
      "P = print print = nil setmetatable(_G, {__index = function(_, k) return k == 'print' and P or k end})"
    expect(talk("10\n", ["-e", code]).stdout).toBe("_PROMPT10\n10\n_PROMPT\n")
  })
  test("a print that fails", () => {
    expect(talk("10\n", ["-e", "print = nil"]).stderr).toBe(
      "error calling 'print' (attempt to call a nil value)\n",
    )
  })
})

test("print hands each line on at once", async () => {
  const child = Bun.spawn([process.execPath, main, "lua", "-e", "print(1) io.read() print(2)"], {
    stdin: "pipe",
    stdout: "pipe",
  })
  const reader = child.stdout.getReader()
  const { value } = await reader.read()
  expect(Buffer.from(value!).toString()).toBe("1\n")
  await child.stdin.end()
  expect(await child.exited).toBe(0)
})

describe("os.exit", () => {
  const variables = `
    local function closing(text) return setmetatable({}, {__close = function(_, e) print(text, e) end}) end
    local a <close> = closing("a")
    local b <close> = closing("b")`
  test("closes the main program's variables if it is asked to", () => {
    expect(own(["-e", `${variables} os.exit(3, true)`])).toEqual({
      stdout: "b\tnil\na\tnil\n",
      stderr: "",
      exitCode: 3,
    })
    expect(own(["-e", `${variables} os.exit(3)`]).stdout).toBe("")
  })
  test("from a coroutine", () => {
    const code = `${variables} coroutine.wrap(function() local c <close> = closing("c") os.exit(true, true) end)()`
    expect(own(["-e", code])).toEqual({ stdout: "b\tnil\na\tnil\n", stderr: "", exitCode: 0 })
  })
})

// Each is interrupted when it has printed its first lines.
describe("SIGINT", () => {
  const interrupted = async (code: string, signals = 1): Promise<Ended> => {
    const child = Bun.spawn([process.execPath, main, "lua", "-e", code], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
    })
    const reader = child.stdout.getReader()
    let stdout = ""
    for (let i = 0; ; i++) {
      const { value, done } = await reader.read()
      if (done) break
      stdout += Buffer.from(value).toString()
      if (i < signals) child.kill("SIGINT")
    }
    const stderr = await new Response(child.stderr).text()
    return { stdout, stderr, exitCode: await child.exited }
  }
  const message = "lua: interrupted!\nstack traceback:\n\t[C]: in ?\n"
  test("ends a loop", async () => {
    expect(await interrupted("print(1) while true do end")).toEqual({
      stdout: "1\n",
      stderr: message,
      exitCode: 1,
    })
  })
  test("is caught by pcall, and closes variables", async () => {
    const code = `
      local x = setmetatable({}, {__close = function() print("closed") end})
      print(pcall(function() local x <close> = x print(1) while true do end end))`
    const { stdout, exitCode } = await interrupted(code)
    expect(stdout).toBe("1\nclosed\nfalse\tinterrupted!\n")
    expect(exitCode).toBe(0)
  })
  test("ends the program when it has been caught once", async () => {
    const code = "local loop = function() print(1) while true do end end pcall(loop) pcall(loop)"
    expect(await interrupted(code, 2)).toEqual({ stdout: "1\n1\n", stderr: "", exitCode: 130 })
  })
  test("is caught by each line of the interactive mode", async () => {
    const child = Bun.spawn([process.execPath, main, "lua", "-i"], {
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
    })
    const line = "print('began') while true do end\n"
    child.stdin.write(line + line + "os.exit(7)\n")
    await child.stdin.end()
    let stdout = ""
    let seen = 0
    for await (const bytes of child.stdout) {
      stdout += Buffer.from(bytes).toString()
      // What is shown of the line itself has quotes.
      for (; stdout.split(/began(?!')/).length - 1 > seen; seen++) child.kill("SIGINT")
    }
    expect(seen).toBe(2)
    expect(await child.exited).toBe(7)
  })
  test("ends a long search", async () => {
    const code = "string.len('') print(1) string.find(string.rep('a', 200000), '.*.*.*b')"
    expect((await interrupted(code)).stderr).toBe(message)
  })
  test("ends waiting for input", async () => {
    expect((await interrupted("local read = io.read print(1) read()")).stderr).toBe(message)
  })
  test("ends coroutines, which are dead then", async () => {
    const code = `
      local inner = coroutine.create(function() print(1) while true do end end)
      local outer = coroutine.create(function() coroutine.resume(inner) end)
      print(pcall(coroutine.resume, outer))
      print(coroutine.status(inner), coroutine.status(outer), coroutine.isyieldable())
      print(coroutine.wrap(function() return coroutine.yield(2) end)())`
    const { stdout } = await interrupted(code)
    expect(stdout).toBe("1\nfalse\tinterrupted!\ndead\tdead\tfalse\n2\n")
  })
})

/** Runs that must be the same in lua5.4, called by the same name. */
const SAME: Run[] = [
  { words: ["args.lua", "a", "b"] },
  { words: ["-e", "print(arg[0], arg[-1], ...)", "args.lua"] },
  { words: ["-eprint(1)", "-ea=3", "-e", "print(a)"] },
  { words: ["-e ", "--", "args.lua", "x"] },
  { words: ["-W", "--"], input: "print(arg[1], arg[2])" },
  { words: ["-W", "--", "-"] },
  { words: ["-", "a"], input: "print(..., arg[0])" },
  { words: [], input: "print(10)\nprint(...)" },
  { words: ["-e"] },
  { words: ["-l"] },
  { words: ["-e", "-v"] },
  { words: ["-x"] },
  { words: ["---"] },
  { words: ["-vv"] },
  { words: ["-Wx"] },
  { words: ["-e", "x ="] },
  { words: ["-e", "error({})"] },
  { words: ["-e", "error()"] },
  { words: ["-e", "error(setmetatable({}, {__tostring = function() return 'text' end}))"] },
  { words: ["-e", "error(setmetatable({}, {__tostring = function() return 1 end}))"] },
  { words: ["-e", "error(12)"] },
  { words: ["-e", "local t = nil; t.x = 1"] },
  { words: ["-e", "assert(false, 'm')"] },
  { words: ["-e", "return error('m')"] },
  { words: ["fail.lua"] },
  { words: ["closed.lua"] },
  { words: ["-l", "m=string", "-e", "print(m.upper 'x')"] },
  { words: ["asks.lua"] },
  { words: ["walked.lua"] },
  { words: ["setsenv.lua"] },
  { words: ["again.lua"] },
  { words: ["-lloadsarg", "-e", "print(loadsarg)"] },
  { words: ["-e", "arg = 1", "args.lua"] },
  { words: ["-e", "arg = {n = 1, 'p', 'q'}", "args.lua"] },
  { words: ["-W", "-e", "warn('a', 'b') warn('@off') warn('c')"] },
  { words: ["-e", "warn('a')"] },
  { words: ["-e", "print(collectgarbage('incremental'))"] },
  { words: ["-e", "print(X)"], env: { LUA_INIT: "X = 1", LUA_INIT_5_4: "X = 2" } },
  { words: ["-e", "print(X)"], env: { LUA_INIT: "X = 1" } },
  { words: ["-E", "-e", "print(X)"], env: { LUA_INIT: "X = 1" } },
  { words: ["-e", "print(X)"], env: { LUA_INIT: "@args.lua" } },
  { words: ["-e", "print(X)"], env: { LUA_INIT: "error('msg')" } },
  { words: ["-e", "print(package.path)"], env: { LUA_PATH: "x", LUA_PATH_5_4: "y" } },
  { words: ["-e", "print(package.path == 'x')"], env: { LUA_PATH: "x" } },
  {
    words: ["-E", "-e", "print(package.path == 'x', package.cpath == 'y')"],
    env: { LUA_PATH: "x", LUA_CPATH: "y" },
  },
  { words: ["-e", "require 'debug'.debug()"], input: "print(1)\nerror('x', 0)\ny =\ncont\nprint(2)" },
  { words: ["-e", "print(X)"], env: { LUA_INIT: "\x1bLua" } },
  { words: ["-e", "\x1bLua"] },
  { words: ["-e", "error('a\\0b')"] },
  { words: ["-e", "dofile('none.lua')"] },
  { words: ["-"], input: "dofile()\nx = = 1" },
  { words: ["-e", "print(loadfile())"], input: "#!comment\nx = = 1" },
  { words: ["-e", "os.exit(false)"] },
  { words: ["-e", "io.write('a') os.exit(2, true)"] },
]

const reference = findReference()
if (reference === null) console.log(NO_REFERENCE)

test.skipIf(reference === null)(
  "all this is as in lua5.4",
  () => {
    for (const each of SAME) {
      const ours = run([process.execPath, main], each)
      expect({ each, ...ours }).toEqual({ each, ...run([reference!], each) })
    }
  },
  120_000,
)
