/** The io library called as Lua calls it: formats, positions, buffers, refusals. */
import { afterAll, beforeAll, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { openIo } from "../../../interpreter/lib/io.ts"
import { LuaError } from "../../../interpreter/runtime/error.ts"
import { makeFloat } from "../../../interpreter/value/number.ts"
import { getString, type LuaTable } from "../../../interpreter/value/table.ts"
import type { Userdata } from "../../../interpreter/value/userdata.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../../../interpreter/value/value.ts"

let library: LuaTable
let folder: string
let name: string

beforeAll(() => {
  library = openIo()
  folder = mkdtempSync("/tmp/slua-io-")
  name = `${folder}/file`
})
afterAll(() => rmSync(folder, { recursive: true }))

function io(key: string, ...args: LuaValue[]): LuaResult {
  return (getString(library, key) as LuaFunction)(...args)
}
/** Calls a method of a file. */
function on(file: LuaResult, key: string, ...args: LuaValue[]): LuaResult {
  const methods = getString((file as Userdata).λmeta!, "__index") as LuaTable
  return (getString(methods, key) as LuaFunction)(file, ...args)
}
function open(mode?: string, content?: string): LuaResult {
  if (content !== undefined) writeFileSync(name, content, "latin1")
  return io("open", name, mode)
}
function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (e) {
    if (e instanceof LuaError) return e.value as string
    throw e
  }
  return "no error"
}

test.each(["rw", "rb+", "r+bk", "", "+", "b", "R", " r"])("mode %j is invalid", (mode) => {
  expect(messageOf(() => io("open", name, mode))).toEndWith("(invalid mode)")
})

test.each(["w", "wb", "a", "r", "rb", "r+", "r+b", "w+b", "a+bb"])("mode %j is valid", (mode) => {
  expect(on(open(mode), "close")).toBe(true)
})

test("refusals", () => {
  expect(io("open", `${folder}/none`)).toEqual([undefined, `${folder}/none: No such file or directory`, 2])
  expect(io("open", `${folder}/no\0ne`)).toEqual([undefined, expect.stringContaining("No such file"), 2])
  expect(io("open", folder, "w")).toEqual([undefined, `${folder}: Is a directory`, 21])
  expect(on(io("open", folder), "read", "a")).toEqual([undefined, "Is a directory", 21])
  expect(on(open("r", "x"), "write", "y")).toEqual([undefined, "Bad file descriptor", 9])
  expect(on(open("w"), "read")).toEqual([undefined, "Bad file descriptor", 9])
  expect(messageOf(() => io("input", `${folder}/none`))).toEndWith(
    `cannot open file '${folder}/none' (No such file or directory)`,
  )
  expect(on(open("r", "x"), "seek", "set", -1)).toEqual([undefined, "Invalid argument", 22])
  const full = io("open", "/dev/full", "w")
  expect(on(full, "write", "x")).toBe(full)
  expect(on(full, "flush")).toEqual([undefined, "No space left on device", 28])
  const lost = io("open", "/dev/full", "w")
  expect(on(lost, "write", "x".repeat(200000))).toEqual([undefined, "No space left on device", 28])
  expect(on(lost, "close")).toEqual([undefined, "No space left on device", 28])
})

test("closed files", () => {
  const file = open("r", "x")
  expect(io("type", file as LuaValue)).toBe("file")
  on(file, "close")
  expect(io("type", file as LuaValue)).toBe("closed file")
  expect(io("type", 1)).toBeUndefined()
  expect(messageOf(() => on(file, "read"))).toEndWith("attempt to use a closed file")
  const toText = getString((file as Userdata).λmeta!, "__tostring") as LuaFunction
  expect(toText(file)).toBe("file (closed)")
  expect(toText(open())).toMatch(/^file \(0x[0-9a-f]+\)$/)
  const out = getString(library, "stdout") as LuaResult
  expect(on(out, "close")).toEqual([undefined, "cannot close standard file"])
  expect(io("type", out as LuaValue)).toBe("file")
})

test("default files", () => {
  writeFileSync(name, "one\ntwo\n")
  const before = io("input")
  io("input", name)
  expect(io("read")).toBe("one")
  io("close", io("input") as LuaValue)
  expect(messageOf(() => io("read"))).toEndWith("default input file is closed")
  expect(io("input", before as LuaValue)).toBe(before)
  expect(io("output")).toBe(getString(library, "stdout"))
  expect(messageOf(() => io("output", false))).toEndWith("(FILE* expected, got boolean)")
})

