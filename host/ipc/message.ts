/**
 * Messages: the payload and the answer of a job record. Strings and scalars are stored as they are, all
 * other values in the form of wire.ts. What is short lies in the record itself, the rest in a block of
 * the slab. A record's messages are written and read only by the thread that has the record in hand.
 */
import { LuaFloat, LuaInt64, type LuaValue } from "../../interpreter/index.ts"
import { ERROR } from "../errors.ts"
import {
  INLINE_BYTES,
  J_ANSWER,
  J_ANSWER_BYTES,
  J_PAYLOAD,
  J_PAYLOAD_BYTES,
  M_BLOCK,
  M_FAILURE,
  M_KIND,
  M_LENGTH,
} from "../memory/layout.ts"
import type { Shared } from "../memory/shared.ts"
import { ACCOUNT, type Account, type Slab } from "../memory/slab.ts"
import { decode, encode, Unsendable } from "./wire.ts"
import { SendError } from "./work_queue.ts"

const NIL = 0
const FALSE = 1
const TRUE = 2
const NUMBER = 3
const FLOAT = 4
const INT64 = 5
const STRING = 6
const WIRE = 7

/** Up to so many bytes a loop is faster than a call of Buffer. */
const LOOP_WRITE = 16
const LOOP_READ = 5

/** One of the two messages of a record. */
export interface Part {
  /** Its words, and its inline bytes, within the record. */
  words: number
  inline: number
  account: Account
}

export const PAYLOAD: Part = { words: J_PAYLOAD, inline: J_PAYLOAD_BYTES, account: ACCOUNT.jobs }
export const ANSWER: Part = { words: J_ANSWER, inline: J_ANSWER_BYTES, account: ACCOUNT.answers }

export class Messages {
  readonly #words: Int32Array
  readonly #doubles: Float64Array
  readonly #bytes: Buffer
  readonly #slab: Slab
  readonly #awaitSpace: () => void

  /** awaitSpace: waits for space in the slab, for which this thread is listed; may raise. */
  constructor(shared: Shared, slab: Slab, awaitSpace: () => void) {
    this.#words = shared.words
    this.#doubles = shared.doubles
    this.#bytes = shared.bytes
    this.#slab = slab
    this.#awaitSpace = awaitSpace
  }

  /** Writes a value into a record; may wait, and raise a SendError. */
  write(record: number, part: Part, value: LuaValue): void {
    this.#words[record + part.words + M_FAILURE] = 0
    switch (typeof value) {
      case "string":
        this.#writeString(record, part, value)
        return
      case "number":
        this.#words[record + part.words + M_KIND] = NUMBER
        this.#doubles[(record + part.inline) >> 1] = value
        return
      case "undefined":
        this.#words[record + part.words + M_KIND] = NIL
        return
      case "boolean":
        this.#words[record + part.words + M_KIND] = value ? TRUE : FALSE
        return
      default:
        this.#writeObject(record, part, value)
    }
  }

  /** Writes a message that tells why there is no answer. */
  writeFailure(record: number, text: string): void {
    this.#writeString(record, ANSWER, text)
    this.#words[record + ANSWER.words + M_FAILURE] = 1
  }

  /** The same in place of any answer, without waiting for space: cut to what fits into the record. */
  writeShortFailure(record: number, text: string): void {
    this.dropAnswer(record)
    this.writeFailure(record, text.slice(0, INLINE_BYTES))
  }

  isFailure(record: number): boolean {
    return this.#words[record + J_ANSWER + M_FAILURE] === 1
  }

