// Locks and condition variables between threads.
import { expect, test } from "bun:test"
import { planLayout, STDERR_LOCK } from "../../../host/memory/layout.ts"
import { Mutex } from "../../../host/memory/mutex.ts"
import { createShared, type Shared } from "../../../host/memory/shared.ts"
import { contend } from "../threads.ts"

const SIZES = { threads: 8, records: 4, pages: 64, pageSize: 64 }
/** Words for the tests: where the records are, which these tests do not use. */
const FREE_WORDS = planLayout(SIZES).recordsAt
const LOCK = STDERR_LOCK

function fresh(): Shared {
  return createShared(SIZES)
}

test("one owner at a time", async () => {
  const shared = fresh()
  const turns = 50_000
  await Promise.all([1, 2, 3, 4].map((slot) => contend(shared, slot, "count", [LOCK, FREE_WORDS, turns])))
  expect(shared.words[FREE_WORDS]).toBe(4 * turns)
  expect(new Mutex(shared, LOCK).owner()).toBe(-1)
})

test("tryLock takes a free lock only", () => {
  const shared = fresh()
  const mutex = new Mutex(shared, LOCK)
  expect(mutex.tryLock()).toBe(true)
  expect(mutex.owner()).toBe(shared.me)
  expect(mutex.tryLock()).toBe(false)
  mutex.unlock()
  expect(mutex.tryLock()).toBe(true)
})

test("the lock of a dead thread is inherited, and those who wait for it go on", async () => {
  const shared = fresh()
  const mutex = new Mutex(shared, LOCK)
  await contend(shared, 3, "dieLocked", [LOCK])
  expect(mutex.owner()).toBe(3)
  const waiting = [1, 2].map((slot) => contend(shared, slot, "count", [LOCK, FREE_WORDS, 1000]))
  expect(mutex.inherit(2)).toBe(false)
  expect(mutex.inherit(3)).toBe(true)
  expect(mutex.owner()).toBe(shared.me)
  mutex.unlock()
  mutex.rouse()
  await Promise.all(waiting)
  expect(shared.words[FREE_WORDS]).toBe(2000)
})

for (const spuriousEvery of [0, 2, 7])
  test(`two threads take turns${spuriousEvery > 0 ? `, every ${spuriousEvery}th wake-up spurious` : ""}`, async () => {
    const shared = fresh()
    const turns = 5000
    const args = (parity: number) => [LOCK, FREE_WORDS + 1, FREE_WORDS, parity, turns]
    await Promise.all(
      [0, 1].map((parity) => contend(shared, 1 + parity, "takeTurns", args(parity), spuriousEvery)),
    )
    expect(shared.words[FREE_WORDS]).toBe(2 * turns)
    // nobody is listed any more
    expect(shared.words[FREE_WORDS + 1]).toBe(0)
    expect(shared.words[FREE_WORDS + 2]).toBe(0)
  })
