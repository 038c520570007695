// One direction between two sockets: pauses, ends, and what is left when the end comes.
import { expect, test } from "bun:test"
import type { Socket } from "bun"
import { Flow } from "../../../host/net/flow.ts"

/** A socket that takes so many bytes until more room is made, and notes what it is told. */
class FakeSocket {
  readonly told: string[] = []
  room: number
  taken = 0
  constructor(room: number) {
    this.room = room
  }
  write(bytes: Uint8Array): number {
    const count = Math.min(this.room, bytes.length)
    this.room -= count
    this.taken += count
    return count
  }
  pause(): void {
    this.told.push("pause")
  }
  resume(): void {
    this.told.push("resume")
  }
  flush(): void {}
  shutdown(): void {
    this.told.push("shutdown")
  }
}

function connect(room: number): { source: FakeSocket; sink: FakeSocket; flow: Flow } {
  const source = new FakeSocket(0)
  const sink = new FakeSocket(room)
  const as = (socket: FakeSocket) => () => socket as unknown as Socket<unknown>
  return { source, sink, flow: new Flow(as(source), as(sink)) }
}

test("what the sink cannot take pauses the source until it can", () => {
  const { source, sink, flow } = connect(4)
  flow.put(new Uint8Array(10))
  flow.put(new Uint8Array(2))
  expect([sink.taken, source.told]).toEqual([4, ["pause"]])
  sink.room = 7
  flow.drain()
  expect([sink.taken, source.told]).toEqual([11, ["pause"]])
  sink.room = 7
  flow.drain()
  expect([sink.taken, source.told]).toEqual([12, ["pause", "resume"]])
  flow.end()
  expect(sink.told).toEqual(["shutdown"])
})

test("the end comes behind what is left", () => {
  const { sink, flow } = connect(4)
  flow.put(new Uint8Array(10))
  flow.end()
  expect(sink.told).toEqual([])
  sink.room = 10
  flow.drain()
  expect([sink.taken, sink.told]).toEqual([10, ["shutdown"]])
})

test("a source that ends while it is paused is read again, or it never hears that it is closed", () => {
  const { source, flow } = connect(4)
  flow.put(new Uint8Array(10))
  flow.end()
  expect(source.told).toEqual(["pause", "resume"])
})

test("a sink that is not there yet gets everything when it comes, the end included", () => {
  const source = new FakeSocket(0)
  const sink = new FakeSocket(10)
  let isThere = false
  const as = (socket: FakeSocket) => socket as unknown as Socket<unknown>
  let finished = 0
  const flow = new Flow(
    () => as(source),
    () => (isThere ? as(sink) : undefined),
    { finished: () => finished++ },
  )
  flow.put(new Uint8Array(7))
  flow.end()
  expect([sink.taken, finished]).toEqual([0, 0])
  isThere = true
  flow.drain()
  flow.drain()
  expect([sink.taken, sink.told, finished]).toEqual([7, ["shutdown"], 1])
})

test("an abandoned source is read on, for nobody", () => {
  const { source, sink, flow } = connect(4)
  flow.put(new Uint8Array(10))
  flow.abandon()
  expect(source.told).toEqual(["pause", "resume"])
  sink.room = 100
  flow.put(new Uint8Array(10))
  flow.drain()
  flow.end()
  expect([sink.taken, sink.told, flow.isFinished]).toEqual([4, [], false])
})

test("someone looks after a source while it is paused", async () => {
  const source = new FakeSocket(0)
  const sink = new FakeSocket(4)
  const as = (socket: FakeSocket) => socket as unknown as Socket<unknown>
  await new Promise<void>((resolve) => {
    const flow = new Flow(
      () => as(source),
      () => as(sink),
      {
        waiting: () => {
          flow.abandon()
          resolve()
        },
      },
    )
    flow.put(new Uint8Array(10))
  })
  expect(source.told).toEqual(["pause", "resume"])
})
