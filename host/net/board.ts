/**
 * What the threads of a server know about its connections, in one SharedArrayBuffer: counters, whether
 * the server is stopping, the state of each handler, and an entry per connection. An entry belongs to
 * whoever moved its state word: the handler that serves the connection, the main thread while it speaks
 * TLS, or nobody while the connection is parked (it then waits in the epoll set).
 */

// -- header ---------------------------------------------------------------------------------------

const B_ENTRIES = 0
const B_HANDLERS = 1
/** 1: no more connections than those that are there. */
export const B_STOPPING = 2
/** Counts the reloads: connections that begin afterwards get the new scripts. */
export const B_GENERATION = 3
/** Handlers that wait for a connection; and those that there may be. */
export const B_IDLE = 4
export const B_HANDLER_LIMIT = 5
/** Parked connections; all connections. */
export const B_PARKED = 6
export const B_CONNECTIONS = 7
/** Order in which connections were parked. */
const B_SEQUENCE = 8
/** Counts since the start: all, those closed at once because of a limit, and those whose handler failed. */
export const B_ACCEPTED = 9
export const B_REFUSED = 10
export const B_FAILED = 11
/** Handlers that are alive. */
export const B_POOL = 12
/** Where the search for a free entry begins. */
const B_HINT = 13
/** Seconds on the main thread's clock, for times that need not be exact. */
export const B_CLOCK = 14
/** 1: some handler has loaded its script. */
export const B_READY = 16
/** Generation whose script's failure has been reported. */
export const B_REPORTED = 17
const HEADER_WORDS = 32

// -- entries --------------------------------------------------------------------------------------

const ENTRY_WORDS = 128
const E_STATE = 0
export const E_FD = 1
const E_SEQUENCE = 2
/** See WAIT. */
export const E_WAIT = 3
/** Tells one wait from the next. */
export const E_WAIT_SERIAL = 4
/** B_CLOCK when the connection was parked, or began its handshake. */
export const E_SINCE = 5
/** Number of the listening socket. */
export const E_LISTENER = 6
/** Slot of the handler that serves it. */
export const E_HANDLER = 7
/** Address of the client: 16 bytes; 1 in E_HAS_ADDRESS if there is one. */
const E_ADDRESS = 8
const E_PORT = 12
const E_HAS_ADDRESS = 13
export const E_LOCAL_PORT = 14
/** Length of the text in E_TEXT. */
const E_TEXT_LENGTH = 15
const E_TEXT = 16
/** Bytes of text an entry has room for. */
export const TEXT_SIZE = (ENTRY_WORDS - E_TEXT) * 4

export const ENTRY = {
  free: 0,
  /** In the hand of a thread that fills or clears it. */
  held: 1,
  /** In the epoll set: its client has sent nothing yet. */
  parked: 2,
  /** The main thread speaks TLS with the client. */
  handshake: 3,
  served: 4,
} as const

/** Whether a handler waits for its client to begin, and may be told to give up. */
export const WAIT = { none: 0, waiting: 1, interrupting: 2, interrupted: 3 } as const

const HANDLER_IDLE = 1

export interface PeerAddress {
  /** 16 bytes; undefined for unix sockets. */
  address: Uint8Array | undefined
  port: number
}

export class Board {
  readonly memory: SharedArrayBuffer
  readonly words: Int32Array
  readonly #bytes: Buffer
  readonly entries: number
  readonly #handlersAt: number

  /** Opens a board in the memory that createBoard has made. */
  constructor(memory: SharedArrayBuffer) {
    this.memory = memory
    this.words = new Int32Array(memory)
    this.#bytes = Buffer.from(memory)
    this.entries = this.words[B_ENTRIES]!
    this.#handlersAt = HEADER_WORDS + this.entries * ENTRY_WORDS
  }

  /** Place of an entry's first word. */
  at(entry: number): number {
    return HEADER_WORDS + entry * ENTRY_WORDS
  }

  get(word: number): number {
    // Sees what any thread wrote before.
    return Atomics.load(this.words, word)
  }

  add(word: number, change: number): number {
    // Counters are only ever changed like this.
    return Atomics.add(this.words, word, change) + change
  }

  // -- entries ------------------------------------------------------------------------------------

  /** Takes a free entry in hand; -1: there is none. */
  take(): number {
    const start = this.words[B_HINT]! % this.entries
    for (let i = 0; i < this.entries; i++) {
      const entry = (start + i) % this.entries
      if (!this.move(entry, ENTRY.free, ENTRY.held)) continue
      this.words[B_HINT] = entry + 1
      return entry
    }
    return -1
  }

  state(entry: number): number {
    // Sees the last owner's move, and with it what that one wrote.
    return Atomics.load(this.words, this.at(entry) + E_STATE)
  }

  /** Moves an entry from one state to another; false when someone else was faster. */
  move(entry: number, from: number, to: number): boolean {
    // Whoever succeeds owns the entry, and publishes what it wrote there before.
    return Atomics.compareExchange(this.words, this.at(entry) + E_STATE, from, to) === from
  }

