/**
 * The slab: the pages of the shared memory, given out in blocks. A block is one run of pages or, when no
 * run is long enough, several linked ones, so that memory in pieces never keeps a message waiting. Free
 * runs are kept in lists by size class and joined with their neighbours when they are freed.
 *
 * A block is referred to by exactly one word elsewhere in the shared memory, its cell (first page + 1),
 * written last when it is allocated and cleared first when it is freed, both under the lock. So after
 * the death of a thread in the middle of either, everything else can be rebuilt from the cells.
 *
 * Blocks are charged to one of two accounts. Jobs may fill at most half of the slab: an answer then
 * always finds room once the handlers have collected what is there.
 */
import { Condvar } from "./condvar.ts"
import {
  ACCOUNTS,
  L_CLASS_MAP,
  L_CLASSES,
  L_FREE_PAGES,
  L_PEAK,
  L_SPACE_FREED,
  L_USED,
  P_LENGTH,
  P_NEXT,
  P_PREVIOUS,
  P_START,
  PAGE_WORDS,
  SIZE_CLASSES,
  SLAB_LOCK,
} from "./layout.ts"
import { Mutex } from "./mutex.ts"
import type { Parker } from "./parker.ts"
import type { Shared } from "./shared.ts"

export const ACCOUNT = { jobs: 0, answers: 1 } as const
export type Account = 0 | 1

export interface Cell {
  /** Its word. */
  at: number
  account: Account
}

export interface SlabCounters {
  /** All in bytes. */
  capacity: number
  used: number
  peak: number
  largestRun: number
}

export class Slab {
  readonly mutex: Mutex
  readonly freed: Condvar
  readonly #words: Int32Array
  readonly #pages: number
  readonly #pageSize: number
  readonly #table: number
  readonly #pagesAt: number

  constructor(shared: Shared, parker: Parker) {
    this.mutex = new Mutex(shared, SLAB_LOCK)
    this.freed = new Condvar(shared, parker, L_SPACE_FREED)
    this.#words = shared.words
    this.#pages = shared.layout.pages
    this.#pageSize = shared.layout.pageSize
    this.#table = shared.layout.pageTableAt
    this.#pagesAt = shared.layout.pagesAt
  }

  /** Makes all pages one free run; for a fresh memory. */
  format(): void {
    this.#words[L_FREE_PAGES] = this.#pages
    this.#addRun(0, this.#pages)
  }

