// work.* as scripts see it. The handlers check their results themselves: a failed assertion is their
// exit status. At the end the shared memory must be as it was.
import { afterAll, expect, test } from "bun:test"
import { rmSync } from "node:fs"
import type { RunConfig } from "../../host/config.ts"
import { runPipeline } from "./run.ts"

const ECHO = "while true do work.answer(work.accept()) end"
const DOUBLE = "return function(job) return 2 * job end"

/** Jobs of one test run until this file is gone. */
const GATE = `/tmp/slua-gate-${process.pid}`
await Bun.write(GATE, "")
afterAll(() => rmSync(GATE, { force: true }))

interface Case {
  handler: string
  worker?: string
  settings?: Partial<RunConfig>
}

/** The scripts do what they assert. */
function check(name: string, { handler, worker = ECHO, settings = {} }: Case): void {
  test(
    name,
    async () => {
      const run = await runPipeline(handler, worker, settings)
      expect(run.reports).toEqual([])
      expect(run.status).toBe(0)
      expect(run.complaints).toEqual([])
    },
    120_000,
  )
}

// -- values ---------------------------------------------------------------------------------------

check("values of all types travel", {
  handler: `
    local long = ("\\0\\1\\255"):rep(50000)
    for _, v in ipairs{"", "a", "a\\0b", long, ("x"):rep(80), ("x"):rep(81), 0, -1, 1.0, -0.0, 0.5, 2^60, 1 << 62,
        math.mininteger, 1/0, true, false} do
      work.submit(v)
      local back = work.collect()
      assert(back == v and math.type(back) == math.type(v), v)
    end
    work.submit(nil)
    assert(select("#", work.collect()) == 1)
    work.submit({1, 2, {x = "y"}})
    local t = work.collect()
    assert(#t == 3 and t[3].x == "y")
    work.submit(function(x) return x + 1 end)
    assert(work.collect()(1) == 2)
    local big = {}
    for i = 1, 10000 do big[i] = {id = i, name = "n" .. i} end
    work.submit(big)
    local back = work.collect()
    assert(#back == 10000 and back[777].name == "n777")`,
})

check("what cannot travel is named, and what is too large", {
  handler: `
    local function refusal(v, ...) local ok, message = pcall(work.submit, v, ...) assert(not ok) return message end
    assert(refusal({x = {y = io.stdout}}) == "cannot send field 'x.y': userdata", refusal({x = {y = io.stdout}}))
    assert(refusal(print) == "cannot send a library function")
    local message = refusal(("x"):rep(600000))
    assert(message == "a message of 600000 bytes does not fit (at most 524288; see --shared-memory)", message)
    work.submit(("x"):rep(524288))
    local value, message = work.collect()
    assert(#value == 524288)
    assert(not work.active())`,
  worker: `while true do
      local job = work.accept()
      local ok, message = pcall(work.answer, print)
      assert(not ok and message == "cannot send a library function")
      work.answer(job)
    end`,
})

// -- submitting and collecting --------------------------------------------------------------------

check("numbers of jobs", {
  handler: `
    local sum, got = 0, 0
    for i = 1, 10 do sum = sum + work.submit(i) end
    for i = 1, 10 do
      local value = work.collect()
      assert(value == 2 * work.collected)
      got = got + work.collected
    end
    assert(sum == got and sum == 55)`,
  worker: DOUBLE,
})

check("active, and what collect says when nothing can come", {
  handler: `
    assert(not work.active())
    local v, message = work.collect()
    assert(v == nil and message == "no active jobs" and work.collected == nil)
    for i = 1, 20 do work.submit(i) end
    local n = 0
    while work.active() do assert(work.collect()) n = n + 1 end
    assert(n == 20)`,
})

check("counters", {
  handler: `
    assert(work.pool() == 3)
    while work.idle() < 3 do end
    assert(work.backlog() == 0)
    for i = 1, 8 do work.submit("x") end
    while work.idle() > 0 do end
    assert(work.backlog() == 5, work.backlog())
    local stats = work.stats()
    assert(stats.running == 3 and stats.backlog == 5 and stats.submitted == 8 and #stats.workers == 3)
    assert(stats.workers[1].state == "running" and math.type(stats.busy.p99) == "float")
    os.remove("${GATE}")
    while work.active() do work.collect() end`,
  worker: `while true do
      local job = work.accept()
      repeat local f = io.open("${GATE}") if f then f:close() end until not f
      work.answer(job)
    end`,
  settings: { workers: 3 },
})

