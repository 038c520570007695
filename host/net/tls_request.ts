/**
 * What a thread that runs Lua and the thread that speaks TLS for it tell each other: a request by
 * postMessage, and the answer in a small shared memory, since the first one sleeps until it is there.
 */

/** What the connection is to be. Texts are PEM. */
export interface TlsClientOptions {
  serverName?: string
  ca?: string
  cert?: string
  key?: string
  passphrase?: string
  ciphers?: string
  secureOptions: number
  alpn?: string[]
  /** Whether the peer's certificate must be valid, for `serverName` if there is one. */
  isVerified: boolean
}

export interface TlsRequest {
  kind: "tls"
  /** Tells it from the thread's other requests. */
  id: number
  /** The connection, which is the other thread's from now on. */
  fd: number
  memory: SharedArrayBuffer
  options: TlsClientOptions
}

/** The connection of a request is closed, while its handshake may be under way. */
export interface TlsAbandon {
  kind: "tlsAbandon"
  id: number
}

/** Words of the memory: R_STATUS is one of STATUS. */
export const R_STATUS = 0
/** The descriptor of the plain side, once both have agreed. */
export const R_FD = 1
/** 1: all that was written has been sent, the end included, or there is nobody to send it to. */
export const R_SENT = 2
const R_LENGTH = 3
const TEXT_AT = 16
const SIZE = 1 << 16

export const STATUS = { pending: 0, agreed: 1, failed: 2, abandoned: 3 } as const

/** What is known once both have agreed. */
export interface TlsFacts {
  protocol: string
  cipher: string
  alpn?: string
  certificate?: CertificateFacts
  /** Why the certificate is not valid; missing: it is. */
  complaint?: string
}

export interface CertificateFacts {
  pem: string
  serial: string
  notBefore: string
  notAfter: string
  /** Pairs of a name like `CN` and a value. */
  subject: [string, string][]
  issuer: [string, string][]
}

export function makeRequestMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(SIZE)
}

/** Leaves a text behind; what is too long is lost. */
export function writeAnswer(memory: SharedArrayBuffer, text: string): void {
  const bytes = Buffer.from(text)
  if (bytes.length > SIZE - TEXT_AT) return
  Buffer.from(memory).set(bytes, TEXT_AT)
  new Int32Array(memory)[R_LENGTH] = bytes.length
}

export function readAnswer(memory: SharedArrayBuffer): string {
  const length = new Int32Array(memory)[R_LENGTH]!
  return Buffer.from(memory).toString("utf8", TEXT_AT, TEXT_AT + length)
}
