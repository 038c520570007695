// Workers that die under load: killed from outside, caught in endless loops, out of memory, or raising
// errors. No job is lost or answered twice, nothing hangs, no lock stays held, no memory stays used.
// It goes on until some have been replaced; SLUA_CHAOS=seconds makes it longer, and has workers take 2 GB now and then.
import { expect, test } from "bun:test"
import { join } from "node:path"
import type { Supervisor } from "../../host/pool/supervisor.ts"
import { PATIENCE } from "../support/patience.ts"
import { runPipeline } from "./run.ts"

const SECONDS = Number(process.env.SLUA_CHAOS ?? 2)
const IS_LONG = process.env.SLUA_CHAOS !== undefined
const MEAN_PAUSE = 60

/**
 * Kills a random worker now and then until the function it returns is called. Only if jobs were done since the
 * last time: workers that never come to one are not replaced for ever.
 */
function killWorkers(supervisor: Supervisor): () => void {
  let timer: ReturnType<typeof setTimeout>
  let done = 0
  const next = () => {
    const statistics = supervisor.recovery.trySample()?.statistics
    if (statistics !== undefined && statistics.answered > done) {
      done = statistics.answered
      supervisor.kill(Math.floor(Math.random() * 1000))
    }
    timer = setTimeout(next, Math.random() * 2 * MEAN_PAUSE)
  }
  timer = setTimeout(next, MEAN_PAUSE)
  return () => clearTimeout(timer)
}

const WORKER = `
  while true do
    local job = work.accept()
    local kind = job:match("^%a+")
    if kind == "loop" then while true do end
    elseif kind == "error" then error("wanted")
    elseif kind == "memory" then job = ("x"):rep(1 << 31)
    elseif kind == "gigabytes" then
      local texts = {}
      for i = 1, 8 do texts[i] = string.char(96 + i):rep(1 << 28) end
      for i = 1, 8 do assert(texts[i]:byte(-1) == 96 + i) end
    elseif kind == "child" then work.submit("echo of a child", {retries = 100000})
    elseif kind == "spin" then for i = 1, 30000 do end
    end
    work.answer(job)
  end`

const REPORT = `
  local stats = work.stats()
  eprint(n .. " jobs", gigabytes .. " of 2 GB", stats.replaced .. " workers replaced", stats.redelivered .. " jobs redelivered")`

const HANDLER = `
  local finish = os.time() + ${SECONDS}
  local kinds = {"echo", "echo", "echo", "echo", "spin", "child", "child"}
  local expected, children, echoes, under_way = {}, 0, 0, 0
  local failures = {loop = "the worker was stopped: the job ran longer than 0.1 s", error = "wanted", memory = "resulting string too large"}
  local function collect()
    local value, message = work.collect()
    local job = expected[work.collected]
    expected[work.collected] = nil
    under_way = under_way - 1
    if job == nil then
      -- a child; a job that ran twice may have submitted two
      assert(value == "echo of a child", message)
      echoes = echoes + 1
      return
    end
    local kind = job:match("^%a+")
    if failures[kind] then
      assert(value == nil and (message:find(failures[kind], 1, true) or message:find("crashed")), message)
    else
      assert(value == job, message)
    end
  end
  local n, gigabytes = 0, 0
  while os.time() < finish or work.stats().replaced <= 5 do
    n = n + 1
    local kind = kinds[math.random(#kinds)]
    if n % 4001 == 0 then kind = "loop" elseif n % 499 == 0 then kind = "error" elseif n % 5003 == 0 then kind = "memory"
    elseif ${IS_LONG} and n % 20011 == 0 then kind = "gigabytes" end
    local job = kind .. " " .. (tostring(n) .. " "):rep(math.random(n % 50 == 0 and 10000 or 20))
    local id = work.submit(job, {retries = kind == "loop" and 0 or 100000, timeout = kind == "loop" and 0.1 or nil})
    expected[id] = job
    if n % 10 == 0 then work.stats() end -- takes all locks at once
    if kind == "gigabytes" then gigabytes = gigabytes + 1 end
    under_way = under_way + 1
    if kind == "child" then children = children + 1 under_way = under_way + 1 end
    while under_way >= 150 and work.active() do collect() end
  end
  while work.active() do collect() end
  local id, job = next(expected)
  assert(id == nil, "job lost")
  assert(echoes >= children, "child lost")
${IS_LONG ? REPORT : ""}`

test(
  "workers die inside the queue, with its locks",
  async () => {
    const entry = join(import.meta.dir, "mortal_thread.ts")
    const settings = { entry, workers: 4, maxJobs: 50, sharedMemory: 1 << 20, jobRetries: 1000 }
    const run = await runPipeline(HANDLER, WORKER, settings)
    expect(run.reports).toEqual([])
    expect(run.status).toBe(0)
    expect(run.complaints).toEqual([])
    expect(run.statistics.replaced).toBeGreaterThan(5)
  },
  SECONDS * 1000 + PATIENCE,
)

for (const sharedPage of [64, 256])
  test(
    `workers die at random, pages of ${sharedPage}`,
    async () => {
      const run = await runPipeline(
        HANDLER,
        WORKER,
        { workers: 4, maxJobs: 50, sharedMemory: 1 << 20, sharedPage },
        killWorkers,
      )
      expect(run.reports).toEqual([])
      expect(run.status).toBe(0)
      expect(run.complaints).toEqual([])
      expect(run.statistics.replaced).toBeGreaterThan(5)
    },
    SECONDS * 1000 + PATIENCE,
  )