test("read formats", () => {
  const file = open("r", "a line\nanother\n1234\n3.45\nend")
  expect(on(file, "read", 0)).toBe("")
  expect(on(file, "read", "l", "*L", "n", "n", "n", "a")).toEqual([
    "a line",
    "another\n",
    1234,
    3.45,
    undefined,
  ])
  expect(on(file, "read", "a")).toBe("end")
  expect(on(file, "read", "a")).toBe("")
  expect(on(file, "read", "l")).toBeUndefined()
  expect(on(file, "read", 0)).toBeUndefined()
  expect(on(file, "read", 5)).toBeUndefined()
  expect(messageOf(() => on(file, "read", "x"))).toEndWith("(invalid format)")
  expect(messageOf(() => on(file, "read", -1))).toBe("not enough memory")
})

test("numerals", () => {
  const numerals = "-12.3-\t-0xffff+  .3|5.E-3X  +234e+13E 0x1.13Ap+3e .e+\t0.e;\t--;  0xX;"
  const file = open("r", numerals)
  const expected: [number | undefined, string][] = [
    [-12.3, "-"],
    [-0xffff, "+"],
    [0.3, "|"],
    [5e-3, "X"],
    [234e13, "E"],
    [8.61328125, "e"],
    [undefined, "e+"],
    [undefined, ";"],
    [undefined, "-;"],
    [undefined, "X"],
  ]
  for (const [number, rest] of expected) {
    const value = on(file, "read", "n")
    expect(value).toEqual(
      number === undefined ? undefined : makeFloat(number) === number ? number : expect.anything(),
    )
    expect(on(file, "read", rest.length)).toBe(rest)
  }
  const long = open("r", `1234${"0".repeat(1000)}\n`)
  expect(on(long, "read", "n")).toBeUndefined()
  expect(on(long, "read", "L")).toBe(`${"0".repeat(804)}\n`)
})

test("numbers are written as by printf", () => {
  const file = open("w+")
  on(file, "write", 1, " ", makeFloat(1), " ", 0.1, " ", makeFloat(1e15), " ", -0x7fffffff)
  on(file, "seek", "set")
  expect(on(file, "read", "a")).toBe("1 1 0.1 1e+15 -2147483647")
})

test("all bytes pass unchanged", () => {
  const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)).repeat(1000)
  const file = open("w+")
  on(file, "write", bytes)
  on(file, "seek", "set")
  expect(on(file, "read", "a") === bytes).toBe(true)
  on(file, "close")
  expect(readFileSync(name, "latin1") === bytes).toBe(true)
})

test("lines that cross the edges of the buffer", () => {
  const lines: string[] = []
  for (let i = 0; i < 3000; i++) lines.push("x".repeat((i * 37) % 200) + i)
  lines.push("y".repeat(300000))
  const file = open("r", lines.join("\n"))
  for (const line of lines) expect(on(file, "read")).toBe(line)
  expect(on(file, "read")).toBeUndefined()
})

test("lines iterators", () => {
  writeFileSync(name, "1 2\n3 4\n")
  const [next, state, control, file] = io("lines", name, "n", "n") as [
    LuaFunction,
    LuaValue,
    LuaValue,
    LuaValue,
  ]
  expect([state, control, io("type", file)]).toEqual([undefined, undefined, "file"])
  expect([next(), next()]).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(next()).toEqual([])
  expect(io("type", file)).toBe("closed file")
  expect(messageOf(next)).toEndWith("file is already closed")
  const kept = open()
  const lines = on(kept, "lines", "L") as LuaFunction
  expect([lines(), lines(), lines(), lines()]).toEqual(["1 2\n", "3 4\n", [], []])
  expect(io("type", kept as LuaValue)).toBe("file")
  expect(messageOf(on(open("w"), "lines") as LuaFunction)).toEndWith("Bad file descriptor")
  expect(messageOf(() => io("lines", name, ...Array<LuaValue>(251).fill(1)))).toContain("too many arguments")
})

