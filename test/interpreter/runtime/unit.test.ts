// The registry of texts forgets those whose functions are lost, and has those whose functions are not.
import { expect, test } from "bun:test"
import { all, loadText, type LuaFunction, type LuaValue, protectedCall } from "../../../interpreter/index.ts"
import { nextUnitId, unitOf } from "../../../interpreter/runtime/unit.ts"
import { openLua } from "../../support/lua.ts"
import { PATIENCE } from "../../support/patience.ts"

const FUNCTION = "local function f(x) return x .. {} end\nreturn f"
/** Without a yield point, but with a text that emitted code has where there are some. */
const LOOP = "return function(n) for i = 1, n do end return '(U,' end"
const CONCATENATED = "attempt to concatenate a table value"
/** Each is loaded in a form of its own (load.ts), once so many were; with the error of the function that it gives. */
const CHUNKS: Record<string, [text: string, error?: string]> = {
  "small chunks": [FUNCTION, CONCATENATED],
  "tiered chunks": [`${FUNCTION}--${"-".repeat(2000)}`, CONCATENATED],
  "compiled chunks": [`${FUNCTION} -- __gc`, CONCATENATED],
  "functions that never yield": [LOOP, "bad 'for' limit (number expected, got string)"],
  data: ["return {1, 2, x = 3}"],
}
const FEW = 20
const MANY = 1500
/** Calls that are more than enough for that (PROMOTE in runtime/enter.ts). */
const OFTEN = 150

test.each(Object.entries(CHUNKS))(
  "%s are forgotten",
  (_, [text, error]) => {
    openLua()
    for (let i = 0; i < FEW; i++) loadText(text, "=few")()
    const kept = Array.from({ length: FEW }, () => makeKept(text))
    const from = nextUnitId()
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < MANY; i++) loadText(text, "=lost")()
      Bun.gc(true)
    }
    expect(countFrom(from)).toBeLessThan(MANY)
    if (error === undefined) return
    for (const f of kept) expect(errorOf(f)).toBe(`kept:1: ${error}`)
  },
  PATIENCE,
)

/** What a chunk gives when it is called again, after the first function has been called so often that it has its usual form. */
function makeKept(text: string): LuaValue {
  const main = loadText(text, "=kept")
  const [first] = all(main())
  if (typeof first === "function") for (let i = 0; i < OFTEN; i++) errorOf(first)
  return all(main())[0]
}

function errorOf(f: LuaValue): LuaValue {
  return all(protectedCall(f as LuaFunction, ["x"], undefined))[1]
}

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
