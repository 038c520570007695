/**
 * Listening sockets: bound here, or handed over by a service manager (LISTEN_FDS). What is wrong is
 * thrown as a SetupError, whose message is one line.
 */
import { lstatSync, chmodSync, unlinkSync } from "node:fs"
import { isRefusal, pointerTo, refusalText } from "../../interpreter/index.ts"
import { type Endpoint, formatAddress, readSocketAddress, showEndpoint, SOCKADDR_SIZE } from "./address.ts"
import {
  adoptDescriptor,
  AF_INET6,
  checked,
  ERRNO,
  getOption,
  OPTION,
  setOption,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  SOCK_STREAM,
  SocketError,
  socketCalls,
} from "./socket_calls.ts"
import { SetupError } from "./setup_error.ts"

export interface Listener {
  fd: number
  /** Where it listens, for people. */
  name: string
  /** 0 for unix sockets. */
  port: number
  /** Other processes have it, too. */
  isShared: boolean
  /** File to be removed at the end. */
  path: string | undefined
}

export interface ListenOptions {
  backlog: number
  /** Permissions of unix sockets. */
  unixMode: number
}

/** First descriptor that a service manager hands over. */
const FIRST_PASSED = 3

/** Opens a socket that listens at an endpoint. */
export function openListener(endpoint: Endpoint, options: ListenOptions): Listener {
  try {
    return endpoint.path === undefined ? listenAtAddress(endpoint, options) : listenAtPath(endpoint, options)
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new SetupError(`cannot listen at ${placeOf(endpoint)}: ${refusalText(e)}`)
  }
}

function placeOf(endpoint: Endpoint): string {
  if (endpoint.path !== undefined) return endpoint.text
  const { address, port } = readSocketAddress(endpoint.bytes)
  return showEndpoint(formatAddress(address!), port)
}

function openSocket(endpoint: Endpoint): number {
  return checked(socketCalls().socket(endpoint.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
}

/** Binds and listens, or closes the socket. */
function bindAndListen(fd: number, endpoint: Endpoint, backlog: number): void {
  const { bind, listen, close } = socketCalls()
  try {
    checked(bind(fd, pointerTo(endpoint.bytes), endpoint.bytes.length))
    checked(listen(fd, backlog))
  } catch (e) {
    close(fd)
    throw e
  }
}

function listenAtAddress(endpoint: Endpoint, { backlog }: ListenOptions): Listener {
  const fd = openSocket(endpoint)
  setOption(fd, OPTION.reuseAddress, 1)
  // `::` takes IPv4 clients as well; a listed IPv6 address only its own.
  if (endpoint.family === AF_INET6) setOption(fd, OPTION.v6Only, isAny(endpoint) ? 0 : 1)
  bindAndListen(fd, endpoint, backlog)
  return { ...describe(fd), fd, isShared: false, path: undefined }
}

function isAny(endpoint: Endpoint): boolean {
  return endpoint.bytes.subarray(8, 24).every((byte) => byte === 0)
}

/** Name and port of a bound socket. */
function describe(fd: number): { name: string; port: number } {
  const bytes = new Uint8Array(new ArrayBuffer(SOCKADDR_SIZE))
  const length = Int32Array.of(SOCKADDR_SIZE)
  checked(socketCalls().getsockname(fd, pointerTo(bytes), pointerTo(length)))
  const { address, port } = readSocketAddress(bytes)
  if (address !== undefined) return { name: showEndpoint(formatAddress(address), port), port }
  const end = bytes.indexOf(0, 2)
  return { name: `unix:${Buffer.from(bytes.subarray(2, end < 0 ? undefined : end)).toString()}`, port: 0 }
}

/** Listens at a path. A socket file that nobody listens at any more is replaced. */
function listenAtPath(endpoint: Endpoint, { backlog, unixMode }: ListenOptions): Listener {
  const path = endpoint.path!
  removeStale(endpoint)
  const fd = openSocket(endpoint)
  const before = process.umask(0o777 & ~unixMode)
  try {
    bindAndListen(fd, endpoint, backlog)
  } finally {
    process.umask(before)
  }
  chmodSync(path, unixMode)
  return { fd, name: endpoint.text, port: 0, isShared: false, path }
}

/** Removes a socket file that nobody listens at any more. */
export function removeStale(endpoint: Endpoint): void {
  const path = endpoint.path!
  try {
    if (!lstatSync(path).isSocket()) return
  } catch {
    return
  }
  const { connect, close } = socketCalls()
  const fd = openSocket(endpoint)
  try {
    checked(connect(fd, pointerTo(endpoint.bytes), endpoint.bytes.length))
  } catch (e) {
    if (!(e instanceof SocketError) || e.errno !== -ERRNO.ECONNREFUSED) return
    unlinkSync(path)
  } finally {
    close(fd)
  }
}

/** Takes a variable out of the environment of this process and those it starts. */
function takeVariable(name: string): string | undefined {
  const value = process.env[name]
  delete process.env[name]
  socketCalls().unsetenv(pointerTo(Buffer.from(`${name}\0`)))
  return value
}

/** The sockets that a service manager has handed over (sd_listen_fds(3)); none if there are none. */
export function passedListeners(pid: number): Listener[] {
  const [LISTEN_PID, LISTEN_FDS] = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"].map(takeVariable)
  const count = /^\d{1,4}$/.test(LISTEN_FDS ?? "") ? Number(LISTEN_FDS) : 0
  if (count === 0 || LISTEN_PID !== String(pid)) return []
  return Array.from({ length: count }, (_, i) => adoptListener(FIRST_PASSED + i))
}

function adoptListener(fd: number): Listener {
  try {
    if (getOption(fd, OPTION.acceptsConnections) !== 1) throw new SocketError(ERRNO.EINVAL)
    adoptDescriptor(fd)
    return { ...describe(fd), fd, isShared: true, path: undefined }
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new SetupError(`descriptor ${fd} of LISTEN_FDS is not a listening socket`)
  }
}

/** A socket filter program of one instruction: drop (BPF_RET | BPF_K, 0 bytes). */
const DROP = Uint8Array.of(6, 0, 0, 0, 0, 0, 0, 0)

/**
 * Lets no new client connect, while those whose connections are in the backlog can still be accepted:
 * closing the socket at once would reset them. Sockets of others are left alone.
 */
export function muteListener({ fd, path, isShared }: Listener): void {
  if (isShared) return
  if (path !== undefined) {
    removeFile(path)
    return
  }
  const program = BigUint64Array.of(1n, BigInt(pointerTo(DROP)))
  const { setsockopt } = socketCalls()
  // Where filters are not allowed, clients that connect at this moment are reset.
  setsockopt(fd, ...OPTION.attachFilter, pointerTo(program), 16)
}

function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Gone already, or not ours to remove after the user was changed.
  }
}

/** Closes a socket and removes its file. */
export function closeListener({ fd, path }: Listener): void {
  socketCalls().close(fd)
  if (path !== undefined) removeFile(path)
}
