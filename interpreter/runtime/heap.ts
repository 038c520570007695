/**
 * How much memory is in use. The engine knows that only as of its last collection, so one of the young objects is
 * made for the answer, if the last was long enough ago; what of it is the program's is baseline.ts's matter. In
 * between, what was allocated is reckoned: a program that waits for the number to grow, or to fall, is not to wait
 * for ever. The first answer after a full collection has nothing reckoned in it: time may have gone by for other reasons.
 */
import { hasWeakTables, sweepWeakTables } from "../value/weak_hash.ts"
import { allocations, forgetStrings } from "./allocation.ts"
import { Baseline } from "./baseline.ts"
import { state } from "./state.ts"
import { edenGC, heapSize, numberOfDFGCompiles } from "bun:jsc"

/** Collections for an answer take at most this share of the time, as 1 / n. */
const SHARE = 8
/** What is reckoned to have been allocated between two answers: bytes a millisecond, up to a share of the heap. */
const RATE = 100_000
const MOST_GROWTH = 1 / 1024

/** Bytes in use when last measured, and what has been reckoned to come on top. */
let measured = 0
let reckoned = 0
/** Whether there has been no answer since the last full collection. */
let isFirst = false
const baseline = new Baseline()
/** Of the last answer, and when the next may take a collection, by the clock. */
let last = 0
let due = 0

const DEPTH = 20
const ZEROS: number[] = Array(100).fill(0)

/**
 * The engine takes whatever looks like a reference on the stack for one, also what functions that have returned left
 * there: this covers it with arguments.
 */
export function overwriteStack(depth: number = DEPTH): number {
  const again = overwriteStack as (...args: number[]) => number
  return depth === 0 ? 0 : 1 + again(depth - 1, ...ZEROS)
}

/** Rounds of the loop below, and how often it is run at most. */
const ROUNDS = 50_000
const MOST_RUNS = 20
let serial = 0

/**
 * A function that the engine has begun to optimise keeps what was in its variables then alive, until the engine looks
 * whether the result is ready. It does when it optimises another function, such as this one.
 */
function settleOptimizer(): void {
  const loop = new Function("n", `for(;n>0;n--);//${serial++}`) as (n: number) => void
  for (let i = 0; i < MOST_RUNS && numberOfDFGCompiles(loop) === 0; i++) loop(ROUNDS)
}

/** A full collection, which clears WeakRefs. */
export function collectAll(): void {
  if (hasWeakTables() || state.finalizers !== null) settleOptimizer()
  overwriteStack()
  Bun.gc(true)
  if (sweepWeakTables()) Bun.gc(true)
  baseline.collected(heapSize(), allocations.made)
  forgetStrings()
  measured = baseline.bytes
  reckoned = 0
  restartReckoning()
}

/** Nothing is reckoned for the time until the next answer. */
export function restartReckoning(): void {
  isFirst = true
  due = 0
}

/** Bytes in use by this thread's heap. */
export function bytesInUse(): number {
  const begin = performance.now()
  if (!isFirst) reckoned += Math.min((begin - last) * RATE, measured * MOST_GROWTH)
  last = begin
  if (begin >= due || allocations.large) {
    allocations.large = false
    measured = baseline.inUse(edenGC(), allocations.made, isFirst)
    last = performance.now()
    due = last + (last - begin) * SHARE
  }
  isFirst = false
  return Math.floor(measured + reckoned)
}

/** Bytes in use as they were last measured. */
export function bytesMeasured(): number {
  return measured
}

/** What was reckoned as a share of what is in use. */
export function reckonedGrowth(): number {
  return reckoned / measured
}
