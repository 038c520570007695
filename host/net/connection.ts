/**
 * A connection as a handler uses it: blocking reads and writes through one input and one output buffer.
 * One system call brings in as many lines as have arrived; what is written goes out when the handler is
 * about to wait, when there is much of it, and at the end. Refusals of the system are thrown, time-outs
 * as ETIMEDOUT; after one, the connection gives nothing more.
 *
 * Time limits: a read waits `idle` for its first byte. A line or block that has begun must be complete
 * within `read`, plus a second for every MINIMUM_RATE bytes; what is written must go out within `write`,
 * likewise. The first is a socket option, so that the usual read is one system call.
 */
import { lastErrno, pointerTo } from "../../interpreter/index.ts"
import {
  awaitDescriptor,
  ERRNO,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  MSG_PEEK,
  OPTION,
  POLLIN,
  SHUT_WR,
  type SocketCalls,
  SocketError,
  socketCalls,
  systemWords,
} from "./socket_calls.ts"

const INPUT_SIZE = 65536
const OUTPUT_SIZE = 65536
const NEWLINE = 10
/** Bytes per second that a client must manage in the long run. */
const MINIMUM_RATE = 500
/** What is read and thrown away of a client that still sends while we close, so that it gets our answer. */
const LINGER = 1000
const LINGER_BYTES = 1 << 20

/** All in milliseconds; 0: no limit. */
export interface TimeLimits {
  idle: number
  read: number
  write: number
}

export interface ConnectionLimits extends TimeLimits {
  /** Longest line in bytes. */
  line: number
  /** Most bytes of one read. */
  block: number
}

/** Told what the handler does. */
export interface ConnectionHooks {
  /** It begins a wait for its client to begin something. */
  begin: () => void
  /** It has waited. true: the wait was ended by the server, not by the client. */
  end: () => boolean
  /** It closes the socket. */
  closing: () => void
}

/** How a connection came to its end, for the access log. */
export type Ending = "ok" | "timeout" | "reset" | "too long" | "stopped"

/** Buffers and socket options of a thread, used by its connections one after the other. */
export class ConnectionBuffers {
  readonly input = Buffer.from(new ArrayBuffer(INPUT_SIZE + 1))
  readonly output = Buffer.from(new ArrayBuffer(OUTPUT_SIZE))
  readonly inputAt = pointerTo(this.input)
  readonly outputAt = pointerTo(this.output)
  readonly calls: SocketCalls = socketCalls()
  readonly limits: ConnectionLimits
  readonly #receive: BigInt64Array
  readonly #send: BigInt64Array
  readonly #receiveAt: number
  readonly #sendAt: number
  readonly #one = systemWords(1)
  readonly #oneAt: number

  constructor(limits: ConnectionLimits) {
    this.limits = limits
    this.#receive = timeval(limits.idle)
    this.#send = timeval(limits.write)
    this.#receiveAt = pointerTo(this.#receive)
    this.#sendAt = pointerTo(this.#send)
    this.#one[0] = 1
    this.#oneAt = pointerTo(this.#one)
  }

