// TCP mode from outside: connections, client.*, jobs, what belongs to one connection only, and errors.
import { describe, expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { ask, Client, dial, Server, serve, temporaryFolder } from "../support/tcp.ts"

const folder = temporaryFolder("tcp")
const ECHO = "for line in client.line do client.write(line, '\\n') end"
const UPPER = "return string.upper"

describe("client.*", () => {
  test("line and write, binary-safe", async () => {
    const server = await serve(ECHO)
    const text = "one\n\ntwo\r\n\0\x80\xff\nrest"
    expect(await ask(server, text)).toBe(`${text}\n`)
    expect(await ask(server, "")).toBe("")
    await server.stopQuietly()
  })

  test("line with a limit, read, results and the end of the stream", async () => {
    const show = "local function show(...) print(select('#', ...), ...) end\n"
    const server = await serve(
      `${show} show(client.read(3)) show(client.line()) show(client.read(0)) show(client.line(2))
      show(client.write('a', 1, 2.5)) show(client.flush())
      show(client.read(100)) show(client.read(1)) show(client.line()) show(client.read())`,
    )
    expect(await ask(server, "abcdef\nxy\nrest\n")).toBe(
      "1\tabc\n1\tdef\n1\t\n1\txy\na12.51\t5\n1\ttrue\n1\trest\n\n1\tnil\n1\tnil\n1\t\n",
    )
    await server.stopQuietly()
  })

  test("a line or block that is too long ends the reading", async () => {
    const server = await serve(
      "print(client.line()) print(client.line()) print(client.line()) client.write('end')",
      "--max-line",
      "10",
    )
    expect(await ask(server, `0123456789\n0123456789x\nnext\n`)).toBe(
      "0123456789\nnil\ttoo long\nnil\ttoo long\nend",
    )
    await server.stopQuietly()
  })

  test("print, io.write and io.read are the client", async () => {
    const server = await serve(
      `print(io.read("n", "l")) io.write(io.read("L")) print(io.read(2)) for l in io.lines() do print("[" .. l .. "]") end
      io.stdout:write("x"):flush() print(io.read("a"))`,
    )
    expect(await ask(server, "12.5 rest\nline\nabc\nd\n")).toBe("12.5\t rest\nline\nab\n[c]\n[d]\nx\n")
    await server.stopQuietly()
  })

  test("ip, port, localport", async () => {
    const server = await serve("print(client.ip, client.port, client.localport, client.tls)")
    const client = dial(server)
    await client.sees("\n")
    expect(client.text).toBe(`127.0.0.1\t${client.socket.localPort}\t${server.port}\tnil\n`)
    client.close()
    await server.stopQuietly()
  })

  test("shutdown and close", async () => {
    const server = await serve(
      `client.write("bye") print(client.shutdown()) local rest = client.read()
      eprint(client.write("x")) print("x") eprint(client.flush()) client.close()
      eprint(rest, client.line()) eprint(client.write("x"))`,
    )
    const client = dial(server)
    await client.sees("bye")
    expect(await client.send("still heard").finish().all()).toBe("bye")
    const { stderr } = await server.end("SIGTERM")
    expect(stderr).toEndWith("nil\tBroken pipe\t32\ntrue\nstill heard\tnil\tclosed\t9\nnil\tclosed\t9\n")
  })

  test("what is written is sent before the handler waits", async () => {
    const server = await serve("client.write('name? ') print('hello', client.line())")
    const client = dial(server)
    await client.sees("name? ")
    expect(await client.send("x\n").all()).toBe("name? hello\tx\n")
    await server.stopQuietly()
  })

  test("in workers", async () => {
    const server = await serve(
      "work.submit(1) print(work.collect())",
      "-w",
      "return function() return select(2, pcall(client.line)) end",
    )
    expect(await ask(server, "")).toBe("'client.line' is for handlers only\n")
    await server.stopQuietly()
  })
})

describe("connections", () => {
  test("each has a fresh state", async () => {
    const server = await serve(
      "n = (n or 0) + 1 string.x = (string.x or 0) + 1 package.loaded.y = n print(n, string.x, arg[0])",
      "-hp",
      "1",
    )
    for (let i = 0; i < 3; i++) expect(await ask(server, "")).toBe("1\t1\tslua\n")
    await server.stopQuietly()
  })

  test("warnings that one turns on are off for the next", async () => {
    const server = await serve("local line = client.line() warn(line) warn('seen by ', line)", "-hp", "1")
    for (const line of ["@on", "@off", "none", "@on"]) expect(await ask(server, `${line}\n`)).toBe("")
    const { stderr } = await server.end("SIGTERM")
    const warnings = stderr.split("\n").filter((line) => line.startsWith("Lua warning"))
    expect(warnings).toEqual(["Lua warning: seen by @on", "Lua warning: seen by @on"])
  })

  test("finalizers are called at the end of each, and write to its client; their errors are warnings", async () => {
    const server = await serve(
      `local name = client.line()
      warn "@on"
      a = setmetatable({}, {__gc = function() print("gc", name) end})
      b = setmetatable({}, {__gc = function() error("in " .. name, 0) end})
      if name == "exit" then os.exit(1) elseif name == "error" then error("ended", 0) end
      print("end")`,
      "-hp",
      "1",
    )
    expect(await ask(server, "first\n")).toBe("end\ngc\tfirst\n")
    expect(await ask(server, "exit\n")).toBe("gc\texit\n")
    expect(await ask(server, "error\n")).toBe("gc\terror\n")
    const { stderr } = await server.end("SIGTERM")
    const said = stderr.split("\n").filter((line) => /^(Lua warning|slua: 127)/.test(line))
    expect(said).toEqual([
      "Lua warning: error in __gc (in first)",
      "Lua warning: error in __gc (in exit)",
      "Lua warning: error in __gc (in error)",
      "slua: 127.0.0.1: ended",
    ])
  })

  test("modules are loaded anew for each, files left open are written and closed", async () => {
    folder.file("counter.lua", "local m = {n = 0} function m.next() m.n = m.n + 1 return m.n end return m")
    const path = join(folder.path, "left_open")
    const server = await serve(
      `package.path = "${folder.path}/?.lua"
      print(require("counter").next(), require("counter").next())
      for i = 1, 10 do io.open("${path}", "a"):write(i, " ") end
      local descriptors = "/proc/" .. io.open("/proc/self/stat"):read("n") .. "/fd"
      local n = 0 for line in io.popen("ls -l 2>/dev/null " .. descriptors):lines() do if line:find("left_open", 1, true) then n = n + 1 end end
      print(n)`,
      "-hp",
      "1",
    )
    // Only the connection's own: descriptors of other kinds come and go, such as the far end of popen's pipe.
    for (let i = 0; i < 3; i++) expect(await ask(server, "")).toBe("1\t2\n10\n")
    expect(readFileSync(path, "utf8").trim().split(" ")).toHaveLength(30)
    await server.stopQuietly()
  })

  test("wait for a handler when all are busy", async () => {
    const server = await serve(ECHO, "-hp", "2")
    const clients = Array.from({ length: 10 }, () => dial(server).send("x\n"))
    // those who are served end, and make room for the others
    await Promise.all(
      clients.map(async (client) => {
        await client.sees("x\n")
        client.finish()
        expect(await client.all()).toBe("x\n")
      }),
    )
    await server.stopQuietly()
  })

  test("handlers are started on demand", async () => {
    const server = await serve(ECHO, "-hp", "5")
    const clients = Array.from({ length: 5 }, () => dial(server))
    for (const client of clients) {
      client.send("x\n")
      await client.sees("x\n")
    }
    for (const client of clients) client.close()
    await server.stopQuietly()
  })

  test("scripts of files, and without workers", async () => {
    const handler = folder.file("handler.lua", "print(arg[0], work.pool(), pcall(work.submit, 1))")
    const server = await new Server(["-p", "0", "--bind", "127.0.0.1", handler]).isListening()
    expect(await ask(server, "")).toBe(
      `${handler}\t0\tfalse\t'work.submit': there are no workers (no worker script was given)\n`,
    )
    await server.stopQuietly()
  })
})

describe("jobs", () => {
  test("go to the workers, and results to the connection", async () => {
    const handler = `for line in client.line do work.submit(line) end
      while work.active() do print(work.collect()) end`
    const server = await serve(handler, "-w", UPPER, "-wp", "2", "-hp", "4")
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ask(server, `a${i}\nb${i}\nc${i}\n`)),
    )
    answers.forEach((answer, i) =>
      expect(answer.split("\n").filter(Boolean).sort()).toEqual([`A${i}`, `B${i}`, `C${i}`]),
    )
    await server.stopQuietly()
  })

  test("of a connection that is gone do not reach the next one", async () => {
    const handler = `if client.line() == "leave" then
        for i = 1, 50 do work.submit("old") end
      else
        work.submit("new") print(work.collect()) print(work.active(), work.collect())
      end`
    const server = await serve(handler, "-w", UPPER, "-hp", "1")
    for (let i = 0; i < 5; i++) {
      expect(await ask(server, "leave\n")).toBe("")
      expect(await ask(server, "stay\n")).toBe("NEW\nfalse\tnil\tno active jobs\n")
    }
    await server.stopQuietly()
  })
})

