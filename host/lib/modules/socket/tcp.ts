/**
 * TCP sockets as LuaSocket has them. The system's sockets never wait; where the script is to wait, poll
 * does, which a stop of the thread ends, as it would not end a read.
 */
import { lastErrno, openLibc, once, pointerTo } from "../../../../interpreter/index.ts"
import { formatAddress, readSocketAddress, SOCKADDR_SIZE } from "../../../net/address.ts"
import {
  AF_INET,
  awaitDescriptor,
  checked,
  ERRNO,
  getOption,
  MSG_NOSIGNAL,
  OPTION,
  POLLIN,
  POLLOUT,
  setOption,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SocketError,
  socketCalls,
} from "../../../net/socket_calls.ts"
import { flushOutput } from "../../output.ts"
import { CLOSED, EINPROGRESS, Failure, TIMEOUT } from "./failure.ts"
import { type Target } from "./resolve.ts"

const SOL_SOCKET = 1
const SO_ERROR: readonly [number, number] = [SOL_SOCKET, 4]
const BUFFER_BYTES = 8192
const NO_DESCRIPTOR = -1

export type State = "master" | "client" | "server"

const SHUTDOWNS = { receive: SHUT_RD, send: SHUT_WR, both: SHUT_RDWR } as const
export type Direction = keyof typeof SHUTDOWNS

/** Where a socket is. */
export interface Name {
  ip: string
  port: number
  family: number
}

const names = once(() => openLibc({ getpeername: { args: ["i32", "ptr", "ptr"], returns: "i32" } }))

export class TcpSocket {
  state: State = "master"
  fd = NO_DESCRIPTOR
  /** 0: of either kind, as soon as it is known. */
  family: number
  /** Seconds that one wait, and that a whole operation may last; negative: for ever. */
  blockTimeout = -1
  totalTimeout = -1
  received = 0
  sent = 0
  #started = 0
  readonly #born = performance.now()
  /** What was received and not yet taken. */
  #input = Buffer.alloc(0)
  #at = 0

  constructor(family: number) {
    this.family = family
  }

  get isOpen(): boolean {
    return this.fd !== NO_DESCRIPTOR
  }

  /** Seconds since it was made. */
  get age(): number {
    return (performance.now() - this.#born) / 1000
  }

  /** Whether there is input that needs no waiting for. */
  get hasInput(): boolean {
    return this.#at < this.#input.length
  }

  /** Begins an operation, to which the total time-out applies. */
  begin(): void {
    this.#started = performance.now()
  }

  // -- connections ----------------------------------------------------------------------------------

  /** Connects to the first of several addresses that answers. */
  connect(targets: Target[]): void {
    this.begin()
    let failure: unknown
    for (const target of targets) {
      try {
        this.#connectTo(target)
        this.state = "client"
        return
      } catch (e) {
        failure = e
        if (e instanceof Failure) break
      }
    }
    throw failure
  }

  #connectTo({ family, bytes }: Target): void {
    this.#prepare(family)
    const { connect } = socketCalls()
    if (connect(this.fd, pointerTo(bytes), bytes.length) >= 0) return
    const errno = lastErrno()
    if (errno !== EINPROGRESS && errno !== ERRNO.EINTR) throw new SocketError(errno)
    this.#await(POLLOUT)
    const result = getOption(this.fd, SO_ERROR)
    if (result !== 0) {
      this.close()
      throw new SocketError(result)
    }
  }

  /** Makes the descriptor, unless there is one already that fits. */
  #prepare(family: number): void {
    if (this.isOpen && this.family === family) return
    this.close()
    this.fd = checked(socketCalls().socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    this.family = family
  }

  bind({ family, bytes }: Target): void {
    this.#prepare(family)
    setOption(this.fd, OPTION.reuseAddress, 1)
    checked(socketCalls().bind(this.fd, pointerTo(bytes), bytes.length))
  }

  listen(backlog: number): void {
    this.#prepare(this.family === 0 ? AF_INET : this.family)
    checked(socketCalls().listen(this.fd, backlog))
    this.state = "server"
  }

  accept(): TcpSocket {
    this.begin()
    for (;;) {
      const fd = socketCalls().accept4(this.fd, null, null, SOCK_NONBLOCK | SOCK_CLOEXEC)
      if (fd >= 0) {
        const client = new TcpSocket(this.family)
        client.fd = fd
        client.state = "client"
        return client
      }
      this.#retry(POLLIN)
    }
  }

