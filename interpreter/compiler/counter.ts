/**
 * Counters of numeric loops, and what is a little more or less than one: `i + 1`, `i - 2`. A counter is so far from the ends
 * of the integers (isCounting) that these are JS integers without a test.
 */
import type { Expression, Statement, Variable } from "../syntax/ast.ts"
import type { ChunkBuilder } from "./chunk_builder.ts"
import type { Type } from "./types.ts"

type For = Statement & { type: "NumericFor" }

/** Largest start and step, as literals, of a loop that counts in JS integers. */
const MOST_START = 2 ** 52
const MOST_STEP = 1024

/** Most that may be added or taken away, and how many times: long sums are not to be looked through at each of their operators. */
const MOST = 2 ** 20
const MOST_TIMES = 3

/** A counter, and what is added to it. */
export interface Shifted {
  counter: Variable
  offset: number
}

/** The expression as a counter and an offset; undefined if it is none. */
export function shiftedCounter(chunk: ChunkBuilder, e: Expression, times = MOST_TIMES): Shifted | undefined {
  if (e.type === "Local") return isCounter(chunk, e.variable) ? { counter: e.variable, offset: 0 } : undefined
  if (times === 0 || e.type !== "Binary" || (e.op !== "+" && e.op !== "-")) return undefined
  const by = integerWithin(e.right, MOST)
  if (by !== undefined) return moved(shiftedCounter(chunk, e.left, times - 1), e.op === "+" ? by : -by)
  const first = e.op === "+" ? integerWithin(e.left, MOST) : undefined
  return first === undefined ? undefined : moved(shiftedCounter(chunk, e.right, times - 1), first)
}

const isCounter = (chunk: ChunkBuilder, variable: Variable): boolean =>
  chunk.counters.has(variable) && !chunk.inCell(variable)

function moved(shifted: Shifted | undefined, by: number): Shifted | undefined {
  if (shifted === undefined || Math.abs(shifted.offset + by) > MOST) return undefined
  return { counter: shifted.counter, offset: shifted.offset + by }
}

/** The value of an integer literal from -bound to bound. */
function integerWithin(e: Expression, bound: number): number | undefined {
  if (e.type !== "Number" || typeof e.value !== "number") return undefined
  return Number.isInteger(e.value) && Math.abs(e.value) <= bound ? e.value : undefined
}

/**
 * Whether lowerNumericFor counts in JS integers: start and step are so small that the counter would need
 * years to leave the safe range.
 */
export function isCounting({ start, step }: For, startType: Type): boolean {
  if (startType !== "int") return false
  if (start.type === "Number" && integerWithin(start, MOST_START) === undefined) return false
  return step === null || (integerWithin(step, MOST_STEP) ?? 0) !== 0
}

/** Notes the counter of such a loop. */
export function noteCounter(chunk: ChunkBuilder, s: For): void {
  const step = s.step === null ? 1 : integerWithin(s.step, MOST_STEP)!
  chunk.types.set(s.variable, "int")
  chunk.counters.set(s.variable, step > 0 ? leastOf(chunk, s.start) : -Infinity)
}

/** The least value that an integer expression may have. */
function leastOf(chunk: ChunkBuilder, e: Expression): number {
  if (e.type === "Number") return e.value as number
  const shifted = shiftedCounter(chunk, e)
  return shifted === undefined ? -Infinity : chunk.counters.get(shifted.counter)! + shifted.offset
}

/** Whether it is above 0. */
export function isPositive(chunk: ChunkBuilder, { counter, offset }: Shifted): boolean {
  return chunk.counters.get(counter)! + offset > 0
}
