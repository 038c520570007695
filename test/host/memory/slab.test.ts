// The slab: blocks, runs, accounts, repair; alone and with several threads.
import { expect, test } from "bun:test"
import { planLayout } from "../../../host/memory/layout.ts"
import { Parker } from "../../../host/memory/parker.ts"
import { createShared, type Shared } from "../../../host/memory/shared.ts"
import { ACCOUNT, type Cell, Slab } from "../../../host/memory/slab.ts"
import { contend } from "../threads.ts"

function open(pages: number, pageSize = 64, records = 64) {
  const sizes = { threads: 20, records, pages, pageSize }
  const shared = createShared(sizes)
  const slab = new Slab(shared, new Parker(shared))
  slab.format()
  // cells of the tests: where the records are, which these tests do not use
  const cell = (i: number) => planLayout(sizes).recordsAt + i
  return { shared, slab, cell }
}

function cellsOf(shared: Shared, count: number, account: Cell["account"] = ACCOUNT.answers): Cell[] {
  return Array.from({ length: count }, (_, i) => ({ at: shared.layout.recordsAt + i, account }))
}

test("blocks are whole pages, and neighbours join when they are freed", () => {
  const { shared, slab, cell } = open(16)
  expect(slab.allocate(cell(0), 1, ACCOUNT.answers)).toBe(true)
  expect(slab.allocate(cell(1), 64, ACCOUNT.answers)).toBe(true)
  expect(slab.allocate(cell(2), 65, ACCOUNT.answers)).toBe(true)
  expect(slab.counters()).toEqual({ capacity: 1024, used: 256, peak: 256, largestRun: 768 })
  slab.free(cell(0), ACCOUNT.answers)
  slab.free(cell(2), ACCOUNT.answers)
  expect(slab.counters()).toEqual({ capacity: 1024, used: 64, peak: 256, largestRun: 896 })
  slab.free(cell(1), ACCOUNT.answers)
  expect(slab.counters()).toEqual({ capacity: 1024, used: 0, peak: 256, largestRun: 1024 })
  expect(slab.audit(cellsOf(shared, 3))).toBe("")
})

test("free pages in pieces make one block", () => {
  const { shared, slab, cell } = open(8)
  for (let i = 0; i < 8; i++) expect(slab.allocate(cell(i), 64, ACCOUNT.answers)).toBe(true)
  for (const i of [0, 2, 4, 6]) slab.free(cell(i), ACCOUNT.answers)
  expect(slab.counters().largestRun).toBe(64)
  expect(slab.allocate(cell(8), 4 * 64, ACCOUNT.answers)).toBe(true)
  const runs: number[] = []
  for (let run = shared.words[cell(8)]!; run !== 0; run = slab.nextRun(run)) runs.push(slab.runBytes(run))
  expect(runs).toEqual([64, 64, 64, 64])
  expect(slab.audit(cellsOf(shared, 9))).toBe("")
  for (let i = 0; i < 9; i++) slab.free(cell(i), ACCOUNT.answers)
  expect(slab.counters().largestRun).toBe(512)
})

test("jobs fill at most half", () => {
  const { slab, cell } = open(8)
  expect(slab.largestMessage).toBe(256)
  expect(slab.allocate(cell(0), 256, ACCOUNT.jobs)).toBe(true)
  expect(slab.allocate(cell(1), 1, ACCOUNT.jobs)).toBe(false)
  slab.forgo()
  expect(slab.allocate(cell(1), 256, ACCOUNT.answers)).toBe(true)
  expect(slab.allocate(cell(2), 1, ACCOUNT.answers)).toBe(false)
  expect(slab.freed.count).toBe(1)
  slab.free(cell(0), ACCOUNT.jobs)
  expect(slab.freed.count).toBe(0)
  expect(slab.allocate(cell(2), 1, ACCOUNT.answers)).toBe(true)
})

test("a broken slab is rebuilt from the cells", () => {
  const { shared, slab, cell } = open(64)
  for (let i = 0; i < 20; i++) slab.allocate(cell(i), 1 + ((i * 37) % 200), ACCOUNT.answers)
  for (let i = 0; i < 20; i += 3) slab.free(cell(i), ACCOUNT.answers)
  const before = slab.counters()
  const { pageTableAt } = shared.layout
  // free runs and lists in disorder, as a death in the middle leaves them
  for (let page = 0; page < 64; page++)
    if (shared.words[pageTableAt + 4 * page]! < 0)
      shared.words.fill(77, pageTableAt + 4 * page, pageTableAt + 4 * page + 4)
  slab.rebuild(cellsOf(shared, 20))
  expect(slab.audit(cellsOf(shared, 20))).toBe("")
  expect(slab.counters()).toEqual(before)
  for (let i = 0; i < 20; i++) slab.free(cell(i), ACCOUNT.answers)
  expect(slab.counters().largestRun).toBe(64 * 64)
})

for (const pageSize of [64, 256, 4096])
  test(`many threads allocate and free, pages of ${pageSize}`, async () => {
    const { shared, slab, cell } = open(300, pageSize, 64)
    const cells = 40
    await Promise.all(
      [1, 2, 3, 4].map((slot) =>
        contend(shared, slot, "churn", [cell(slot * cells), cells, 20 * pageSize, 8000]),
      ),
    )
    expect(slab.counters()).toMatchObject({ used: 0, largestRun: 300 * pageSize })
    expect(slab.audit([])).toBe("")
  })
