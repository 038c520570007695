// What the main thread does with the locks of dead threads, whoever waits for them.
import { expect, test } from "bun:test"
import { Recovery } from "../../../host/ipc/recovery.ts"
import { QUEUE_LOCK, SLAB_LOCK } from "../../../host/memory/layout.ts"
import { Mutex } from "../../../host/memory/mutex.ts"
import { createShared, openShared } from "../../../host/memory/shared.ts"

const HANDLER = 1
const DEAD = 2

function open() {
  const shared = createShared({ threads: 4, records: 4, pages: 4, pageSize: 64 })
  const recovery = new Recovery(shared)
  recovery.parts.slab.format()
  const lock = (thread: number, at: number) => new Mutex(openShared(shared.memory, thread), at)
  return { recovery, lock }
}

test("a dead thread's locks are given back", () => {
  const { recovery, lock } = open()
  lock(DEAD, QUEUE_LOCK).lock()
  lock(DEAD, SLAB_LOCK).lock()
  expect(recovery.tryBury(DEAD, "dead")).toBe(true)
  expect(lock(HANDLER, QUEUE_LOCK).tryLock()).toBe(true)
  expect(lock(HANDLER, SLAB_LOCK).tryLock()).toBe(true)
})

test("a live thread that holds the queue may wait for a dead one's slab", () => {
  const { recovery, lock } = open()
  lock(DEAD, SLAB_LOCK).lock()
  lock(HANDLER, QUEUE_LOCK).lock()
  expect(recovery.tryBury(DEAD, "dead")).toBe(false)
  expect(lock(HANDLER, SLAB_LOCK).tryLock()).toBe(true)
  lock(HANDLER, SLAB_LOCK).unlock()
  lock(HANDLER, QUEUE_LOCK).unlock()
  expect(recovery.tryBury(DEAD, "dead")).toBe(true)
  expect(recovery.parts.slab.counters()).toEqual({ capacity: 256, used: 0, peak: 0, largestRun: 256 })
})
