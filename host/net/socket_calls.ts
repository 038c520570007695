/**
 * The system's socket functions, called through bun:ffi: they block the calling thread only, which Bun's
 * own sockets cannot do. Linux only: epoll and accept4 are. A failed call throws a SocketError, which has
 * the shape of Bun's own refusals.
 */
import { type CFunctions, lastErrno, openLibc, pointerTo } from "../../interpreter/index.ts"

export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EEXIST: 17,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  EPIPE: 32,
  EPROTO: 71,
  ENOTSOCK: 88,
  EOPNOTSUPP: 95,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOBUFS: 105,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
} as const

/** What the system refused. */
export class SocketError extends Error {
  readonly code: string
  /** Negative, as in the errors of Bun's fs functions. */
  readonly errno: number
  constructor(errno: number) {
    const name = Object.entries(ERRNO).find(([, number]) => number === errno)?.[0] ?? `errno ${errno}`
    super(name)
    this.code = name
    this.errno = -errno
  }
}

const DECLARATIONS = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  socketpair: { args: ["i32", "i32", "i32", "ptr"], returns: "i32" },
  bind: { args: ["i32", "ptr", "u32"], returns: "i32" },
  listen: { args: ["i32", "i32"], returns: "i32" },
  connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
  accept4: { args: ["i32", "ptr", "ptr", "i32"], returns: "i32" },
  getsockname: { args: ["i32", "ptr", "ptr"], returns: "i32" },
  getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
  setsockopt: { args: ["i32", "i32", "i32", "ptr", "u32"], returns: "i32" },
  recv: { args: ["i32", "ptr", "u64", "i32"], returns: "i32" },
  send: { args: ["i32", "ptr", "u64", "i32"], returns: "i32" },
  shutdown: { args: ["i32", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
  fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
  dup3: { args: ["i32", "i32", "i32"], returns: "i32" },
  epoll_create1: { args: ["i32"], returns: "i32" },
  epoll_ctl: { args: ["i32", "i32", "i32", "ptr"], returns: "i32" },
  epoll_wait: { args: ["i32", "ptr", "i32", "i32"], returns: "i32" },
  getrlimit: { args: ["i32", "ptr"], returns: "i32" },
  setrlimit: { args: ["i32", "ptr"], returns: "i32" },
  unsetenv: { args: ["ptr"], returns: "i32" },
} as const

export type SocketCalls = CFunctions<keyof typeof DECLARATIONS>

let opened: SocketCalls | undefined

/** The functions; undefined where the system lacks some. */
export function findSocketCalls(): SocketCalls | undefined {
  opened ??= openLibc(DECLARATIONS as never)
  return opened
}

/** The functions, on a system that has them. */
export function socketCalls(): SocketCalls {
  const calls = findSocketCalls()
  if (calls === undefined) throw new SocketError(ERRNO.EOPNOTSUPP)
  return calls
}

/** The result of a call, or its errno thrown. */
export function checked(result: number): number {
  if (result < 0) throw new SocketError(lastErrno())
  return result
}

export const AF_UNIX = 1
export const AF_INET = 2
export const AF_INET6 = 10
export const SOCK_STREAM = 1
export const SOCK_NONBLOCK = 0o4000
export const SOCK_CLOEXEC = 0o2000000
export const SHUT_RD = 0
export const SHUT_WR = 1
export const SHUT_RDWR = 2
export const MSG_PEEK = 0x02
export const MSG_DONTWAIT = 0x40
export const MSG_NOSIGNAL = 0x4000
export const POLLIN = 0x001
export const POLLOUT = 0x004
/** The other side sends nothing more. */
export const POLLRDHUP = 0x2000

const SOL_SOCKET = 1
const IPPROTO_TCP = 6
const IPPROTO_IPV6 = 41
/** Level and number of the options that are used. */
export const OPTION = {
  reuseAddress: [SOL_SOCKET, 2],
  receiveTimeout: [SOL_SOCKET, 20],
  sendTimeout: [SOL_SOCKET, 21],
  attachFilter: [SOL_SOCKET, 26],
  acceptsConnections: [SOL_SOCKET, 30],
  noDelay: [IPPROTO_TCP, 1],
  v6Only: [IPPROTO_IPV6, 26],
} as const

/**
 * Words for the system to read and write. Their address stays the same: that of a typed array without
 * an ArrayBuffer of its own does not.
 */
export function systemWords(count: number): Int32Array<ArrayBuffer> {
  return new Int32Array(new ArrayBuffer(4 * count))
}

const number = systemWords(1)

/** Sets an option that is a number. */
export function setOption(fd: number, [level, name]: readonly [number, number], value: number): void {
  number[0] = value
  checked(socketCalls().setsockopt(fd, level, name, pointerTo(number), 4))
}

/** An option that is a number. */
export function getOption(fd: number, [level, name]: readonly [number, number]): number {
  const size = systemWords(1)
  size[0] = 4
  checked(socketCalls().getsockopt(fd, level, name, pointerTo(number), pointerTo(size)))
  return number[0]!
}

const F_GETFD = 1
const F_SETFD = 2
const F_GETFL = 3
const F_SETFL = 4
const FD_CLOEXEC = 1

/** Makes an inherited descriptor like our own: not waiting, and closed in children. */
export function adoptDescriptor(fd: number): void {
  const { fcntl } = socketCalls()
  checked(fcntl(fd, F_SETFL, checked(fcntl(fd, F_GETFL, 0)) | SOCK_NONBLOCK))
  checked(fcntl(fd, F_SETFD, checked(fcntl(fd, F_GETFD, 0)) | FD_CLOEXEC))
}

const pollEntry = systemWords(2)

/** Waits until a descriptor has one of the events, or for so many milliseconds; false: it has not. */
export function awaitDescriptor(fd: number, events: number, milliseconds: number): boolean {
  pollEntry[0] = fd
  pollEntry[1] = events
  return socketCalls().poll(pointerTo(pollEntry), 1, Math.min(0x7fffffff, milliseconds)) > 0
}

const peeked = systemWords(1)

/** Whether bytes have arrived that nobody has read yet. */
export function hasArrived(fd: number): boolean {
  return socketCalls().recv(fd, pointerTo(peeked), 1, MSG_PEEK | MSG_DONTWAIT) > 0
}

/** A pair of connected stream sockets. */
export function socketPair(): [number, number] {
  const pair = systemWords(2)
  checked(socketCalls().socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pointerTo(pair)))
  return [pair[0]!, pair[1]!]
}

/** The same; undefined: there are no descriptors left. */
export function trySocketPair(): [number, number] | undefined {
  try {
    return socketPair()
  } catch (e) {
    if (!(e instanceof SocketError)) throw e
    return undefined
  }
}

const RLIMIT_NOFILE = 7

/** Raises the number of descriptors that the process may have to what the system allows. */
export function raiseDescriptorLimit(): void {
  const { getrlimit, setrlimit } = socketCalls()
  const limits = new BigUint64Array(new ArrayBuffer(16))
  if (getrlimit(RLIMIT_NOFILE, pointerTo(limits)) < 0 || limits[0] === limits[1]) return
  limits[0] = limits[1]!
  setrlimit(RLIMIT_NOFILE, pointerTo(limits))
}
