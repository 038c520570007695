/** Long sums: each operator is lowered once, whatever is around it. */
import { expect, test } from "bun:test"
import { compileChunk } from "../../../interpreter/compiler/compile.ts"
import type { Expression } from "../../../interpreter/syntax/ast.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"

/** How often the kinds of the nodes of a sum of n locals are asked for when it is compiled. */
function looks(n: number): number {
  const tree = parseChunk(`local a = 1 return ${"a + ".repeat(n)}a`, "=t")
  let count = 0
  const watch = (e: Expression): Expression => {
    if (e.type === "Binary") e.left = watch(e.left)
    return new Proxy(e, {
      get(target, key) {
        if (key === "type") count++
        return Reflect.get(target, key)
      },
    })
  }
  const last = tree.body.body.at(-1)!
  if (last.type !== "Return") throw new Error("no return statement")
  last.values[0] = watch(last.values[0]!)
  const numbers = { unitId: 0, siteBase: 0, chunkname: "=t" }
  compileChunk(tree, { ...numbers, openUpvalues: false, collects: false, watch: null, forceYields: false })
  return count
}

test("twice the operands are looked at twice as often", () => {
  const [once, twice] = [looks(300), looks(600)]
  expect(twice / once).toBeLessThan(2.1)
})