  /** Gives back an entry that this thread owns. */
  release(entry: number): void {
    const at = this.at(entry)
    this.words[at + E_FD] = -1
    this.words[at + E_HAS_ADDRESS] = 0
    this.words[at + E_TEXT_LENGTH] = 0
    // Publishes that the entry is empty.
    Atomics.store(this.words, at + E_WAIT, WAIT.none)
    Atomics.store(this.words, at + E_STATE, ENTRY.free)
  }

  setPeer(entry: number, { address, port }: PeerAddress): void {
    const at = this.at(entry)
    this.words[at + E_HAS_ADDRESS] = address === undefined ? 0 : 1
    this.words[at + E_PORT] = port
    if (address !== undefined) this.#bytes.set(address, (at + E_ADDRESS) * 4)
  }

  peer(entry: number): PeerAddress {
    const at = this.at(entry)
    const address = (at + E_ADDRESS) * 4
    const hasAddress = this.words[at + E_HAS_ADDRESS] === 1
    return {
      address: hasAddress ? Uint8Array.from(this.#bytes.subarray(address, address + 16)) : undefined,
      port: this.words[at + E_PORT]!,
    }
  }

  /** Keeps a text with an entry; what does not fit is cut off. */
  setText(entry: number, text: string): void {
    const at = this.at(entry)
    const bytes = Buffer.from(text).subarray(0, TEXT_SIZE)
    this.#bytes.set(bytes, (at + E_TEXT) * 4)
    this.words[at + E_TEXT_LENGTH] = bytes.length
  }

  text(entry: number): string {
    const at = this.at(entry)
    const from = (at + E_TEXT) * 4
    return this.#bytes.toString("utf8", from, from + this.words[at + E_TEXT_LENGTH]!)
  }

  /** Connections from the address of an entry, itself included. */
  countLike(entry: number): number {
    const words = this.words
    const mine = this.at(entry) + E_ADDRESS
    let count = 0
    for (let at = HEADER_WORDS; at < this.#handlersAt; at += ENTRY_WORDS) {
      if (words[at + E_STATE] === ENTRY.free || words[at + E_HAS_ADDRESS] === 0) continue
      let i = 0
      while (i < 4 && words[at + E_ADDRESS + i] === words[mine + i]) i++
      if (i === 4) count++
    }
    return count
  }

  // -- parked connections -------------------------------------------------------------------------

  /** Notes that a connection waits; it is in the epoll set already. */
  park(entry: number, from: number): void {
    const at = this.at(entry)
    this.words[at + E_SEQUENCE] = this.add(B_SEQUENCE, 1)
    this.words[at + E_SINCE] = this.get(B_CLOCK)
    this.add(B_PARKED, 1)
    this.move(entry, from, ENTRY.parked)
  }

  /** Takes a parked connection in hand; false: someone else has it. */
  unpark(entry: number, to: number): boolean {
    if (!this.move(entry, ENTRY.parked, to)) return false
    this.add(B_PARKED, -1)
    return true
  }

  /** The parked connection that has waited longest; -1: there is none. */
  oldestParked(): number {
    let oldest = -1
    let age = -1
    const last = this.get(B_SEQUENCE)
    for (let entry = 0; entry < this.entries; entry++) {
      if (this.state(entry) !== ENTRY.parked) continue
      const waited = (last - this.words[this.at(entry) + E_SEQUENCE]!) | 0
      if (waited > age) [oldest, age] = [entry, waited]
    }
    return oldest
  }

  // -- handlers -----------------------------------------------------------------------------------

  /** Notes whether a handler waits for a connection. */
  setIdle(slot: number, isIdle: boolean): void {
    const at = this.#handlersAt + slot
    const state = isIdle ? HANDLER_IDLE : 0
    // Only the handler itself writes this, or the main thread when it is dead.
    const before = Atomics.exchange(this.words, at, state)
    if (before !== state) this.add(B_IDLE, isIdle ? 1 : -1)
  }
}

/** What work.stats() and --stats tell of the connections. */
export function countConnections(board: Board): Record<string, number> {
  return {
    accepted: board.get(B_ACCEPTED) >>> 0,
    refused: board.get(B_REFUSED) >>> 0,
    failed: board.get(B_FAILED) >>> 0,
    open: board.get(B_CONNECTIONS),
    waiting: board.get(B_PARKED),
    handlers: board.get(B_POOL),
    idle: board.get(B_IDLE),
  }
}

/** Makes the memory for so many connections and thread slots. */
export function createBoard(entries: number, slots: number): Board {
  const memory = new SharedArrayBuffer((HEADER_WORDS + entries * ENTRY_WORDS + slots) * 4)
  const words = new Int32Array(memory)
  words[B_ENTRIES] = entries
  words[B_HANDLERS] = slots
  const board = new Board(memory)
  for (let entry = 0; entry < entries; entry++) words[board.at(entry) + E_FD] = -1
  return board
}
