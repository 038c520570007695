// A thread of the host tests: opens the shared memory and does what it is told, once. Started by
// startContender in threads.ts.
import { Condvar } from "../../host/memory/condvar.ts"
import { Mutex } from "../../host/memory/mutex.ts"
import { Parker, parkerStress } from "../../host/memory/parker.ts"
import { openShared, type Shared } from "../../host/memory/shared.ts"
import { type Account, Slab } from "../../host/memory/slab.ts"

/** Places of the test's own words and locks: behind the slots that the tests use. */
export interface Task {
  memory: SharedArrayBuffer
  slot: number
  action: keyof typeof actions
  args: number[]
  spuriousEvery: number
}

/** Adds to a plain word under a lock, by reading and writing it apart. */
function count(shared: Shared, lock: number, word: number, turns: number): void {
  const mutex = new Mutex(shared, lock)
  for (let i = 0; i < turns; i++) {
    mutex.lock()
    const before = shared.words[word]!
    if (i % 64 === 0) Atomics.pause()
    shared.words[word] = before + 1
    mutex.unlock()
  }
}

/** Takes a lock and dies with it. */
function dieLocked(shared: Shared, lock: number): void {
  new Mutex(shared, lock).lock()
  process.exit(0)
}

/** Takes turns with another thread: waits until the word has this parity, then adds 1. */
function takeTurns(
  shared: Shared,
  lock: number,
  condition: number,
  word: number,
  parity: number,
  turns: number,
) {
  const mutex = new Mutex(shared, lock)
  const parker = new Parker(shared)
  const changed = new Condvar(shared, parker, condition)
  for (let i = 0; i < turns; i++) {
    mutex.lock()
    while (shared.words[word]! % 2 !== parity) {
      changed.enlist()
      mutex.unlock()
      parker.park()
      mutex.lock()
      changed.delist()
    }
    shared.words[word]!++
    changed.broadcast()
    mutex.unlock()
  }
}

/** A small generator of numbers, the same in every run. */
function random(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) % limit
  }
}

/** Allocates, fills, checks and frees blocks; waits when the slab is full. Cells are the thread's own words. */
function churn(shared: Shared, firstCell: number, cells: number, largest: number, turns: number): void {
  const parker = new Parker(shared)
  const slab = new Slab(shared, parker)
  const next = random(shared.me)
  const account = (shared.me % 2) as Account
  for (let i = 0; i < turns; i++) {
    const cell = firstCell + next(cells)
    if (shared.words[cell] !== 0) {
      verify(shared, slab, shared.words[cell]!)
      slab.free(cell, account)
      continue
    }
    const size = 1 + next(largest)
    while (!slab.allocate(cell, size, account)) {
      // makes room itself, as handlers do; the wait is short: others may free as well
      freeAll(slab, firstCell, cells, account)
      parker.park(1)
    }
    eachRun(slab, shared.words[cell]!, (from, to) => shared.bytes.fill(shared.me, from, to))
  }
  freeAll(slab, firstCell, cells, account)
}

function freeAll(slab: Slab, firstCell: number, cells: number, account: Account): void {
  for (let i = 0; i < cells; i++) slab.free(firstCell + i, account)
}

function eachRun(slab: Slab, block: number, visit: (from: number, to: number) => void): void {
  for (let run = block; run !== 0; run = slab.nextRun(run))
    visit(slab.firstByte(run), slab.firstByte(run) + slab.runBytes(run))
}

function verify(shared: Shared, slab: Slab, block: number): void {
  eachRun(slab, block, (from, to) => {
    for (let at = from; at < to; at++)
      if (shared.bytes[at] !== shared.me) throw new Error(`byte ${at} was overwritten`)
  })
}

const actions = { count, dieLocked, takeTurns, churn } as const

if (!Bun.isMainThread)
  addEventListener("message", (event: MessageEvent) => {
    const task = event.data as Task
    parkerStress.spuriousEvery = task.spuriousEvery
    const shared = openShared(task.memory, task.slot)
    ;(actions[task.action] as (shared: Shared, ...args: number[]) => void)(shared, ...task.args)
    postMessage("done")
  })
