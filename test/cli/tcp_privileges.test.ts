// -su: what is left of root's rights after the user has been changed. Only root can run this.
import { describe, expect, test } from "bun:test"
import { chmodSync, readdirSync, readFileSync } from "node:fs"
import { SLUA } from "../support/paths.ts"
import { ask, Server, serve, temporaryFolder } from "../support/tcp.ts"

const folder = temporaryFolder("tcp-privileges")
const isRoot = process.getuid?.() === 0
const NOT_ROOT = isRoot ? "" : " (skipped: not root)"
const NOBODY = Number(/^nobody:[^:]*:(\d+):/m.exec(readFileSync("/etc/passwd", "latin1"))?.[1])
const NOGROUP = Number(/^nobody:[^:]*:\d+:(\d+):/m.exec(readFileSync("/etc/passwd", "latin1"))?.[1])

/** The ids of all threads of a process, as a set of texts. */
function idsOf(pid: number): string[] {
  const texts = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const status = readFileSync(`/proc/${pid}/task/${thread}/status`, "latin1")
    const field = (name: string) =>
      new RegExp(`^${name}:\\s*(.*?)\\s*$`, "m").exec(status)![1]!.replaceAll("\t", " ")
    return `${field("Uid")} | ${field("Gid")} | ${field("Groups")} | ${field("CapPrm")} | ${field("CapEff")}`
  })
  return [...new Set(texts)]
}

const four = (id: number) => Array(4).fill(id).join(" ")

describe.skipIf(!isRoot)(`-su${NOT_ROOT}`, () => {
  const dropped = `${four(NOBODY)} | ${four(NOGROUP)} | ${NOGROUP} | 0000000000000000 | 0000000000000000`

  test("every thread has the new ids, those started later too", async () => {
    const server = await serve(
      "client.line() work.submit(1) print(work.collect())",
      ...["-su", "nobody"],
      ...["-w", "return type"],
      ...["-hp", "6"],
    )
    expect(await ask(server, "\n")).toBe("number\n")
    expect(idsOf(server.child.pid)).toEqual([dropped])
    const clients = await Promise.all(Array.from({ length: 6 }, () => ask(server, "\n")))
    expect(clients).toEqual(Array(6).fill("number\n"))
    expect(idsOf(server.child.pid)).toEqual([dropped])
    await server.stopQuietly()
  })

  test("scripts and their commands cannot get the old ones back", async () => {
    const secret = folder.file("secret", "secret\n")
    chmodSync(secret, 0o600)
    chmodSync(folder.path, 0o755)
    const server = await serve(
      `print(io.open("${secret}")) print(io.popen("id -u; id -G"):read("a"))
      print(io.popen("kill -0 1 2>/dev/null; echo $?"):read("l"))
      local readable = 0
      for fd = 0, 100 do
        local f = io.open("/proc/self/fd/" .. fd) or io.open("/dev/fd/" .. fd)
        if f and (f:read("a") or ""):find("secret") then readable = readable + 1 end
      end
      print(readable)
      local inherited = 0
      for line in io.popen("ls -l /proc/self/fd"):lines() do
        local fd = line:match("(%d+) %->")
        if fd and tonumber(fd) > 2 and not line:find("/fd$") then inherited = inherited + 1 end
      end
      print(inherited)`,
      ...["-su", "nobody", "--access-log", secret],
    )
    expect(await ask(server, "")).toBe(
      `nil\t${secret}: Permission denied\t13\n${NOBODY}\n${NOGROUP}\n\n1\n0\n0\n`,
    )
    expect((await server.end("SIGTERM")).status).toBe(0)
    // what was opened before is still written
    expect(readFileSync(secret, "utf8")).toMatch(/^secret\n.* ok\n$/)
  })

  test("by number; users that do not exist", async () => {
    const server = await serve("print(io.popen('id -u'):read('l'))", "-su", String(NOBODY))
    expect(await ask(server, "")).toBe(`${NOBODY}\n`)
    await server.stopQuietly()
    for (const user of ["no-such-user", "99999999", "nobody:x"]) {
      const ending = await new Server(["-p", "0", "-su", user, "print(1)"]).end()
      expect(ending).toEqual({ status: 1, stdout: "", stderr: `slua: unknown user '${user}'\n` })
    }
  })

  /** Runs slua as nobody: its status and what it writes to stderr. */
  function runAsNobody(...words: string[]): string {
    const script = `process.setgid(${NOGROUP}); process.setuid(${NOBODY});
      const { status, stderr } = require("node:child_process").spawnSync(process.argv[1], process.argv.slice(2), { encoding: "utf8" })
      console.log(status, stderr)`
    const command = [process.execPath, "-e", script, ...SLUA, ...words]
    return Bun.spawnSync(command, { cwd: "/" }).stdout.toString()
  }

  test("a user who is not root cannot switch", () => {
    expect(runAsNobody("-p", "0", "-su", "daemon", "print(1)")).toBe(
      "1 slua: cannot switch to user 'daemon': only root can\n\n",
    )
  })

  const lowest = Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "latin1"))
  test.skipIf(lowest <= 80)("a port that the user may not have", () => {
    expect(runAsNobody("-p", "80", "--bind", "127.0.0.1", "print(1)")).toBe(
      "1 slua: cannot listen at 127.0.0.1:80: Permission denied\n\n",
    )
  })
})
