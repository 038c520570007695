/**
 * Where a handler gets its connections: it waits at the epoll set, accepts, and checks the limits. When
 * handlers become scarce, a connection whose client has sent nothing yet is parked in the set, so that
 * silent clients do not keep the others out; it gets a handler with its first byte, or when there is one
 * to spare.
 */
import { lastErrno, pointerTo } from "../../interpreter/index.ts"
import { isInRange, isLoopback, readSocketAddress, SOCKADDR_SIZE } from "./address.ts"
import {
  B_ACCEPTED,
  B_CONNECTIONS,
  B_HANDLER_LIMIT,
  B_IDLE,
  B_PARKED,
  B_POOL,
  B_REFUSED,
  B_STOPPING,
  Board,
  E_FD,
  E_HANDLER,
  E_LISTENER,
  E_LOCAL_PORT,
  ENTRY,
} from "./board.ts"
import { addConnection, awaitEvent, heedListener, isMissing, removeConnection } from "./epoll.ts"
import type { NetStart } from "./protocol.ts"
import { readProxyHeader } from "./proxy_header.ts"
import {
  ERRNO,
  MSG_DONTWAIT,
  MSG_PEEK,
  SOCK_CLOEXEC,
  type SocketCalls,
  socketCalls,
  systemWords,
} from "./socket_calls.ts"

/** Milliseconds to wait when the system has no descriptors left. */
const SCARCITY_PAUSE = 100

/** Turns to wait for a thread that is about to park a connection. */
const PARKING_TURNS = 100_000

/** Puts a connection that this thread owns into the epoll set; any handler may then take it. */
export function parkConnection(
  board: Board,
  entry: number,
  { epoll, from, atOnce }: { epoll: number; from: number; atOnce: boolean },
): void {
  addConnection(epoll, board.words[board.at(entry) + E_FD]!, entry, atOnce)
  board.park(entry, from)
}

/** Whether, with so many handlers waiting, one can be had for a client that has sent nothing. */
export function canSpare(board: Board, waiting: number, reserve: number): boolean {
  const growth = board.get(B_HANDLER_LIMIT) - board.get(B_POOL)
  return waiting + growth >= reserve
}

function isTakeable(state: number): boolean {
  return state !== ENTRY.held && state !== ENTRY.handshake
}

export interface GateHooks {
  /** There is no handler left to wait for the next connection. */
  askForHandler: () => void
  /** The main thread is to speak TLS with this connection. */
  startTls: (entry: number) => void
  /** Connections cannot be accepted for a reason that an administrator should know. */
  complain: (text: string) => void
}

export class Gate {
  readonly board: Board
  readonly #start: NetStart
  readonly #slot: number
  readonly #hooks: GateHooks
  readonly #calls: SocketCalls = socketCalls()
  readonly #address = new Uint8Array(new ArrayBuffer(SOCKADDR_SIZE))
  readonly #length = systemWords(1)
  readonly #byte = systemWords(1)

  constructor(start: NetStart, slot: number, hooks: GateHooks) {
    this.board = new Board(start.board)
    this.#start = start
    this.#slot = slot
    this.#hooks = hooks
  }

