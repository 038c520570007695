/**
 * Times of jobs and their histograms in the shared memory: four buckets to each doubling, so that a
 * percentile is right to a fifth. Everything here is called with the queue's lock held.
 */
import { HISTOGRAM_BUCKETS } from "../memory/layout.ts"

const START = performance.timeOrigin

/** Milliseconds on a clock that all threads share. */
export function now(): number {
  return START + performance.now()
}

const STEPS = 4
const FULL_BUCKET = 1 << 30

function bucketOf(milliseconds: number): number {
  const micros = Math.min(0x7fffffff, Math.max(0, Math.round(milliseconds * 1000)))
  if (micros < STEPS) return micros
  const exponent = 31 - Math.clz32(micros)
  return Math.min(HISTOGRAM_BUCKETS - 1, (exponent - 1) * STEPS + ((micros >> (exponent - 2)) & (STEPS - 1)))
}

/** Middle of a bucket, in milliseconds. */
function middleOf(bucket: number): number {
  if (bucket < STEPS) return bucket / 1000
  const exponent = Math.floor(bucket / STEPS) + 1
  const step = 2 ** (exponent - 2)
  return ((STEPS + (bucket % STEPS) + 0.5) * step) / 1000
}

/** Makes room in all buckets, in proportion: old times lose weight. */
function halve(words: Int32Array, histogram: number): void {
  for (let i = 0; i < HISTOGRAM_BUCKETS; i++) words[histogram + i]! >>= 1
}

/** Counts a time, and keeps the longest in a double. */
export function countTime(
  words: Int32Array,
  doubles: Float64Array,
  place: { histogram: number; max: number },
  milliseconds: number,
): void {
  const bucket = place.histogram + bucketOf(milliseconds)
  if (++words[bucket]! === FULL_BUCKET) halve(words, place.histogram)
  if (milliseconds > doubles[place.max >> 1]!) doubles[place.max >> 1] = milliseconds
}

/** The time below which this part of the counted ones lie. */
export function percentile(words: Int32Array, histogram: number, part: number): number {
  let total = 0
  for (let i = 0; i < HISTOGRAM_BUCKETS; i++) total += words[histogram + i]!
  let rest = total * part
  for (let i = 0; i < HISTOGRAM_BUCKETS; i++) {
    rest -= words[histogram + i]!
    if (rest <= 0 && total > 0) return middleOf(i)
  }
  return 0
}

/** Counts of times, in wider buckets. */
export interface Histogram {
  /** Upper ends, in seconds, each four times the one before; the last bucket has none. */
  bounds: number[]
  /** One more than there are bounds. */
  counts: number[]
  /** Seconds, right to a tenth. */
  sum: number
}

/** Doublings from one bucket to the next. */
const WIDTH = 2
/** 4 us to 67 s. */
const BOUNDS = Array.from({ length: 13 }, (_, i) => (1 << (WIDTH * (i + 1))) / 1e6)

export function readHistogram(words: Int32Array, histogram: number): Histogram {
  const counts = new Array<number>(BOUNDS.length + 1).fill(0)
  let sum = 0
  for (let i = 0; i < HISTOGRAM_BUCKETS; i++) {
    const count = words[histogram + i]!
    if (count === 0) continue
    const seconds = middleOf(i) / 1000
    sum += count * seconds
    const place = BOUNDS.findIndex((bound) => seconds < bound)
    counts[place < 0 ? BOUNDS.length : place]! += count
  }
  return { bounds: BOUNDS, counts, sum }
}
