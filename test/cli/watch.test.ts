// --stats on a terminal, --stats-json and --metrics, of real runs.
import { afterAll, expect, test } from "bun:test"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SLUA } from "../support/paths.ts"
import { Server, ask } from "../support/tcp.ts"
import { Terminal } from "../support/terminal.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-watch-"))
afterAll(() => rmSync(folder, { recursive: true }))

const HANDLER = "for i = 1, 10 do work.submit(i) end while work.active() do work.collect() end"
const WORKER = "return function(j) if j == 3 then error('x') end return j end"

interface Fetched {
  status: number
  type: string | null
  text: string
}

async function fetchText(url: string, options: RequestInit & { unix?: string } = {}): Promise<Fetched> {
  const response = await fetch(url, options as RequestInit)
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() }
}

test("--stats draws a picture below what the program writes", async () => {
  const handler = "print('one') io.write('two') io.flush() client.line() print(' three') client.line()"
  const terminal = new Terminal([...SLUA, "--stats", "0.05", handler, WORKER], { env: { LANG: "C.UTF-8" } })
  await terminal.sees("one\r\n")
  // The picture, and the cursor back behind the half line.
  await terminal.sees("two")
  expect(await terminal.sees("\x1b8")).toContain(
    "\x1b[J" + "\x1bD".repeat(7) + "\x1b[7A\x1b7\r\r\njobs     0 done in ",
  )
  terminal.type("\r")
  expect(await terminal.sees(" three\r\n")).toMatch(/\x1b\[J three\r\n$/)
  await terminal.sees("\x1b8")
  await terminal.answers("\r", "0 jobs done")
  expect(await terminal.end()).toBe(0)
  expect(terminal.text).toMatch(/\x1b\[J\d+ s, 0 jobs done .*\r\n$/)
})

test("--stats-json to a file", async () => {
  const file = join(folder, "stats.json")
  const child = Bun.spawn([...SLUA, "--stats-json", file, HANDLER, WORKER], { stderr: "pipe" })
  expect(await child.stderr.text()).toBe("")
  expect(await child.exited).toBe(0)
  const last = JSON.parse(readFileSync(file, "utf8").trimEnd().split("\n").at(-1)!)
  expect(last).toMatchObject({ submitted: 10, answered: 9, failed: 1, backlog: 0, running: 0 })
  expect(last.busy.p99).toBeGreaterThan(0)
})

test("--stats-json to standard error, as often as --stats says, beside it", async () => {
  const words = ["--stats=0.02", "--stats-json=-", "client.line()", WORKER]
  const child = Bun.spawn([...SLUA, ...words], { stdin: "pipe", stderr: "pipe" })
  let text = ""
  for await (const bytes of child.stderr) {
    text += Buffer.from(bytes).toString()
    if (text.split("\n{").length > 3) child.stdin.end()
  }
  expect(await child.exited).toBe(0)
  const lines = text.trimEnd().split("\n")
  const objects = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line))
  expect(objects.length).toBeGreaterThan(3)
  expect(lines.filter((line) => / s, 0 jobs done /.test(line)).length).toBeGreaterThan(2)
})

test("--metrics in STDIO mode", async () => {
  const words = ["--metrics", "0", `${HANDLER} print('done') io.flush() client.line()`, WORKER]
  const child = Bun.spawn([...SLUA, ...words], { stdin: "pipe", stdout: "pipe", stderr: "pipe" })
  const said = Buffer.from((await child.stderr.getReader().read()).value!).toString()
  const url = /^slua: metrics at (http:\/\/127\.0\.0\.1:\d+\/metrics)\n$/.exec(said)![1]!
  await child.stdout.getReader().read()
  const { status, type, text } = await fetchText(url)
  expect([status, type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"])
  expect(text).toContain("\nslua_jobs_answered_total 9\n")
  expect(text).toContain("\nslua_job_run_seconds_count 10\n")
  expect((await fetchText(url.replace("/metrics", "/"))).status).toBe(404)
  expect((await fetchText(url, { method: "POST" })).status).toBe(405)
  child.stdin.end()
  expect(await child.exited).toBe(0)
})

test("--metrics in TCP mode, at a unix socket, with connections", async () => {
  const unix = join(folder, "metrics.sock")
  const server = await new Server([
    ...["-p", "0", "--bind", "127.0.0.1", "--metrics", `unix:${unix}`],
    ...["work.submit(client.line()) print(work.collect())", "return function(job) return job .. '!' end"],
  ]).isListening()
  await server.says(`metrics at unix:${unix}\n`)
  expect(await ask(server, "hello\n")).toBe("hello!\n")
  const { text } = await fetchText("http://localhost/metrics", { unix })
  expect(text).toContain("\nslua_connections_accepted_total 1\n")
  expect(text).toContain("\nslua_jobs_answered_total 1\n")
  expect(statSync(unix).mode & 0o777).toBe(0o660)
  expect((await server.end("SIGTERM")).status).toBe(0)
  expect(existsSync(unix)).toBe(false)
})

test("a socket that a killed program left behind is replaced, one that is in use is not", async () => {
  const unix = join(folder, "left.sock")
  const words = ["-p", "0", "--bind", "127.0.0.1", "--metrics", `unix:${unix}`, "print(1)"]
  const first = await new Server(words).isListening()
  await first.says("metrics at")
  const second = await new Server(words).end()
  expect(second).toMatchObject({
    status: 1,
    stderr: `slua: cannot listen at 'unix:${unix}': Address already in use\n`,
  })
  expect(existsSync(unix)).toBe(true)
  await first.end("SIGKILL")
  expect(existsSync(unix)).toBe(true)
  const third = await new Server(words).isListening()
  await third.says("metrics at")
  expect((await third.end("SIGTERM")).status).toBe(0)
})

test("a log that cannot be written, and a terminal that is gone, end nothing", async () => {
  const words = ["--stats-json", "/dev/full", "--stats", "0.02"]
  const child = Bun.spawn([...SLUA, ...words, "os.usleep(1e5) print('done')", WORKER], { stderr: "ignore" })
  expect(await child.stdout.text()).toBe("done\n")
  expect(await child.exited).toBe(0)
})

test("what watches needs something to watch", () => {
  for (const [option, words] of Object.entries({
    "--stats": ["--stats"],
    "--stats-json": ["--stats-json", "-"],
    "--metrics": ["--metrics", "0"],
  })) {
    const { stderr, exitCode } = Bun.spawnSync([...SLUA, ...words, "print(1)"])
    expect([stderr.toString(), exitCode]).toEqual([`slua: option '${option}' needs workers or '-p'\n`, 2])
  }
})

test("what cannot be opened is said before anything runs", async () => {
  const taken = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() })
  const run = (...words: string[]) => {
    const { stdout, stderr, exitCode } = Bun.spawnSync([...SLUA, ...words, "print('ran')", WORKER])
    return [stdout.toString(), stderr.toString(), exitCode]
  }
  const address = `127.0.0.1:${taken.port}`
  expect(run("--metrics", address)).toEqual([
    "",
    `slua: cannot listen at '${address}': Address already in use\n`,
    1,
  ])
  expect(run("--metrics", "nonsense:x")).toEqual([
    "",
    "slua: cannot listen at 'nonsense:x': not an address\n",
    1,
  ])
  expect(run("--stats-json", "/no/such/file")).toEqual([
    ...["", "slua: cannot write '/no/such/file': No such file or directory\n", 1],
  ])
  await taken.stop(true)
})
