// Many jobs of random sizes through little memory: every result arrives exactly once and unchanged, and
// nothing is left behind. SLUA_STRESS=n makes it n times as long.
import { expect, test } from "bun:test"
import { join } from "node:path"
import { runPipeline } from "./run.ts"

const SCALE = Number(process.env.SLUA_STRESS ?? 1)
const ECHO = "while true do work.answer(work.accept()) end"

/** Submits jobs of 0 B to 1 MB, most of them small, with up to `flight` under way. */
function handler(jobs: number, flight: number, largest: number, seed: number): string {
  return `
    math.randomseed(${seed})
    local text = ("0123456789abcdefghijklmnopqrstuvwxyz!"):rep(${Math.ceil((2 * largest) / 37)})
    local expected, under_way = {}, 0
    local function size()
      local dice = math.random(1000)
      if dice == 1 then return math.random(0, ${largest}) end
      if dice <= 20 then return math.random(0, math.min(20000, ${largest})) end
      if dice <= 300 then return math.random(0, 2000) end
      return math.random(0, 100)
    end
    local function collect()
      local value, message = work.collect()
      local wanted = expected[work.collected] or error("job " .. tostring(work.collected) .. " came twice")
      expected[work.collected] = nil
      under_way = under_way - 1
      local from, length = wanted >> 24, wanted & 0xffffff
      if value ~= text:sub(from, from + length - 1) then
        error("job " .. work.collected .. ": " .. length .. " bytes became " .. tostring(message or #value))
      end
    end
    for i = 1, ${jobs} do
      local from, length = math.random(1, ${largest}), size()
      expected[work.submit(text:sub(from, from + length - 1))] = from << 24 | length
      under_way = under_way + 1
      if under_way >= ${flight} then collect() end
    end
    while work.active() do collect() end
    assert(next(expected) == nil and under_way == 0)`
}

const CASES = [
  { workers: 1, sharedPage: 64, isDrowsy: false, maxResults: 0 },
  { workers: 2, sharedPage: 256, isDrowsy: true, maxResults: 1 },
  { workers: 4, sharedPage: 1024, isDrowsy: false, maxResults: 3 },
  { workers: 16, sharedPage: 4096, isDrowsy: true, maxResults: 0 },
]

for (const { isDrowsy, ...settings } of CASES)
  test(`${settings.workers} workers, pages of ${settings.sharedPage}, ${isDrowsy ? "spurious wake-ups" : "no tricks"}`, async () => {
    const largest = 1 << 20
    const jobs = 8000 * SCALE
    const run = await runPipeline(handler(jobs, 200, largest, settings.workers), ECHO, {
      ...settings,
      ...(isDrowsy && { entry: join(import.meta.dir, "drowsy_thread.ts") }),
      sharedMemory: 2 * largest + 65536,
      maxJobs: 150,
    })
    expect(run.reports).toEqual([])
    expect(run.status).toBe(0)
    expect(run.complaints).toEqual([])
    expect(run.statistics).toMatchObject({ submitted: jobs, answered: jobs, failed: 0 })
  }, 600_000)

test("little memory: writers wait for space, one message fills half of it", async () => {
  const run = await runPipeline(handler(3000 * SCALE, 1000, 2048, 7), ECHO, {
    workers: 3,
    sharedMemory: 4096,
    sharedPage: 64,
    maxJobs: 1000,
  })
  expect(run.reports).toEqual([])
  expect(run.status).toBe(0)
  expect(run.complaints).toEqual([])
})
