/**
 * TLS towards servers, for threads that run Lua and have no event loop: a thread of its own takes their
 * connection over, speaks TLS, and gives back one end of a socket pair, which they use like the connection.
 */
import type { Socket } from "bun"
import { Flow } from "./flow.ts"
import { socketCalls, trySocketPair } from "./socket_calls.ts"
import {
  type CertificateFacts,
  R_FD,
  R_SENT,
  R_STATUS,
  STATUS,
  type TlsFacts,
  type TlsRequest,
  writeAnswer,
} from "./tls_request.ts"

/** Milliseconds after which a handshake is given up that nobody waits for any more. */
const ABANDONED = 60_000
/** What a handshake that has come to its end may complain of: the certificate's name, or whatever has another name than these. */
const WRONG_NAME = "ERR_TLS_CERT_ALTNAME_INVALID"
const FAILED = /^(ERR_|E[A-Z]+$)/

export function connectTls(request: TlsRequest): void {
  new ClientLink(request).connect()
}

class ClientLink {
  readonly #request: TlsRequest
  readonly #words: Int32Array
  #peer: Socket<unknown> | undefined
  #script: Socket<unknown> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Whether it is decided what becomes of the handshake. */
  #isDecided = false
  /** Whether the script has closed its side. */
  #hasClosed = false
  readonly #inward = new Flow(
    () => this.#peer,
    () => this.#script,
  )
  readonly #outward = new Flow(
    () => this.#script,
    () => this.#peer,
    () => this.#sent(),
  )

  constructor(request: TlsRequest) {
    this.#request = request
    this.#words = new Int32Array(request.memory)
  }

  connect(): void {
    this.#timer = setTimeout(() => this.#fail("timeout"), ABANDONED)
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
    const { isVerified: _, alpn, ...options } = this.#request.options
    const tls = { ...options, rejectUnauthorized: false, ...(alpn && { ALPNProtocols: alpn }) }
    try {
      this.#peer = raw.upgradeTLS({ tls, socket: this.#peerEvents() } as never)[1] as Socket<unknown>
    } catch (e) {
      raw.terminate()
      this.#fail((e as Error).message)
    }
  }

  #peerEvents() {
    return {
      open: () => {},
      handshake: (peer: Socket<unknown>, isValid: boolean, error: Error | null) =>
        this.#shookHands(peer, isValid ? null : (error ?? new Error("closed"))),
      data: (_: Socket<unknown>, bytes: Uint8Array) => this.#inward.put(bytes),
      drain: () => this.#outward.drain(),
      end: () => (this.#isDecided ? this.#inward.end() : this.#fail("closed")),
      close: () => this.#peerClosed(),
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
    this.#peer = peer
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
      peer.terminate()
      return
    }
    const socket = {
      open: (script: Socket<unknown>) => {
        this.#script = script
        this.#inward.drain()
      },
      data: (_: Socket<unknown>, bytes: Uint8Array) => this.#outward.put(bytes),
      drain: () => this.#inward.drain(),
      end: () => this.#outward.end(),
      close: () => this.#scriptClosed(),
      error: () => {},
    }
    Bun.connect({ fd: mine, socket, allowHalfOpen: true } as never).catch(() => peer.terminate())
  }

  #fail(message: string): void {
    if (this.#isDecided) return
    this.#isDecided = true
    writeAnswer(this.#request.memory, message)
    this.#conclude(STATUS.failed)
    if (this.#peer === undefined) socketCalls().close(this.#request.fd)
    else this.#peer.terminate()
  }

  /** Tells the waiting thread; false: it does not wait any more. */
  #conclude(status: number): boolean {
    clearTimeout(this.#timer)
    // Publishes the answer; a thread that has closed the connection meanwhile wants none.
    const before = Atomics.compareExchange(this.#words, R_STATUS, STATUS.pending, status)
    Atomics.notify(this.#words, R_STATUS)
    return before === STATUS.pending
  }

  // -- the connection's end -------------------------------------------------------------------------

  /** All that the script wrote, and the end, is on its way. */
  #sent(): void {
    // Lets a thread that closes the connection go on.
    Atomics.store(this.#words, R_SENT, 1)
    Atomics.notify(this.#words, R_SENT)
    if (this.#hasClosed) this.#peer?.end()
  }

  #scriptClosed(): void {
    this.#script = undefined
    this.#hasClosed = true
    this.#outward.end()
    if (this.#outward.isEmpty) this.#peer?.end()
  }

  #peerClosed(): void {
    this.#peer = undefined
    if (!this.#isDecided) {
      this.#fail("closed")
      return
    }
    this.#inward.end()
    this.#script?.end()
    this.#sent()
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
