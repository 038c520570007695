/**
 * A bounded channel of job records: first in, first out, within a priority. The records themselves are
 * linked, so pushing needs no memory and any record can be taken out. All methods are called with the
 * queue's lock held; who waits for an item or for room is listed in the two condition variables.
 */
import { Condvar } from "../memory/condvar.ts"
import {
  CH_COUNT,
  CH_HEAD,
  CH_ITEM,
  CH_ROOM,
  CH_TAIL,
  J_NEXT,
  J_PREVIOUS,
  J_PRIORITY,
} from "../memory/layout.ts"
import type { Parker } from "../memory/parker.ts"
import type { Shared } from "../memory/shared.ts"

export class Channel {
  /** Readers that wait for an item. */
  readonly item: Condvar
  /** Writers that wait for room. */
  readonly room: Condvar
  readonly #words: Int32Array
  readonly #at: number
  readonly #limitAt: number

  /** limitAt: the word that has the most records it takes; 0 there: any number. */
  constructor(shared: Shared, parker: Parker, at: number, limitAt: number) {
    this.item = new Condvar(shared, parker, at + CH_ITEM)
    this.room = new Condvar(shared, parker, at + CH_ROOM)
    this.#words = shared.words
    this.#at = at
    this.#limitAt = limitAt
  }

  get count(): number {
    return this.#words[this.#at + CH_COUNT]!
  }

  get isFull(): boolean {
    const limit = this.#words[this.#limitAt]!
    return limit !== 0 && this.count >= limit
  }

  /** Adds a record behind those of its priority. */
  push(record: number): void {
    const words = this.#words
    let before = words[this.#at + CH_TAIL]!
    while (before !== 0 && words[before + J_PRIORITY]! < words[record + J_PRIORITY]!)
      before = words[before + J_PREVIOUS]!
    this.#insertBehind(before, record)
  }

  /** Adds a record before those of its priority: it has waited before. */
  pushFirst(record: number): void {
    const words = this.#words
    let before = 0
    let next = words[this.#at + CH_HEAD]!
    while (next !== 0 && words[next + J_PRIORITY]! > words[record + J_PRIORITY]!) {
      before = next
      next = words[next + J_NEXT]!
    }
    this.#insertBehind(before, record)
  }

  #insertBehind(before: number, record: number): void {
    const words = this.#words
    const next = before === 0 ? words[this.#at + CH_HEAD]! : words[before + J_NEXT]!
    words[record + J_PREVIOUS] = before
    words[record + J_NEXT] = next
    if (before === 0) words[this.#at + CH_HEAD] = record
    else words[before + J_NEXT] = record
    if (next === 0) words[this.#at + CH_TAIL] = record
    else words[next + J_PREVIOUS] = record
    words[this.#at + CH_COUNT]!++
  }

  /** Takes the first record out; 0 if there is none. */
  pop(): number {
    const record = this.#words[this.#at + CH_HEAD]!
    if (record !== 0) this.remove(record)
    return record
  }

  remove(record: number): void {
    const words = this.#words
    const next = words[record + J_NEXT]!
    const previous = words[record + J_PREVIOUS]!
    if (next === 0) words[this.#at + CH_TAIL] = previous
    else words[next + J_PREVIOUS] = previous
    if (previous === 0) words[this.#at + CH_HEAD] = next
    else words[previous + J_NEXT] = next
    words[this.#at + CH_COUNT]!--
  }

  /** Empties the channel and forgets who waits; for the rebuilding of a broken one. */
  reset(): void {
    const words = this.#words
    words[this.#at + CH_HEAD] = 0
    words[this.#at + CH_TAIL] = 0
    words[this.#at + CH_COUNT] = 0
    this.item.reset()
    this.room.reset()
  }
}
