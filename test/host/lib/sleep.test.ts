// os.usleep: it takes its time, not much more, and a stop ends it.
import { beforeAll, expect, test } from "bun:test"
import { lua, openLua } from "../../support/lua.ts"
import { SLUA } from "../../support/paths.ts"

beforeAll(openLua)

test("sleeps at least as long as told, and not much longer", () => {
  for (const microseconds of [100, 2000, 30_000]) {
    let least = Number.POSITIVE_INFINITY
    // Until one of them is good: a busy machine may delay most.
    for (let round = 0; round < 10 || least >= microseconds + 10_000; round++) {
      const start = Bun.nanoseconds()
      lua(`os.usleep(${microseconds})`)
      least = Math.min(least, (Bun.nanoseconds() - start) / 1000)
    }
    expect(least).toBeGreaterThanOrEqual(microseconds)
  }
})

test("takes any number, and nothing else", () => {
  expect(lua("return pcall(os.usleep, 0), pcall(os.usleep, -1), pcall(os.usleep, 0.5)")).toEqual([
    true,
    true,
    true,
  ])
  expect(lua("return pcall(os.usleep, {})")[1]).toMatch(/number expected, got table/)
})

const LONG = "os.usleep(600e6)"

test("a signal ends a program that sleeps", async () => {
  const child = Bun.spawn([...SLUA, `print("asleep") io.stdout:flush() ${LONG}`], { stdout: "pipe" })
  await child.stdout.getReader().read()
  child.kill("SIGTERM")
  await child.exited
  expect(child.signalCode).toBe("SIGTERM")
})

test("a worker that sleeps can be stopped", async () => {
  const handler = `work.submit("job") print(work.collect())`
  const worker = `work.accept() ${LONG}`
  const child = Bun.spawn(
    [...SLUA, "--job-timeout", "1", "--job-retries", "0", "-h", handler, "-w", worker],
    {
      stdout: "pipe",
      stderr: "ignore",
    },
  )
  expect(await new Response(child.stdout).text()).toBe(
    "nil\tthe worker was stopped: the job ran longer than 1 s\n",
  )
  expect(await child.exited).toBe(0)
})

test("what was printed before is to be seen while the thread sleeps", async () => {
  const child = Bun.spawn([...SLUA, "-h", `print("before") ${LONG}`, "-w", "work.accept()"], {
    stdout: "pipe",
  })
  const { value } = await child.stdout.getReader().read()
  child.kill("SIGKILL")
  expect(Buffer.from(value!).toString()).toBe("before\n")
  await child.exited
})
