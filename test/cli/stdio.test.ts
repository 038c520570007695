// STDIO mode from outside: handler and worker scripts, results, output, exit status.
import { describe, expect, test } from "bun:test"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SLUA } from "../support/paths.ts"
import { findReference, NO_REFERENCE } from "../support/reference.ts"
import { PATIENCE } from "../support/patience.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-stdio-"))
process.on("exit", () => rmSync(folder, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

interface Ending {
  stdout: string
  stderr: string
  status: number | null
}

function run(args: string[], stdin: string | Buffer = ""): Ending {
  const child = Bun.spawnSync([...SLUA, ...args], {
    cwd: folder,
    stdin: Buffer.from(stdin as string),
    timeout: PATIENCE,
  })
  return {
    stdout: child.stdout.toString("latin1"),
    stderr: child.stderr.toString("latin1"),
    status: child.exitCode,
  }
}

const ECHO = "while true do work.answer(work.accept()) end"

describe("the pipeline", () => {
  test("of the specification", () => {
    const handler = file(
      "handler.lua",
      `work.submit('hello')
      work.submit('goodbye')
      work.submit('really, goodbye')
      print(work.collect())
      print(work.collect())
      print(work.collect())`,
    )
    const worker = file("worker.lua", "while true do work.answer(work.accept() .. 'world') end")
    const { stdout, status } = run([handler, worker])
    // results come in the order of completion
    expect(stdout.split("\n").sort()).toEqual(["", "goodbyeworld", "helloworld", "really, goodbyeworld"])
    expect(status).toBe(0)
    expect(run(["-wp", "1", handler, worker]).stdout).toBe("helloworld\ngoodbyeworld\nreally, goodbyeworld\n")
  })

  test("as code, and as options", () => {
    const handler = "work.submit(20) print(work.collect())"
    const worker = "work.answer(work.accept() + 1)"
    expect(run([handler, worker]).stdout).toBe("21\n")
    expect(run(["-h", handler, "-w", worker]).stdout).toBe("21\n")
    expect(run(["-w", worker, handler]).stdout).toBe("21\n")
    expect(run(["-h", handler, worker]).stdout).toBe("21\n")
  })

  test("is not meant by a script and its argument", () => {
    const script = file("script.lua", "print(#arg, arg[1])")
    const data = file("data.txt", "")
    expect(run([script, data]).stdout).toBe(`1\t${data}\n`)
    expect(run(["print(arg[1])", "word"]).stdout).toBe("word\n")
    expect(run([script, script, "x"]).stdout).toBe(`2\t${script}\n`)
  })
})

describe("worker scripts", () => {
  test("are read and compiled once, however many workers there are and whatever becomes of them", () => {
    const worker = file(
      "once.lua",
      `return function(job)
        if job == "fail" then error("x") end
        while job == "loop" do end
        return "first"
      end`,
    )
    // Written before the workers that are started later: each of them would have the second version.
    const handler = file(
      "once_handler.lua",
      `local function ask(n, job, options)
        for i = 1, n do work.submit(job, options) end
        local answers = {}
        while work.active() do answers[work.collect() or "none"] = true end
        return answers
      end
      assert(ask(1, "x").first)
      local f = assert(io.open("${worker}", "w"))
      f:write("return function() return 'second' end")
      f:close()
      ask(20, "fail")
      ask(8, "loop", {timeout = 0.05, retries = 0})
      assert(work.stats().replaced == 8)
      for answer in pairs(ask(100, "x")) do print(answer) end`,
    )
    expect(run(["-wp", "4", handler, worker])).toEqual({ stdout: "first\n", stderr: "", status: 0 })
  })

  test("have finalizers, which are called when the script ends or fails; their errors are warnings", () => {
    const handler = `for _, job in ipairs {"error", "end", "last"} do
        work.submit(job)
        print((work.collect()))
      end`
    const worker = `local job = work.accept()
      if job == "last" then work.answer("done") return end
      warn "@on"
      a = setmetatable({}, {__gc = function() eprint("gc " .. job, pcall(work.answer, 1)) end})
      b = setmetatable({}, {__gc = function() error("in " .. job, 0) end})
      if job == "error" then error("wanted", 0) end
      work.answer(job)`
    // One worker: each state has ended before the next one accepts a job.
    expect(run(["-wp", "1", "-h", handler, "-w", worker])).toEqual({
      stdout: "nil\nend\ndone\n",
      stderr: ["error", "end"]
        .map((job) => `Lua warning: error in __gc (in ${job})\ngc ${job}\tfalse\tno job to answer\n`)
        .join(""),
      status: 0,
    })
  })

  test("that fail thousands of times take no more memory", () => {
    const handler = file(
      "failing.lua",
      `local function memory() return tonumber(io.open("/proc/self/status"):read("a"):match("VmRSS:%s*(%d+)")) end
      local function fail(n)
        for i = 1, n do
          work.submit("x")
          local value, message = work.collect()
          assert(value == nil and message:find("wanted"), message)
        end
      end
      fail(1000)
      local before = memory()
      fail(4000)
      print(memory() - before < 60000 or memory() - before)`,
    )
    const worker = file("failing_worker.lua", "while true do local job = work.accept() error('wanted') end")
    expect(run(["-wp", "1", handler, worker])).toEqual({ stdout: "true\n", stderr: "", status: 0 })
  })
})

describe("exit status", () => {
  const cases: [string, string, string, number][] = [
    ["end of the handler", "local x", ECHO, 0],
    ["end of the handler with a worker that waits", "work.submit(1)", ECHO, 0],
    ["error in the handler", "error('oops')", ECHO, 1],
    ["syntax error in the handler", "x =", ECHO, 1],
    ["os.exit in the handler", "os.exit(3)", ECHO, 3],
    ["os.exit(true)", "os.exit(true)", ECHO, 0],
    ["os.exit in a worker", "work.submit(1) work.collect()", "work.accept() os.exit(7)", 7],
    ["syntax error in the worker", "work.submit(1) work.collect()", "x =", 1],
    ["worker that never works", "work.submit(1) work.collect()", "error('no')", 1],
  ]
  for (const [name, handler, worker, status] of cases)
    test(name, () => expect(run(["-h", handler, "-w", worker]).status).toBe(status))

  test("messages", () => {
    expect(run(["-h", "error('oops')", "-w", ECHO]).stderr).toStartWith(
      "slua: (handler):1: oops\nstack traceback:",
    )
    expect(run(["-h", "work.submit(1) work.collect()", "-w", "x ="]).stderr).toBe(
      "slua: (worker):1: unexpected symbol near <eof>\n",
    )
    const { stderr } = run(["-h", "work.submit(1) work.collect()", "-w", "error('no')"])
    expect(stderr).toEndWith("the worker script fails at its start: giving up\n")
  })
})

describe("input and output", () => {
  test("client.line, client.read, client.write", () => {
    const handler = `print(client.line()) print(client.line()) print(client.read(3)) print(client.write("a\\0b\\n"))
      print(#client.read()) print(client.line())`
    expect(run(["-h", handler, "-w", ECHO], "one\n\nabcdefg").stdout).toBe("one\n\nabc\na\0b\n4\n4\nnil\n")
  })

  test("print and io.write keep their order, eprint goes to stderr", () => {
    const handler = "io.write('a') print('b') io.write('c') eprint(1, nil, 2.0) client.write('d')"
    const { stdout, stderr } = run(["-h", handler, "-w", ECHO])
    expect(stdout).toBe("ab\ncd")
    expect(stderr).toBe("1\tnil\t2.0\n")
  })

  test("eprint in normal mode", () => {
    const { stdout, stderr } = run(["eprint('x', {} ~= nil) print(client.line())"], "in")
    expect([stdout, stderr]).toEqual(["in\n", "x\ttrue\n"])
  })

  test("a question is seen before its answer is read", async () => {
    const child = Bun.spawn(
      [...SLUA, "-h", "client.write('name? ') print('hi ' .. client.line())", "-w", ECHO],
      {
        stdin: "pipe",
        stdout: "pipe",
      },
    )
    const reader = child.stdout.getReader()
    const question = await reader.read()
    expect(Buffer.from(question.value!).toString()).toBe("name? ")
    child.stdin.write("you\n")
    child.stdin.end()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe("hi you\n")
    await child.exited
  })

  test("lines of many threads never mix, at any length", () => {
    const worker = `for i = 1, 1e9 do local c = work.accept()
      local line = c:rep(i % 3 == 0 and 200000 or 20000) print(line) eprint(line) work.answer() end`
    const handler = `for i = 0, 59 do work.submit(string.char(97 + i % 26)) print(("Z"):rep(9999)) end
      while work.active() do work.collect() end`
    const { stdout, stderr } = run(["-wp", "4", "-h", handler, "-w", worker])
    const lines = stdout.split("\n").slice(0, -1)
    expect(lines.length).toBe(120)
    const isMixed = (line: string) => !/^(.)\1*$/.test(line) || ![9999, 20000, 200000].includes(line.length)
    expect(lines.filter(isMixed)).toEqual([])
    const errors = stderr.split("\n").slice(0, -1)
    expect(errors.length).toBe(60)
    expect(errors.filter(isMixed)).toEqual([])
  })

  test("a reader that goes away ends the run", () => {
    const handler = file("endless.lua", "while true do print('y') end")
    const worker = file("echo.lua", ECHO)
    const shell = `${[...SLUA, handler, worker].map((w) => `'${w}'`).join(" ")} | head -n 1; echo "\${PIPESTATUS[0]}"`
    const child = Bun.spawnSync(["bash", "-c", shell], { timeout: PATIENCE })
    expect(child.stdout.toString()).toBe("y\n1\n")
    expect(child.stderr.toString()).toBe("slua: cannot write to standard output: Broken pipe\n")
  })

  test("a full disk ends the run", () => {
    const shell = `${[...SLUA, "-h", "print('x')", "-w", ECHO].map((w) => `'${w.replaceAll("'", `'\\''`)}'`).join(" ")} > /dev/full`
    const child = Bun.spawnSync(["bash", "-c", shell], { timeout: PATIENCE })
    expect(child.exitCode).toBe(1)
    expect(child.stderr.toString()).toBe("slua: cannot write to standard output: No space left on device\n")
  })
})

describe("words of a text", () => {
  const LICENCES = "/usr/share/common-licenses"
  const count = `
    local function count(line, into)
      for word in line:gmatch("%a+") do
        word = word:lower()
        into[word] = (into[word] or 0) + 1
      end
    end
    local function report(total)
      local words = {}
      for word in pairs(total) do words[#words + 1] = word end
      table.sort(words, function(a, b)
        if total[a] ~= total[b] then return total[a] > total[b] end
        return a < b
      end)
      for i = 1, 20 do print(words[i], total[words[i]]) end
    end`
  const alone = `${count}
    local total = {}
    for line in io.lines() do count(line, total) end
    report(total)`
  const handler = `${count}
    local total = {}
    local function merge(text)
      for word, n in text:gmatch("(%a+)=(%d+)") do total[word] = (total[word] or 0) + math.tointeger(n) end
    end
    for line in client.line do work.submit(line) end
    while work.active() do merge(work.collect()) end
    report(total)`
  const worker = `${count}
    while true do
      local found, list = {}, {}
      count(work.accept(), found)
      for word, n in pairs(found) do list[#list + 1] = word .. "=" .. n end
      work.answer(table.concat(list, " "))
    end`

  /** At least a megabyte of English. */
  function text(): string {
    const texts = readdirSync(LICENCES)
      .map((name) => join(LICENCES, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, "latin1"))
    const once = texts.join("\n")
    return once.repeat(Math.ceil(1_200_000 / once.length))
  }

  test("are counted as lua5.4 counts them in one file", () => {
    const reference = findReference()
    if (!reference) {
      console.log(NO_REFERENCE)
      return
    }
    const input = Buffer.from(text(), "latin1")
    expect(input.length).toBeGreaterThan(1_000_000)
    const expected = Bun.spawnSync([reference, file("alone.lua", alone)], { stdin: input })
    const { stdout, stderr, status } = run(
      ["-wp", "3", file("count_handler.lua", handler), file("count_worker.lua", worker)],
      input,
    )
    expect(stderr).toBe("")
    expect(stdout).toBe(expected.stdout.toString("latin1"))
    expect(stdout.split("\n").length).toBe(21)
    expect(status).toBe(0)
  })
})
