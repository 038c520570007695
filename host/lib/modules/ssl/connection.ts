/**
 * A connection that speaks TLS. A thread with an event loop does that (host/net/tls_client.ts); this side
 * reads and writes one end of a socket pair, as if it were the connection.
 */
import { adoptDescriptor } from "../../../net/socket_calls.ts"
import {
  makeRequestMemory,
  R_FD,
  R_SENT,
  R_STATUS,
  readAnswer,
  STATUS,
  type TlsAbandon,
  type TlsFacts,
  type TlsRequest,
} from "../../../net/tls_request.ts"
import { flushOutput } from "../../output.ts"
import { CLOSED, Failure, TIMEOUT } from "../socket/failure.ts"
import { type Name, TcpSocket } from "../socket/tcp.ts"
import type { SslContext } from "./context.ts"

/** Milliseconds that a close waits for what was written to be on its way. */
const CLOSE_WAIT = 5000

let speaker: Worker | undefined
/** Counts the connections of this thread. */
let requests = 0

/** The thread that speaks TLS for this one. */
function tlsThread(): Worker {
  if (speaker === undefined) {
    speaker = new Worker(Bun.main)
    // It ends with the program.
    speaker.unref()
  }
  return speaker
}

export class SslSocket extends TcpSocket {
  serverName: string | undefined
  /** What is known once the handshake is done. */
  facts: TlsFacts | undefined
  readonly #context: SslContext
  readonly #names: Record<"socket" | "peer", Name>
  readonly #id = ++requests
  #memory: SharedArrayBuffer | undefined

  /** Takes over the connection of a socket. */
  constructor(plain: TcpSocket, context: SslContext) {
    super(plain.family)
    if (plain.hasInput) throw new Failure("there is input that has not been read")
    this.#names = { socket: plain.name("socket"), peer: plain.name("peer") }
    this.#context = context
    this.state = "client"
    this.blockTimeout = plain.blockTimeout
    this.totalTimeout = plain.totalTimeout
    this.fd = plain.detach()
  }

  override name(of: "socket" | "peer"): Name {
    return this.#names[of]
  }

  /** Agrees with the peer on how to speak; waits for that as long as the time-out allows. */
  handshake(): void {
    if (this.facts !== undefined) return
    this.#memory ??= this.#begin()
    const words = new Int32Array(this.#memory)
    flushOutput()
    const seconds = this.totalTimeout >= 0 ? this.totalTimeout : this.blockTimeout
    // Sleeps until the other thread has an answer.
    Atomics.wait(words, R_STATUS, STATUS.pending, seconds < 0 ? Number.POSITIVE_INFINITY : seconds * 1000)
    // Sees the whole answer.
    switch (Atomics.load(words, R_STATUS)) {
      case STATUS.pending:
        throw new Failure(TIMEOUT)
      case STATUS.agreed:
        this.fd = words[R_FD]!
        adoptDescriptor(this.fd)
        this.facts = JSON.parse(readAnswer(this.#memory)) as TlsFacts
        return
      default:
        throw new Failure(readAnswer(this.#memory))
    }
  }

  /** Hands the connection over. */
  #begin(): SharedArrayBuffer {
    if (!this.isOpen) throw new Failure(CLOSED)
    const memory = makeRequestMemory()
    const { serverName } = this
    const options = { ...this.#context.options, ...(serverName !== undefined && { serverName }) }
    tlsThread().postMessage({
      kind: "tls",
      id: this.#id,
      fd: this.detach(),
      memory,
      options,
    } satisfies TlsRequest)
    return memory
  }

  override close(): void {
    if (this.#memory === undefined) {
      super.close()
      return
    }
    const words = new Int32Array(this.#memory)
    // A handshake that is under way is for nobody: an answer comes too late from now on.
    if (Atomics.compareExchange(words, R_STATUS, STATUS.pending, STATUS.abandoned) === STATUS.pending)
      tlsThread().postMessage({ kind: "tlsAbandon", id: this.#id } satisfies TlsAbandon)
    if (!this.isOpen) return
    super.close()
    // The program may end now: what was written must be out.
    Atomics.wait(words, R_SENT, 0, CLOSE_WAIT)
  }
}
