// Random numbers that a seed decides, for fuzzers: a failure names its seed and can be had again.

/** Generator of the xorshift family; equal seeds give equal sequences. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) | 0 || 1
    for (let i = 0; i < 8; i++) this.below(2)
  }

  /** An integer from 0 to n - 1. */
  below(n: number): number {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x
    return Math.floor(((x >>> 0) / 4294967296) * n)
  }

  /** One of the list. */
  pick<T>(list: readonly T[] | string): T {
    return list[this.below(list.length)] as T
  }

  chance(probability: number): boolean {
    return this.below(1_000_000) < probability * 1_000_000
  }
}

/** The seed of this run: SLUA_FUZZ_SEED, or 1. */
export const fuzzSeed = (): number => Number(process.env.SLUA_FUZZ_SEED ?? 1)

/** How much a fuzzer does: its default times SLUA_FUZZ_FACTOR. */
export const fuzzCount = (count: number): number =>
  Math.ceil(count * Number(process.env.SLUA_FUZZ_FACTOR ?? 1))
