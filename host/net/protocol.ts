/** What the main thread and the handler threads of a server have to know of each other. */
import type { AddressRange } from "./address.ts"
import type { ConnectionLimits } from "./connection.ts"

/** Seconds that a client which is between two requests, or has not introduced itself, gets when the server stops. */
export const LAST_WORDS = 0.5

export interface ListenerInfo {
  fd: number
  /** 0 for unix sockets. */
  port: number
  /** Other processes have the socket, too. */
  isShared: boolean
}

/** What a handler thread is told about the server it belongs to. */
export interface NetStart {
  board: SharedArrayBuffer
  epoll: number
  listeners: ListenerInfo[]
  limits: ConnectionLimits
  /** Milliseconds for a PROXY header or a TLS handshake; 0: any time. */
  handshake: number
  maxConnections: number
  /** 0: any number. */
  maxPerIp: number
  /** Whether connections from this machine count for maxPerIp. */
  countLoopback: boolean
  /** Handlers kept for clients that have sent something. */
  reserve: number
  /** The main thread is to speak TLS with the clients. */
  isTls: boolean
  /** Who must send a PROXY header; undefined: nobody. */
  proxies: AddressRange[] | undefined
  /** Descriptor of the access log; -1: none. */
  accessLog: number
}

/** What a handler asks of the main thread. */
export type NetMessage =
  /** Another handler: all are busy. */
  | { ask: "handler" }
  /** TLS with a connection. */
  | { ask: "tls"; entry: number }
  /** An administrator's attention. */
  | { ask: "complaint"; text: string }
