/**
 * TLS towards servers, for threads that run Lua and have no event loop: a thread of its own takes their
 * connection over, speaks TLS, and gives back one end of a socket pair, which they use like the connection.
 */
import type { Socket } from "bun"
import { socketCalls, trySocketPair } from "./socket_calls.ts"
import { Splice } from "./splice.ts"
import {
  type CertificateFacts,
  R_FD,
  R_SENT,
  R_STATUS,
  STATUS,
  type TlsAbandon,
  type TlsFacts,
  type TlsRequest,
  writeAnswer,
} from "./tls_request.ts"

/** Milliseconds after which a handshake is given up; whoever waited for it may have forgotten it. */
const FORGOTTEN = 60_000
/** What a handshake that has come to its end may complain of: the certificate's name, or whatever has another name than these. */
const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID"
const FAILED = /^(ERR_|E[A-Z]+$)/

/** Handshakes under way, by the numbers of their requests. */
const pending = new Map<number, ClientLink>()

export function connectTls(request: TlsRequest): void {
  const link = new ClientLink(request)
  pending.set(request.id, link)
  link.connect()
}

/** Closes the connection of a request whose answer nobody waits for any more. */
export function abandonTls({ id }: TlsAbandon): void {
  pending.get(id)?.abandon()
}

class ClientLink {
  readonly #request: TlsRequest
  readonly #words: Int32Array
  /** Between the server and the script's socket. */
  readonly #splice: Splice
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Whether it is decided what becomes of the handshake. */
  #isDecided = false
  /** Closes the connection: the descriptor, as long as it is no socket of the event loop's. */
  #close = () => {
    socketCalls().close(this.#request.fd)
  }

  constructor(request: TlsRequest) {
    this.#request = request
    this.#words = new Int32Array(request.memory)
    this.#splice = new Splice(request.fd, { trustsAnswers: true, over: () => this.#over() })
  }

  connect(): void {
    this.#timer = setTimeout(() => this.#fail("timeout"), FORGOTTEN)
    const socket = {
      open: (raw: Socket<unknown>) => this.#upgrade(raw),
      data: () => {},
      error: () => {},
      connectError: (_: unknown, e: Error) => this.#fail(e.message),
    }
    Bun.connect({ fd: this.#request.fd, socket, allowHalfOpen: true } as never).catch((e: Error) =>
      this.#fail(e.message),
    )
  }

  #upgrade(raw: Socket<unknown>): void {
    this.#close = () => raw.terminate()
    const { isVerified: _, alpn, ...options } = this.#request.options
    const tls = { ...options, rejectUnauthorized: false, ...(alpn && { ALPNProtocols: alpn }) }
    try {
      const peer = raw.upgradeTLS({ tls, socket: this.#peerEvents() } as never)[1] as Socket<unknown>
      this.#close = () => peer.terminate()
      this.#splice.far = peer
    } catch (e) {
      this.#fail((e as Error).message)
    }
  }

  #peerEvents() {
    const splice = this.#splice
    return {
      open: () => {},
      handshake: (peer: Socket<unknown>, isValid: boolean, error: Error | null) =>
        this.#shookHands(peer, isValid ? null : (error ?? new Error("closed"))),
      data: (_: Socket<unknown>, bytes: Uint8Array) => splice.farData(bytes),
      drain: () => splice.farDrain(),
      end: () => (this.#isDecided ? splice.farEnded() : this.#fail("closed")),
      close: () => (this.#isDecided ? splice.farClosed() : this.#fail("closed")),
      error: (_: Socket<unknown>, e: Error) => this.#fail(e.message),
    }
  }

  // -- the handshake's end --------------------------------------------------------------------------

  #shookHands(peer: Socket<unknown>, error: Error | null): void {
    const { serverName, isVerified } = this.#request.options
    const code = (error as { code?: string } | null)?.code ?? ""
    if (error !== null && code !== WRONG_NAME && (code === "" || FAILED.test(code))) {
      this.#fail(error.message)
      return
    }
    // Without a name, Bun has looked for localhost in a certificate that is valid otherwise.
    const isFine = error === null || (code === WRONG_NAME && serverName === undefined)
    if (isFine || !isVerified) this.#agree(peer, isFine ? undefined : error!.message)
    else this.#fail(`certificate verify failed: ${error.message}`)
  }

  #agree(peer: Socket<unknown>, complaint: string | undefined): void {
    if (this.#isDecided) return
    this.#splice.far = peer
    const { memory } = this.#request
    const pair = trySocketPair()
    if (pair === undefined) {
      this.#fail("too many open files")
      return
    }
    const [mine, theirs] = pair
    writeAnswer(memory, JSON.stringify(factsOf(peer, complaint)))
    this.#words[R_FD] = theirs
    this.#isDecided = true
    if (!this.#conclude(STATUS.agreed)) {
      socketCalls().close(mine)
      socketCalls().close(theirs)
      this.#close()
      return
    }
    this.#splice.attach(mine)
  }

  abandon(): void {
    this.#fail("closed")
  }

  #fail(message: string): void {
    if (this.#isDecided) return
    this.#isDecided = true
    writeAnswer(this.#request.memory, message)
    this.#conclude(STATUS.failed)
    this.#close()
  }

  /** Tells the waiting thread; false: it does not wait any more. */
  #conclude(status: number): boolean {
    clearTimeout(this.#timer)
    pending.delete(this.#request.id)
    // Publishes the answer; a thread that has closed the connection meanwhile wants none.
    const before = Atomics.compareExchange(this.#words, R_STATUS, STATUS.pending, status)
    Atomics.notify(this.#words, R_STATUS)
    return before === STATUS.pending
  }

  /** What the script wrote is on its way, or there is nobody to send it to. */
  #over(): void {
    // Lets a thread that closes the connection go on.
    Atomics.store(this.#words, R_SENT, 1)
    Atomics.notify(this.#words, R_SENT)
  }
}

function factsOf(peer: Socket<unknown>, complaint: string | undefined): TlsFacts {
  const cipher = peer.getCipher() as { standardName?: string; name?: string } | undefined
  const facts: TlsFacts = {
    protocol: String(peer.getTLSVersion()),
    cipher: cipher?.name ?? cipher?.standardName ?? "",
  }
  if (typeof peer.alpnProtocol === "string") facts.alpn = peer.alpnProtocol
  if (complaint !== undefined) facts.complaint = complaint
  const certificate = certificateOf(peer)
  if (certificate !== undefined) facts.certificate = certificate
  return facts
}

interface PeerCertificate {
  raw?: Buffer
  subject?: Record<string, string | string[]>
  issuer?: Record<string, string | string[]>
  serialNumber?: string
  valid_from?: string
  valid_to?: string
}

function certificateOf(peer: Socket<unknown>): CertificateFacts | undefined {
  const certificate = peer.getPeerCertificate() as PeerCertificate | undefined
  if (certificate?.raw === undefined) return undefined
  const lines = certificate.raw
    .toString("base64")
    .match(/.{1,64}/g)!
    .join("\n")
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    serial: certificate.serialNumber ?? "",
    notBefore: certificate.valid_from ?? "",
    notAfter: certificate.valid_to ?? "",
    subject: entries(certificate.subject),
    issuer: entries(certificate.issuer),
  }
}

function entries(name: Record<string, string | string[]> | undefined): [string, string][] {
  return Object.entries(name ?? {}).flatMap(([key, values]) =>
    [values].flat().map((value): [string, string] => [key, value]),
  )
}