check("timed operations", {
  handler: `
    work.submit("wait")
    local v, message = work.collect(0)
    assert(v == nil and message == "timeout")
    v, message = work.collect(0.02)
    assert(v == nil and message == "timeout" and work.active())
    work.submit("go")
    assert(work.collect() and work.collect())
    assert(not work.active())`,
  worker: `while true do
      local job = work.accept()
      if job == "wait" then while work.backlog() == 0 do end end
      work.answer(job)
    end`,
  settings: { workers: 1 },
})

check("accept gives up, and an unanswered job fails", {
  handler: `
    work.submit("first")
    local v, message = work.collect()
    assert(v == nil and message:find("without answering", 1, true), message)
    work.submit("second")
    assert(work.collect() == "second after timeout")`,
  worker: `
    assert(work.accept() == "first")
    local second, why = work.accept(0)
    if not second then
      assert(why == "timeout" and work.job == nil)
      second = work.accept()
    end
    assert(work.job == second)
    work.answer(second .. " after timeout")
    assert(not pcall(work.answer, 1))
    work.accept()`,
  settings: { workers: 1 },
})

check("trysubmit", {
  handler: `
    local n = 0
    while true do
      local id, why = work.trysubmit("x")
      if not id then assert(why == "full") break end
      n = n + 1
      assert(n < 100)
    end
    while work.active() do work.collect() n = n - 1 end
    assert(n == 0)`,
  worker: `while true do local j = work.accept() for i = 1, 1e5 do end work.answer(j) end`,
  settings: { workers: 1, maxJobs: 5 },
})

check("batches", {
  handler: `
    local ids = work.submit_many({1, 2, 3, 4, 5})
    assert(#ids == 5)
    local n, sum = 0, 0
    while work.active() do
      for _, result in ipairs(work.collect_many(3)) do
        n, sum = n + 1, sum + result.value
        assert(result.id and not result.error)
      end
    end
    assert(n == 5 and sum == 30)
    assert(#work.collect_many(3) == 0)`,
  worker: DOUBLE,
})

check("priorities", {
  handler: `
    work.submit("gate")
    while work.idle() > 0 or work.backlog() > 0 do end
    for i, priority in ipairs{0, 5, -1, 5, 3} do work.submit(i, {priority = priority}) end
    local order = {}
    while work.active() do order[#order + 1] = work.collect() end
    assert(table.concat(order, " ") == "gate 2 4 5 1 3", table.concat(order, " "))`,
  worker: `while true do
      local j = work.accept()
      if j == "gate" then while work.backlog() < 5 do end end
      work.answer(j)
    end`,
  settings: { workers: 1 },
})

for (const [maxJobs, maxResults] of [
  [1, 1],
  [1, 0],
  [2, 1],
] as const)
  check(`no deadlock with -mj ${maxJobs} -mr ${maxResults}, sub-jobs included`, {
    handler: `
      local n = 0
      for i = 1, 300 do
        work.submit(i % 3)
        if i % 7 == 0 then work.collect() n = n + 1 end
        if i % 50 == 0 then while work.active() do work.collect() n = n + 1 end end
      end
      while work.active() do work.collect() n = n + 1 end
      assert(n == 300 + 100 * 2 + 200 * 0 + 100, n)`,
    worker: `while true do
        local j = work.accept()
        if type(j) == "number" then for i = 1, j do work.submit("child") end end
        work.answer(j)
      end`,
    settings: { workers: 2, maxJobs, maxResults },
  })

check("sub-jobs go to the handler of the job", {
  handler: `
    work.submit(3)
    local n = 0
    while work.active() do n = n + work.collect() end
    assert(n == 3 * 1 + 2 * 3 + 1 * 6, n)`,
  worker: `while true do
      local j = work.accept()
      for i = 1, j > 1 and j or 0 do work.submit(j - 1) end
      work.answer(j)
    end`,
})

// -- failures -------------------------------------------------------------------------------------

