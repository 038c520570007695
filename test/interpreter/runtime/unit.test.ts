// The registry of texts forgets those whose functions are lost, and has those whose functions are not.
import { expect, test } from "bun:test"
import { all, loadText, protectedCall } from "../../../interpreter/index.ts"
import { nextUnitId, unitOf } from "../../../interpreter/runtime/unit.ts"
import { openLua } from "../../support/lua.ts"
import { PATIENCE } from "../../support/patience.ts"

const FUNCTION = "local function f(x) return x .. {} end\nreturn f"
/** Each is loaded in a form of its own (load.ts), once so many were. */
const CHUNKS = {
  "small chunks": FUNCTION,
  "tiered chunks": FUNCTION + `--${"-".repeat(2000)}`,
  "compiled chunks": `${FUNCTION} -- __gc`,
  data: "return {1, 2, x = 3}",
}
const FEW = 20
const MANY = 1500

test.each(Object.entries(CHUNKS))(
  "%s are forgotten",
  (_, text) => {
    openLua()
    for (let i = 0; i < FEW; i++) loadText(text, "=few")()
    const kept = loadText(text, "=kept")
    const [value] = all(kept())
    const from = nextUnitId()
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < MANY; i++) loadText(text, "=lost")()
      Bun.gc(true)
    }
    expect(countFrom(from)).toBeLessThan(MANY)
    if (typeof value !== "function") return
    const message = all(protectedCall(value, ["x"], undefined))[1]
    expect(message).toBe("kept:1: attempt to concatenate a table value")
  },
  PATIENCE,
)

test(
  "chunks are forgotten by the engine's own collections",
  () => {
    openLua()
    const from = nextUnitId()
    for (let i = 0; i < 100_000; i++) loadText(FUNCTION, "=lost")()
    expect(countFrom(from)).toBeLessThan(8000)
  },
  PATIENCE,
)

/** How many units with this number or a later one are left. */
function countFrom(from: number): number {
  let count = 0
  for (let id = from; id < nextUnitId(); id++) if (unitOf(id) !== undefined) count++
  return count
}
