// Times TCP mode: lines there and back against an echo server of C threads (if there is a C compiler, which
// also makes the client), HTTP against nginx with its Lua module (if nginx and wrk are there), and TLS
// handshakes (if openssl is). Rounds of one of each in turn; the median is shown. Not part of the tests.
//
// usage: bun test/bench/tcp.ts [--runs N] [--seconds S] [--slua PATH]
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { parseEndpoint } from "../../host/net/address.ts"
import { closeListener, openListener } from "../../host/net/listener.ts"
import { ROOT, SLUA, TEST } from "../support/paths.ts"
import { median } from "./statistics.ts"

const BINARY = join(ROOT, "dist", "slua")
const NGINX_MODULES = "/usr/lib/nginx/modules"
const HANDLERS = 32

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    seconds: { type: "string", default: "1" },
    slua: { type: "string" },
  },
})
const slua = options.slua ? [options.slua] : existsSync(BINARY) ? [BINARY] : SLUA
const runs = Number(options.runs)
const folder = mkdtempSync(join(tmpdir(), "slua-bench-tcp-"))
const servers: Bun.Subprocess[] = []
process.on("exit", () => {
  // Not SIGKILL, which would leave nginx's own processes behind.
  for (const server of servers) server.kill("SIGTERM")
  rmSync(folder, { recursive: true, force: true })
})

/** Starts slua with a handler; the port it listens at. */
async function startSlua(handler: string, ...words: string[]): Promise<number> {
  const settings = ["-p", "0", "--bind", "127.0.0.1", "-hp", String(HANDLERS), ...words]
  const child = Bun.spawn([...slua, ...settings, "-h", handler], { stdout: "ignore", stderr: "pipe" })
  servers.push(child)
  return readPort(child.stderr, /:(\d+)\n/)
}

async function readPort(stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<number> {
  const reader = stream.getReader()
  for (let text = ""; ;) {
    const match = pattern.exec(text)
    if (match !== null) return Number(match[1])
    const { value, done } = await reader.read()
    if (done) throw new Error(`no port: ${text}`)
    text += Buffer.from(value).toString()
  }
}

function output(words: string[]): string {
  const child = Bun.spawnSync(words)
  if (child.exitCode !== 0) throw new Error(`${words[0]}: ${child.stderr.toString()}`)
  return child.stdout.toString()
}

/** Compiles a C program of this folder. */
function compile(compiler: string, name: string): string {
  const program = join(folder, name)
  output([compiler, "-O2", "-pthread", "-o", program, join(import.meta.dir, `${name}.c`)])
  return program
}

/** Times several in turn; their medians. */
function inTurn(measures: (() => number)[]): number[] {
  const results = measures.map((): number[] => [])
  for (let run = 0; run < runs; run++) measures.forEach((measure, i) => results[i]!.push(measure()))
  return results.map(median)
}

function show(what: string, [ours, theirs]: number[], other: string): void {
  const comparison =
    theirs === undefined ? "" : `${theirs.toFixed(0).padStart(10)} ${other}   ${(ours! / theirs).toFixed(2)}`
  console.log(`${what.padEnd(40)}${ours!.toFixed(0).padStart(10)}${comparison}`)
}

// -- lines ----------------------------------------------------------------------------------------

const LOADS: [what: string, connections: number, size: number, isShort: boolean][] = [
  ["line round trips, 1 connection", 1, 20, false],
  ["line round trips, 4 connections", 4, 20, false],
  ["line round trips, 32 connections", 32, 20, false],
  ["lines of 64 KiB, 1 connection", 1, 65536, false],
  ["short connections, 1 at a time", 1, 20, true],
  ["short connections, 4 at a time", 4, 20, true],
]

async function timeLines(): Promise<void> {
  const compiler = Bun.which("cc") ?? Bun.which("gcc") ?? Bun.which("clang")
  if (compiler === null) {
    console.log("no C compiler: lines are not timed")
    return
  }
  const client = compile(compiler, "tcp_load")
  const echo = Bun.spawn([compile(compiler, "tcp_echo"), String(HANDLERS)], { stdout: "pipe" })
  servers.push(echo)
  const reference = await readPort(echo.stdout, /^(\d+)\n/)
  const handler = "for line in client.line do client.write(line, '\\n') end"
  const port = await startSlua(handler, "--max-line", "100000")
  const measure = (to: number, connections: number, size: number, isShort: boolean) => () =>
    Number(output([client, ...[to, connections, size, isShort ? 1 : 0, options.seconds].map(String)]))
  // Handlers are started, and their code compiled, before anything counts.
  output([client, String(port), String(HANDLERS), "20", "0", "5"])
  measure(port, 4, 20, true)()
  for (const [what, ...load] of LOADS)
    show(what, inTurn([measure(port, ...load), measure(reference, ...load)]), "C threads")
}

// -- HTTP -----------------------------------------------------------------------------------------

/** An HTTP server that looks at nothing but the ends of lines. */
const HELLO = `while client.line() do
  repeat until (client.line() or "\\r") == "\\r"
  client.write("HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: 14\\r\\n\\r\\nHello, world!\\n")
end`

/** Starts nginx with a page in Lua; undefined where that is not possible. */
function startNginx(): number | undefined {
  const nginx = Bun.which("nginx") ?? (existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : null)
  const modules = ["ndk_http_module.so", "ngx_http_lua_module.so"].map((name) => join(NGINX_MODULES, name))
  if (nginx === null || !modules.every(existsSync)) return undefined
  // A free port, which nginx is to listen at.
  const listener = openListener(parseEndpoint("127.0.0.1", 0)!, { backlog: 1, unixMode: 0o600 })
  closeListener(listener)
  const config = join(folder, "nginx.conf")
  writeFileSync(
    config,
    `${modules.map((path) => `load_module ${path};`).join("\n")}
    daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http { access_log off; keepalive_requests 1000000000;
      client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
      uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      server { listen 127.0.0.1:${listener.port};
        location / { default_type text/plain; content_by_lua_block { ngx.say("Hello, world!") } } } }`,
  )
  servers.push(Bun.spawn([nginx, "-c", config], { stdout: "ignore", stderr: "ignore" }))
  return listener.port
}

async function isServing(port: number): Promise<boolean> {
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    if ((await answer?.text()) === "Hello, world!\n") return true
    await Bun.sleep(50)
  }
  return false
}