check("a job that raises fails to its submitter, and the worker goes on afresh", {
  handler: `
    work.submit(1) assert(work.collect() == 1)
    work.submit("bad")
    local v, message = work.collect()
    assert(v == nil and message:find("^%(worker%):5: no good\\nstack traceback:\\n"), message)
    work.submit({}) -- error objects
    v, message = work.collect()
    assert(v == nil and message == "an object", message)
    work.submit(1) assert(work.collect() == 1)`,
  worker: `
    count = (count or 0)
    while true do
      local j = work.accept()
      if j == "bad" then error("no good") end
      if type(j) == "table" then error(setmetatable({}, {__tostring = function() return "an object" end})) end
      count = count + 1
      work.answer(count)
    end`,
  settings: { workers: 1 },
})

check("a function that raises, and one that answers itself", {
  handler: `
    for i, job in ipairs{"raise", "self", "value", "nothing", "unsendable"} do work.submit(job) end
    local v, m = work.collect() assert(v == nil and m:find("^%(worker%):3: raised"), m)
    assert(work.collect() == "own answer")
    assert(work.collect() == "value")
    v, m = work.collect() assert(v == nil and m == nil)
    v, m = work.collect() assert(v == nil and m == "cannot send a library function", m)`,
  worker: `
    return function(job)
      if job == "raise" then error("raised") end
      if job == "self" then work.answer("own answer") end
      if job == "unsendable" then return print end
      if job ~= "nothing" then return work.job end
    end`,
  settings: { workers: 1 },
})

check("a worker script that ends is started again", {
  handler: `
    for i = 1, 5 do work.submit(i) end
    while work.active() do assert(work.collect()) end
    work.submit("silent")
    local v, message = work.collect()
    assert(v == nil and message == "the worker script ended without answering this job", message)`,
  worker: `local j = work.accept() if j ~= "silent" then work.answer(j) end`,
})

check("a job that runs too long", {
  handler: `
    local id = work.submit("loop", {timeout = 0.05, retries = 1})
    for i = 1, 10 do work.submit(i) end
    local failed = 0
    while work.active() do
      local v, message = work.collect()
      if work.collected == id then
        failed = failed + 1
        assert(v == nil and message == "the worker was stopped: the job ran longer than 0.05 s", message)
      else assert(v) end
    end
    assert(failed == 1)
    local stats = work.stats()
    assert(stats.redelivered == 1 and stats.replaced == 2 and stats.failed == 1)`,
  worker: `while true do local j = work.accept() while j == "loop" do end work.answer(j) end`,
})

// None of these calls would end within years.
check("a job that runs too long inside one call of a library function", {
  handler: `
    for _, name in ipairs {"find", "gsub", "gmatch", "move", "insert", "concat", "sort"} do
      work.submit(name)
      local v, message = work.collect()
      assert(v == nil and message == "the worker was stopped: the job ran longer than 0.1 s", name .. ": " .. tostring(message))
    end
    assert(work.stats().replaced == 7)`,
  worker: `
    local subject, pattern = ("a"):rep(60), ("a?"):rep(60) .. ("a"):rep(61)
    local endless = setmetatable({}, {__len = function() return 1 << 50 end, __index = function() return "" end})
    local jobs = {
      find = function() return subject:find(pattern) end,
      gsub = function() return subject:gsub(pattern, "") end,
      gmatch = function() return subject:gmatch(pattern)() end,
      move = function() return table.move(endless, 1, 1 << 50, 1, setmetatable({}, {__newindex = function() end})) end,
      insert = function() return table.insert(setmetatable({}, getmetatable(endless)), 1, "x") end,
      concat = function() return table.concat(endless) end,
      sort = function() return table.sort({3, 1, 2}, function() repeat until false end) end,
    }
    return function(name) return jobs[name]() end`,
  settings: { workers: 1, jobTimeout: 0.1, jobRetries: 0 },
})

check("--job-timeout, with a worker that sleeps", {
  handler: `
    work.submit("sleep")
    local v, message = work.collect()
    assert(v == nil and message == "the worker was stopped: the job ran longer than 0.1 s", message)
    work.submit(1, {timeout = 60}) assert(work.collect() == 1) -- not 0.1 s: the machine may be busy`,
  worker: `while true do local j = work.accept() if j == "sleep" then os.execute("sleep 3") end work.answer(j) end`,
  settings: { workers: 1, jobTimeout: 0.1, jobRetries: 0 },
})