  /**
   * Sets the options of a connection's socket, or of a TCP listening socket, whose connections inherit
   * them. What does not apply to a kind of socket is left out by the system.
   */
  prepare(fd: number): void {
    const { setsockopt } = this.calls
    const [tcp, noDelay] = OPTION.noDelay
    setsockopt(fd, tcp, noDelay, this.#oneAt, 4)
    if (this.limits.idle > 0) setsockopt(fd, ...OPTION.receiveTimeout, this.#receiveAt, 16)
    if (this.limits.write > 0) setsockopt(fd, ...OPTION.sendTimeout, this.#sendAt, 16)
  }
}

/** struct timeval. */
function timeval(milliseconds: number): BigInt64Array {
  const words = new BigInt64Array(new ArrayBuffer(16))
  words[0] = BigInt(Math.floor(milliseconds / 1000))
  words[1] = BigInt((milliseconds % 1000) * 1000)
  return words
}

/** Milliseconds from now until a transfer of so many bytes must be done. */
function timeLeft(began: number, limit: number, bytes: number): number {
  if (limit === 0) return 0x7fffffff
  return Math.ceil(began + limit + (bytes * 1000) / MINIMUM_RATE - performance.now())
}

export class Connection {
  /** -1: closed. */
  fd: number
  ending: Ending = "ok"
  #received = 0
  #sent = 0
  readonly #buffers: ConnectionBuffers
  readonly #calls: SocketCalls
  readonly #hooks: ConnectionHooks
  readonly #input: Buffer
  #at = 0
  #end = 0
  #atEof = false
  /** What is to be written. */
  #text = ""
  /** Why nothing more can be read, or written. */
  #failure: SocketError | undefined
  #writeFailure: SocketError | undefined

  constructor(fd: number, buffers: ConnectionBuffers, hooks: ConnectionHooks) {
    this.fd = fd
    this.#buffers = buffers
    this.#calls = buffers.calls
    this.#hooks = hooks
    this.#input = buffers.input
  }

  /** Bytes from and to the client. */
  get counters(): { received: number; sent: number } {
    return { received: this.#received, sent: this.#sent }
  }

  // -- reading ------------------------------------------------------------------------------------

  #fail(errno: number): SocketError {
    if (this.ending === "ok") this.ending = errno === ERRNO.ETIMEDOUT ? "timeout" : "reset"
    return (this.#failure = new SocketError(errno))
  }

  /** A line or block is longer than allowed: what follows has no meaning. */
  #refuseLength(): null {
    this.ending = "too long"
    this.#failure = new SocketError(ERRNO.EPROTO)
    return null
  }

  /** Reads into the empty buffer, and waits as long as the client may be idle; false at the end. */
  #fill(): boolean {
    if (this.#atEof) return false
    this.flush()
    this.#hooks.begin()
    const count = this.#calls.recv(this.fd, this.#buffers.inputAt, INPUT_SIZE, 0)
    const errno = count < 0 ? lastErrno() : 0
    const isInterrupted = this.#hooks.end()
    if (isInterrupted && count <= 0) {
      this.#atEof = true
      this.ending = "stopped"
      return false
    }
    if (errno === ERRNO.EINTR) return this.#fill()
    if (errno !== 0) throw this.#fail(errno === ERRNO.EAGAIN ? ERRNO.ETIMEDOUT : errno)
    return this.#took(count)
  }

  /** Reads more of something that began at a certain time; false at the end. */
  #fillMore(began: number, bytes: number): boolean {
    if (this.#atEof) return false
    this.flush()
    for (;;) {
      const count = this.#calls.recv(this.fd, this.#buffers.inputAt, INPUT_SIZE, MSG_DONTWAIT)
      if (count >= 0) return this.#took(count)
      const errno = lastErrno()
      if (errno === ERRNO.EINTR) continue
      if (errno !== ERRNO.EAGAIN) throw this.#fail(errno)
      const rest = timeLeft(began, this.#buffers.limits.read, bytes)
      if (rest <= 0) throw this.#fail(ERRNO.ETIMEDOUT)
      awaitDescriptor(this.fd, POLLIN, rest)
    }
  }

  #took(count: number): boolean {
    this.#at = 0
    this.#end = count
    this.#input[count] = NEWLINE
    this.#received += count
    if (count === 0) this.#atEof = true
    return count > 0
  }

  #checkReadable(): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.fd < 0) throw new SocketError(ERRNO.EBADF)
  }

  /** Whether there is nothing more to read. */
  atEnd(): boolean {
    this.#checkReadable()
    return this.#at === this.#end && !this.#fill()
  }

  /** The next byte, -1 at the end. */
  nextByte(): number {
    return this.atEnd() ? -1 : this.#input[this.#at++]!
  }

  /** Takes back the byte that nextByte returned last. */
  unreadByte(): void {
    this.#at--
  }

  /** A line of at most so many bytes; undefined at the end; null when it is longer: nothing more is read then. */
  line(limit: number, keepNewline: boolean): string | undefined | null {
    if (this.atEnd()) return undefined
    let head = ""
    let began = 0
    for (;;) {
      const from = this.#at
      const newline = this.#input.indexOf(NEWLINE, from)
      const end = Math.min(newline, this.#end)
      if (head.length + end - from > limit) return this.#refuseLength()
      if (newline < this.#end) {
        this.#at = newline + 1
        const line = this.#input.latin1Slice(from, keepNewline ? newline + 1 : newline)
        return head === "" ? line : head + line
      }
      head += this.#input.latin1Slice(from, this.#end)
      this.#at = this.#end
      if (began === 0) began = performance.now()
      if (!this.#fillMore(began, head.length)) return head
    }
  }

  /** Up to so many bytes, fewer only at the end; null when there are more than one read may bring. */
  block(limit: number): string | null {
    this.#checkReadable()
    const most = this.#buffers.limits.block
    if (limit !== Number.POSITIVE_INFINITY && limit > most) return null
    let text = ""
    let began = 0
    if (limit === 0 || this.atEnd()) return text
    for (;;) {
      const wanted = Math.min(limit - text.length, this.#end - this.#at)
      text += this.#input.latin1Slice(this.#at, this.#at + wanted)
      this.#at += wanted
      if (text.length === limit) return text
      if (text.length > most) return this.#refuseLength()
      if (began === 0) began = performance.now()
      if (!this.#fillMore(began, text.length)) return text
    }
  }

  // -- writing ------------------------------------------------------------------------------------

  /** Writes a text of bytes. */
  write(text: string): void {
    this.#checkWritable()
    this.#text += text
    if (this.#text.length >= OUTPUT_SIZE) this.flush()
  }

  #checkWritable(): void {
    if (this.fd < 0) throw new SocketError(ERRNO.EBADF)
    if (this.#writeFailure !== undefined) throw this.#writeFailure
  }

  /** Sends what has been written. */
  flush(): void {
    const text = this.#text
    if (text === "") return
    this.#text = ""
    if (this.fd < 0) return
    const { output } = this.#buffers
    if (text.length <= OUTPUT_SIZE) {
      this.#send(output.latin1Write(text, 0))
      return
    }
    for (let at = 0; at < text.length; at += OUTPUT_SIZE)
      this.#send(output.latin1Write(text.substring(at, at + OUTPUT_SIZE), 0))
  }

  #send(length: number): void {
    let done = 0
    let began = 0
    while (done < length) {
      const count = this.#calls.send(this.fd, this.#buffers.outputAt + done, length - done, MSG_NOSIGNAL)
      if (count === length) {
        this.#sent += count
        return
      }
      if (count > 0) {
        done += count
        this.#sent += count
        if (began === 0) began = performance.now()
        else if (timeLeft(began, this.#buffers.limits.write, done) <= 0)
          throw this.#failToWrite(ERRNO.ETIMEDOUT)
        continue
      }
      const errno = lastErrno()
      if (errno === ERRNO.EAGAIN) throw this.#failToWrite(ERRNO.ETIMEDOUT)
      if (errno !== ERRNO.EINTR) throw this.#failToWrite(errno)
    }
  }

  #failToWrite(errno: number): SocketError {
    if (this.ending === "ok") this.ending = errno === ERRNO.ETIMEDOUT ? "timeout" : "reset"
    return (this.#writeFailure = new SocketError(errno))
  }

  // -- the end ------------------------------------------------------------------------------------

  /** Sends what is left and tells the client that nothing more comes; it can still be read. */
  shutdown(): void {
    this.#checkWritable()
    this.flush()
    this.#calls.shutdown(this.fd, SHUT_WR)
    this.#writeFailure = new SocketError(ERRNO.EPIPE)
  }

  /** Sends what is left and closes. A refusal is thrown; the connection is closed even then. */
  close(): void {
    if (this.fd < 0) return
    try {
      if (this.#writeFailure === undefined) this.flush()
      if (this.ending === "ok" || this.ending === "too long") this.#linger()
    } finally {
      this.#text = ""
      this.#hooks.closing()
      this.#calls.close(this.fd)
      this.fd = -1
    }
  }

  /**
   * Closing a socket with unread input resets the connection, and the client may lose what we have sent.
   * So a client that is still sending is heard out for a moment.
   */
  #linger(): void {
    const { recv } = this.#calls
    const { inputAt } = this.#buffers
    if (this.#atEof || recv(this.fd, inputAt, 1, MSG_PEEK | MSG_DONTWAIT) <= 0) return
    this.#calls.shutdown(this.fd, SHUT_WR)
    const deadline = performance.now() + LINGER
    for (let rest = LINGER_BYTES; rest > 0;) {
      const count = recv(this.fd, inputAt, INPUT_SIZE, MSG_DONTWAIT)
      if (count === 0) return
      rest -= count
      if (count > 0) continue
      const left = deadline - performance.now()
      if (lastErrno() !== ERRNO.EAGAIN || left <= 0) return
      awaitDescriptor(this.fd, POLLIN, left)
    }
  }
}
