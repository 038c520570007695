/**
 * The PROXY protocol, versions 1 and 2: a header before the client's own bytes, in which a proxy tells
 * who the client is. Exactly the header is taken from the socket.
 */
import { lastErrno, pointerTo } from "../../interpreter/index.ts"
import { parseAddress } from "./address.ts"
import type { PeerAddress } from "./board.ts"
import { LAST_WORDS } from "./protocol.ts"
import {
  awaitDescriptor,
  ERRNO,
  MSG_DONTWAIT,
  MSG_PEEK,
  POLLIN,
  POLLRDHUP,
  socketCalls,
} from "./socket_calls.ts"

/** Milliseconds between two looks whether the server stops. */
const LOOK = 100
/** Longest header of version 1, with its line end. */
const MOST_V1 = 107
const SIGNATURE = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1")
/** Signature, version and command, family, length. */
const V2_HEAD = 16
/** Longest header of version 2 that is taken. */
const MOST_V2 = V2_HEAD + 2048
const LOCAL = 0x20
const PROXY = 0x21
const TCP4 = 0x11
const TCP6 = 0x21

/** A client as its proxy tells it; "unknown": the proxy does not know, or speaks for itself. */
export type Source = PeerAddress | "unknown"

/** What a header's bytes say; "more": they are only its beginning; undefined: they are none. */
export function parseProxyHeader(bytes: Buffer): { source: Source; length: number } | "more" | undefined {
  const beginsV2 = SIGNATURE.subarray(0, bytes.length).equals(bytes.subarray(0, SIGNATURE.length))
  if (beginsV2) return bytes.length < V2_HEAD ? "more" : parseV2(bytes)
  const word = "PROXY "
  const head = bytes.toString("latin1", 0, MOST_V1)
  if (!head.startsWith(word) && !word.startsWith(head)) return undefined
  const end = head.indexOf("\r\n")
  if (end < 0) return bytes.length < MOST_V1 ? "more" : undefined
  const source = parseV1(head.slice(0, end))
  return source === undefined ? undefined : { source, length: end + 2 }
}

function parseV1(line: string): Source | undefined {
  const words = line.split(" ")
  if (words[1] === "UNKNOWN") return "unknown"
  const [, family, source, , port] = words
  if (words.length !== 6 || (family !== "TCP4" && family !== "TCP6")) return undefined
  const address = parseAddress(source!)
  const isV6 = source!.includes(":")
  if (address === undefined || isV6 !== (family === "TCP6") || !/^\d{1,5}$/.test(port!)) return undefined
  return Number(port) > 65535 ? undefined : { address, port: Number(port) }
}

function parseV2(bytes: Buffer): { source: Source; length: number } | "more" | undefined {
  const command = bytes[12]!
  const family = bytes[13]!
  const length = V2_HEAD + bytes.readUInt16BE(14)
  if ((command !== LOCAL && command !== PROXY) || length > MOST_V2) return undefined
  if (bytes.length < length) return "more"
  if (command === LOCAL || (family !== TCP4 && family !== TCP6)) return { source: "unknown", length }
  const size = family === TCP4 ? 4 : 16
  if (length < V2_HEAD + 2 * size + 4) return undefined
  const own = bytes.subarray(V2_HEAD, V2_HEAD + size)
  const address = new Uint8Array(16)
  if (size === 4) address.set([0xff, 0xff], 10)
  address.set(own, 16 - size)
  return { source: { address, port: bytes.readUInt16BE(V2_HEAD + 2 * size) }, length }
}

const buffer = Buffer.from(new ArrayBuffer(MOST_V2))

/**
 * Reads a connection's header within so many milliseconds (0: any time), or a moment when the server stops meanwhile;
 * undefined: there is none.
 */
export function readProxyHeader(
  fd: number,
  milliseconds: number,
  isStopping: () => boolean,
): Source | undefined {
  const { recv } = socketCalls()
  let deadline = milliseconds === 0 ? Number.POSITIVE_INFINITY : performance.now() + milliseconds
  let seen = 0
  for (;;) {
    const count = recv(fd, pointerTo(buffer), MOST_V2, MSG_PEEK | MSG_DONTWAIT)
    if (count === 0 || (count < 0 && lastErrno() !== ERRNO.EAGAIN)) return undefined
    if (count > seen) {
      const header = parseProxyHeader(buffer.subarray(0, count))
      if (header === undefined) return undefined
      if (header !== "more") {
        recv(fd, pointerTo(buffer), header.length, MSG_DONTWAIT)
        return header.source
      }
      seen = count
    } else if (count > 0 && awaitDescriptor(fd, POLLRDHUP, 0)) return undefined
    const now = performance.now()
    if (isStopping()) deadline = Math.min(deadline, now + LAST_WORDS * 1000)
    if (now >= deadline) return undefined
    // While nothing new comes, poll would tell of the old bytes at once: look again a little later.
    if (count > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    else awaitDescriptor(fd, POLLIN, Math.min(deadline - now, LOOK))
  }
}
