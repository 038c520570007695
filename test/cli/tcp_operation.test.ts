// Running a server: stop, reload, access log, pid file, unix sockets, sockets of a service manager, PROXY.
import { describe, expect, test } from "bun:test"
import { existsSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { ask, Client, dial, openListening, Server, serve, temporaryFolder } from "../support/tcp.ts"
import { TEST } from "../support/paths.ts"

const folder = temporaryFolder("tcp-operation")
const ECHO = "for line in client.line do client.write(line, '\\n') end"

describe("stop", () => {
  test("a request that is being served is finished, an idle client is sent away", async () => {
    const server = await serve(
      `while true do
        local line = client.line()
        if not line then break end
        if line == "slow" then
          client.write("begun\\n") client.flush()
          repeat until client.stopping()
        end
        print(line, client.stopping())
      end`,
      "-hp",
      "2",
    )
    const [idle, slow] = [dial(server), dial(server)]
    idle.send("a\n")
    await idle.sees("a\tfalse\n")
    slow.send("slow\n")
    await slow.sees("begun\n")
    const ending = server.end("SIGTERM")
    expect(await idle.all()).toBe("a\tfalse\n")
    expect(await slow.all()).toBe("begun\nslow\ttrue\n")
    expect((await ending).status).toBe(0)
  })

  test("what is in the backlog is still served", async () => {
    const server = await serve("client.line() os.usleep(1000) client.write('served')", "-hp", "1")
    const clients = Array.from({ length: 20 }, () => dial(server).send("x\n"))
    await Promise.all(clients.map((client) => new Promise((resolve) => client.socket.on("connect", resolve))))
    const ending = server.end("SIGTERM")
    for (const client of clients) expect(await client.all()).toBe("served")
    expect((await ending).status).toBe(0)
  })

  test("a parked client that has begun is served, however long that takes", async () => {
    const server = await serve(
      `local gate = client.line()
      if gate then
        client.write("got it") client.flush()
        repeat local f = io.open(gate) if f then f:close() end until not f
      end`,
      "-hp",
      "4",
    )
    const gate = folder.file("gate", "")
    // Silent clients get three of the four handlers; the others are parked.
    const silent = Array.from({ length: 3 }, () => dial(server))
    const [parked, quiet] = [dial(server), dial(server)]
    await Promise.all(
      [...silent, parked, quiet].map(
        (client) => new Promise((resolve) => client.socket.on("connect", resolve)),
      ),
    )
    const busy = dial(server).send(`${gate}\n`)
    await busy.sees("got it")
    for (const client of silent) client.send(`${gate}\n`)
    for (const client of silent) await client.sees("got it")
    parked.send(`${gate}\n`)
    const ending = server.end("SIGTERM")
    expect(await quiet.all()).toBe("")
    unlinkSync(gate)
    expect(await parked.all()).toBe("got it")
    expect((await ending).status).toBe(0)
  })

  test("after the grace, and by a second signal, it ends at once", async () => {
    const busy = "client.write('busy') client.flush() while true do end"
    const graceful = await serve(busy, "--grace", "0.1")
    await dial(graceful).sees("busy")
    const ending = await graceful.end("SIGTERM")
    expect(ending.stderr).toEndWith("slua: 1 connections were cut off\n")
    expect(ending.status).toBe(143)
    const stubborn = await serve(
      "client.write('busy') client.flush() repeat until client.stopping() client.write('!') client.flush() while true do end",
    )
    const client = dial(stubborn)
    await client.sees("busy")
    stubborn.child.kill("SIGINT")
    await client.sees("busy!")
    expect((await stubborn.end("SIGINT")).status).toBe(130)
  })

  test("jobs that run are finished", async () => {
    const file = join(folder.path, "job")
    const server = await serve(
      "work.submit(1) repeat until work.stats().running == 1 client.write('x')",
      ...[
        "-w",
        `work.accept() print('running') io.flush() os.usleep(300000) io.open('${file}', 'w'):close()`,
        "-wp",
        "1",
      ],
    )
    expect(await ask(server, "")).toBe("x")
    expect((await server.end("SIGTERM")).status).toBe(0)
    expect(existsSync(file)).toBe(true)
  })
})

describe("reload", () => {
  test("new connections get the new scripts, old ones keep theirs", async () => {
    const handler = folder.file(
      "reload.lua",
      "for line in client.line do work.submit(line) print('1', work.collect()) end",
    )
    const worker = folder.file("reload_worker.lua", "while true do work.answer(work.accept() .. ' one') end")
    const server = await serve(handler, "-w", worker, "-wp", "1")
    const old = dial(server)
    old.send("a\n")
    await old.sees("1\ta one\n")
    folder.file("reload.lua", "for line in client.line do work.submit(line) print('2', work.collect()) end")
    folder.file("reload_worker.lua", "while true do work.answer(work.accept() .. ' two') end")
    server.child.kill("SIGHUP")
    while ((await ask(server, "b\n")) !== "2\tb two\n");
    old.send("c\n")
    await old.sees("1\tc two\n")
    old.close()
    await server.stopQuietly()
  })

  test("a script that is broken is reported, and the old one stays", async () => {
    const handler = folder.file("broken.lua", "print('fine')")
    const server = await serve(handler)
    expect(await ask(server, "")).toBe("fine\n")
    folder.file("broken.lua", "print(")
    server.child.kill("SIGHUP")
    await server.says("broken.lua:1: unexpected symbol near <eof>\n")
    expect(await ask(server, "")).toBe("fine\n")
    folder.file("broken.lua", "print('better')")
    server.child.kill("SIGHUP")
    while ((await ask(server, "")) !== "better\n");
    expect((await server.end("SIGTERM")).status).toBe(0)
  })
})

describe("files", () => {
  test("access log", async () => {
    const path = join(folder.path, "access.log")
    const server = await serve(
      "local l = client.line() client.write((l or '?'):upper()) if l == 'bad' then error('x') end",
      ...["--access-log", path, "--read-timeout", "0.1"],
    )
    await ask(server, "hello\n")
    await ask(server, "bad\n")
    await dial(server).send("x").all()
    // A line is written behind the end of its connection.
    while (readFileSync(path, "utf8").split("\n").length < 4) await Bun.sleep(1)
    renameSync(path, `${path}.old`)
    server.child.kill("SIGHUP")
    while (!existsSync(path)) await Bun.sleep(1)
    // The file is there just before it takes the place of the old one.
    while (readFileSync(path, "utf8") === "") await ask(server, "new\n")
    await server.end("SIGTERM")
    const fields = (text: string) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/^\S+Z 127.0.0.1:\d+ /, "").replace(/[\d.]+ (\S+)$/, "$1"))
    const old = fields(readFileSync(`${path}.old`, "utf8"))
    expect(old.slice(0, 3)).toEqual(["6 5 ok", "4 3 error", "1 1 timeout"])
    expect(fields(readFileSync(path, "utf8"))[0]).toBe("4 3 ok")
  })

  test("access log on standard output, pid file", async () => {
    const pid = join(folder.path, "pid")
    const server = await serve("print(1)", "--access-log", "-", "--pid-file", pid)
    expect(readFileSync(pid, "utf8")).toBe(`${server.child.pid}\n`)
    await ask(server, "")
    const { stdout } = await server.end("SIGTERM")
    expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z 127\.0\.0\.1:\d+ 0 2 [\d.]+ ok\n$/)
    expect(existsSync(pid)).toBe(false)
  })
})

