/**
 * How much memory is in use. The engine knows that only as of its last collection, so one of the young objects is
 * made for the answer, if the last was long enough ago. In between, what was allocated is reckoned: a program
 * that waits for the number to grow, or to fall, is not to wait for ever.
 */
import { hasWeakTables, sweepWeakTables } from "../value/weak_hash.ts"
import { allocations } from "./allocation.ts"
import { state } from "./state.ts"
import { edenGC, heapSize, numberOfDFGCompiles } from "bun:jsc"

/** Collections for an answer take at most this share of the time, as 1 / n. */
const SHARE = 8
/** What is reckoned to have been allocated between two answers: bytes a millisecond, up to a share of the heap. */
const RATE = 100_000
const MOST_GROWTH = 1 / 1024

/**
 * A full collection that finds this share more or less than one of the last few found the same: the engine's own
 * objects, such as compiled code, are in the heap too, and come and go.
 */
const NOISE = 0.005
const BASES = 4
/**
 * For so many milliseconds after a full collection, most of what is new is the engine's own too: only a share of it
 * counts, unless something large was allocated.
 */
const GRACE = 0.5
const GRACE_SHARE = 1 / 32

/** Bytes in use when last measured, and what has been reckoned to come on top. */
let measured = 0
let reckoned = 0
/** What was left after the last full collections, newest first, and what is added to what is measured for the sake of that. */
let bases = [0]
let offset = 0
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
  const size = heapSize()
  const base = bases.find((earlier) => Math.abs(size - earlier) <= earlier * NOISE) ?? size
  bases = [base, ...bases.filter((earlier) => earlier !== base)].slice(0, BASES)
  offset = base - size
  measured = base
  reckoned = 0
  restartReckoning()
}

/** Nothing is reckoned for the time until now. */
export function restartReckoning(): void {
  last = performance.now() + GRACE
  due = 0
}

/** Bytes in use by this thread's heap. */
export function bytesInUse(): number {
  const begin = performance.now()
  const isEarly = begin < last && !allocations.large
  if (begin > last) {
    reckoned += Math.min((begin - last) * RATE, measured * MOST_GROWTH)
    last = begin
  }
  if (begin >= due || allocations.large) {
    allocations.large = false
    const growth = edenGC() + offset - bases[0]!
    measured = bases[0]! + (isEarly ? growth * GRACE_SHARE : growth)
    last = performance.now()
    due = last + (last - begin) * SHARE
  }
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
