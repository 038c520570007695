// Threads that do not come to work.
import { expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../support/paths.ts"
import { runPipeline } from "./run.ts"

test("worker threads that crash at their start are not started for ever", async () => {
  const folder = mkdtempSync(join(tmpdir(), "slua-supervisor-"))
  const entry = join(folder, "crashing_thread.ts")
  const worker = join(ROOT, "host", "worker_main.ts")
  writeFileSync(
    entry,
    `import { startThread } from ${JSON.stringify(worker)}
    addEventListener("message", (event) => { if (event.data.kind === "worker") process.exit(1) })
    startThread()`,
  )
  const run = await runPipeline("work.submit(1) work.collect()", "", { entry })
  rmSync(folder, { recursive: true })
  expect(run.status).toBe(1)
  expect(run.reports).toEqual(["the worker threads crash at their start: giving up"])
})

test("a handler thread that crashes ends the run", async () => {
  const folder = mkdtempSync(join(tmpdir(), "slua-supervisor-"))
  const entry = join(folder, "crashing_thread.ts")
  writeFileSync(entry, "addEventListener('message', () => process.exit(1))")
  const run = await runPipeline("local x", "work.accept()", { entry })
  rmSync(folder, { recursive: true })
  expect(run.status).toBe(1)
  expect(run.reports).toEqual(["a thread crashed (handler)"])
})

test("a worker script that works only sometimes is tried again", async () => {
  const marker = join(tmpdir(), `slua-supervisor-${process.pid}`)
  const worker = `
    local f = io.open("${marker}", "a+")
    local tries = #f:read("a")
    f:write("x") f:close()
    if tries < 2 then error("not yet") end
    return function(job) return job end`
  const run = await runPipeline("work.submit(1) assert(work.collect() == 1)", worker, { workers: 1 })
  rmSync(marker)
  expect(run.status).toBe(0)
  expect(run.complaints).toEqual([])
})