describe("unix sockets", () => {
  const connectTo = (path: string) => new Client({ path })

  test("permissions, client.ip, and the end", async () => {
    const path = join(folder.path, "socket")
    const server = await new Server([
      ...["--bind", `unix:${path}`, "--unix-mode", "600", "print(client.ip, client.port, client.line())"],
    ]).isListening()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await connectTo(path).send("x\n").all()).toBe("unix\t0\tx\n")
    await server.stopQuietly()
    expect(existsSync(path)).toBe(false)
  })

  test("a socket file that nobody uses is replaced, one in use is not", async () => {
    const path = join(folder.path, "stale")
    const first = await new Server(["--bind", `unix:${path}`, ECHO]).isListening()
    const second = await new Server(["--bind", `unix:${path}`, ECHO]).end()
    expect(second.stderr).toBe(`slua: cannot listen at unix:${path}: Address already in use\n`)
    await first.end("SIGKILL")
    expect(existsSync(path)).toBe(true)
    const third = await new Server(["--bind", `unix:${path}`, ECHO]).isListening()
    expect(await connectTo(path).send("x\n").finish().all()).toBe("x\n")
    await third.stopQuietly()
    writeFileSync(path, "a file of ours")
    const fourth = await new Server(["--bind", `unix:${path}`, ECHO]).end()
    expect(fourth.status).toBe(1)
    expect(readFileSync(path, "utf8")).toBe("a file of ours")
  })
})

describe("sockets of a service manager (LISTEN_FDS)", () => {
  const words = (script: string, ...more: string[]) => ["-p", "1", ...more, "-h", script]

  test("are served, and the variables are gone", async () => {
    const manager = openListening()
    const server = await manager.start(words("print(client.localport, os.getenv('LISTEN_FDS'))"))
    expect(server.port).toBe(manager.port)
    expect(await ask(server, "")).toBe(`${manager.port}\tnil\n`)
    await server.stopQuietly()
    manager.close()
  })

  const wrk = Bun.which("wrk")
  test.skipIf(wrk === null)(
    `hand-over under load: no request fails${wrk === null ? " (skipped: wrk is not installed)" : ""}`,
    async () => {
      const manager = openListening()
      const script = join(TEST, "examples", "http_server.lua")
      let server = await manager.start(words(script, "-hp", "8"))
      const load = Bun.spawn(
        [wrk!, "-t1", "-c4", "-d3", "--timeout", "30", `http://127.0.0.1:${manager.port}/`],
        {
          stdout: "pipe",
        },
      )
      const output = new Response(load.stdout).text()
      for (let i = 0; i < 2; i++) {
        await Bun.sleep(300)
        const next = await manager.start(words(script, "-hp", "8"))
        await server.stopQuietly()
        server = next
      }
      const report = await output
      expect(report).toContain("Requests/sec")
      expect(report).not.toMatch(/Socket errors|Non-2xx/)
      await server.stopQuietly()
      manager.close()
    },
  )
})