describe("errors", () => {
  test("end the connection, and nothing else", async () => {
    const server = await serve(
      "local l = client.line() print('got', l) if l == 'bad' then error('oops') end",
      "-hp",
      "1",
    )
    expect(await ask(server, "bad\n")).toBe("got\tbad\n")
    await server.says("slua: 127.0.0.1: (handler):1: oops\nstack traceback:\n")
    expect(await ask(server, "good\n")).toBe("got\tgood\n")
    expect((await server.end("SIGTERM")).status).toBe(0)
  })

  test("os.exit ends the script for this connection", async () => {
    const server = await serve(
      `local mode = client.line() print("before")
      if mode == "plain" then os.exit(3) end
      if mode == "pcall" then pcall(os.exit, 3) end
      if mode == "coroutine" then coroutine.wrap(function() pcall(os.exit) end)() end
      if mode == "sort" then table.sort({3, 2, 1}, function() os.exit() end) end
      if mode == "error" then error("x") end
      print("after", coroutine.isyieldable(), pcall(error, 1))`,
      "-hp",
      "1",
    )
    for (const mode of ["plain", "pcall", "coroutine", "sort"]) {
      expect(await ask(server, `${mode}\n`)).toBe("before\n")
      expect(await ask(server, "none\n")).toBe("before\nafter\tfalse\tfalse\t1\n")
    }
    expect(await ask(server, "error\n")).toBe("before\n")
    const { stderr } = await server.end("SIGTERM")
    expect(stderr).toEndWith(
      "(handler):6: x\nstack traceback:\n\t[C]: in function 'error'\n\t(handler):6: in main chunk\n\t[C]: in ?\n",
    )
  })

  test("of the command line", async () => {
    const cases: [string[], string, number][] = [
      [["-p", "0", "--bind", "1.2.3.x", ECHO], "cannot listen at '1.2.3.x': not an address", 1],
      [
        ["-p", "0", "--bind", "192.0.2.1", ECHO],
        "cannot listen at 192.0.2.1:0: Cannot assign requested address",
        1,
      ],
      [["-p", "0", "x ="], "(handler):1: unexpected symbol near <eof>", 1],
      [["-p", "0", ECHO, "x ="], "(worker):1: unexpected symbol near <eof>", 1],
      [["-p", "0"], "no handler script; see slua --help", 2],
      [["-p", "0", ECHO, UPPER, "x"], "too many words behind the scripts; see slua --help", 2],
      [["-p", "0", "-su", "no such user", ECHO], "unknown user 'no such user'", 1],
      [
        ["-p", "0", "--pid-file", "/no/such/pid", ECHO],
        "cannot write the pid file '/no/such/pid': No such file or directory",
        1,
      ],
      [
        ["-p", "0", "--access-log", "/no/such/log", ECHO],
        "cannot open the access log '/no/such/log': No such file or directory",
        1,
      ],
    ]
    await Promise.all(
      cases.map(async ([words, message, status]) => {
        const ending = await new Server(words).end()
        expect(ending.stderr.replace(/^slua: listening at .*\n/, "")).toBe(`slua: ${message}\n`)
        expect(ending.status).toBe(status)
      }),
    )
  })

  test("a port in use", async () => {
    const server = await serve(ECHO)
    const other = new Server(["-p", String(server.port), "--bind", "127.0.0.1", ECHO])
    expect(await other.end()).toEqual({
      status: 1,
      stdout: "",
      stderr: `slua: cannot listen at 127.0.0.1:${server.port}: Address already in use\n`,
    })
    await server.stopQuietly()
  })
})

test("addresses: IPv4 and IPv6 at once, several, localhost", async () => {
  const both = await new Server(["-p", "0", "print(client.ip)"]).isListening()
  const from = (host: string, port: number) => new Client({ host, port }).finish().all()
  expect(await from("127.0.0.1", both.port)).toBe("127.0.0.1\n")
  if (both.stderr.text.includes("[::]")) expect(await from("::1", both.port)).toBe("::1\n")
  await both.stopQuietly()
  const several = await new Server([
    ...["-p", "0", "--bind", "localhost", "--bind", "127.0.0.2", "print(client.localport)"],
  ]).isListening()
  await several.says("127.0.0.2")
  const ports = [...several.stderr.text.matchAll(/:(\d+)\n/g)].map((match) => Number(match[1]))
  expect(await from("127.0.0.1", ports[0]!)).toBe(`${ports[0]}\n`)
  expect(await from("127.0.0.2", ports[1]!)).toBe(`${ports[1]}\n`)
  await several.stopQuietly()
})
