// The interactive mode on a pseudo-terminal, and line by line without one.
import { afterAll, expect, test } from "bun:test"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SLUA } from "../support/paths.ts"
import { plain, Terminal } from "../support/terminal.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-repl-"))
const open: Terminal[] = []
afterAll(() => {
  for (const terminal of open) terminal.kill()
  rmSync(folder, { recursive: true })
})

const HISTORY = join(folder, ".slua_history")
/** Shown when a text may be typed: the prompt, and the cursor behind it. */
const PROMPT = "> \x1b[3G"
const UP = "\x1b[A"
const DOWN = "\x1b[B"

async function start(words: string[] = [], env: Record<string, string> = {}): Promise<Terminal> {
  const terminal = new Terminal([...SLUA, ...words], { cwd: folder, env: { HOME: folder, ...env } })
  open.push(terminal)
  await terminal.sees(PROMPT)
  return terminal
}

/** What is shown between a text that is entered and the next prompt. */
async function enter(terminal: Terminal, text: string): Promise<string> {
  await terminal.answers(`${text}\r`, "\r\n")
  const shown = plain(await terminal.sees(PROMPT))
  return shown.slice(0, -"\n> ".length)
}

async function leave(terminal: Terminal): Promise<void> {
  terminal.type("\x04")
  expect(await terminal.end()).toBe(0)
}

test("expressions, statements, errors", async () => {
  const terminal = await start()
  expect(plain(terminal.text)).toMatch(/^slua \d+\.\d+\.\d+, Lua 5\.4\. /)
  expect(await enter(terminal, "1 + 1")).toBe("2")
  expect(await enter(terminal, "=1, 'a'")).toBe('1\t"a"')
  await terminal.answers("x = 5\r", PROMPT)
  expect(await enter(terminal, "x")).toBe("5")
  expect(await enter(terminal, "x.y.z")).toStartWith(
    "stdin:1: attempt to index a number value (global 'x')\nstack traceback:\n\tstdin:1: in main chunk",
  )
  expect(await enter(terminal, "x y")).toBe("stdin:1: syntax error near 'y'\n    1 | x y\n      |   ^")
  await leave(terminal)
})

test("what is not complete goes on, and can be edited as a whole", async () => {
  const terminal = await start()
  await terminal.answers("for i = 1, 2 do\r", "\n")
  await terminal.answers("print(i * 111)\r", "print(i * 111)\r\n")
  await terminal.answers("end\r", "111\r\n222\r\n")
  await terminal.sees(PROMPT)
  await terminal.answers(UP, "end")
  await terminal.answers(`${UP}${UP}\x05${"\x7f".repeat(4)}3 do${DOWN}\x01${DOWN}\r`, "111\r\n222\r\n333\r\n")
  await terminal.sees(PROMPT)
  expect(readFileSync(HISTORY, "utf8")).toEndWith("for i = 1, 3 do\\n  print(i * 111)\\n  end\n")
  await leave(terminal)
})

test("the history outlives the session, and is nobody else's business", async () => {
  rmSync(HISTORY, { force: true })
  const first = await start()
  await enter(first, "1111")
  await enter(first, "'two'")
  await enter(first, "'two'")
  await leave(first)
  expect(readFileSync(HISTORY, "utf8")).toBe("1111\n'two'\n")
  expect(statSync(HISTORY).mode & 0o777).toBe(0o600)
  const second = await start()
  await second.answers(UP, "'two'")
  await second.answers(UP, "1111")
  await second.answers(DOWN, "'two'")
  await second.answers(`${DOWN}11${UP}`, "1111")
  expect(await enter(second, "")).toBe("1111")
  await leave(second)
  const elsewhere = await start([], { XDG_STATE_HOME: join(folder, "state") })
  await enter(elsewhere, "3333")
  await leave(elsewhere)
  expect(readFileSync(join(folder, "state", "slua", "history"), "utf8")).toBe("3333\n")
  const nowhere = await start([], { SLUA_HISTORY: "", HOME: join(folder, "none") })
  await enter(nowhere, "4444")
  await leave(nowhere)
  expect(existsSync(join(folder, "none", ".slua_history"))).toBe(false)
})

test("Ctrl-R searches the history", async () => {
  rmSync(HISTORY, { force: true })
  const terminal = await start()
  for (const text of ["first = 1", "second = 22", "first = 3"]) {
    await terminal.answers(`${text}\r`, "\r\n")
    await terminal.sees(PROMPT)
  }
  await terminal.answers("draft\x12", "(search '') draft")
  await terminal.answers("fir", "(search 'fir') first = 3")
  await terminal.answers("\x12", "(search 'fir') first = 1")
  await terminal.answers("\x7f\x7f\x7f22", "(search '22') second = 22")
  await terminal.answers("?", "(nothing like '22?') draft")
  await terminal.answers("\x07", "> draft")
  // Enter ends the search and runs what was found; other keys go on from there.
  await terminal.answers("\x15\x12sec\r", "> second = 22")
  await terminal.sees(PROMPT)
  await terminal.answers("\x12second\x053\r", "> second = 22")
  await terminal.sees(PROMPT)
  expect(await enter(terminal, "second")).toBe("223")
  await leave(terminal)
})