  /** The socket's own address or its peer's. */
  name(of: "socket" | "peer"): Name {
    const call = of === "socket" ? socketCalls().getsockname : names()!.getpeername
    const bytes = new Uint8Array(SOCKADDR_SIZE)
    const size = Int32Array.of(SOCKADDR_SIZE)
    checked(call(this.fd, pointerTo(bytes), pointerTo(size)))
    const { address, port } = readSocketAddress(bytes)
    return {
      ip: address === undefined ? "" : formatAddress(address),
      port,
      family: bytes[0]! | (bytes[1]! << 8),
    }
  }

  shutdown(direction: Direction): void {
    checked(socketCalls().shutdown(this.fd, SHUTDOWNS[direction]))
  }

  /** Gives the descriptor away: the socket is closed, the connection is not. */
  detach(): number {
    const fd = this.fd
    this.fd = NO_DESCRIPTOR
    return fd
  }

  close(): void {
    if (!this.isOpen) return
    socketCalls().close(this.fd)
    this.fd = NO_DESCRIPTOR
  }

  // -- bytes ----------------------------------------------------------------------------------------

  /** Sends bytes as fast as they go; tells how many are gone, also when it fails. */
  send(bytes: Buffer, onProgress: (sent: number) => void): void {
    this.begin()
    let at = 0
    while (at < bytes.length) {
      const rest = bytes.subarray(at)
      const count = this.isOpen ? socketCalls().send(this.fd, pointerTo(rest), rest.length, MSG_NOSIGNAL) : 0
      if (!this.isOpen) throw new Failure(CLOSED)
      if (count < 0) this.#retry(POLLOUT)
      else {
        at += count
        this.sent += count
        onProgress(at)
      }
    }
  }

  /** Some bytes, at most so many; waits for the first. Throws a Failure at the end. */
  receiveSome(limit: number): string {
    if (!this.hasInput) this.#fill()
    const end = Math.min(this.#input.length, this.#at + limit)
    const bytes = this.#input.latin1Slice(this.#at, end)
    this.#at = end
    return bytes
  }

  /** What there is up to a newline and with it, if there is one. */
  receiveLinePart(): string {
    if (!this.hasInput) this.#fill()
    const newline = this.#input.indexOf(10, this.#at)
    return this.receiveSome(newline < 0 ? this.#input.length : newline + 1 - this.#at)
  }

  #fill(): void {
    if (!this.isOpen) throw new Failure(CLOSED)
    const buffer = Buffer.allocUnsafe(BUFFER_BYTES)
    for (;;) {
      const count = socketCalls().recv(this.fd, pointerTo(buffer), BUFFER_BYTES, 0)
      if (count === 0) throw new Failure(CLOSED)
      if (count > 0) {
        this.received += count
        this.#input = buffer.subarray(0, count)
        this.#at = 0
        return
      }
      this.#retry(POLLIN)
    }
  }

  // -- waiting --------------------------------------------------------------------------------------

  /** After a call that failed: returns when it is worth another try, else throws. */
  #retry(events: number): void {
    const errno = lastErrno()
    if (errno === ERRNO.EAGAIN) this.#await(events)
    else if (errno !== ERRNO.EINTR) throw new SocketError(errno)
  }

  #await(events: number): void {
    let seconds = this.blockTimeout
    if (this.totalTimeout >= 0) {
      const left = Math.max(0, this.totalTimeout - (performance.now() - this.#started) / 1000)
      seconds = seconds < 0 ? left : Math.min(seconds, left)
    }
    if (!waitFor(this.fd, events, seconds)) throw new Failure(TIMEOUT)
  }
}

/** Waits for one descriptor; negative: for ever. */
function waitFor(fd: number, events: number, seconds: number): boolean {
  flushOutput()
  const end = performance.now() + seconds * 1000
  for (;;) {
    // Rounded up, so as not to ask again and again in the last millisecond.
    const left = seconds < 0 ? -1 : Math.ceil(Math.max(0, end - performance.now()))
    if (awaitDescriptor(fd, events, left)) return true
    if (seconds >= 0 && performance.now() >= end) return false
  }
}
