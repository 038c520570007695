/**
 * The main thread's care for connections, a few times a second: it closes parked ones that stay silent,
 * tells handlers that have waited too long for their client while others wait for a handler, and lets the
 * server run dry when it stops.
 */
import {
  B_CLOCK,
  B_CONNECTIONS,
  B_HANDLER_LIMIT,
  B_IDLE,
  B_PARKED,
  B_POOL,
  B_STOPPING,
  type Board,
  E_FD,
  E_SINCE,
  E_WAIT,
  E_WAIT_SERIAL,
  ENTRY,
  WAIT,
} from "./board.ts"
import { heedListener, isMissing, removeConnection } from "./epoll.ts"
import { canSpare, parkConnection } from "./gate.ts"
import { closeListener, type Listener, muteListener } from "./listener.ts"
import { LAST_WORDS, type NetStart } from "./protocol.ts"
import { awaitDescriptor, hasArrived, POLLIN, SHUT_RD, socketCalls } from "./socket_calls.ts"

/** In seconds; 0: no limit. */
export interface WardenLimits {
  idleTimeout: number
  busyIdle: number
}

export class Warden {
  readonly #board: Board
  readonly #start: NetStart
  readonly #limits: WardenLimits
  #listeners: Listener[]
  /** What was seen of each entry: the serial of its wait, and since when, in seconds. */
  readonly #serials: Int32Array
  readonly #since: Float64Array
  /** When the server began to stop. */
  #stoppedAt = Number.POSITIVE_INFINITY
  /** Since when all handlers are busy and someone waits. */
  #busySince = Number.POSITIVE_INFINITY

  constructor(board: Board, start: NetStart, listeners: Listener[], limits: WardenLimits) {
    this.#board = board
    this.#start = start
    this.#listeners = listeners
    this.#limits = limits
    this.#serials = new Int32Array(board.entries)
    this.#since = new Float64Array(board.entries)
  }

  /** Whether the server has stopped and nothing is left to do. */
  get isDone(): boolean {
    return this.#stoppedAt !== Number.POSITIVE_INFINITY && this.#listeners.length === 0 && this.#isEmpty
  }

