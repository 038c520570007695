/**
 * What is told to be in use after full collections, from the sizes that the engine tells of its heap. Those are not
 * the program's alone: compiled code, which comes and goes, is in the heap too. Programs compare numbers, though: when
 * nothing is left of what was allocated, the number has to be the one of before. So a change that may be the engine's
 * own is left out, and one that large strings explain, whose lengths are known, is taken to be these.
 */

/** A heap may be this share of its size larger or smaller, or so many bytes, and count as the same. */
const NOISE = 1 / 200
const NOISE_BYTES = 1 << 16
/** The same for earlier sizes, which may be found again. */
const EARLIER_NOISE = NOISE / 4
const MOST_SHOWN = 4
/** After so many full collections since a number was shown, it is one of the earlier ones. */
const MOST_UNSEEN = 2
/** Among large strings, what is this share of the largest does not say that another of them is there. */
const LARGE_NOISE = 1 / 8
/** How many large strings are told apart: all their sums are looked at. */
const MOST_LARGE = 8
/** Directly after a full collection, most of the first bytes are the engine's own: only a share of them counts. */
const FIRST_BYTES = 1 << 15
const FIRST_SHARE = 1 / 32
/** What the memory for a string has in front, and in what units it is given out when it is large. */
const HEADER = 32
const PAGE = 4096

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Bytes that the memory for a large string takes. */
function allocated(length: number): number {
  return Math.ceil((length + HEADER) / PAGE) * PAGE
}

function largest(lengths: number[]): number[] {
  return lengths.toSorted((a, b) => b - a).slice(0, MOST_LARGE)
}

/** Those of the lengths whose sum is nearest to a number of bytes. */
function nearest(lengths: number[], bytes: number): number[] {
  const sums = [0]
  for (const length of lengths) for (const other of [...sums]) sums.push(other + length)
  const distances = sums.map((other) => Math.abs(bytes - other))
  const set = distances.indexOf(Math.min(...distances))
  return lengths.filter((_, at) => (set >> at) & 1)
}

export class Baseline {
  /** What is told of the heap without the large strings, and how much more that is than its size. */
  #rest = 0
  #offset = 0
  /** Lengths of the large strings that the last full collection has left. */
  #alive: number[] = []
  /** Full collections since the program was told a number, and what it was told, newest first. */
  #unseen = 0
  #shown: number[] = []

  /** Bytes in use when the last full collection was over. */
  get bytes(): number {
    return this.#rest + sum(this.#alive.map(allocated))
  }

  /** A full collection has left so many bytes; large strings of these lengths were made before it. */
  collected(size: number, made: number[]): void {
    const lengths = largest([...this.#alive, ...made])
    const noise = Math.max(NOISE_BYTES, this.#rest * NOISE, (lengths[0] ?? 0) * LARGE_NOISE)
    const isSeen = this.#unseen++ < MOST_UNSEEN
    if (!isSeen || !this.#explain(size, lengths, this.#rest, noise)) {
      const isKnown = this.#shown.some((rest) => this.#explain(size, lengths, rest, rest * EARLIER_NOISE))
      if (!isKnown) {
        this.#alive = nearest(lengths, size - this.#rest)
        this.#rest = size - sum(this.#alive)
      }
    }
    this.#offset = this.#rest + sum(this.#alive) - size
  }

  /** Whether a size is nothing but the rest and some of the large strings; if so, these are it. */
  #explain(size: number, lengths: number[], rest: number, noise: number): boolean {
    const some = nearest(lengths, size - rest)
    if (Math.abs(size - rest - sum(some)) > noise) return false
    this.#alive = some
    this.#rest = rest
    return true
  }

  /** What to tell when there are so many bytes after strings of these lengths were made; `isFirst` after a collection. */
  inUse(size: number, made: number[], isFirst: boolean): number {
    this.#unseen = 0
    this.#shown = [this.#rest, ...this.#shown.filter((rest) => rest !== this.#rest)].slice(0, MOST_SHOWN)
    const growth = size + this.#offset - this.#rest - sum(this.#alive)
    const some = nearest(largest(made), growth)
    const small = Math.max(0, growth - sum(some))
    const own = isFirst ? Math.min(small, FIRST_BYTES) * (1 - FIRST_SHARE) : 0
    return this.bytes + sum(some.map(allocated)) + small - own
  }
}
