// The executable: what is loaded late is found in it, and it is what the sources are.
import { afterAll, beforeAll, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../support/paths.ts"
import { plain, Terminal } from "../support/terminal.ts"
import { PATIENCE } from "../support/patience.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-binary-"))
const binary = join(folder, "slua")

function run(...words: string[]) {
  const { stdout, stderr, exitCode } = Bun.spawnSync([binary, ...words], { cwd: folder, stdin: "ignore" })
  return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode }
}

beforeAll(() => {
  const built = Bun.spawnSync([process.execPath, join(ROOT, "cli", "build.ts"), "--outfile", binary])
  expect(built.exitCode).toBe(0)
}, PATIENCE)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("code, with each library", () => {
  const code = `
    for _, name in ipairs {"package", "coroutine", "table", "io", "os", "string", "math", "utf8", "debug",
                           "work", "client"} do
      io.write(name, " ", type(_G[name]), "\\n")
    end
    local co = coroutine.wrap(function() local x = coroutine.yield(1); return x end)
    print(co(), co(2), string.rep("ab", 2), math.max(1, 2), table.concat {1, 2}, #os.tmpname() > 0)`
  const { stdout, stderr, exitCode } = run(code)
  expect(stderr).toBe("")
  expect(stdout.split("\n").filter((line) => line.endsWith(" table")).length).toBe(11)
  expect(stdout).toEndWith("1\t2\tabab\t2\t12\ttrue\n")
  expect(exitCode).toBe(0)
})

test("a script, its arguments and its errors", () => {
  writeFileSync(join(folder, "script.lua"), "print(..., #arg)\nerror('no', 1)\n")
  const { stdout, stderr, exitCode } = run("script.lua", "a")
  expect(stdout).toBe("a\t1\n")
  expect(stderr).toStartWith("slua: script.lua:2: no\nstack traceback:\n\t[C]: in function 'error'")
  expect(exitCode).toBe(1)
})

test("handler and worker", () => {
  const { stdout, stderr, exitCode } = run(
    "for i = 1, 3 do work.submit(i) end local s = 0 for i = 1, 3 do s = s + work.collect() end print(s)",
    "while true do work.answer(work.accept() * 2) end",
  )
  expect(stderr).toBe("")
  expect(stdout).toBe("12\n")
  expect(exitCode).toBe(0)
})

test("usage and version", () => {
  expect(run("--version").stdout).toMatch(/^slua \d+\.\d+\.\d+ \(Lua 5\.4\)\n$/)
  expect(run("--nope")).toEqual({ stdout: "", stderr: "slua: unknown option '--nope'\n", exitCode: 2 })
})

test("a start loads two chunks and lets the engine compile next to nothing", () => {
  const order = join(folder, "order")
  const env = { ...process.env, BUN_BYTECODE_ORDER_OUT: order, BUN_JSC_reportBytecodeCompileTimes: "1" }
  const { stdout, stderr } = Bun.spawnSync([binary, "print('hello')"], { cwd: folder, env, stdin: "ignore" })
  const lines = readFileSync(order, "utf8").split("\n")
  const kinds = (kind: string): number => lines.filter((line) => line.startsWith(kind)).length
  expect(stdout.toString()).toEndWith("hello\n")
  // Functions that the engine has as text, such as Array.prototype.map: one is Bun's own, one a constructor of luaparse.
  expect(`${stdout}${stderr}`.match(/^Compiled /gm)?.length).toBeLessThanOrEqual(2)
  expect(kinds("M ")).toBe(2)
  expect(kinds("F ")).toBeWithin(100, 270)
})

test("where the stack is nearly exhausted nothing is loaded, and nothing broken", () => {
  const code = `local function f()
      if not pcall(f) then load("x = =") load("return 0x1p4") string.rep("x", 2) table.concat {} math.abs(1) end
    end
    f()
    print(load("x = ="))
    print(load("return 0x1p4")(), string.rep("a", 2), table.concat {"x"}, math.abs(-1))`
  const { stdout, stderr } = run(code)
  expect(stderr).toBe("")
  expect(stdout).toBe("nil\t[string \"x = =\"]:1: unexpected symbol near '='\n16.0\taa\tx\t1\n")
})

test("neither bunfig.toml nor .env of the folder it is called in matters", () => {
  writeFileSync(join(folder, "bunfig.toml"), `preload = ["./preload.ts"]\n`)
  writeFileSync(join(folder, "preload.ts"), `console.log("preloaded")\n`)
  writeFileSync(join(folder, ".env"), "SLUA_ENV_TEST=1\n")
  expect(run(`print(os.getenv("SLUA_ENV_TEST"))`).stdout).toBe("nil\n")
})

test("interactive mode, messages, the names of late modules", async () => {
  const terminal = new Terminal([binary], { cwd: folder, env: { SLUA_HISTORY: "" } })
  await terminal.sees("> ")
  terminal.type("{x = string.md\t")
  await terminal.sees("5")
  terminal.type("('a')}\r")
  expect(plain(await terminal.sees("}\r\n"))).toEndWith('{x = "0cc175b9c0f1b6a831c399e269772661"}\n')
  terminal.type("help(string.md5)\r")
  await terminal.sees("string.md5(str, raw)")
  terminal.type("strng.rep()\r")
  await terminal.sees("did you mean 'string'?")
  await terminal.sees("> \x1b[3G")
  terminal.type("\x04")
  expect(await terminal.end()).toBe(0)
})