// The first worker waits in the system for as long as nobody opens the pipe; the second is found later, and closes at once.
check("a worker that does not close is given up before long", {
  handler: `
    local pipe = os.tmpname()
    assert(os.remove(pipe) and os.execute("mkfifo " .. pipe))
    local stuck = work.submit(pipe, {timeout = 0.1})
    local loop = work.submit("loop", {timeout = 1})
    local failed = {}
    while work.active() do
      local v, message = work.collect()
      assert(v == nil and message:find("the job ran longer than"), message)
      failed[#failed + 1] = work.collected
    end
    assert(#failed == 2 and failed[1] == stuck and failed[2] == loop)
    work.submit("fine") assert(work.collect() == "fine")
    io.open(pipe, "w"):close()
    os.remove(pipe)
    work.submit("fine") assert(work.collect() == "fine")`,
  worker: `
    return function(name)
      while name == "loop" do end
      if name ~= "fine" then io.open(name):close() end
      return name
    end`,
  settings: { jobRetries: 0 },
})

check("cancel", {
  handler: `
    local running = work.submit("loop")
    while work.idle() > 0 or work.backlog() > 0 do end
    local queued = work.submit("x")
    assert(work.cancel(queued))
    local v, message = work.collect()
    assert(v == nil and message == "cancelled" and work.collected == queued)
    assert(not work.cancel(queued) and not work.cancel(99))
    assert(work.cancel(running))
    v, message = work.collect()
    assert(v == nil and message == "cancelled" and work.collected == running)
    assert(not work.active())
    work.submit(1) assert(work.collect() == 1)`,
  worker: `while true do local j = work.accept() while j == "loop" do end work.answer(j) end`,
  settings: { workers: 1 },
})

check("jobs that fill the memory while every worker waits to submit more", {
  handler: `
    for i = 1, 4 do work.submit(("x"):rep(20000)) end
    local ok, stuck = 0, 0
    while work.active() do
      local v, message = work.collect()
      if v then ok = ok + 1 else
        stuck = stuck + 1
        assert(message:find("every worker waits", 1, true), message)
      end
    end
    assert(stuck > 0)`,
  worker: `while true do
      local j = work.accept()
      if #j == 20000 then for i = 1, 10 do work.submit(("y"):rep(9000)) end end
      work.answer(1)
    end`,
  settings: { workers: 2, sharedMemory: 200000, maxJobs: 1000 },
})

check("a worker's submit waits for a handler that has results in hand", {
  handler: `
    for i = 1, 4 do work.submit(("x"):rep(20000)) end
    while work.backlog() > 0 or work.idle() == 0 do end
    -- The first is read, three are in hand, with their 60 000 bytes: room for four more of 9000 bytes.
    assert(work.collect() == 1)
    local id = work.submit("many")
    while work.backlog() < 4 do end
    os.usleep(400000) -- longer than it takes to find all workers stuck
    local n = 0
    while work.active() do
      local v, message = work.collect()
      assert(v, message)
      n = n + 1
    end
    assert(n == 3 + 10 + 1, n)`,
  worker: `while true do
      local j = work.accept()
      if j == "many" then for i = 1, 10 do work.submit(("y"):rep(9000)) end end
      work.answer(1)
    end`,
  settings: { workers: 1, sharedMemory: 200000 },
})

check("functions of the other role", {
  handler: `
    local function refusal(f, ...) local ok, message = pcall(f, ...) assert(not ok) return message end
    assert(refusal(work.accept) == "'work.accept' is for workers only")
    assert(refusal(work.answer, 1) == "'work.answer' is for workers only")
    work.submit(1)
    assert(work.collect() == "ok")`,
  worker: `
    local function refusal(f, ...) local ok, message = pcall(f, ...) assert(not ok) return message end
    return function()
      assert(refusal(work.collect) == "'work.collect' is for handlers only")
      assert(refusal(work.active) == "'work.active' is for handlers only")
      assert(refusal(work.cancel, 1) == "'work.cancel' is for handlers only")
      assert(refusal(client.line) == "'client.line' is for handlers only")
      work.answer("ok")
      assert(refusal(work.submit, 1):find("there is none", 1, true))
    end`,
})
