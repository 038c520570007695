// What is told of memory: sizes of the heap as the engine may report them, and the numbers that programs then compare.
import { expect, test } from "bun:test"
import { Baseline } from "../../../interpreter/runtime/baseline.ts"

const MB = 1 << 20
const HEAP = 100 * MB
/** As much as compiled code comes and goes by. */
const NOISE = 300_000

/** A heap that has been looked at after a full collection, and the number that was shown. */
function looked(size = HEAP): [Baseline, number] {
  const baseline = new Baseline()
  baseline.collected(size, [])
  return [baseline, baseline.inUse(size, [], true)]
}

test("what may be the engine's own is not told after full collections", () => {
  for (const change of [-NOISE, -1, 1, NOISE]) {
    const [baseline, before] = looked()
    baseline.collected(HEAP + change, [])
    expect(baseline.inUse(HEAP + change, [], true)).toBe(before)
  }
})

test("first bytes after a full collection count for little, but count", () => {
  const [baseline, before] = looked()
  const few = baseline.inUse(HEAP + 1000, [], true)
  const more = baseline.inUse(HEAP + 15_000, [], true)
  const many = baseline.inUse(HEAP + 100_000, [], true)
  expect(few).toBeGreaterThan(before)
  expect(more).toBeGreaterThan(few)
  expect(more).toBeLessThan(before + 1024)
  expect(many).toBeGreaterThan(before + 60_000)
  expect(baseline.inUse(HEAP + 15_000, [], false)).toBe(before + 15_000)
})

test("what is more than noise is told as it is, and so is its end", () => {
  const [baseline, before] = looked()
  baseline.collected(HEAP + 3 * MB, [])
  expect(baseline.inUse(HEAP + 3 * MB, [], true)).toBe(before + 3 * MB)
  baseline.collected(HEAP + 1000, [])
  expect(baseline.inUse(HEAP + 1000, [], true)).toBe(before)
})

test("a heap that grows little by little is found to have grown", () => {
  const [baseline, before] = looked()
  let told = before
  for (let size = HEAP; size <= HEAP + 5 * MB; size += 50_000) {
    baseline.collected(size, [])
    told = baseline.inUse(size, [], true)
    expect(Math.abs(told - size)).toBeLessThan(MB)
  }
  expect(told).toBeGreaterThan(before + 4 * MB)
})

test("a size that nobody was told is no reason to leave anything out", () => {
  const baseline = new Baseline()
  for (const size of [HEAP, HEAP + NOISE, HEAP + 2 * NOISE, HEAP + NOISE]) baseline.collected(size, [])
  expect(baseline.bytes).toBe(HEAP + NOISE)
})

for (const noise of [-NOISE, 0, NOISE])
  test(`large strings are told from noise of ${noise} bytes`, () => {
    const length = 4 * MB
    const [baseline, before] = looked()
    const both = baseline.inUse(HEAP + 2 * length + 60 + noise, [length, length], false)
    expect(both).toBeGreaterThan(before + 2 * length)
    baseline.collected(HEAP + length + 30 + noise, [length, length])
    const one = baseline.inUse(HEAP + length + 30 + noise, [], true)
    expect(one).toBeGreaterThanOrEqual(before + length)
    expect(one).toBeLessThan(before + length + 8192)
    baseline.collected(HEAP + noise, [length])
    expect(baseline.inUse(HEAP + noise, [], true)).toBe(before)
  })

test("strings that are not in memory yet are not told", () => {
  const [baseline, before] = looked()
  expect(baseline.inUse(HEAP, [4 * MB, 2 * MB], false)).toBe(before)
  baseline.collected(HEAP, [4 * MB, 2 * MB])
  expect(baseline.bytes).toBe(before)
})

test("very many large strings are measured", () => {
  const [baseline, before] = looked()
  const made = Array<number>(64).fill(MB)
  baseline.collected(HEAP + 64 * MB, made)
  expect(Math.abs(baseline.inUse(HEAP + 64 * MB, [], true) - before - 64 * MB)).toBeLessThan(64 * 1024)
})
