// TLS: connections with several clients, certificates that are wrong, handshakes that do not come.
import { describe, expect, test } from "bun:test"
import { copyFileSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { connect as connectPlain } from "node:net"
import { connect } from "node:tls"
import { ask, Client, dial, Server, serve, temporaryFolder } from "../support/tcp.ts"

const folder = temporaryFolder("tcp-tls")
const openssl = Bun.which("openssl")
const NO_OPENSSL = openssl === null ? " (skipped: openssl is not installed)" : ""
const ECHO = "for line in client.line do client.write(line, '\\n') end"

function run(...words: string[]): void {
  const { exitCode, stderr } = Bun.spawnSync([openssl!, ...words], { cwd: folder.path })
  if (exitCode !== 0) throw new Error(stderr.toString())
}

function makeCertificate(name: string): void {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`]
  run("req", "-x509", ...key, "-out", `${name}.pem`, "-days", "2", "-subj", `/CN=${name}`)
}

const at = (name: string) => join(folder.path, name)
const tls = (name: string) => ["--ssl-cert", at(`${name}.pem`), "--ssl-key", at(`${name}.key`)]

if (openssl !== null) {
  for (const name of ["one", "two"]) makeCertificate(name)
  run("pkcs8", "-topk8", "-in", "one.key", "-out", "locked.key", "-passout", "pass:secret")
  folder.file("passphrase", "secret\n")
  folder.file("wrong", "guess\n")
  folder.file("empty", "")
  folder.file("text", "hello\n")
  folder.file("cut.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n")
}

interface TlsOptions {
  servername?: string
  maxVersion?: "TLSv1.1" | "TLSv1.2"
  minVersion?: "TLSv1.1"
}

/** Connects with TLS; resolves after the handshake. */
function secure(server: Server, options: TlsOptions = {}): Promise<Client & { certificate: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: server.port, host: "127.0.0.1", rejectUnauthorized: false, ...options })
    socket.on("error", reject)
    socket.on("secureConnect", () => {
      const client = new Client({ socket })
      resolve(Object.assign(client, { certificate: String(socket.getPeerCertificate().subject.CN) }))
    })
  })
}

describe.skipIf(openssl === null)(`TLS${NO_OPENSSL}`, () => {
  test("lines, client.tls, several clients at once", async () => {
    const server = await serve(
      `print(client.ip, client.tls.protocol, client.tls.servername) for line in client.line do client.write(line, '\\n') end`,
      ...tls("one"),
      ...["-hp", "4"],
    )
    const clients = await Promise.all(
      Array.from({ length: 10 }, (_, i) => secure(server, i === 0 ? {} : { servername: `host${i}.example` })),
    )
    const answers = clients.map(async (client, i) => {
      client.send(`hello ${i}\n`)
      await client.sees(`hello ${i}\n`)
      return client.finish().all()
    })
    for (const [i, answer] of (await Promise.all(answers)).entries())
      expect(answer).toBe(`127.0.0.1\tTLSv1.3\t${i === 0 ? "nil" : `host${i}.example`}\nhello ${i}\n`)
    await server.stopQuietly()
  })

  test("much data both ways, and an answer larger than all buffers", async () => {
    const server = await serve("local all = client.read(3000000) client.write(all, all)", ...tls("one"))
    const client = await secure(server)
    const text = Array.from({ length: 300_000 }, (_, i) => String(i).padStart(10, "-")).join("")
    client.send(text)
    expect((await client.all()) === text + text).toBe(true)
    await server.stopQuietly()
  })

  test("TLS 1.2 is spoken, TLS 1.1 is not", async () => {
    const server = await serve("print(client.tls.protocol)", ...tls("one"))
    const client = await secure(server, { maxVersion: "TLSv1.2" })
    expect(await client.all()).toBe("TLSv1.2\n")
    const old = secure(server, { minVersion: "TLSv1.1", maxVersion: "TLSv1.1" }).then(
      () => "accepted",
      () => "refused",
    )
    expect(await old).toBe("refused")
    await server.stopQuietly()
  })

  test("openssl s_client is served", async () => {
    const server = await serve(ECHO, ...tls("one"))
    const words = ["s_client", "-connect", `127.0.0.1:${server.port}`, "-quiet", "-no_ign_eof"]
    const child = Bun.spawn([openssl!, ...words], { stdin: "pipe", stdout: "pipe", stderr: "ignore" })
    child.stdin.write("hello\n")
    await child.stdin.flush()
    const { value } = await child.stdout.getReader().read()
    expect(Buffer.from(value!).toString()).toBe("hello\n")
    child.kill()
    await child.exited
    await server.stopQuietly()
  })

  test("plain text at the TLS port, TLS at the plain port", async () => {
    const server = await serve(ECHO, ...tls("one"))
    for (const text of ["GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\xff\xff", "\x16\x03\x01\0\x05hello"]) {
      await dial(server)
        .send(text)
        .finish()
        .all()
        .catch(() => {})
    }
    const client = await secure(server)
    client.send("still here\n")
    await client.sees("still here\n")
    client.close()
    await server.stopQuietly()
    const plain = await serve(ECHO, "--read-timeout", "0.2")
    await secure(plain).catch(() => {})
    expect(await ask(plain, "still here\n")).toBe("still here\n")
    await plain.stopQuietly()
  })

  test("a handshake that does not come; it holds no handler", async () => {
    const server = await serve(ECHO, ...tls("one"), "--handshake-timeout", "0.3", "-hp", "2")
    const silent = Array.from({ length: 10 }, () => dial(server))
    const client = await secure(server)
    client.send("served\n")
    await client.sees("served\n")
    client.close()
    for (const other of silent) expect(await other.all()).toBe("")
    await server.stopQuietly()
  })

  test("a PROXY header comes before TLS", async () => {
    const server = await serve(
      "print(client.ip, client.port, client.tls.protocol)",
      ...tls("one"),
      ...["--proxy-protocol", "--trust", "127.0.0.0/8"],
    )
    const raw = connectPlain({ port: server.port, host: "127.0.0.1" })
    raw.write("PROXY TCP4 192.0.2.7 192.0.2.8 4711 443\r\n")
    const client = new Client({ socket: connect({ socket: raw, rejectUnauthorized: false }) })
    expect(await client.all()).toBe("192.0.2.7\t4711\tTLSv1.3\n")
    await server.stopQuietly()
  })

  test("a stop waits for an answer on its way", async () => {
    const server = await serve("client.line() client.write(('x'):rep(20000000))", ...tls("one"))
    const client = await secure(server)
    client.send("go\n")
    await client.has(1)
    client.socket.pause()
    const ending = server.end("SIGTERM")
    client.socket.resume()
    expect((await client.all()).length).toBe(20_000_000)
    expect((await ending).status).toBe(0)
  })

  test("a stop does not wait for a handshake that does not come", async () => {
    // more time than the test has
    const patient = ["--handshake-timeout", "10000", "--grace", "10000"]
    const server = await serve(ECHO, ...tls("one"), ...patient)
    const silent = dial(server)
    const half = dial(server).send("\x16\x03\x01\x02\0\x01")
    const client = await secure(server)
    client.send("served\n")
    await client.sees("served\n")
    client.close()
    await server.stopQuietly()
    for (const other of [silent, half]) expect(await other.all()).toBe("")
  })

  test("clients that vanish leave nothing behind", async () => {
    const server = await serve("client.write(('x'):rep(1 << 22)) client.read()", ...tls("one"))
    for (let i = 0; i < 5; i++) {
      const client = await secure(server)
      await client.has(1000)
      client.close()
    }
    // the stop waits for every connection and every bridge
    await server.stopQuietly()
  })

  test("uploads that end while their handler is behind leave nothing open", async () => {
    const server = await serve("print(#client.read())", ...tls("one"))
    for (let i = 0; i < 60; i++) {
      const client = await secure(server)
      client.send("x".repeat(300_000)).finish()
      expect(await client.all()).toBe("300000\n")
    }
    await server.stopQuietly()
  })

  test("a handler that closes early leaves nothing open behind an upload", async () => {
    const server = await serve("client.read(10) client.write('enough\\n')", ...tls("one"))
    for (let i = 0; i < 5; i++) {
      const client = await secure(server)
      client.send("x".repeat(3_000_000)).finish()
      expect(await client.all()).toBe("enough\n")
    }
    await server.stopQuietly()
  })

  test("a client that vanishes while its handler writes and does not read ends the writing", async () => {
    const server = await serve("client.write(('x'):rep(20000000)) client.flush()", ...tls("one"))
    for (let i = 0; i < 5; i++) {
      const client = await secure(server)
      client.send("x".repeat(300_000))
      await client.has(1)
      client.socket.pause()
      client.close()
    }
    await server.stopQuietly()
  })

  test("a client that ends right behind the handshake is heard", async () => {
    const server = await serve("client.write(#client.read())", ...tls("one"))
    for (let i = 0; i < 20; i++) expect(await (await secure(server)).finish().all()).toBe("0")
    await server.stopQuietly()
  })

  test("a reload takes the new certificate for new connections", async () => {
    const [cert, key] = [at("live.pem"), at("live.key")]
    const install = (name: string) => {
      copyFileSync(at(`${name}.pem`), cert)
      copyFileSync(at(`${name}.key`), key)
    }
    install("one")
    // More handlers than clients: none is sent away for being silent.
    const server = await serve(ECHO, "--ssl-cert", cert, "--ssl-key", key, "-hp", "4")
    const old = await secure(server)
    expect(old.certificate).toBe("one")
    copyFileSync(at("two.pem"), cert)
    server.child.kill("SIGHUP")
    await server.says(`slua: reload: the key '${key}' does not belong to the certificate '${cert}'\n`)
    const same = await secure(server)
    expect(same.certificate).toBe("one")
    install("two")
    server.child.kill("SIGHUP")
    let next = await secure(server)
    while (next.certificate !== "two") {
      next.close()
      next = await secure(server)
    }
    old.send("still here\n")
    await old.sees("still here\n")
    for (const client of [old, same, next]) client.close()
    expect((await server.end("SIGTERM")).status).toBe(0)
  })

  test("a certificate chain is sent whole", async () => {
    run(
      "req",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "leaf.key",
      "-out",
      "leaf.csr",
      "-subj",
      "/CN=leaf",
    )
    const signer = ["-CA", "one.pem", "-CAkey", "one.key", "-CAcreateserial"]
    run("x509", "-req", "-in", "leaf.csr", ...signer, "-out", "leaf.pem", "-days", "2")
    folder.file("chain.pem", readFileSync(at("leaf.pem"), "latin1") + readFileSync(at("one.pem"), "latin1"))
    const server = await serve(ECHO, "--ssl-cert", at("chain.pem"), "--ssl-key", at("leaf.key"))
    const words = ["s_client", "-connect", `127.0.0.1:${server.port}`, "-showcerts", "-CAfile", at("one.pem")]
    const child = Bun.spawn([openssl!, ...words], { stdin: "ignore", stdout: "pipe", stderr: "ignore" })
    const shown = await new Response(child.stdout).text()
    expect(shown.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    expect(shown).toContain("Verify return code: 0 (ok)")
    await server.stopQuietly()
  })

  test("an encrypted key and its passphrase", async () => {
    const server = await serve(
      "print('ok')",
      ...[
        "--ssl-cert",
        at("one.pem"),
        "--ssl-key",
        at("locked.key"),
        "--ssl-passphrase-file",
        at("passphrase"),
      ],
    )
    expect(await (await secure(server)).all()).toBe("ok\n")
    await server.stopQuietly()
  })

  test("what is wrong is said before listening", async () => {
    const pair = (cert: string, key: string) => ["--ssl-cert", at(cert), "--ssl-key", at(key)]
    const cases: [string[], string][] = [
      [
        pair("none.pem", "one.key"),
        `cannot read the certificate '${at("none.pem")}': No such file or directory`,
      ],
      [pair("one.pem", "none.key"), `cannot read the key '${at("none.key")}': No such file or directory`],
      [pair("one.pem", "."), `cannot read the key '${at(".")}': Is a directory`],
      [
        pair("one.pem", "two.key"),
        `the key '${at("two.key")}' does not belong to the certificate '${at("one.pem")}'`,
      ],
      [pair("one.key", "one.key"), `'${at("one.key")}' has no certificate in PEM format`],
      [pair("one.pem", "one.pem"), `'${at("one.pem")}' has no private key in PEM format`],
      [pair("empty", "one.key"), `'${at("empty")}' has no certificate in PEM format`],
      [pair("one.pem", "text"), `'${at("text")}' has no private key in PEM format`],
      [pair("cut.pem", "one.key"), `'${at("cut.pem")}' is not a certificate in PEM format`],
      [
        pair("one.pem", "locked.key"),
        `the key '${at("locked.key")}' is encrypted: it needs --ssl-passphrase-file`,
      ],
      [
        [...pair("one.pem", "locked.key"), "--ssl-passphrase-file", at("wrong")],
        `cannot decrypt the key '${at("locked.key")}': wrong passphrase`,
      ],
      [
        [...pair("one.pem", "locked.key"), "--ssl-passphrase-file", at("none")],
        `cannot read the passphrase file '${at("none")}': No such file or directory`,
      ],
    ]
    for (const [words, message] of cases)
      expect(await new Server(["-p", "0", ...words, ECHO]).end()).toEqual({
        status: 1,
        stdout: "",
        stderr: `slua: ${message}\n`,
      })
  })
})