  /** Bytes of the largest message. */
  get largestMessage(): number {
    return (this.#pages >> 1) * this.#pageSize
  }

  // -- blocks -------------------------------------------------------------------------------------

  /**
   * Allocates a block for so many bytes, at most `largestMessage`, and writes its cell. false: there is
   * no room now, and the thread is listed for space: it parks and tries again, or calls `forgo`.
   */
  allocate(cell: number, size: number, account: Account): boolean {
    const wanted = Math.max(1, Math.ceil(size / this.#pageSize))
    this.mutex.lock()
    this.freed.delist()
    const block = this.#hasRoom(wanted, account) ? this.#takeBlock(wanted) : 0
    if (block === 0) {
      this.freed.enlist()
      this.mutex.unlock()
      return false
    }
    const words = this.#words
    const free = words[L_FREE_PAGES]! - wanted
    words[L_FREE_PAGES] = free
    words[L_USED + account]! += wanted
    if (this.#pages - free > words[L_PEAK]!) words[L_PEAK] = this.#pages - free
    words[cell] = block
    this.mutex.unlock()
    return true
  }

  #hasRoom(wanted: number, account: Account): boolean {
    const words = this.#words
    if (words[L_FREE_PAGES]! < wanted) return false
    return account !== ACCOUNT.jobs || words[L_USED]! + wanted <= this.#pages >> 1
  }

  /** Ends the wait for space. */
  forgo(): void {
    this.mutex.lock()
    this.freed.delist()
    this.mutex.unlock()
  }

  /** Frees the block of a cell, if it has one. */
  free(cell: number, account: Account): void {
    this.mutex.lock()
    this.freeHeld(cell, account)
    this.mutex.unlock()
  }

  /** The same for a caller that holds the lock. */
  freeHeld(cell: number, account: Account): void {
    const released = this.#release(cell, account)
    this.#words[L_FREE_PAGES]! += released
    if (released > 0 && this.freed.count > 0) this.freed.broadcast()
  }

  #release(cell: number, account: Account): number {
    const words = this.#words
    let block = words[cell]!
    if (block === 0) return 0
    words[cell] = 0
    let released = 0
    while (block !== 0) {
      const entry = this.#entry(block - 1)
      const length = words[entry + P_LENGTH]!
      const next = words[entry + P_NEXT]!
      this.#freeRun(block - 1, length)
      released += length
      block = next
    }
    words[L_USED + account]! -= released
    return released
  }

  /** First byte of a block's first run. */
  firstByte(block: number): number {
    return this.#pagesAt + (block - 1) * this.#pageSize
  }

  /** Bytes of a block's first run. */
  runBytes(block: number): number {
    return this.#words[this.#entry(block - 1) + P_LENGTH]! * this.#pageSize
  }

  /** The next run of a block, itself a block; 0 behind the last. */
  nextRun(block: number): number {
    return this.#words[this.#entry(block - 1) + P_NEXT]!
  }

  // -- runs ---------------------------------------------------------------------------------------

  #entry(page: number): number {
    return this.#table + page * PAGE_WORDS
  }

  /** Takes so many pages, of which there are enough, out of the free lists. */
  #takeBlock(wanted: number): number {
    const found = this.#findRun(wanted)
    if (found >= 0) {
      this.#takeFrom(found, wanted)
      return found + 1
    }
    // No run is long enough: the longest ones together are.
    let block = 0
    let rest = wanted
    while (rest > 0) {
      const run = this.#words[L_CLASSES + 31 - Math.clz32(this.#words[L_CLASS_MAP]!)]! - 1
      const length = Math.min(rest, -this.#words[this.#entry(run) + P_LENGTH]!)
      this.#takeFrom(run, length)
      this.#words[this.#entry(run) + P_NEXT] = block
      block = run + 1
      rest -= length
    }
    return block
  }

  /** A free run of at least so many pages, -1 if there is none. */
  #findRun(wanted: number): number {
    const words = this.#words
    const floor = 31 - Math.clz32(wanted)
    const ceiling = wanted === 1 << floor ? floor : floor + 1
    // Every run of these classes is long enough.
    const classes = ceiling > 31 ? 0 : words[L_CLASS_MAP]! & (-1 << ceiling)
    if (classes !== 0) return words[L_CLASSES + 31 - Math.clz32(classes & -classes)]! - 1
    let run = words[L_CLASSES + floor]!
    while (run !== 0 && -words[this.#entry(run - 1) + P_LENGTH]! < wanted)
      run = words[this.#entry(run - 1) + P_NEXT]!
    return run - 1
  }

  /** Makes the first pages of a free run a used one. */
  #takeFrom(run: number, wanted: number): void {
    const words = this.#words
    const length = -words[this.#entry(run) + P_LENGTH]!
    this.#removeRun(run, length)
    if (length > wanted) this.#addRun(run + wanted, length - wanted)
    words[this.#entry(run) + P_LENGTH] = wanted
    words[this.#entry(run) + P_NEXT] = 0
  }

  /** Makes a used run free, joined with its free neighbours. */
  #freeRun(run: number, length: number): void {
    const words = this.#words
    let start = run
    let count = length
    words[this.#entry(run) + P_LENGTH] = 0
    const before = run === 0 ? 0 : words[this.#entry(run - 1) + P_START]!
    if (before !== 0) {
      start = before - 1
      this.#removeRun(start, run - start)
      count += run - start
    }
    const behind = run + length
    const following = behind === this.#pages ? 0 : -words[this.#entry(behind) + P_LENGTH]!
    if (following > 0) {
      this.#removeRun(behind, following)
      count += following
    }
    this.#addRun(start, count)
  }

  #addRun(run: number, length: number): void {
    const words = this.#words
    const entry = this.#entry(run)
    const sizeClass = 31 - Math.clz32(length)
    const head = words[L_CLASSES + sizeClass]!
    words[entry + P_LENGTH] = -length
    words[entry + P_NEXT] = head
    words[entry + P_PREVIOUS] = 0
    words[this.#entry(run + length - 1) + P_START] = run + 1
    if (head !== 0) words[this.#entry(head - 1) + P_PREVIOUS] = run + 1
    words[L_CLASSES + sizeClass] = run + 1
    words[L_CLASS_MAP]! |= 1 << sizeClass
  }

  #removeRun(run: number, length: number): void {
    const words = this.#words
    const entry = this.#entry(run)
    const sizeClass = 31 - Math.clz32(length)
    const next = words[entry + P_NEXT]!
    const previous = words[entry + P_PREVIOUS]!
    if (next !== 0) words[this.#entry(next - 1) + P_PREVIOUS] = previous
    if (previous !== 0) words[this.#entry(previous - 1) + P_NEXT] = next
    else {
      words[L_CLASSES + sizeClass] = next
      if (next === 0) words[L_CLASS_MAP]! &= ~(1 << sizeClass)
    }
    words[entry + P_LENGTH] = 0
    words[this.#entry(run + length - 1) + P_START] = 0
  }

  // -- counters and repair ------------------------------------------------------------------------

  /** The caller holds the lock. */
  counters(): SlabCounters {
    const words = this.#words
    const size = this.#pageSize
    return {
      capacity: this.#pages * size,
      used: (this.#pages - words[L_FREE_PAGES]!) * size,
      peak: words[L_PEAK]! * size,
      largestRun: this.#largestRun() * size,
    }
  }

  #largestRun(): number {
    const words = this.#words
    let largest = 0
    if (words[L_CLASS_MAP] === 0) return 0
    for (let run = words[L_CLASSES + 31 - Math.clz32(words[L_CLASS_MAP]!)]!; run !== 0;) {
      largest = Math.max(largest, -words[this.#entry(run - 1) + P_LENGTH]!)
      run = words[this.#entry(run - 1) + P_NEXT]!
    }
    return largest
  }

  /** Builds everything anew from the cells; the caller holds the lock. */
  rebuild(cells: Iterable<Cell>): void {
    const words = this.#words
    const used: { run: number; length: number }[] = []
    const pages = [0, 0]
    for (const { at, account } of cells)
      for (let block = words[at]!; block !== 0; block = this.nextRun(block)) {
        const length = words[this.#entry(block - 1) + P_LENGTH]!
        used.push({ run: block - 1, length })
        pages[account]! += length
      }
    words.fill(0, L_CLASSES, L_CLASSES + SIZE_CLASSES)
    words[L_CLASS_MAP] = 0
    for (let i = 0; i < ACCOUNTS; i++) words[L_USED + i] = pages[i]!
    words[L_FREE_PAGES] = this.#pages - pages[0]! - pages[1]!
    let free = 0
    for (const { run, length } of [...used.sort((a, b) => a.run - b.run), { run: this.#pages, length: 0 }]) {
      this.#clearEntries(free, run)
      if (run > free) this.#addRun(free, run - free)
      for (let page = run; page < run + length; page++) this.#words[this.#entry(page) + P_START] = 0
      free = run + length
    }
  }

  #clearEntries(from: number, to: number): void {
    this.#words.fill(0, this.#entry(from), this.#entry(to))
  }

  /** What is wrong with the slab, "" if nothing is; for tests. */
  audit(cells: Iterable<Cell>): string {
    const words = this.#words
    const owner = new Uint8Array(this.#pages)
    const mark = (run: number, length: number, by: number) => {
      for (let page = run; page < run + length; page++) {
        if (owner[page] !== 0) throw new Error(`page ${page} belongs to two runs`)
        owner[page] = by
      }
    }
    this.mutex.lock()
    try {
      for (const { at } of cells)
        for (let block = words[at]!; block !== 0; block = this.nextRun(block))
          mark(block - 1, words[this.#entry(block - 1) + P_LENGTH]!, 1)
      let free = 0
      for (let c = 0; c < SIZE_CLASSES; c++)
        for (let run = words[L_CLASSES + c]!; run !== 0; run = words[this.#entry(run - 1) + P_NEXT]!) {
          const length = -words[this.#entry(run - 1) + P_LENGTH]!
          mark(run - 1, length, 2)
          free += length
        }
      if (free !== words[L_FREE_PAGES]) return `${free} pages are free, ${words[L_FREE_PAGES]} counted`
      const lost = owner.indexOf(0)
      if (lost >= 0) return `page ${lost} is lost`
      return ""
    } finally {
      this.mutex.unlock()
    }
  }
}