describe("PROXY protocol", () => {
  const proxied = (trust: string[], ...words: string[]) =>
    serve(
      "print(client.ip, client.port, client.line())",
      ...["--proxy-protocol", ...trust.flatMap((range) => ["--trust", range]), ...words],
    )
  const V2 = "\r\n\r\n\0\r\nQUIT\n"

  test("version 1 and 2 from a trusted proxy", async () => {
    const server = await proxied(["10.0.0.0/8", "127.0.0.0/8"])
    expect(await ask(server, "PROXY TCP4 192.0.2.7 192.0.2.8 4711 80\r\nhello\n")).toBe(
      "192.0.2.7\t4711\thello\n",
    )
    expect(await ask(server, "PROXY TCP6 2001:db8::7 ::1 4711 80\r\nhello\n")).toBe(
      "2001:db8::7\t4711\thello\n",
    )
    expect(await ask(server, "PROXY UNKNOWN\r\nhello\n")).toMatch(/^127\.0\.0\.1\t\d+\thello\n$/)
    const v4 = `${V2}\x21\x11\0\x0c\xc0\0\x02\x07\xc0\0\x02\x08\x12\x67\0\x50`
    expect(await ask(server, `${v4}hello\n`)).toBe("192.0.2.7\t4711\thello\n")
    expect(await ask(server, `${V2}\x20\0\0\0hello\n`)).toMatch(/^127\.0\.0\.1\t\d+\thello\n$/)
    const slow = dial(server)
    for (const part of ["PRO", "XY TCP4 192.0.2.7 192.0.2.8 4711 80\r", "\nhello\n"]) {
      slow.send(part)
      await Bun.sleep(5)
    }
    expect(await slow.all()).toBe("192.0.2.7\t4711\thello\n")
    await server.stopQuietly()
  })

  test("no header, half a header, a wrong one: the connection is closed", async () => {
    const server = await proxied(["127.0.0.1"], "--handshake-timeout", "0.2")
    for (const text of ["hello\n", "PROXY TCP4 x y 1 2\r\n", "PROXY TCP4 192.0.2.7", `${V2}\x21\x11\0\x02ab`])
      expect(await dial(server).send(text).all()).toBe("")
    await server.stopQuietly()
  })

  test("a header that breaks off, or does not come before the server stops, is not waited for", async () => {
    // more time than the test has
    const patient = ["--handshake-timeout", "10000", "--grace", "10000"]
    const server = await proxied(["127.0.0.1"], ...patient, "-hp", "4")
    expect(await ask(server, "PROXY TCP4 192.0.2.7")).toBe("")
    const silent = dial(server)
    const half = dial(server).send("PROXY TCP4 192.0.2.7")
    expect(await ask(server, "PROXY TCP4 192.0.2.7 192.0.2.8 4711 80\r\nhello\n")).toBe(
      "192.0.2.7\t4711\thello\n",
    )
    await server.stopQuietly()
    for (const other of [silent, half]) expect(await other.all()).toBe("")
  })

  test("others send none", async () => {
    const server = await proxied(["192.0.2.0/24"])
    expect(await ask(server, "PROXY TCP4 192.0.2.7 192.0.2.8 4711 80\r\n")).toMatch(
      /^127\.0\.0\.1\t\d+\tPROXY/,
    )
    await server.stopQuietly()
    const wrong = await new Server(["-p", "0", "--proxy-protocol", "--trust", "10.0.0.0/33", ECHO]).end()
    expect(wrong).toMatchObject({
      status: 1,
      stderr: "slua: option '--trust': '10.0.0.0/33' is not an address range\n",
    })
  })
})

test("work.stats() and --stats count connections", async () => {
  const handler = `client.line()
    local c = work.stats().connections
    print(c.accepted, c.open, c.refused, c.failed, c.handlers, c.waiting)
    work.submit(1) print(work.collect())`
  const worker = "return function() return work.stats().connections.accepted end"
  const server = await serve(handler, "-w", worker, "--stats", "0.05")
  expect(await ask(server, "\n")).toBe("1\t1\t0\t0\t2\t0\n1\n")
  await server.says(" 0 connections (0 silent), 1 in all\n")
  expect((await server.end("SIGTERM")).status).toBe(0)
})
