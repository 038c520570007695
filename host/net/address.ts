/**
 * Socket addresses as text and as the system's bytes (struct sockaddr), and sets of addresses (CIDR).
 * IPv4 addresses are held in 16 bytes like IPv6 ones, as ::ffff:a.b.c.d, and shown as IPv4.
 */
import { AF_INET, AF_INET6, AF_UNIX } from "./socket_calls.ts"

/** Size of the largest address: struct sockaddr_un, rounded up. */
export const SOCKADDR_SIZE = 112
const SOCKADDR_IN = 16
const SOCKADDR_IN6 = 28
const MOST_UNIX_PATH = 107

/** An address to listen at. */
export interface Endpoint {
  /** As the user wrote it. */
  text: string
  family: typeof AF_INET | typeof AF_INET6 | typeof AF_UNIX
  /** struct sockaddr, for bind. */
  bytes: Uint8Array<ArrayBuffer>
  /** Of a unix socket. */
  path?: string
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] as const

/** The 4 bytes of an IPv4 address. */
function parseIPv4(text: string): number[] | undefined {
  const bytes = IPV4.exec(text)?.slice(1).map(Number)
  return bytes?.every((byte) => byte < 256) ? bytes : undefined
}

/** The 16-bit groups of one side of `::`; a last one may be an IPv4 address. */
function parseGroups(text: string): number[] | undefined {
  if (text === "") return []
  const groups: number[] = []
  const words = text.split(":")
  for (const [i, word] of words.entries()) {
    const v4 = i === words.length - 1 ? parseIPv4(word) : undefined
    if (v4 !== undefined) groups.push(v4[0]! * 256 + v4[1]!, v4[2]! * 256 + v4[3]!)
    else if (/^[0-9a-f]{1,4}$/i.test(word)) groups.push(Number.parseInt(word, 16))
    else return undefined
  }
  return groups
}

/** The 16 bytes of an address in text form, IPv4 or IPv6; undefined: it is none. */
export function parseAddress(text: string): Uint8Array<ArrayBuffer> | undefined {
  const v4 = parseIPv4(text)
  if (v4 !== undefined) return Uint8Array.of(...MAPPED, ...v4)
  const sides = text.split("::")
  if (sides.length > 2) return undefined
  const [head, tail] = sides.map(parseGroups)
  if (head === undefined || (sides.length === 2 && tail === undefined)) return undefined
  const groups = [...head]
  if (tail !== undefined) {
    const missing = 8 - head.length - tail.length
    if (missing < 1) return undefined
    groups.push(...new Array<number>(missing).fill(0), ...tail)
  }
  if (groups.length !== 8) return undefined
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

function isMapped(bytes: Uint8Array): boolean {
  return MAPPED.every((byte, i) => bytes[i] === byte)
}

/** The text of a 16-byte address (RFC 5952). */
export function formatAddress(bytes: Uint8Array): string {
  if (isMapped(bytes)) return `${bytes[12]}.${bytes[13]}.${bytes[14]}.${bytes[15]}`
  const groups: string[] = []
  for (let i = 0; i < 16; i += 2) groups.push(((bytes[i]! << 8) | bytes[i + 1]!).toString(16))
  // The longest run of zeros, at least two, becomes `::`.
  const runs = [...groups.join(":").matchAll(/\b0(?::0)+\b/g)].map((match) => match[0])
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), "")
  if (longest === "") return groups.join(":")
  const text = groups.join(":")
  const at = text.search(new RegExp(`\\b${longest}\\b`))
  const head = text.slice(0, at).replace(/:$/, "")
  const tail = text.slice(at + longest.length).replace(/^:/, "")
  return `${head}::${tail}`
}

/** Whether an address is one of this machine's own (127.0.0.0/8, ::1). */
export function isLoopback(bytes: Uint8Array): boolean {
  if (isMapped(bytes)) return bytes[12] === 127
  return bytes[15] === 1 && bytes.subarray(0, 15).every((byte) => byte === 0)
}

/** struct sockaddr of a 16-byte address. */
function socketAddress(address: Uint8Array, port: number): Pick<Endpoint, "family" | "bytes"> {
  const isV4 = isMapped(address)
  const bytes = new Uint8Array(isV4 ? SOCKADDR_IN : SOCKADDR_IN6)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, isV4 ? AF_INET : AF_INET6, true)
  view.setUint16(2, port)
  if (isV4) bytes.set(address.subarray(12), 4)
  else bytes.set(address, 8)
  return { family: isV4 ? AF_INET : AF_INET6, bytes }
}

const UNIX = "unix:"

/** Reads an argument of --bind: an address, `localhost`, `*`, or `unix:` and a path. */
export function parseEndpoint(text: string, port: number): Endpoint | undefined {
  if (text.startsWith(UNIX)) return unixEndpoint(text, text.slice(UNIX.length))
  const plain = text.replace(/^\[(.*)\]$/, "$1")
  const name = plain === "*" ? "::" : plain === "localhost" ? "127.0.0.1" : plain
  const address = parseAddress(name)
  return address === undefined ? undefined : { text, ...socketAddress(address, port) }
}

function unixEndpoint(text: string, path: string): Endpoint | undefined {
  const name = Buffer.from(path)
  if (name.length === 0 || name.length > MOST_UNIX_PATH || name.includes(0)) return undefined
  const bytes = new Uint8Array(2 + name.length + 1)
  bytes[0] = AF_UNIX
  bytes.set(name, 2)
  return { text, family: AF_UNIX, bytes, path }
}

/** The 16-byte address and the port in a struct sockaddr; no address for unix sockets. */
export function readSocketAddress(bytes: Uint8Array): { address: Uint8Array | undefined; port: number } {
  const family = bytes[0]! | (bytes[1]! << 8)
  const port = (bytes[2]! << 8) | bytes[3]!
  if (family === AF_INET) return { address: Uint8Array.of(...MAPPED, ...bytes.subarray(4, 8)), port }
  if (family === AF_INET6) return { address: bytes.slice(8, 24), port }
  return { address: undefined, port: 0 }
}

/** `127.0.0.1:80`, `[::1]:80`. */
export function showEndpoint(ip: string, port: number): string {
  return ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`
}

/** A set of addresses: those that begin with the same bits. */
export interface AddressRange {
  address: Uint8Array
  /** Number of bits that count, of 128. */
  bits: number
}

/** Reads `10.0.0.0/8`, `::1`, `unix`; undefined: it is none. */
export function parseRange(text: string): AddressRange | undefined {
  const [name, length, ...rest] = text.split("/")
  const address = parseAddress(name!)
  if (address === undefined || rest.length > 0) return undefined
  const most = parseIPv4(name!) === undefined ? 128 : 32
  if (length === undefined) return { address, bits: 128 }
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) return undefined
  return { address, bits: 128 - most + Number(length) }
}

export function isInRange(address: Uint8Array, range: AddressRange): boolean {
  const whole = range.bits >> 3
  for (let i = 0; i < whole; i++) if (address[i] !== range.address[i]) return false
  const mask = 0xff00 >> (range.bits & 7)
  return (range.bits & 7) === 0 || ((address[whole]! ^ range.address[whole]!) & mask & 0xff) === 0
}
