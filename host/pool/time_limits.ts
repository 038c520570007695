/**
 * Which jobs have run longer than they may. Time that passed while the program was held up does not count:
 * when looks at the running jobs come late (a stopped process, a machine that slept or has no time for us),
 * the workers were held up as well.
 */
import {
  J_ACCEPTED_AT,
  J_TIMEOUT,
  T_ANSWERING,
  T_JOB,
  T_KIND,
  T_SERIAL,
  THREAD_KIND,
} from "../memory/layout.ts"
import { type Shared, slotAt } from "../memory/shared.ts"

/** Milliseconds between two looks. */
export const LOOK = 20
/** A look that comes later than this was held up. */
const LATE = 3 * LOOK

/** What is known of the job that a slot runs. */
interface Note {
  /** Tells the job from the slot's others. */
  serial: number
  /** Milliseconds that do not count. */
  held: number
}

export class TimeLimits {
  readonly #shared: Shared
  readonly #notes: Note[] = []
  #lastLook: number

  /** now: milliseconds, on the clock of J_ACCEPTED_AT. */
  constructor(shared: Shared, now: number) {
    this.#shared = shared
    this.#lastLook = now
  }

  /** The slots whose job has run too long, each with that job's limit in milliseconds. */
  *passed(now: number): Generator<[slot: number, limit: number]> {
    const late = now - this.#lastLook
    const held = late > LATE ? late - LOOK : 0
    this.#lastLook = now
    const { words, layout } = this.#shared
    for (let slot = 0; slot < layout.threads; slot++) {
      if (words[slotAt(this.#shared, slot) + T_KIND] !== THREAD_KIND.worker) continue
      const limit = this.#passedBy(slot, now, held)
      if (limit > 0) yield [slot, limit]
    }
  }

  /** The limit that a slot's job has passed; 0: none. */
  #passedBy(slot: number, now: number, held: number): number {
    const { words, doubles } = this.#shared
    const at = slotAt(this.#shared, slot)
    // Sees a job's record no earlier than its times; the serial tells whether it is still the same.
    const serial = Atomics.load(words, at + T_SERIAL)
    const record = Atomics.load(words, at + T_JOB)
    if (record === 0 || words[at + T_ANSWERING] === 1) return 0
    const limit = words[record + J_TIMEOUT]!
    const ran = now - doubles[(record + J_ACCEPTED_AT) >> 1]!
    const note = (this.#notes[slot] ??= { serial: 0, held: 0 })
    if (note.serial !== serial) this.#notes[slot] = { serial, held: Math.min(held, ran) }
    else note.held += held
    if (limit === 0 || ran - this.#notes[slot]!.held <= limit) return 0
    // The same job still: it has run too long.
    const isSame = Atomics.load(words, at + T_SERIAL) === serial && Atomics.load(words, at + T_JOB) === record
    return isSame ? limit : 0
  }
}