test("buffering modes", () => {
  const writer = open("w")
  const seen = (): string => readFileSync(name, "latin1")
  on(writer, "write", "a\n")
  expect(seen()).toBe("")
  expect(on(writer, "setvbuf", "line")).toBe(true)
  on(writer, "write", "b")
  expect(seen()).toBe("a\n")
  on(writer, "write", "c\nd")
  expect(seen()).toBe("a\nbc\n")
  expect(on(writer, "setvbuf", "no")).toBe(true)
  on(writer, "write", "e")
  expect(seen()).toBe("a\nbc\nde")
  expect(on(writer, "setvbuf", "full", 1024)).toBe(true)
  on(writer, "write", "f")
  expect(on(writer, "seek")).toBe(8)
  expect(seen()).toBe("a\nbc\ndef")
})

test("appending", () => {
  const file = open("a+", "abc")
  expect(on(file, "seek")).toBe(0)
  expect(on(file, "read", 1)).toBe("a")
  on(file, "write", "def")
  expect(on(file, "seek")).toBe(6)
  on(file, "seek", "set", 1)
  on(file, "write", "g")
  on(file, "seek", "set", 2)
  expect(on(file, "read", "a")).toBe("cdefg")
  on(file, "close")
  expect(on(open("a"), "seek")).toBe(7)
})

/** A file as an array of bytes, with one position. */
class Model {
  bytes: string
  at = 0
  constructor(bytes: string) {
    this.bytes = bytes
  }
  read(n: number): string | undefined {
    const text = this.bytes.slice(this.at, this.at + n)
    this.at += text.length
    return text === "" && n > 0 ? undefined : text
  }
  write(text: string): void {
    const padded = this.bytes.padEnd(this.at, "\0")
    this.bytes = padded.slice(0, this.at) + text + padded.slice(this.at + text.length)
    this.at += text.length
  }
}

test("any mixture of reading, writing and seeking", () => {
  let seed = 42
  const random = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return (seed >> 8) % n
  }
  const start = Array.from({ length: 20000 }, (_, i) => String.fromCharCode(32 + ((i * 7) % 90))).join("")
  const file = open("r+", start)
  const model = new Model(start)
  for (let step = 0; step < 4000; step++) {
    const size = random(4) === 0 ? random(9000) : random(60)
    switch (random(4)) {
      case 0:
        expect(on(file, "read", size + 1)).toBe(model.read(size + 1) as string)
        break
      case 1: {
        const text = String.fromCharCode(97 + random(26)).repeat(size)
        on(file, "write", text)
        model.write(text)
        break
      }
      case 2:
        model.at = random(model.bytes.length + 100)
        expect(on(file, "seek", "set", model.at)).toBe(model.at)
        break
      default:
        model.at = Math.max(0, model.at - random(5000))
        expect(on(file, "seek", "cur", model.at - Number(on(file, "seek")))).toBe(model.at)
    }
  }
  on(file, "close")
  expect(readFileSync(name, "latin1") === model.bytes).toBe(true)
})

test("popen", () => {
  const reading = io("popen", "printf 'a\\nb'; kill -9 $$")
  expect(on(reading, "read", "L", "L", "L")).toEqual(["a\n", "b", undefined])
  expect(on(reading, "close")).toEqual([undefined, "signal", 9])
  const writing = io("popen", `cat > ${name}; exit 3`, "w")
  on(writing, "write", "to \xff cat")
  expect(on(writing, "close")).toEqual([undefined, "exit", 3])
  expect(readFileSync(name, "latin1")).toBe("to \xff cat")
  // The child must not inherit that SIGPIPE is ignored: `yes` would complain.
  expect(on(io("popen", "yes 2>&1 | head -n 1"), "read", "a")).toBe("y\n")
  const unread = io("popen", "exec yes")
  expect(on(unread, "close")).toEqual([undefined, "signal", 13])
  expect(messageOf(() => io("popen", "true", "rw"))).toEndWith("(invalid mode)")
  const large = io("popen", "head -c 1000000 /dev/zero")
  expect(on(large, "read", "a")).toHaveLength(1000000)
  expect(on(large, "seek")).toEqual([undefined, "Illegal seek", 29])
  expect(on(large, "close")).toEqual([true, "exit", 0])
})

test("temporary files", () => {
  const file = io("tmpfile")
  on(file, "write", "alo")
  on(file, "seek", "set")
  expect(on(file, "read", "a")).toBe("alo")
  expect(on(file, "close")).toBe(true)
})