test("tab completes globals, fields and methods", async () => {
  const terminal = await start()
  await terminal.answers("string.icon\t", "v")
  terminal.type("\x15")
  terminal.type("string.pcre\t")
  terminal.type("\t")
  const list = plain(await terminal.sees("pcrematch"))
  expect(list).toContain("string.pcregmatch  string.pcregsub")
  await terminal.answers("\x03", PROMPT)
  await terminal.answers("word = 'abc'\r", PROMPT)
  await terminal.answers("word:uppe\t", "r")
  expect(await enter(terminal, "()")).toBe('"ABC"')
  await leave(terminal)
})

test("Ctrl-C gives up what is typed, and ends what runs, but not the program", async () => {
  const terminal = await start()
  await terminal.answers("half a tex\x03", PROMPT)
  await terminal.answers("print('on') while true do end\r", "on\r\n")
  expect(plain(await terminal.answers("\x03", PROMPT))).toContain("interrupted!")
  await terminal.answers("n = 0 while true do n = n + 1 if n == 1 then print('again') end end\r", "again\r\n")
  expect(plain(await terminal.answers("\x03", PROMPT))).toContain("interrupted!")
  expect(await enter(terminal, "n > 0")).toBe("true")
  await leave(terminal)
})

test("the program may read the terminal itself, and end it all", async () => {
  const terminal = await start()
  await terminal.answers("print('name?') name = io.read()\r", "name?\r\n")
  await terminal.answers("Ada\r", PROMPT)
  expect(await enter(terminal, "name")).toBe('"Ada"')
  terminal.type("os.exit(7)\r")
  expect(await terminal.end()).toBe(7)
})

test("texts that are longer than a row of the screen are drawn over themselves", async () => {
  const terminal = new Terminal(SLUA, { cwd: folder, cols: 40, env: { HOME: folder } })
  open.push(terminal)
  await terminal.sees(PROMPT)
  // The last character of the first row, one of the second, and of the third.
  for (const length of [38, 39, 79]) {
    await terminal.answers(`'${"x".repeat(length - 2)}'`, "x'")
    const rows = Math.floor((2 + length) / 40)
    terminal.type("\x01")
    // From the row with the end to that with the beginning.
    await terminal.sees(`\x1b[${rows}A`)
    // Nothing is left of it.
    await terminal.answers("\x0b", PROMPT)
  }
  await leave(terminal)
})

test("a prompt wipes away nothing that was written", async () => {
  const terminal = await start()
  await terminal.answers("x = io.write('half a line')\r", "\r\nhalf a line")
  // As many blanks as there are columns: they lead to the next line, where the prompt may erase.
  expect(await terminal.sees(PROMPT)).toBe(`${" ".repeat(80)}\r\x1b[1G\x1b[0J${PROMPT}`)
  await leave(terminal)
})

test("help", async () => {
  const terminal = await start()
  const all = await enter(terminal, "help()")
  expect(all).toContain("  work.submit(value, options)")
  // As wide as a terminal; a line that is full leads to an empty one.
  for (const line of all.split("\n")) expect(line.length).toBeLessThan(80)
  expect(all).toContain('help "string.iconv" tells more')
  const one = await enter(terminal, "help(string.iconv)")
  expect(one).toStartWith("string.iconv(str, from, to)\n  Converts between character sets")
  expect(await enter(terminal, "help 'string.iconv'")).toBe(one)
  const json = await enter(terminal, "help(json)")
  expect(json.split("\n").map((line) => line.slice(0, 6))).toEqual(["  json", "  json", "  json", "  json"])
  expect(await enter(terminal, "help 'json'")).toBe(json)
  expect(await enter(terminal, "help 'jsno'")).toBe("no help on jsno; help() lists what there is")
  expect(await enter(terminal, "help(print)")).toBe("no help on this; help() lists what there is")
  await leave(terminal)
})

test("values are coloured, unless NO_COLOR is set", async () => {
  const coloured = await start()
  await coloured.answers("'text'\r", '\x1b[32m"text"\x1b[0m')
  await coloured.sees(PROMPT)
  await leave(coloured)
  const without = await start([], { NO_COLOR: "1" })
  await without.answers("'text'\r", PROMPT)
  expect(without.text).not.toMatch(/\x1b\[\d*m/)
  await leave(without)
})

test("-i comes after a script, whose globals are there", async () => {
  writeFileSync(join(folder, "script.lua"), "print(...) value = 42")
  const terminal = await start(["-i", "script.lua", "word"])
  expect(terminal.text).toStartWith("word\r\n")
  expect(await enter(terminal, "value")).toBe("42")
  await leave(terminal)
})

test("without a terminal: line by line, no prompts", () => {
  const input =
    "1, 'a'\nfor i = 1, 2 do\nprint(i)\nend\nx y\n={1, {}}\nlocal s = [[\n a\n]] print(s)\nfor i = 1,"
  const child = Bun.spawnSync([...SLUA, "-i"], {
    stdin: Buffer.from(input),
    env: { ...process.env, HOME: folder },
  })
  expect(child.stdout.toString()).toBe('1\t"a"\n1\n2\n{1, {}}\n a\n\n')
  expect(child.stderr.toString()).toBe(
    "stdin:1: syntax error near 'y'\nstdin:1: unexpected symbol near <eof>\n",
  )
  expect(child.exitCode).toBe(0)
})

test("without words and without a terminal there is nothing to do", () => {
  const child = Bun.spawnSync(SLUA, { stdin: Buffer.from("print(1)") })
  expect(child.stderr.toString()).toBe("slua: no script; see slua --help\n")
  expect(child.exitCode).toBe(2)
})
