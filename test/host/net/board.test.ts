// The table of connections: entries, parked ones, and the counts behind --max-per-ip.
import { expect, test } from "bun:test"
import { B_IDLE, B_PARKED, Board, createBoard, ENTRY, TEXT_SIZE } from "../../../host/net/board.ts"
import { parseAddress } from "../../../host/net/address.ts"

test("entries are taken once and come back", () => {
  const board = createBoard(3, 2)
  const other = new Board(board.memory)
  const taken = [board.take(), other.take(), board.take()]
  expect([...taken].sort()).toEqual([0, 1, 2])
  expect(board.take()).toBe(-1)
  other.release(taken[1]!)
  expect(board.take()).toBe(taken[1]!)
  expect(board.move(taken[1]!, ENTRY.held, ENTRY.served)).toBe(true)
  expect(other.move(taken[1]!, ENTRY.held, ENTRY.served)).toBe(false)
})

test("an entry keeps address and text until it is released", () => {
  const board = createBoard(1, 1)
  const entry = board.take()
  const peer = { address: parseAddress("2001:db8::7")!, port: 4711 }
  board.setPeer(entry, peer)
  board.setText(entry, "héllo")
  expect(board.peer(entry)).toEqual(peer)
  expect(board.text(entry)).toBe("héllo")
  board.setText(entry, "x".repeat(TEXT_SIZE + 100))
  expect(board.text(entry)).toBe("x".repeat(TEXT_SIZE))
  board.release(entry)
  expect(board.take()).toBe(entry)
  expect(board.peer(entry).address).toBeUndefined()
  expect(board.text(entry)).toBe("")
})

test("connections of one address are counted", () => {
  const board = createBoard(10, 1)
  const add = (text: string | undefined) => {
    const entry = board.take()
    board.setPeer(entry, { address: text === undefined ? undefined : parseAddress(text), port: 1 })
    return entry
  }
  const first = add("10.0.0.1")
  add("10.0.0.2")
  add(undefined)
  const last = add("10.0.0.1")
  expect(board.countLike(last)).toBe(2)
  board.release(first)
  expect(board.countLike(last)).toBe(1)
})

test("the oldest parked connection comes first", () => {
  const board = createBoard(5, 1)
  const entries = [board.take(), board.take(), board.take()]
  for (const entry of [entries[1]!, entries[2]!, entries[0]!]) board.park(entry, ENTRY.held)
  expect(board.get(B_PARKED)).toBe(3)
  const order: number[] = []
  for (let entry = board.oldestParked(); entry >= 0; entry = board.oldestParked()) {
    expect(board.unpark(entry, ENTRY.served)).toBe(true)
    expect(board.unpark(entry, ENTRY.served)).toBe(false)
    order.push(entry)
  }
  expect(order).toEqual([entries[1]!, entries[2]!, entries[0]!])
  expect(board.get(B_PARKED)).toBe(0)
})

test("idle handlers are counted once each", () => {
  const board = createBoard(1, 3)
  board.setIdle(1, true)
  board.setIdle(1, true)
  board.setIdle(2, true)
  expect(board.get(B_IDLE)).toBe(2)
  board.setIdle(1, false)
  board.setIdle(1, false)
  expect(board.get(B_IDLE)).toBe(1)
})
