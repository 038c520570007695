// What TCP mode does about clients that are slow, silent, too many or gone.
import { describe, expect, test } from "bun:test"
import { connect } from "node:net"
import { ask, dial, serve } from "../support/tcp.ts"

const ECHO = "for line in client.line do client.write(line, '\\n') end"
const REPORT = "print(client.line()) print(client.line()) eprint(client.line())"

describe("time limits", () => {
  test("an idle client", async () => {
    const server = await serve("print(client.line()) print(client.read(3))", "--idle-timeout", "0.1")
    expect(await dial(server).all()).toBe("nil\ttimeout\t110\nnil\ttimeout\t110\n")
    await server.stopQuietly()
  })

  test("a client that sends byte after byte", async () => {
    const server = await serve("print(client.line())", "--read-timeout", "0.2", "--idle-timeout", "10")
    const client = dial(server)
    const dribble = setInterval(() => client.send("x"), 20)
    expect(await client.all()).toBe("nil\ttimeout\t110\n")
    clearInterval(dribble)
    await server.stopQuietly()
  })

  test("a client that does not read", async () => {
    const server = await serve(
      `local text, n, message = ("x"):rep(1 << 20) client.line()
      for i = 1, 1000 do n, message = client.write(text) if not n then break end end
      eprint(n, message)`,
      "--write-timeout",
      "0.2",
    )
    const client = dial(server)
    client.socket.pause()
    client.send("go\n")
    await server.says("nil\ttimeout\n")
    client.close()
    expect((await server.end("SIGTERM")).status).toBe(0)
  })

  test("a handler is not held by silent clients while others wait", async () => {
    const server = await serve(ECHO, "-hp", "2", "--busy-idle", "0.2")
    const silent = [dial(server), dial(server)]
    for (const client of silent) {
      client.send("x\n")
      await client.sees("x\n")
    }
    expect(await ask(server, "hello\n")).toBe("hello\n")
    await Promise.race(silent.map((client) => client.all()))
    for (const client of silent) client.close()
    await server.stopQuietly()
  })

  test("clients that have sent nothing leave a handler free", async () => {
    const server = await serve(ECHO, "-hp", "4", "--busy-idle", "0")
    const silent = Array.from({ length: 10 }, () => dial(server))
    for (let i = 0; i < 20; i++) expect(await ask(server, `hello ${i}\n`)).toBe(`hello ${i}\n`)
    // each of them is served when it begins
    for (const [i, client] of silent.entries()) {
      client.send(`late ${i}\n`)
      await client.sees(`late ${i}\n`)
      client.close()
    }
    await server.stopQuietly()
  })

  test("clients that wait for a greeting get it when there is a handler to spare", async () => {
    const server = await serve("client.write('welcome\\n') client.line()", "-hp", "4")
    const clients = Array.from({ length: 8 }, () => dial(server))
    // three handlers at most greet silent clients; each end lets in the next
    const greeted: Promise<string>[] = clients.map(async (client) => {
      await client.sees("welcome\n")
      return client.finish().all()
    })
    expect(await Promise.all(greeted)).toEqual(clients.map(() => "welcome\n"))
    await server.stopQuietly()
  })

  test("a parked client that has gone keeps no place, though no handler is free", async () => {
    const server = await serve(
      `local word = client.line()
      if word == "watch" then
        repeat until work.stats().connections.waiting == 0
        client.write("gone") client.flush()
      end
      if word then client.write(word) client.flush() repeat until client.stopping() end`,
      ...["-hp", "4", "--idle-timeout", "6", "-w", "work.accept()", "-wp", "1"],
    )
    // Three get a handler each, the fourth is parked, the one that speaks gets the last handler.
    const silent = Array.from({ length: 4 }, () => dial(server))
    await Promise.all(silent.map((client) => new Promise((resolve) => client.socket.on("connect", resolve))))
    const watch = dial(server).send("watch\n")
    const parked = silent.pop()!
    for (const client of silent) client.send("busy\n")
    for (const client of silent) await client.sees("busy")
    parked.close()
    await watch.sees("gonewatch")
    expect((await server.end("SIGTERM")).status).toBe(0)
  })

  test("parked clients that stay silent are closed", async () => {
    const server = await serve(ECHO, "-hp", "4", "--idle-timeout", "1")
    const clients = Array.from({ length: 8 }, () => dial(server))
    for (const client of clients) expect(await client.all()).toBe("")
    await server.stopQuietly()
  })
})

