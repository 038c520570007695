// Which jobs are found to have run too long, on a clock of the test's own.
import { expect, test } from "bun:test"
import {
  J_ACCEPTED_AT,
  J_TIMEOUT,
  T_ANSWERING,
  T_JOB,
  T_KIND,
  T_SERIAL,
  THREAD_KIND,
} from "../../host/memory/layout.ts"
import { createShared, slotAt } from "../../host/memory/shared.ts"
import { LOOK, TimeLimits } from "../../host/pool/time_limits.ts"

const WORKER = 2

function makeWorker() {
  const shared = createShared({ threads: 4, records: 4, pages: 4, pageSize: 64 })
  const { words, doubles } = shared
  const at = slotAt(shared, WORKER)
  const record = shared.layout.recordsAt
  words[at + T_KIND] = THREAD_KIND.worker
  const limits = new TimeLimits(shared, 0)
  let clock = 0
  return {
    words,
    at,
    /** The worker accepts a job. */
    accept(time: number, limit: number) {
      words[at + T_SERIAL]!++
      words[at + T_JOB] = record
      words[record + J_TIMEOUT] = limit
      doubles[(record + J_ACCEPTED_AT) >> 1] = time
    },
    /** Looks as the supervisor does until this time; when the job is found too long. */
    watch(until: number): number | undefined {
      for (; clock < until; clock += LOOK) if ([...limits.passed(clock)].length > 0) return clock
      return undefined
    },
    /** One look, however long after the last. */
    look(time: number) {
      clock = time
      return [...limits.passed(time)]
    },
  }
}

test("a job is found soon after its limit, and not before", () => {
  const worker = makeWorker()
  worker.accept(0, 1000)
  expect(worker.watch(1000)).toBeUndefined()
  expect(worker.watch(2000)).toBe(1000 + LOOK)
  expect(worker.look(1100)).toEqual([[WORKER, 1000]])
})

test("without a limit, or while it is answered, a job is never found", () => {
  const worker = makeWorker()
  worker.accept(0, 0)
  expect(worker.watch(10_000)).toBeUndefined()
  worker.accept(10_000, 100)
  worker.words[worker.at + T_ANSWERING] = 1
  expect(worker.watch(20_000)).toBeUndefined()
})

test("time in which the program was held up does not count", () => {
  const worker = makeWorker()
  worker.accept(0, 1000)
  expect(worker.watch(600)).toBeUndefined()
  expect(worker.look(600_000)).toEqual([])
  const found = worker.watch(700_000)!
  expect(found).toBeGreaterThan(600_300)
  expect(found).toBeLessThan(600_500)
})

test("nor for a job that was accepted just before, and each job's time is its own", () => {
  const worker = makeWorker()
  expect(worker.watch(100)).toBeUndefined()
  worker.accept(110, 1000)
  expect(worker.look(60_000)).toEqual([])
  expect(worker.watch(60_900)).toBeUndefined()
  expect(worker.watch(62_000)).toBeDefined()
  worker.look(62_000)
  worker.accept(62_000, 100)
  expect(worker.watch(62_500)).toBe(62_100 + LOOK)
})
