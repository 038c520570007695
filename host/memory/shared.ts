/** The shared memory as a thread sees it: its views and its plan. Whoever holds one knows its own thread slot. */
import { planLayout, readLayout, type Layout, type Sizes, THREAD_WORDS, writeLayout } from "./layout.ts"

export interface Shared {
  readonly memory: SharedArrayBuffer
  readonly words: Int32Array
  readonly doubles: Float64Array
  readonly bytes: Buffer
  readonly layout: Layout
  /** Slot number of this thread. */
  readonly me: number
}

/** Slot of the main thread. */
export const MAIN = 0

/** Makes a memory; the caller is the main thread. */
export function createShared(sizes: Sizes): Shared {
  const memory = new SharedArrayBuffer(planLayout(sizes).bytes)
  writeLayout(new Int32Array(memory), sizes)
  return openShared(memory, MAIN)
}

export function openShared(memory: SharedArrayBuffer, me: number): Shared {
  const words = new Int32Array(memory)
  return {
    memory,
    words,
    doubles: new Float64Array(memory, 0, memory.byteLength >> 3),
    bytes: Buffer.from(memory),
    layout: readLayout(words),
    me,
  }
}

/** Place of a thread slot. */
export function slotAt(shared: Shared, slot: number): number {
  return shared.layout.threadsAt + slot * THREAD_WORDS
}