  /** Waits for a connection to serve; its entry. */
  take(): number {
    for (;;) {
      this.board.setIdle(this.#slot, true)
      let entry = this.#takeParked()
      if (entry < 0) {
        const found = awaitEvent(this.#start.epoll, -1)
        this.board.setIdle(this.#slot, false)
        if (found === undefined) continue
        entry = "listener" in found ? this.#accept(found.listener) : this.#takeReady(found.entry)
      }
      if (entry < 0) continue
      this.board.words[this.board.at(entry) + E_HANDLER] = this.#slot
      if (this.board.get(B_IDLE) === 0) this.#askForHandler()
      return entry
    }
  }

  #askForHandler(): void {
    if (this.board.get(B_POOL) < this.board.get(B_HANDLER_LIMIT)) this.#hooks.askForHandler()
  }

  // -- parked connections -------------------------------------------------------------------------

  /** A parked connection, if there is a handler to spare for it, which is idle no more; -1: none. */
  #takeParked(): number {
    const { board } = this
    const { reserve } = this.#start
    while (board.get(B_PARKED) > 0 && canSpare(board, board.get(B_IDLE) - 1, reserve)) {
      // Counts as busy before it decides: of two that do so at the same moment, one sees that the other is
      // not to be had. The main thread sees to it that nobody waits for long when both give up.
      board.setIdle(this.#slot, false)
      const entry = canSpare(board, board.get(B_IDLE), reserve) ? board.oldestParked() : -1
      if (entry >= 0 && board.unpark(entry, ENTRY.served)) {
        this.#leaveSet(entry)
        return entry
      }
      board.setIdle(this.#slot, true)
      // Another handler may have been faster: then the next one is the oldest.
      if (entry < 0) return -1
    }
    return -1
  }

  /**
   * A parked connection whose client has sent something, or gone, or for which the main thread has woken this
   * handler, if it can still be spared; -1: not for this handler.
   */
  #takeReady(entry: number): number {
    // Whoever parks a connection adds it to the set first, and then lets others have it.
    for (let turn = 0; turn < PARKING_TURNS && !isTakeable(this.board.state(entry)); turn++) Atomics.pause()
    const { board } = this
    if (!board.unpark(entry, ENTRY.served)) return -1
    this.#leaveSet(entry)
    const fd = board.words[board.at(entry) + E_FD]!
    if (this.#hasSent(fd) || canSpare(board, board.get(B_IDLE), this.#start.reserve)) return entry
    parkConnection(board, entry, { epoll: this.#start.epoll, from: ENTRY.served, atOnce: false })
    return -1
  }

  #leaveSet(entry: number): void {
    try {
      removeConnection(this.#start.epoll, this.board.words[this.board.at(entry) + E_FD]!)
    } catch (e) {
      if (!isMissing(e)) throw e
    }
  }

  // -- new connections ----------------------------------------------------------------------------

  /** Accepts a connection; -1: there is none, or it is not for this handler now. */
  #accept(index: number): number {
    const listener = this.#start.listeners[index]!
    this.#length[0] = SOCKADDR_SIZE
    const addressAt = pointerTo(this.#address)
    const fd = this.#calls.accept4(listener.fd, addressAt, pointerTo(this.#length), SOCK_CLOEXEC)
    if (fd < 0) {
      this.#acceptFailed(lastErrno())
      this.#heedListener(index)
      return -1
    }
    const entry = this.board.take()
    if (entry < 0) {
      this.#calls.close(fd)
      this.#heedListener(index)
      return -1
    }
    const { board } = this
    const at = board.at(entry)
    board.words[at + E_FD] = fd
    board.words[at + E_LISTENER] = index
    board.words[at + E_LOCAL_PORT] = listener.port
    board.setPeer(entry, readSocketAddress(this.#address))
    board.add(B_ACCEPTED, 1)
    // At the limit the socket is left alone until a connection ends.
    if (board.add(B_CONNECTIONS, 1) < this.#start.maxConnections) this.#heedListener(index)
    return this.#admit(entry, fd)
  }

  #acceptFailed(errno: number): void {
    if (errno !== ERRNO.EMFILE && errno !== ERRNO.ENFILE && errno !== ERRNO.ENOMEM && errno !== ERRNO.ENOBUFS)
      return
    this.#hooks.complain(
      errno === ERRNO.EMFILE || errno === ERRNO.ENFILE ? "too many open files" : "no memory",
    )
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SCARCITY_PAUSE)
  }

  /** Checks a new connection, and decides who gets it; -1: not this handler. */
  #admit(entry: number, fd: number): number {
    const { board } = this
    if (!this.#readProxy(entry, fd) || !this.#isWelcome(entry)) {
      board.add(B_REFUSED, 1)
      this.#calls.close(fd)
      this.release(entry)
      return -1
    }
    if (this.#start.isTls) {
      board.move(entry, ENTRY.held, ENTRY.handshake)
      this.#hooks.startTls(entry)
      return -1
    }
    if (canSpare(board, board.get(B_IDLE), this.#start.reserve) || this.#hasSent(fd)) {
      board.move(entry, ENTRY.held, ENTRY.served)
      return entry
    }
    parkConnection(board, entry, { epoll: this.#start.epoll, from: ENTRY.held, atOnce: false })
    return -1
  }

  /** Whether the client has sent something, or gone. */
  #hasSent(fd: number): boolean {
    return this.#calls.recv(fd, pointerTo(this.#byte), 1, MSG_PEEK | MSG_DONTWAIT) >= 0
  }

  /** Reads the PROXY header of a trusted proxy; false: there is none where one must be. */
  #readProxy(entry: number, fd: number): boolean {
    const { proxies } = this.#start
    if (proxies === undefined) return true
    const { address } = this.board.peer(entry)
    if (address !== undefined && !proxies.some((range) => isInRange(address, range))) return true
    // The header may take its time: the next connection must not wait for that.
    if (this.board.get(B_IDLE) === 0) this.#askForHandler()
    const source = readProxyHeader(fd, this.#start.handshake, () => this.board.get(B_STOPPING) === 1)
    if (source === undefined) return false
    if (source !== "unknown") this.board.setPeer(entry, source)
    return true
  }

  /** Whether a client may have one more connection. */
  #isWelcome(entry: number): boolean {
    const { maxPerIp, countLoopback } = this.#start
    const { address } = this.board.peer(entry)
    if (maxPerIp === 0 || address === undefined) return true
    if (!countLoopback && isLoopback(address)) return true
    return this.board.countLike(entry) <= maxPerIp
  }

  /** Gives back the entry of a connection that is closed. */
  release(entry: number): void {
    this.board.release(entry)
    const before = this.board.add(B_CONNECTIONS, -1) + 1
    if (before === this.#start.maxConnections) this.#start.listeners.forEach((_, i) => this.#heedListener(i))
  }

  /** Lets one thread be woken by the next connection. */
  #heedListener(index: number): void {
    try {
      heedListener(this.#start.epoll, this.#start.listeners[index]!.fd, index)
    } catch (e) {
      // The main thread has taken the socket out: the server is stopping.
      if (!isMissing(e)) throw e
    }
  }
}