describe("numbers", () => {
  test("connections of one address", async () => {
    const server = await serve(ECHO, "--max-per-ip", "2", "-hp", "4")
    const clients = [dial(server), dial(server)]
    for (const client of clients) {
      client.send("x\n")
      await client.sees("x\n")
    }
    expect(await ask(server, "x\n")).toBe("")
    clients[0]!.finish()
    expect(await clients[0]!.all()).toBe("x\n")
    // the place is free once the handler has closed
    let answer = ""
    while (answer === "") answer = await ask(server, "y\n")
    expect(answer).toBe("y\n")
    clients[1]!.close()
    await server.stopQuietly()
  })

  test("connections in all: more wait outside", async () => {
    const server = await serve(ECHO, "--max-connections", "3", "-hp", "4")
    const clients = Array.from({ length: 6 }, () => dial(server).send("x\n"))
    const answers = clients.map(async (client) => {
      await client.sees("x\n")
      return client.finish().all()
    })
    expect(await Promise.all(answers)).toEqual(clients.map(() => "x\n"))
    await server.stopQuietly()
  })
})

describe("clients that go", () => {
  test("a reset in the middle of a read", async () => {
    const server = await serve(REPORT)
    const client = dial(server)
    client.send("a\nb\n")
    await client.sees("a\nb\n")
    client.reset()
    await server.says("nil\tConnection reset by peer\t104\n")
    expect((await server.end("SIGTERM")).status).toBe(0)
  })

  test("a reset in the middle of a write", async () => {
    const server = await serve(
      `client.line() local text, n, message = ("x"):rep(1 << 20)
      for i = 1, 1000 do n, message = client.write(text) if not n then break end end
      eprint(n, message)`,
    )
    const client = dial(server)
    client.send("go\n")
    await client.has(100_000)
    client.reset()
    await server.says("nil\t")
    const { status, stderr } = await server.end("SIGTERM")
    expect(stderr).toMatch(/nil\t(Connection reset by peer|Broken pipe)\n$/)
    expect(status).toBe(0)
  })

  test("a half-closed client still gets its answer", async () => {
    const server = await serve("local all = client.read() client.write(#all, ' ', ('x'):rep(1000000))")
    const answer = await ask(server, "y".repeat(1_000_000))
    expect(answer.length).toBe(1_000_008)
    await server.stopQuietly()
  })

  test("an answer reaches a client that is still sending", async () => {
    const server = await serve("client.line() client.write('no thanks')")
    const client = dial(server)
    client.send("POST\n").send("x".repeat(300_000))
    await client.sees("no thanks")
    client.close()
    await server.stopQuietly()
  })
})

test("100 MB through one connection, both ways", async () => {
  const server = await serve(
    "for block in function() return client.read(65536) end do client.write(block) end",
  )
  const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true })
  const block = Buffer.from(Array.from({ length: 1 << 16 }, (_, i) => (i * 7) & 255))
  const blocks = 1600
  let count = 0
  let wrong = 0
  const done = new Promise<void>((resolve) => socket.on("end", () => resolve()))
  socket.on("data", (part: Buffer) => {
    for (let at = 0; at < part.length;) {
      const from = count % block.length
      const length = Math.min(part.length - at, block.length - from)
      if (!part.subarray(at, at + length).equals(block.subarray(from, from + length))) wrong++
      at += length
      count += length
    }
  })
  for (let i = 0; i < blocks; i++)
    if (!socket.write(block)) await new Promise((resolve) => socket.once("drain", resolve))
  socket.end()
  await done
  expect({ count, wrong }).toEqual({ count: blocks * block.length, wrong: 0 })
  await server.stopQuietly()
})

test("--max-read bounds what client.read gives; --backlog is for the system", async () => {
  const handler = "print(client.read(2000000)) print(client.read(1))"
  const server = await serve(handler, "--max-read", "1", "--backlog", "10")
  expect(await ask(server, "x")).toMatch(/^nil\ttoo long/)
  await server.stopQuietly()
})
