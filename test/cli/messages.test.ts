// What people at a terminal are told about mistakes; programs that read standard error get the message alone.
import { afterAll, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SLUA } from "../support/paths.ts"
import { plain, Terminal } from "../support/terminal.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-messages-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a terminal shows of a run, with its colours. */
async function coloured(words: string[], env: Record<string, string> = {}): Promise<string> {
  const terminal = new Terminal([...SLUA, ...words], { cwd: folder, env })
  await terminal.end()
  return terminal.text
}

const shown = async (...words: string[]) => plain(await coloured(words))

function piped(...words: string[]): string {
  return Bun.spawnSync([...SLUA, ...words], { cwd: folder }).stderr.toString()
}

function script(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return name
}

test.each([
  ["x = = 1", "unexpected symbol near '='", "x = = 1", "    ^"],
  ["x = 1\n\tlocal y = 2 z 3\n", "syntax error near '3'", "\tlocal y = 2 z 3", "\t              ^"],
  ["x = 'é' y 1", "syntax error near '1'", "x = 'é' y 1", "          ^"],
  ["s = 'abc\nx = 1", "unfinished string near ''abc'", "s = 'abc", "    ^"],
  [
    "for i = 1, 2 do\n  print(i)\n\n",
    "'end' expected (to close 'for' at line 1) near <eof>",
    "  print(i)",
    "          ^",
  ],
  ["goto nowhere", "no visible label 'nowhere' for <goto> at line 1", "goto nowhere", "            ^"],
  ["break", "break outside loop at line 1", "break", "     ^"],
  [
    "local x <const> = 1; x = 2",
    "attempt to assign to const variable 'x'",
    "local x <const> = 1; x = 2",
    "                       ^",
  ],
])("the line of a syntax error: %j", async (code, message, line, caret) => {
  const lines = (await shown(script("wrong.lua", code))).split("\n")
  expect(lines[0]).toContain(message)
  expect(lines[1]!.replace(/^ +\d+ \| /, "")).toBe(line)
  expect(lines[2]!.replace(/^ +\| /, "")).toBe(caret)
  expect(piped("wrong.lua")).not.toContain("^")
})

test("the file of a module that is required", async () => {
  script("module.lua", "return {\n  1,,\n}")
  const text = await shown("require 'module'")
  expect(text).toContain("    2 |   1,,\n      |     ^\n")
})

test.each([
  ["prnt(1)", "print"],
  ["strng.rep('a')", "string"],
  ["string.formt('a')", "string.format"],
  ["work.subimt(1)", "work.submit"],
  ["work.colect()", "work.collect"],
  ["json.encoed({})", "json.encode"],
  ["('a'):uper()", "upper"],
  ["io.stdout:wriet('a')", "write"],
  ["function enlarge() end enlrage()", "enlarge"],
])("%s: did you mean %s?", async (code, name) => {
  const text = await shown(code)
  expect(text).toContain(`\ndid you mean '${name}'?\nstack traceback:`)
  expect(piped(code)).not.toContain("did you mean")
})

test.each(["x()", "local t = {} t.quite_another_name()", "error('a nil value (global prnt)')"])(
  "%s: nothing is near",
  async (code) => {
    expect(await shown(code)).not.toContain("did you mean")
  },
)

test("handlers and workers are helped as well", async () => {
  expect(await shown("work.colect()", "work.answer(work.accept())")).toContain("did you mean 'work.collect'?")
})

test("the error that a program catches is Lua's own", async () => {
  expect(await shown("print(load('x = = 1')) print(pcall(function() prnt() end))")).toBe(
    [
      `nil\t[string "x = = 1"]:1: unexpected symbol near '='`,
      "false\t(command line):1: attempt to call a nil value (global 'prnt')",
      "",
    ].join("\n"),
  )
})

test("a file that is not there", async () => {
  expect(await shown("no_such_script.lua")).toContain("there is no file 'no_such_script.lua'")
})

test.each([
  ["--worker-pol", "--worker-pool"],
  ["--wroker=w.lua", "--worker"],
  ["--statistics", undefined],
  ["--hepl", "--help"],
  ["-wpp", "-wp"],
  ["-e", undefined],
])("option %s", (option, meant) => {
  const name = option.split("=")[0]
  const suggestion = meant === undefined ? "" : ` (did you mean '${meant}'?)`
  expect(piped(option)).toBe(`slua: unknown option '${name}'${suggestion}\n`)
})

test("NO_COLOR: no colours", async () => {
  expect(await coloured(["x = = 1"])).toContain("\x1b[31m")
  const without = await coloured(["x = = 1"], { NO_COLOR: "1" })
  expect(without).toContain("^")
  expect(without).not.toContain("\x1b")
  expect(piped("x = = 1")).not.toContain("\x1b")
})
