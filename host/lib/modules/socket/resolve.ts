/** Names of hosts, by the C library's getaddrinfo. */
import { type CFunctions, once, openLibc, pointerTo, toBytes } from "../../../../interpreter/index.ts"
import { formatAddress, parseAddress, parseEndpoint, readSocketAddress } from "../../../net/address.ts"
import { AF_INET, AF_INET6, SOCK_STREAM } from "../../../net/socket_calls.ts"
import { Failure, UNKNOWN_HOST } from "./failure.ts"

const NAME_BYTES = 1024
/** struct addrinfo of 64-bit Linux: where its members are. */
const ADDRINFO_BYTES = 48
const FAMILY_AT = 4
const SOCKTYPE_AT = 8
const LENGTH_AT = 16
const ADDRESS_AT = 24
const NEXT_AT = 40

/** struct sockaddr, and the family of the socket for it. */
export interface Target {
  family: number
  bytes: Uint8Array
}

const DECLARATIONS = {
  getaddrinfo: { args: ["ptr", "ptr", "ptr", "ptr"], returns: "i32" },
  freeaddrinfo: { args: ["ptr"], returns: "void" },
  gethostname: { args: ["ptr", "usize"], returns: "i32" },
} as const

const libc = once((): CFunctions<keyof typeof DECLARATIONS> => {
  const functions = openLibc(DECLARATIONS as never)
  if (functions === undefined) throw new Failure("there is no C library to look up names")
  return functions
})

/** The addresses of a host, a numeric address or a name; family 0: of any kind. Throws a Failure. */
export function resolveHost(host: string, port: number, family: number): Target[] {
  const numeric = parseAddress(host.replace(/^\[(.*)\]$/, "$1"))
  const found = numeric === undefined ? lookUp(host, family) : [numeric]
  const targets = found.map((address): Target => parseEndpoint(formatAddress(address), port)!)
  const fitting = targets.filter((target) => family === 0 || target.family === family)
  if (fitting.length === 0) throw new Failure(UNKNOWN_HOST)
  return fitting
}

/** The 16-byte addresses of a name. */
export function lookUp(host: string, family: number): Uint8Array[] {
  const { getaddrinfo, freeaddrinfo } = libc()
  const name = Buffer.from(`${host}\0`, "latin1")
  const hints = Buffer.alloc(ADDRINFO_BYTES)
  hints.writeInt32LE(family, FAMILY_AT)
  hints.writeInt32LE(SOCK_STREAM, SOCKTYPE_AT)
  const list = new BigUint64Array(1)
  if (getaddrinfo(pointerTo(name), null, pointerTo(hints), pointerTo(list)) !== 0)
    throw new Failure(UNKNOWN_HOST)
  try {
    return readList(Number(list[0]))
  } finally {
    freeaddrinfo(Number(list[0]))
  }
}

function readList(first: number): Uint8Array[] {
  const { read, toArrayBuffer } = require("bun:ffi") as typeof import("bun:ffi")
  const addresses: Uint8Array[] = []
  for (let entry = first; entry !== 0; entry = Number(read.ptr(entry as never, NEXT_AT))) {
    const at = Number(read.ptr(entry as never, ADDRESS_AT))
    const bytes = new Uint8Array(toArrayBuffer(at as never, 0, read.u32(entry as never, LENGTH_AT)))
    const { address } = readSocketAddress(bytes)
    if (address !== undefined) addresses.push(address.slice())
  }
  return addresses
}

/** The name of this machine. */
export function hostName(): string {
  const buffer = Buffer.alloc(NAME_BYTES)
  libc().gethostname(pointerTo(buffer), NAME_BYTES)
  return toBytes(buffer.subarray(0, buffer.indexOf(0)).toString())
}

/** `inet`, `inet6`; undefined for other families. */
export function familyName(family: number): string | undefined {
  return family === AF_INET ? "inet" : family === AF_INET6 ? "inet6" : undefined
}
