// The examples of test/examples, with the clients that people use.
import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { TEST } from "../support/paths.ts"
import { ask, dial, type Server, serve } from "../support/tcp.ts"
import { PATIENCE } from "../support/patience.ts"

const example = (name: string) => join(TEST, "examples", `${name}.lua`)

describe("the HTTP server", () => {
  const start = (...words: string[]) => serve(example("http_server"), ...words)
  const url = (server: Server, path: string) => `http://127.0.0.1:${server.port}${path}`

  test("pages, statuses, bodies", async () => {
    const server = await start("-hp", "4")
    const get = async (path: string, options: RequestInit = {}) => {
      const response = await fetch(url(server, path), options)
      return [response.status, await response.text()]
    }
    expect(await get("/")).toEqual([200, "Hello, world!\n"])
    expect(await get("/?query")).toEqual([200, "Hello, world!\n"])
    expect(await get("/ip")).toEqual([200, "127.0.0.1\n"])
    expect(await get("/none")).toEqual([404, "there is no /none\n"])
    expect(await get("/", { method: "HEAD" })).toEqual([200, ""])
    expect(await get("/", { method: "DELETE" })).toEqual([405, "use GET\n"])
    expect(await get("/echo", { method: "POST", body: "x".repeat(100_000) })).toEqual([
      200,
      "x".repeat(100_000),
    ])
    expect((await get("/error"))[0]).toBe(500)
    await server.says("a mistake in the page")
    expect((await server.end("SIGTERM")).status).toBe(0)
  })

  test("requests in one connection, pipelined, in pieces, in chunks", async () => {
    const server = await start()
    const request = "GET /ip HTTP/1.1\r\nHost: x\r\n\r\n"
    const last = "GET /ip HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    const answers = await dial(server)
      .send(request.repeat(100) + last)
      .all()
    expect(answers.match(/^HTTP\/1\.1 200 OK\r$/gm)).toHaveLength(101)
    const client = dial(server)
    for (const piece of request.match(/.{1,7}/gs)!) {
      client.send(piece)
      await Bun.sleep(1)
    }
    await client.sees("127.0.0.1\n")
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
    expect(await client.send("5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\n\r\n").all()).toEndWith(
      "\r\n\r\nhello, world",
    )
    await server.stopQuietly()
  })

  test("requests that are wrong", async () => {
    const server = await start("--read-timeout", "0.2")
    const cases: [string, number][] = [
      ["hello\r\n", 400],
      ["GET / HTTP/2.0\r\n\r\n", 505],
      ["GET / HTTP/1.1\r\n\r\n", 400],
      ["GET / HTTP/1.1\r\nHost x\r\n\r\n", 400],
      [`GET / HTTP/1.1\r\n${"a: b\r\n".repeat(200)}\r\n`, 431],
      [`GET / HTTP/1.1\r\na: ${"b".repeat(9000)}\r\n\r\n`, 431],
      ["POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400],
      ["POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n", 413],
      ["POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nshort", 400],
      ["POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400],
      ["POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501],
      ["POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 400],
    ]
    for (const [text, status] of cases) expect(await ask(server, text)).toStartWith(`HTTP/1.1 ${status} `)
    expect(await dial(server).send("GET / HTTP/1.1\r\nHost").all()).toStartWith("HTTP/1.1 408 ")
    await server.stopQuietly()
  })

  const curl = Bun.which("curl")
  test.skipIf(curl === null)(`curl${curl === null ? " (skipped: not installed)" : ""}`, async () => {
    const server = await start()
    const fetched = (...words: string[]) => {
      const child = Bun.spawnSync([curl!, "-sS", ...words], { timeout: PATIENCE })
      return child.stdout.toString() + child.stderr.toString()
    }
    expect(fetched(url(server, "/"), url(server, "/"))).toBe("Hello, world!\nHello, world!\n")
    // a large body makes curl ask first (Expect: 100-continue)
    expect(fetched("--data-binary", `@${example("http_server")}`, url(server, "/echo"))).toBe(
      await Bun.file(example("http_server")).text(),
    )
    expect(fetched("-I", url(server, "/"))).toStartWith("HTTP/1.1 200 OK\r\n")
    await server.stopQuietly()
  })

  const wrk = Bun.which("wrk")
  test.skipIf(wrk === null)(
    `reload under load${wrk === null ? " (skipped: wrk is not installed)" : ""}`,
    async () => {
      const server = await start("-hp", "8")
      const load = Bun.spawn([wrk!, "-t1", "-c4", "-d2", "--timeout", "30", url(server, "/")], {
        stdout: "pipe",
      })
      const output = new Response(load.stdout).text()
      for (let i = 0; i < 10; i++) {
        await Bun.sleep(100)
        server.child.kill("SIGHUP")
      }
      const report = await output
      expect(report).toContain("Requests/sec")
      expect(report).not.toMatch(/Socket errors|Non-2xx/)
      await server.stopQuietly()
    },
  )
})

test("the chat-like echo", async () => {
  const server = await serve(example("chat_echo"))
  const greeting = "Hello 127.0.0.1. Say something, or /quit, /count, /shout TEXT.\r\n> "
  const client = dial(server)
  await client.sees(greeting)
  client.send("hi\r\n")
  await client.sees("hi\r\n> ")
  client.send("/shout it\n/what\n/count\n/quit\n")
  expect(await client.all()).toBe(
    `${greeting}hi\r\n> IT\r\n> What is /what?\r\n> 4 lines so far\r\n> Good bye.\r\n`,
  )
  await server.stopQuietly()
  const impatient = await serve(example("chat_echo"), "--idle-timeout", "0.3")
  expect(await dial(impatient).all()).toBe(`${greeting}\r\ntimeout\r\n`)
  await impatient.stopQuietly()
})

test("the job gateway", async () => {
  const server = await serve(example("job_gateway"), "-w", example("job_worker"), "-wp", "2", "-hp", "4")
  const request = (value: unknown) =>
    ask(server, `${JSON.stringify(value)}\n`).then((text) => JSON.parse(text))
  expect(await request({ task: "reverse", items: ["abc", "def"] })).toEqual({
    results: ["cba", "fed"],
    failed: 0,
  })
  expect(await request({ task: "sum", items: [[1, 2, 3], [4.5]] })).toEqual({ results: [6, 4.5], failed: 0 })
  expect(await request({ task: "hash", items: ["abc"] })).toEqual({
    results: ["900150983cd24fb0d6963f7d28e17f72"],
    failed: 0,
  })
  const items = Array.from({ length: 200 }, (_, i) => `item ${i}`)
  const answers = await Promise.all(Array.from({ length: 8 }, () => request({ task: "reverse", items })))
  for (const answer of answers)
    expect(answer.results).toEqual(items.map((item) => [...item].reverse().join("")))
  expect(await request({ task: "none", items: ["x"] })).toEqual({
    results: ["error: there is no task 'none'"],
    failed: 1,
  })
  expect(await ask(server, "{\n")).toBe('{"error":"a request is an object with a list of items"}\n')
  await server.stopQuietly()
})
