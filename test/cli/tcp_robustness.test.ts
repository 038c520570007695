// What the open internet does to a server. Afterwards it must serve as before, with nothing left over.
// SLUA_FUZZ_FACTOR=10 makes it ten thousand random streams; SLUA_FUZZ_SEED chooses others.
import { expect, test } from "bun:test"
import { readdirSync, readFileSync } from "node:fs"
import { fuzzCount, fuzzSeed, Random } from "../support/random.ts"
import { ask, type Client, dial, Server, serve } from "../support/tcp.ts"

const ECHO = "for line in client.line do client.write(line, '\\n') end"

function descriptors(server: Server): number {
  return readdirSync(`/proc/${server.child.pid}/fd`).length
}

/** Resident memory in MB. */
function memory(server: Server): number {
  const status = readFileSync(`/proc/${server.child.pid}/status`, "latin1")
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)![1]) / 1024
}

/** Waits until the server has no more descriptors open than before. */
async function settles(server: Server, before: number): Promise<void> {
  for (let i = 0; descriptors(server) > before && i < 3000; i++) await Bun.sleep(10)
  expect(descriptors(server)).toBeLessThanOrEqual(before)
}

/** Makes all handlers run, so that what they need once is there. */
async function warmUp(server: Server, handlers: number, line = "x"): Promise<void> {
  const clients = Array.from({ length: handlers }, () => dial(server).send(`${line}\n`))
  for (const client of clients) await client.sees(`${line}\n`)
  for (const client of clients) client.close()
}

const opened = (client: Client) => new Promise((resolve) => client.socket.once("connect", resolve))

/** Silent clients are never given up: whoever had to wait for that would wait for ever. */
const NO_LIMITS = ["--idle-timeout", "0", "--busy-idle", "0"]

test("1000 idle connections while others are served", async () => {
  const server = await serve(ECHO, "-hp", "4", "--max-connections", "2000", ...NO_LIMITS)
  await warmUp(server, 4)
  const before = descriptors(server)
  const idle = Array.from({ length: 1000 }, () => dial(server))
  await Promise.all(idle.map(opened))
  for (let i = 0; i < 100; i++) expect(await ask(server, `hello ${i}\n`)).toBe(`hello ${i}\n`)
  const late = idle[999]!
  late.send("me too\n")
  await late.sees("me too\n")
  for (const client of idle) client.close()
  await settles(server, before)
  await server.stopQuietly()
})

test("handlers that become free at the same moment leave one for who has something to say", async () => {
  const server = await serve(ECHO, "-hp", "4", ...NO_LIMITS)
  for (let round = 0; round < 40; round++) {
    // Four are served and go at once, while others wait who say nothing.
    const served = Array.from({ length: 4 }, () => dial(server).send("x\n"))
    for (const client of served) await client.sees("x\n")
    const silent = Array.from({ length: 8 }, () => dial(server))
    await Promise.all(silent.map(opened))
    for (const client of served) client.close()
    expect(await ask(server, "hello\n")).toBe("hello\n")
    for (const client of silent) client.close()
  }
  await server.stopQuietly()
})

test("slow clients that send byte by byte do not keep others out", async () => {
  const server = await serve(ECHO, "-hp", "4", "--read-timeout", "0.5", "--busy-idle", "0.5")
  await warmUp(server, 4)
  const before = descriptors(server)
  const slow = Array.from({ length: 50 }, () => dial(server))
  const dribble = setInterval(() => {
    for (const client of slow) if (!client.isAtEnd) client.send("x")
  }, 50)
  for (let i = 0; i < 3; i++) expect(await ask(server, "hello\n")).toBe("hello\n")
  for (const client of slow) client.close()
  clearInterval(dribble)
  await settles(server, before)
  expect((await server.end("SIGTERM")).status).toBe(0)
})

/** Reads its client in every way, as the bytes themselves demand. */
const FICKLE = `
  while true do
    local line, why = client.line(200)
    if line == nil then break end
    local first = line:byte() or 0
    if first % 8 == 0 then client.read(first) elseif first % 8 == 1 then client.write(("x"):rep(first * 100))
    elseif first % 8 == 2 then io.read("n") elseif first % 8 == 3 then print(line)
    elseif first % 8 == 4 then client.shutdown() elseif first == 5 then error("five")
    elseif first == 6 then client.close() elseif first == 7 then os.exit(1) end
  end`

function randomText(random: Random): string {
  let text = ""
  for (let length = random.below(300); length > 0; length--)
    text += random.chance(0.1) ? "\n" : String.fromCharCode(random.below(256))
  return text
}

/** One connection that sends random bytes and goes, politely or not. */
async function disturb(server: Server, random: Random): Promise<void> {
  const client = dial(server)
  for (let parts = random.below(3); parts >= 0; parts--) client.send(randomText(random))
  const ending = random.below(3)
  if (ending === 0) {
    await client.finish().all()
    return
  }
  await opened(client)
  if (ending === 1) client.reset()
  else client.close()
}

test("random byte streams", async () => {
  const server = await serve(FICKLE, "-hp", "4", "--read-timeout", "0.5", "--idle-timeout", "1")
  const random = new Random(fuzzSeed())
  const round = async (count: number) => {
    for (let i = 0; i < count; i += 20)
      await Promise.all(Array.from({ length: 20 }, () => disturb(server, random)))
  }
  await warmUp(server, 4, "s")
  const before = descriptors(server)
  await round(fuzzCount(800))
  await settles(server, before)
  // By now the heaps have the size they need.
  const size = memory(server)
  await round(fuzzCount(200))
  await settles(server, before)
  expect(memory(server) - size).toBeLessThan(60)
  expect(await ask(server, "s hello\n")).toBe("s hello\n")
  const { status, stderr } = await server.end("SIGTERM")
  expect(status).toBe(0)
  // the errors are the script's own
  expect(
    stderr.match(/^slua: .*$/gm)?.filter((line) => !/listening at|\(handler\):\d+: five/.test(line)) ?? [],
  ).toEqual([])
})
