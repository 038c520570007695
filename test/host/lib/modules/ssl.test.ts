// The module ssl: TLS clients, against servers of slua's own.
import { describe, expect, test } from "bun:test"
import { join } from "node:path"
import { Growing } from "../../../support/growing.ts"
import { SLUA } from "../../../support/paths.ts"
import { serve, temporaryFolder } from "../../../support/tcp.ts"

const folder = temporaryFolder("ssl")
const openssl = Bun.which("openssl")
const SKIPPED = openssl === null ? " (skipped: openssl is not installed)" : ""
const at = (name: string) => join(folder.path, name)

if (openssl !== null) {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", at("key")]
  const names = ["-subj", "/C=DE/O=Some Body/CN=one.example", "-addext", "subjectAltName=DNS:one.example"]
  const words = ["req", "-x509", ...key, "-out", at("cert"), "-days", "2", ...names]
  if (!Bun.spawnSync([openssl, ...words], { stderr: "ignore" }).success) throw new Error("no certificate")
}

const serveTls = (handler: string, ...words: string[]) =>
  serve(handler, "--ssl-cert", at("cert"), "--ssl-key", at("key"), ...words)

const ECHO = "for line in client.line do client.write(line, '\\n') end"

/** Beginning of the scripts: dial(params, name) connects and wraps. */
const prelude = (server: { port: number }) => `
  local socket, ssl = require "socket", require "ssl"
  local function dial(params, name)
    local plain = assert(socket.connect("127.0.0.1", ${server.port}))
    params = params or {}
    params.mode = "client"
    params.protocol = params.protocol or "any"
    local conn, why = ssl.wrap(plain, params)
    if conn and name then conn:sni(name) end
    return conn, why
  end
`

async function run(words: string[]): Promise<{ stdout: string; stderr: string; status: number }> {
  const child = Bun.spawn([...SLUA, ...words], { stdin: "ignore", stdout: "pipe", stderr: "pipe" })
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { stdout, stderr, status: await child.exited }
}

/** Lines that a script prints; it must say nothing else and end well. */
async function printed(server: { port: number }, script: string): Promise<string[]> {
  const { stdout, stderr, status } = await run([prelude(server) + script])
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 })
  return stdout.split("\n").slice(0, -1)
}

/**
 * OpenSSL's own server, for so many connections. It sends session tickets behind the handshake: a client that closes before it
 * has read them resets the connection. received: how many letters x there were.
 */
async function openTicketServer(connections: number): Promise<{ port: number; received: Promise<number> }> {
  const words = ["s_server", "-accept", "127.0.0.1:0", "-cert", at("cert"), "-key", at("key")]
  const child = Bun.spawn([openssl!, ...words, "-naccept", String(connections)], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "ignore",
  })
  const output = new Growing()
  const collect = async () => {
    for await (const bytes of child.stdout) output.add(Buffer.from(bytes).toString("latin1"))
    // A run of them is what a client has sent, not a letter of the server's own words.
    return output.text.match(/x{20,}/g)?.join("").length ?? 0
  }
  const received = collect()
  await output.until(() => /ACCEPT .*\n/.test(output.text), "the port")
  return { port: Number(/ACCEPT .*:(\d+)/.exec(output.text)![1]), received }
}

