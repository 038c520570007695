// Two joined sockets: whichever side ends, closes or vanishes first, the other one hears of it, and nothing stays open.
import { expect, test } from "bun:test"
import type { Socket } from "bun"
import { lastErrno, pointerTo } from "../../../interpreter/index.ts"
import {
  ERRNO,
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  SHUT_WR,
  socketCalls,
  socketPair,
} from "../../../host/net/socket_calls.ts"
import { Splice } from "../../../host/net/splice.ts"

const FOREVER = 1 << 30
const BLOCK = Buffer.from(new ArrayBuffer(1 << 16))
const { send, recv, shutdown, close } = socketCalls()

/** The end of a socket pair that is not spliced. */
class End {
  readonly fd: number
  constructor(fd: number) {
    this.fd = fd
  }

  /** Sends as much as fits; how much that was. */
  fill(): number {
    let total = 0
    for (;;) {
      const count = this.write(BLOCK.length)
      if (count < 0) return total
      total += count
    }
  }

  /** The bytes that fit, or minus the number of the error. */
  write(length: number): number {
    const count = send(this.fd, pointerTo(BLOCK), length, MSG_DONTWAIT | MSG_NOSIGNAL)
    return count < 0 ? -lastErrno() : count
  }

  /** The bytes that are there, 0 at the end, or minus the number of the error. */
  read(): number {
    const count = recv(this.fd, pointerTo(BLOCK), BLOCK.length, MSG_DONTWAIT)
    return count < 0 ? -lastErrno() : count
  }

  /** Reads until the end; how much came. */
  async readAll(): Promise<number> {
    let total = 0
    for (;;) {
      const count = this.read()
      if (count === 0) return total
      if (count > 0) total += count
      else if (count === -ERRNO.EAGAIN) await turn()
      else throw new Error(`errno ${-count}`)
    }
  }

  end(): void {
    shutdown(this.fd, SHUT_WR)
  }

  close(): void {
    close(this.fd)
  }
}

/** Lets the event loop hear of what has happened. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn()
}

interface Joined {
  peer: End
  thread: End
  isOver: () => boolean
}

/** A splice of two pairs: the peer has one end, the thread the other. */
async function join({ trustsAnswers = false, linger = FOREVER } = {}): Promise<Joined> {
  const [far, peer] = socketPair()
  const [near, thread] = socketPair()
  let isOver = false
  const splice = new Splice(far, { trustsAnswers, linger, over: () => (isOver = true) })
  const socket = {
    open: (raw: Socket<unknown>) => {
      splice.far = raw
    },
    data: (_: Socket<unknown>, bytes: Uint8Array) => splice.farData(bytes),
    drain: () => splice.farDrain(),
    end: () => splice.farEnded(),
    close: () => splice.farClosed(),
    error: () => {},
  }
  await Bun.connect({ fd: far, socket, allowHalfOpen: true } as never)
  splice.attach(near)
  return { peer: new End(peer), thread: new End(thread), isOver: () => isOver }
}

/** Fills a direction until nothing more fits for several turns: the splice holds bytes, and has paused. */
async function clog(end: End): Promise<number> {
  let total = 0
  for (let quiet = 0; quiet < 20; quiet++) {
    const count = end.fill()
    total += count
    if (count > 0) quiet = 0
    await turn()
  }
  return total
}

test("bytes and ends pass both ways", async () => {
  const { peer, thread, isOver } = await join()
  peer.write(1000)
  peer.end()
  expect(await thread.readAll()).toBe(1000)
  thread.write(500)
  thread.close()
  expect(await peer.readAll()).toBe(500)
  await until(isOver)
  peer.close()
})

test("a thread that closes early throws away what its peer still sends", async () => {
  const { peer, thread, isOver } = await join()
  await clog(peer)
  thread.close()
  // it is read on, so that its end is heard
  await until(() => peer.write(1) > 0)
  peer.end()
  await until(isOver)
  peer.close()
})

test("a thread that closes lets its peer end", async () => {
  const { peer, thread, isOver } = await join()
  thread.write(10)
  thread.close()
  expect(await peer.readAll()).toBe(10)
  peer.end()
  await until(isOver)
  peer.close()
})

test("a peer that does not end is not waited for too long", async () => {
  const { peer, thread, isOver } = await join({ linger: 1 })
  thread.write(10)
  thread.close()
  await until(isOver)
  expect(await peer.readAll()).toBe(10)
  peer.close()
})

test("a peer that has answered is not waited for where that is trusted", async () => {
  const { peer, thread, isOver } = await join({ trustsAnswers: true })
  thread.write(10)
  await until(() => peer.read() === 10)
  peer.write(10)
  await until(() => thread.read() === 10)
  thread.close()
  await until(isOver)
  peer.close()
})

test("a peer that is gone: what it sent arrives, and writes are refused", async () => {
  const { peer, thread, isOver } = await join()
  const sent = await clog(peer)
  thread.write(1)
  peer.close()
  let got = 0
  await until(() => {
    const count = thread.read()
    if (count > 0) got += count
    return isOver()
  })
  await until(() => thread.write(1) === -ERRNO.EPIPE)
  expect(got + (await thread.readAll())).toBe(sent)
  thread.close()
})

test("a peer that vanishes while both directions are stuck ends the thread's writing", async () => {
  const { peer, thread, isOver } = await join()
  await clog(peer)
  await clog(thread)
  peer.close()
  await until(() => thread.write(1) === -ERRNO.EPIPE)
  thread.close()
  await until(isOver)
})