async function timeHttp(): Promise<void> {
  const wrk = Bun.which("wrk")
  if (wrk === null) {
    console.log("no wrk: HTTP is not timed")
    return
  }
  const full = await startSlua(join(TEST, "examples", "http_server.lua"))
  const hello = await startSlua(HELLO)
  const reference = startNginx()
  const hasReference = reference !== undefined && (await isServing(reference))
  if (!hasReference) console.log("no nginx with its Lua module: slua alone")
  const ports = hasReference ? [full, hello, reference] : [full, hello]
  const run = (port: number, connections: number, seconds: number) =>
    output([wrk, "-t1", `-c${connections}`, `-d${seconds}s`, `http://127.0.0.1:${port}/`])
  // Each handler compiles for itself what it runs often.
  for (const port of [full, hello]) if (await isServing(port)) run(port, HANDLERS, 8)
  const seconds = Math.max(1, Math.ceil(Number(options.seconds)))
  for (const connections of [1, 8, 32]) {
    const measure = (port: number) => () =>
      Number(/Requests\/sec:\s*([\d.]+)/.exec(run(port, connections, seconds))![1])
    const [ofFull, ofHello, ...ofReference] = inTurn(ports.map(measure))
    show(`HTTP hello, ${connections} connections`, [ofHello!, ...ofReference], "nginx+Lua")
    show("  the whole server of the examples", [ofFull!, ...ofReference], "nginx+Lua")
  }
}

// -- TLS ------------------------------------------------------------------------------------------

async function timeTls(): Promise<void> {
  const openssl = Bun.which("openssl")
  if (openssl === null) {
    console.log("no openssl: TLS is not timed")
    return
  }
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")]
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key]
  output([openssl, "req", "-x509", ...curve, "-out", cert, "-days", "2", "-subj", "/CN=localhost"])
  const handler = "for line in client.line do client.write(line, '\\n') end"
  const port = await startSlua(handler, "--ssl-cert", cert, "--ssl-key", key)
  const words = [openssl, "s_time", "-connect", `127.0.0.1:${port}`, "-new", "-time"]
  const seconds = String(Math.max(1, Math.ceil(Number(options.seconds))))
  const measure = () => {
    const [, count, time] = /(\d+) connections in (\d+) real seconds/.exec(output([...words, seconds]))!
    return Number(count) / Number(time)
  }
  show("TLS handshakes (ECDSA P-256)", inTurn([measure]), "")
}

console.log("per second")
await timeLines()
await timeHttp()
await timeTls()
process.exit(0)
