// How a run ends from outside: signals, and the statistics that are shown meanwhile.
import { expect, test } from "bun:test"
import { SLUA } from "../support/paths.ts"

interface Running {
  child: Bun.Subprocess<"pipe", "pipe", "pipe">
  /** Resolves when this text has been written to stdout. */
  sees: (text: string) => Promise<void>
}

function start(handler: string, worker: string, ...options: string[]): Running {
  const child = Bun.spawn([...SLUA, ...options, "-h", handler, "-w", worker], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
  })
  const reader = child.stdout.getReader()
  let seen = ""
  const sees = async (text: string) => {
    while (!seen.includes(text)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`the output ended: ${seen}`)
      seen += Buffer.from(value).toString()
    }
  }
  return { child, sees }
}

/** Says when it runs, and runs until its file is gone. */
const SLOW = `while true do
    local gate = work.accept()
    client = nil
    io.write("running\\n") io.flush()
    repeat local f = io.open(gate) if f then f:close() end until not f
    work.answer("done")
  end`

test("a signal ends a handler that waits for its client", async () => {
  const { child, sees } = start("client.write('ready\\n') client.line()", SLOW)
  await sees("ready")
  child.kill("SIGTERM")
  expect(await child.exited).toBe(143)
})

test("the first signal lets running jobs finish, queued ones fail", async () => {
  const gate = `/tmp/slua-signal-${process.pid}`
  await Bun.write(gate, "")
  const handler = `work.submit("${gate}") work.submit("${gate}") work.submit("${gate}")
    while work.active() do print(work.collect()) end
    work.submit(1) print(work.collect())
    os.exit(5)`
  const { child, sees } = start(handler, SLOW, "-wp", "1")
  await sees("running")
  child.kill("SIGINT")
  await sees("nil\tthe program is stopping\nnil\tthe program is stopping\n")
  await Bun.file(gate).delete()
  await sees("done\nnil\tthe program is stopping\n")
  expect(await child.exited).toBe(5)
})

test("the second signal ends the run at once", async () => {
  const gate = `/tmp/slua-signal2-${process.pid}`
  await Bun.write(gate, "")
  const { child, sees } = start(
    `work.submit("${gate}") work.submit("${gate}") print(work.collect()) io.flush() work.collect()`,
    SLOW,
    "-wp",
    "1",
  )
  await sees("running")
  child.kill("SIGTERM")
  await sees("nil\tthe program is stopping")
  child.kill("SIGTERM")
  expect(await child.exited).toBe(143)
  await Bun.file(gate).delete()
})

test("--grace bounds the wait for running jobs", async () => {
  const { child, sees } = start("work.submit('/') work.collect()", SLOW, "--grace", "0.05")
  await sees("running")
  child.kill("SIGTERM")
  expect(await child.exited).toBe(143)
})

test("--stats shows a last line", async () => {
  const handler = "for i = 1, 10 do work.submit(i) end while work.active() do work.collect() end"
  const { child } = start(handler, "return function(j) if j == 3 then error('x') end return j end", "--stats")
  const text = await child.stderr.text()
  // Behind as many others as there were seconds.
  expect(text).toMatch(
    /^(.*\n)*\d+ s, 10 jobs done \(\d+\/s\), 0 queued, 0 of \d+ running, waiting .*, memory 0% of .* MB, 1 failed\n$/,
  )
  expect(await child.exited).toBe(0)
})
