/** The set of descriptors that the handlers wait at: listening sockets and parked connections. */
import { pointerTo } from "../../interpreter/index.ts"
import { checked, ERRNO, SocketError, socketCalls, systemWords } from "./socket_calls.ts"

const EPOLL_CLOEXEC = 0o2000000
const CTL_ADD = 1
const CTL_DEL = 2
const CTL_MOD = 3
const EPOLLIN = 0x001
const EPOLLOUT = 0x004
const EPOLLRDHUP = 0x2000
const EPOLLONESHOT = 1 << 30
/** Tags from here on are listening sockets, those below connections. */
const FIRST_LISTENER = 1 << 24

/**
 * struct epoll_event is packed to 12 bytes on x86-64 and has 16 elsewhere; the tag lies behind the
 * events, or behind padding.
 */
const isPacked = process.arch === "x64"
const TAG_WORD = isPacked ? 1 : 2
const event = systemWords(4)

function control(epoll: number, operation: number, fd: number, events: number, tag: number): void {
  event[0] = events
  event[TAG_WORD] = tag
  event[TAG_WORD + 1] = 0
  checked(socketCalls().epoll_ctl(epoll, operation, fd, pointerTo(event)))
}

export function createEpoll(): number {
  return checked(socketCalls().epoll_create1(EPOLL_CLOEXEC))
}

/** Adds a listening socket, without heeding it yet. */
export function addListener(epoll: number, fd: number, index: number): void {
  control(epoll, CTL_ADD, fd, 0, FIRST_LISTENER + index)
}

/**
 * Heeds a listening socket, for one thread and one connection: whoever is woken calls this again when it
 * has accepted. Without that, one connection would wake all threads.
 */
export function heedListener(epoll: number, fd: number, index: number): void {
  control(epoll, CTL_MOD, fd, EPOLLIN | EPOLLONESHOT, FIRST_LISTENER + index)
}

/** Adds a connection: its first bytes, or its end, wake one thread once; atOnce: it is woken now. */
export function addConnection(epoll: number, fd: number, entry: number, atOnce: boolean): void {
  control(epoll, CTL_ADD, fd, EPOLLIN | EPOLLRDHUP | EPOLLONESHOT | (atOnce ? EPOLLOUT : 0), entry)
}

/** Takes a connection out. */
export function removeConnection(epoll: number, fd: number): void {
  control(epoll, CTL_DEL, fd, 0, 0)
}

/** What a wait found. */
export type Found = { listener: number } | { entry: number } | undefined

const found = systemWords(4)
const foundAt = { pointer: 0 }

/** Waits for one event, up to so many milliseconds (-1: for ever). */
export function awaitEvent(epoll: number, milliseconds: number): Found {
  if (foundAt.pointer === 0) foundAt.pointer = pointerTo(found)
  if (socketCalls().epoll_wait(epoll, foundAt.pointer, 1, milliseconds) <= 0) return undefined
  const tag = found[TAG_WORD]!
  return tag >= FIRST_LISTENER ? { listener: tag - FIRST_LISTENER } : { entry: tag }
}

/** Whether an exception says that a descriptor is not in the set. */
export function isMissing(e: unknown): boolean {
  return e instanceof SocketError && (e.errno === -ERRNO.ENOENT || e.errno === -ERRNO.EBADF)
}
