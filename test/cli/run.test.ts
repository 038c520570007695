/** Normal mode, run as a process of its own: what goes where, and exit statuses. */
import { afterAll, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const ROOT = join(import.meta.dir, "../..")
const SLUA = [process.execPath, join(ROOT, "cli/main.ts")]
const folder = mkdtempSync(join(tmpdir(), "slua-run-"))
afterAll(() => rmSync(folder, { recursive: true }))

function run(args: string[], stdin = ""): { out: string; err: string; status: number | null } {
  const child = Bun.spawnSync([...SLUA, ...args], { cwd: folder, stdin: Buffer.from(stdin) })
  return { out: child.stdout.toString(), err: child.stderr.toString(), status: child.exitCode }
}

function script(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

test("code", () => {
  expect(run(['print("hello world")'])).toEqual({ out: "hello world\n", err: "", status: 0 })
})

test("a script with arguments", () => {
  const name = script("args.lua", "print(arg[0], #arg, ...)")
  expect(run([name, "-x", "--foo", "1"]).out).toBe("args.lua\t3\t-x\t--foo\t1\n")
})

test("a script on standard input", () => {
  expect(run(["-", "a"], "print('stdin', ...)")).toEqual({ out: "stdin\ta\n", err: "", status: 0 })
})

test("an uncaught error", () => {
  const name = script("fail.lua", "\nlocal function f() error('message') end\nprint('before')\nf()\n")
  const { out, err, status } = run([name])
  expect(out).toBe("before\n")
  expect(status).toBe(1)
  expect(err.split("\n")).toEqual([
    "slua: fail.lua:2: message",
    "stack traceback:",
    "\t[C]: in function 'error'",
    "\tfail.lua:2: in local 'f'",
    "\tfail.lua:4: in main chunk",
    "\t[C]: in ?",
    "",
  ])
})

test("a syntax error", () => {
  const { err, status } = run([script("syntax.lua", "x = = 1")])
  expect(err.split("\n")[0]).toBe("slua: syntax.lua:1: unexpected symbol near '='")
  expect(status).toBe(1)
})

test("os.exit", () => {
  expect(run(["io.write('x') os.exit(7)"])).toEqual({ out: "x", err: "", status: 7 })
  expect(run(["os.exit(true)"]).status).toBe(0)
  expect(run(["os.exit(false)"]).status).toBe(1)
})

test("bad usage is one line and status 2", () => {
  expect(run(["--no-such"])).toEqual({ out: "", err: "slua: unknown option '--no-such'\n", status: 2 })
  expect(run([]).status).toBe(2)
})

test("eprint writes to stderr", () => {
  expect(run(["eprint('a', nil, 1.0)"])).toEqual({ out: "", err: "a\tnil\t1.0\n", status: 0 })
})

test("modules are found through LUA_PATH", () => {
  script("mod.lua", "return {name = ...}")
  const child = Bun.spawnSync([...SLUA, "local m, where = require('mod') print(m.name, where)"], {
    cwd: folder,
    env: { ...process.env, LUA_PATH: "./?.lua" },
  })
  expect(child.stdout.toString()).toBe("mod\t./mod.lua\n")
})