  #writeObject(
    record: number,
    part: Part,
    value: Exclude<LuaValue, undefined | boolean | number | string>,
  ): void {
    if (value instanceof LuaFloat) {
      this.#words[record + part.words + M_KIND] = FLOAT
      this.#doubles[(record + part.inline) >> 1] = value.λn
    } else if (value instanceof LuaInt64) {
      this.#words[record + part.words + M_KIND] = INT64
      this.#words[record + part.inline] = value.λhi
      this.#words[record + part.inline + 1] = value.λlo
    } else {
      const encoded = this.#encode(value)
      const at = this.#place(record, part, WIRE, encoded.length)
      if (at >= 0) encoded.copy(this.#bytes, at)
      else
        this.#eachRun(record, part, (to, from, size) => void encoded.copy(this.#bytes, to, from, from + size))
    }
  }

  #encode(value: LuaValue): Buffer {
    try {
      return encode(value)
    } catch (e) {
      throw e instanceof Unsendable ? new SendError(ERROR.unsendable(e.path, e.what)) : e
    }
  }

  #writeString(record: number, part: Part, value: string): void {
    const size = value.length
    const at = this.#place(record, part, STRING, size)
    const bytes = this.#bytes
    if (size <= LOOP_WRITE) for (let i = 0; i < size; i++) bytes[at + i] = value.charCodeAt(i)
    else if (at >= 0) bytes.latin1Write(value, at, size)
    else
      this.#eachRun(
        record,
        part,
        (to, from, count) => void bytes.latin1Write(value.slice(from, from + count), to, count),
      )
  }

  /** Finds room for so many bytes; the place of the first, -1 when they lie in several runs. */
  #place(record: number, part: Part, kind: number, size: number): number {
    const words = this.#words
    const at = record + part.words
    words[at + M_KIND] = kind
    words[at + M_LENGTH] = size
    if (size <= INLINE_BYTES) return (record + part.inline) << 2
    const limit = this.#slab.largestMessage
    if (size > limit) throw new SendError(ERROR.tooLarge(size, limit))
    while (!this.#slab.allocate(at + M_BLOCK, size, part.account)) this.#awaitSpace()
    return this.#start(words[at + M_BLOCK]!, size)
  }

  /** Where the bytes of a block begin; -1 when they lie in several runs. */
  #start(block: number, size: number): number {
    return this.#slab.runBytes(block) >= size ? this.#slab.firstByte(block) : -1
  }

  /** Visits the runs of a message: the place, the offset in the message and the number of bytes. */
  #eachRun(record: number, part: Part, visit: (at: number, offset: number, size: number) => void): void {
    const length = this.#words[record + part.words + M_LENGTH]!
    let offset = 0
    for (
      let block = this.#words[record + part.words + M_BLOCK]!;
      block !== 0;
      block = this.#slab.nextRun(block)
    ) {
      const size = Math.min(this.#slab.runBytes(block), length - offset)
      visit(this.#slab.firstByte(block), offset, size)
      offset += size
    }
  }

  read(record: number, part: Part): LuaValue {
    switch (this.#words[record + part.words + M_KIND]) {
      case STRING:
        return this.#readString(record, part)
      case NUMBER:
        return this.#doubles[(record + part.inline) >> 1]!
      case FALSE:
        return false
      case TRUE:
        return true
      case FLOAT:
        return new LuaFloat(this.#doubles[(record + part.inline) >> 1]!)
      case INT64:
        return new LuaInt64(this.#words[record + part.inline]!, this.#words[record + part.inline + 1]!)
      case WIRE:
        return this.#readWire(record, part)
      default:
        return undefined
    }
  }

  #readString(record: number, part: Part): string {
    const bytes = this.#bytes
    const size = this.#words[record + part.words + M_LENGTH]!
    const block = this.#words[record + part.words + M_BLOCK]!
    const at = block === 0 ? (record + part.inline) << 2 : this.#start(block, size)
    if (size <= LOOP_READ) {
      let text = ""
      for (let i = 0; i < size; i++) text += String.fromCharCode(bytes[at + i]!)
      return text
    }
    if (at >= 0) return bytes.latin1Slice(at, at + size)
    let text = ""
    this.#eachRun(record, part, (from, _, count) => void (text += bytes.latin1Slice(from, from + count)))
    return text
  }

  #readWire(record: number, part: Part): LuaValue {
    const size = this.#words[record + part.words + M_LENGTH]!
    const block = this.#words[record + part.words + M_BLOCK]!
    if (block === 0) return decode(this.#bytes, (record + part.inline) << 2)
    const at = this.#start(block, size)
    if (at >= 0) return decode(this.#bytes, at)
    const joined = Buffer.allocUnsafe(size)
    this.#eachRun(record, part, (from, offset, count) => {
      this.#bytes.copy(joined, offset, from, from + count)
    })
    return decode(joined, 0)
  }

  /** Frees the blocks of both messages. */
  release(record: number): void {
    const words = this.#words
    if (words[record + J_PAYLOAD + M_BLOCK] === 0 && words[record + J_ANSWER + M_BLOCK] === 0) return
    this.#slab.mutex.lock()
    this.releaseHeld(record)
    this.#slab.mutex.unlock()
  }

  /** The same for a caller that holds the slab's lock. */
  releaseHeld(record: number): void {
    this.#slab.freeHeld(record + J_PAYLOAD + M_BLOCK, ACCOUNT.jobs)
    this.#slab.freeHeld(record + J_ANSWER + M_BLOCK, ACCOUNT.answers)
  }

  /** Frees the block of the answer, to write another. */
  dropAnswer(record: number): void {
    if (this.#words[record + J_ANSWER + M_BLOCK] !== 0)
      this.#slab.free(record + J_ANSWER + M_BLOCK, ACCOUNT.answers)
  }
}
