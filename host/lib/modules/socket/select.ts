/** Waiting for several sockets at once. */
import { pointerTo } from "../../../../interpreter/index.ts"
import { POLLIN, POLLOUT, socketCalls } from "../../../net/socket_calls.ts"
import { flushOutput } from "../../output.ts"
import type { TcpSocket } from "./tcp.ts"

/** Longest wait of one poll, in milliseconds. */
const LONGEST = 0x7fffffff

/** The indices of those that are ready; a socket with input left is ready at once. */
export interface Ready {
  receive: number[]
  send: number[]
}

/** Waits until one is ready, at most so many seconds; negative: for ever. */
export function selectSockets(receive: TcpSocket[], send: TcpSocket[], seconds: number): Ready {
  flushOutput()
  const hasInput = receive.some((socket) => socket.hasInput)
  const end = performance.now() + seconds * 1000
  // struct pollfd: the descriptor, the events, and what became of them in the upper half.
  const entries = Int32Array.from([
    ...receive.flatMap((socket) => [socket.fd, POLLIN]),
    ...send.flatMap((socket) => [socket.fd, POLLOUT]),
  ])
  for (;;) {
    const left = hasInput ? 0 : seconds < 0 ? -1 : Math.ceil(Math.max(0, end - performance.now()))
    const count = socketCalls().poll(
      entries.length === 0 ? null : pointerTo(entries),
      entries.length / 2,
      Math.min(left, LONGEST),
    )
    if (count <= 0 && !hasInput && (seconds < 0 || performance.now() < end)) continue
    const isReady = (i: number) => entries[2 * i + 1]! >>> 16 !== 0
    return {
      receive: indices(receive, (i) => receive[i]!.hasInput || isReady(i)),
      send: indices(send, (i) => isReady(receive.length + i)),
    }
  }
}

function indices(list: TcpSocket[], isReady: (i: number) => boolean): number[] {
  return Array.from(list.keys()).filter(isReady)
}