  get #isEmpty(): boolean {
    return this.#board.get(B_CONNECTIONS) === 0
  }

  tick(): void {
    const now = performance.now() / 1000
    this.#board.words[B_CLOCK] = Math.floor(now)
    this.#heedListeners()
    if (this.#stoppedAt !== Number.POSITIVE_INFINITY) this.#closeEmptyListeners()
    if (this.#isEmpty) return
    this.#noteBusy(now)
    this.#wakeForParked()
    const patience = this.#patience(now)
    for (let entry = 0; entry < this.#board.entries; entry++) {
      const state = this.#board.state(entry)
      if (state === ENTRY.served) this.#watchWait(entry, now, patience)
      else if (state === ENTRY.parked) this.#watchParked(entry, now)
    }
  }

  // -- handlers that wait for their client --------------------------------------------------------

  /** Notes since when no handler is free while a connection waits for one. */
  #noteBusy(now: number): void {
    const board = this.#board
    const isFull = board.get(B_IDLE) === 0 && board.get(B_POOL) >= board.get(B_HANDLER_LIMIT)
    const isBusy = isFull && awaitDescriptor(this.#start.epoll, POLLIN, 0)
    this.#busySince = isBusy ? Math.min(this.#busySince, now) : Number.POSITIVE_INFINITY
  }

  /** How long a handler may wait for its client now, in seconds. */
  #patience(now: number): number {
    if (now - this.#stoppedAt >= LAST_WORDS) return LAST_WORDS
    if (this.#limits.busyIdle > 0 && this.#busySince <= now) return this.#limits.busyIdle
    return Number.POSITIVE_INFINITY
  }

  #watchWait(entry: number, now: number, patience: number): void {
    const at = this.#board.at(entry)
    const { words } = this.#board
    const serial = words[at + E_WAIT_SERIAL]!
    // Sees whether the handler waits just now.
    if (Atomics.load(words, at + E_WAIT) !== WAIT.waiting || serial !== this.#serials[entry]) {
      this.#serials[entry] = serial
      this.#since[entry] = now
    } else if (now - this.#since[entry]! >= patience) this.#interrupt(at)
  }

  /** Makes a handler's wait end as if its client had gone. */
  #interrupt(at: number): void {
    const { words } = this.#board
    // The handler cannot close the socket behind this until it is told.
    if (Atomics.compareExchange(words, at + E_WAIT, WAIT.waiting, WAIT.interrupting) !== WAIT.waiting) return
    socketCalls().shutdown(words[at + E_FD]!, SHUT_RD)
    Atomics.store(words, at + E_WAIT, WAIT.interrupted)
    Atomics.notify(words, at + E_WAIT)
  }

  /**
   * Has the oldest parked connection served if a handler is idle: the one that parked it may have been
   * the last to look.
   */
  #wakeForParked(): void {
    const board = this.#board
    const { epoll, reserve } = this.#start
    if (board.get(B_PARKED) === 0 || !canSpare(board, board.get(B_IDLE) - 1, reserve)) return
    const entry = board.oldestParked()
    if (entry < 0 || !board.unpark(entry, ENTRY.held)) return
    removeConnection(epoll, board.words[board.at(entry) + E_FD]!)
    parkConnection(board, entry, { epoll, from: ENTRY.held, atOnce: true })
  }

  // -- parked connections -------------------------------------------------------------------------

  /** Closes a parked connection that stays silent, or whose client has gone without a word; others wait for a handler. */
  #watchParked(entry: number, now: number): void {
    const parked = now - this.#board.words[this.#board.at(entry) + E_SINCE]!
    const { idleTimeout } = this.#limits
    const isOld = idleTimeout > 0 && parked > idleTimeout
    const isLast = now - this.#stoppedAt >= LAST_WORDS
    if (!isOld && !isLast) return
    // If a handler takes the entry just now, this looks at nothing or at another connection: at worst the
    // next tick closes it.
    if (hasArrived(this.#board.words[this.#board.at(entry) + E_FD]!)) return
    if (this.#board.unpark(entry, ENTRY.held)) this.closeConnection(entry)
  }

  /** Closes a connection whose entry the main thread has in hand. */
  closeConnection(entry: number): void {
    const fd = this.#board.words[this.#board.at(entry) + E_FD]!
    try {
      removeConnection(this.#start.epoll, fd)
    } catch (e) {
      if (!isMissing(e)) throw e
    }
    socketCalls().close(fd)
    this.release(entry)
  }

  /** Gives back the entry of a closed connection. */
  release(entry: number): void {
    this.#board.release(entry)
    this.#board.add(B_CONNECTIONS, -1)
  }

  // -- listening sockets --------------------------------------------------------------------------

  /**
   * Heeds the listening sockets if there is room: a handler may have died before it did, and two that
   * pass the limit at the same time may both have left it to the other.
   */
  #heedListeners(): void {
    if (this.#board.get(B_CONNECTIONS) >= this.#start.maxConnections) return
    for (const { fd } of this.#listeners) {
      const index = this.#start.listeners.findIndex((listener) => listener.fd === fd)
      heedListener(this.#start.epoll, fd, index)
    }
  }

  /** Accepts nothing more but what has arrived already. */
  stop(): void {
    this.#stoppedAt = performance.now() / 1000
    // Handlers tell their scripts when they ask.
    Atomics.store(this.#board.words, B_STOPPING, 1)
    for (const listener of this.#listeners) muteListener(listener)
    this.#closeListeners(({ isShared }) => isShared)
  }

  /** Closes the sockets at which nobody waits any more. */
  #closeEmptyListeners(): void {
    this.#closeListeners(({ fd }) => !awaitDescriptor(fd, POLLIN, 0))
  }

  closeListeners(): void {
    this.#closeListeners(() => true)
  }

  #closeListeners(which: (listener: Listener) => boolean): void {
    for (const listener of this.#listeners.filter(which)) {
      try {
        removeConnection(this.#start.epoll, listener.fd)
      } catch (e) {
        if (!isMissing(e)) throw e
      }
      closeListener(listener)
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }
}