describe.skipIf(openssl === null)(`ssl${SKIPPED}`, () => {
  test("lines, blocks, what is known of the connection", async () => {
    const server = await serveTls(ECHO)
    const lines = await printed(
      server,
      `local c = dial()
      print(c:getpeercertificate(), c:info("protocol"))
      print(c:dohandshake(), c:dohandshake())
      print(c:info("protocol"), c:info().cipher == c:info("cipher"), c:getalpn())
      print(c:getpeerverification())
      print(c:getpeername() == "127.0.0.1", (select(2, c:getpeername())) == ${server.port})
      print(c:send("hello\\nx\\0\\255y\\n"), c:receive(), c:receive(4) == "x\\0\\255y", c:receive(1) == "\\n")
      print((tostring(c):match("^[^ ]+")), c:getstats())
      print(c:close(), c:send("x"))
      local plain = dial({protocol = "tlsv1_2"})
      print(plain:send("no handshake needed\\n"), plain:receive(), plain:info("protocol"))`,
    )
    expect(lines).toEqual([
      "nil\tnil",
      "true\ttrue",
      "TLSv1.3\ttrue\tnil",
      "false\tself signed certificate",
      "true\ttrue",
      "11\thello\ttrue\ttrue",
      expect.stringMatching(/^SSL:Connection:\t11\t11\t\d/),
      "1\tnil\tclosed\t0",
      "20\tno handshake needed\tTLSv1.2",
    ])
    await server.stopQuietly()
  })

  test("certificates", async () => {
    const server = await serveTls(ECHO)
    const lines = await printed(
      server,
      `local c = dial()
      c:dohandshake()
      local cert = c:getpeercertificate()
      for _, part in ipairs(cert:subject()) do print(part.oid, part.name, part.value) end
      print(#cert:issuer(), cert:pem() == io.open("${at("cert")}"):read("a"), #cert:serial() > 10)
      print(cert:validat(os.time()), cert:validat(os.time() + 3 * 86400), cert:notafter():match("GMT$"))
      print(#cert:digest(), #cert:digest("sha256"), pcall(cert.digest, cert, "x"))`,
    )
    expect(lines).toEqual([
      "2.5.4.6\tcountryName\tDE",
      "2.5.4.10\torganizationName\tSome Body",
      "2.5.4.3\tcommonName\tone.example",
      "3\ttrue\ttrue",
      "true\tfalse\tGMT",
      expect.stringMatching(/^40\t64\tfalse\tbad argument #/),
    ])
    await server.stopQuietly()
  })

  test("are verified when that is asked for", async () => {
    const server = await serveTls(ECHO, "-hp", "8")
    const lines = await printed(
      server,
      `local function try(params, name) print(dial(params, name):dohandshake()) end
      try({verify = "none"}, "other.example")
      try({verify = "peer"})
      try({verify = {"peer", "fail_if_no_peer_cert"}, cafile = "${at("cert")}"})
      try({verify = "peer", cafile = "${at("cert")}"}, "one.example")
      try({verify = "peer", cafile = "${at("cert")}"}, "other.example")`,
    )
    expect(lines).toEqual([
      "true",
      "nil\tcertificate verify failed: self signed certificate",
      "true",
      "true",
      expect.stringMatching(/^nil\tcertificate verify failed: Hostname\/IP does not match/),
    ])
    await server.end("SIGTERM")
  })

  test("what is wrong is told", async () => {
    const server = await serveTls(ECHO)
    const lines = await printed(
      server,
      `print(ssl.wrap(assert(socket.connect("127.0.0.1", ${server.port})), {mode = "server"}))
      print(ssl.wrap(assert(socket.connect("127.0.0.1", ${server.port})), {}))
      print(dial({protocol = "tlsv1"}))
      print(dial({cafile = "/no/such/file"}))
      print(dial({capath = "/etc/ssl/certs"}))
      print(ssl.newcontext({mode = "client", protocol = "x"}))
      print(pcall(ssl.wrap, socket.tcp(), {mode = "client"}))
      print(pcall(ssl.wrap, dial(), {mode = "client"}))`,
    )
    expect(lines).toEqual([
      "nil\tservers speak TLS with --ssl-cert; this module is for clients",
      "nil\tinvalid mode (nil)",
      "nil\tinvalid protocol (tlsv1)",
      "nil\terror loading '/no/such/file' (No such file or directory)",
      "nil\tcapath is not supported: use cafile",
      "nil\tinvalid protocol (x)",
      "false\tbad argument #1 to 'ssl.wrap' (connected socket expected)",
      "false\tbad argument #1 to 'ssl.wrap' (connected socket expected)",
    ])
    await server.end("SIGTERM")
  })

  test("a server that speaks no TLS, and one that says nothing", async () => {
    const plain = await serve("client.write('220 ready\\r\\n') client.flush() client.read()")
    const lines = await printed(
      plain,
      `local c = dial()
      print((select(2, c:dohandshake()):match("WRONG_VERSION_NUMBER")))
      print(c:dohandshake() == nil, c:send("x") == nil, c:close())`,
    )
    expect(lines).toEqual(["WRONG_VERSION_NUMBER", "true\ttrue\t1"])
    await plain.end("SIGTERM")
    const silent = await serve("client.read()")
    const silence = await printed(
      silent,
      `local c = dial()
      c:settimeout(0.05)
      print(c:dohandshake())
      print(c:dohandshake())
      print(c:close(), c:dohandshake())`,
    )
    expect(silence).toEqual(["nil\ttimeout", "nil\ttimeout", expect.stringMatching(/^1\tnil\t/)])
    await silent.end("SIGTERM")
  })

  test("a handshake that is given up closes the connection", async () => {
    const { stdout } = await run([
      `local socket, ssl = require "socket", require "ssl"
      local server = socket.bind("127.0.0.1", 0)
      local c = ssl.wrap(socket.connect(server:getsockname()), {mode = "client", protocol = "any"})
      c:settimeout(0.01)
      print(c:dohandshake())
      c:close()
      local peer = server:accept()
      peer:settimeout(30)
      print((select(2, peer:receive("*a"))) == "timeout")`,
    ])
    expect(stdout).toBe("nil\ttimeout\nfalse\n")
  })

  test("time-outs, select, and the server's end", async () => {
    const server = await serveTls("client.line() client.write('a\\n') client.flush() client.line()")
    const lines = await printed(
      server,
      `local c = dial()
      c:dohandshake()
      c:settimeout(0.05)
      print(c:receive())
      local ready = socket.select({c}, nil, 0.01)
      print(#ready)
      c:settimeout(30)
      c:send("go\\n")
      print(#socket.select({c}, nil, 30), (c:receive()))
      c:send("end\\n")
      print(c:receive())`,
    )
    expect(lines).toEqual(["nil\ttimeout\t", "0", "1\ta", "nil\tclosed\t"])
    await server.stopQuietly()
  })

  test("much data both ways", async () => {
    const server = await serveTls("local all = client.read(6000000) client.write(all) client.write(all)")
    const lines = await printed(
      server,
      `local parts = {}
      for i = 1, 600000 do parts[i] = string.format("%10d", i) end
      local text = table.concat(parts)
      local c = dial()
      print(c:send(text))
      print(c:receive(12000000) == text .. text, c:receive(1))`,
    )
    expect(lines).toEqual(["6000000", "true\tnil\tclosed\t"])
    await server.stopQuietly()
  })

  test("what was written before the end arrives, closed or not", async () => {
    for (const end of ["c:close()", "", "c = nil collectgarbage()", "c:close() os.exit(0)"]) {
      const { port, received } = await openTicketServer(4)
      for (let i = 0; i < 4; i++) await printed({ port }, `local c = dial() c:send(("x"):rep(300000)) ${end}`)
      expect(await received).toBe(4 * 300_000)
    }
  })

  test("in workers and handlers", async () => {
    const server = await serveTls(ECHO, "-hp", "4")
    const ask = `local function ask(text)
        local c = dial()
        c:send(text .. "\\n")
        local answer = c:receive()
        c:close()
        return answer
      end\n`
    const handler = `${prelude(server)} ${ask}
      for i = 1, 20 do work.submit("job " .. i) end
      local n = 0
      while work.active() do n = n + #assert(work.collect()) end
      print(n, ask("handler"))`
    const worker = `${prelude(server)} ${ask} return ask`
    expect(await run(["-wp", "3", "-h", handler, "-w", worker])).toEqual({
      stdout: `${9 * 5 + 11 * 6}\thandler\n`,
      stderr: "",
      status: 0,
    })
    await server.stopQuietly()
  })
})
