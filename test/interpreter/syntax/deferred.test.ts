// Functions that are left without bodies at first: the tree is the same in the end, in whatever order they are completed.
import { expect, test } from "bun:test"
import { Glob } from "bun"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { FunctionNode } from "../../../interpreter/syntax/ast.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"
import { LuaSyntaxError } from "../../../interpreter/syntax/syntax_error.ts"
import { TEST } from "../../support/paths.ts"
import { Random } from "../../support/random.ts"

/** Completes all functions inside, in some order; returns how many there were. */
function completeAll(main: FunctionNode, random: Random): number {
  const waiting = [main]
  let count = 0
  while (waiting.length > 0) {
    const [node] = waiting.splice(random.below(waiting.length), 1)
    if (node!.deferred !== null) {
      expect(node!.body.body).toEqual([])
      node!.deferred()
      expect(node!.deferred).toBeNull()
      count++
    }
    waiting.push(...node!.children)
  }
  return count
}

test("completed in any order, the tree is that of a chunk read at once", () => {
  const random = new Random(5)
  let count = 0
  for (const path of [...new Glob("conformance/*/*.lua").scanSync(TEST)].sort()) {
    const source = readFileSync(join(TEST, path), "latin1")
    let whole: FunctionNode
    try {
      whole = parseChunk(source, "=x")
    } catch (e) {
      expect(e).toBeInstanceOf(LuaSyntaxError)
      continue
    }
    const deferred = parseChunk(source, "=x", 0)
    count += completeAll(deferred, random)
    expect(deferred).toEqual(whole)
  }
  expect(count).toBeGreaterThan(1000)
})

test("long chunks leave out the functions that are not very short, long functions again", () => {
  const long = `function f(a) ${"x = a + 1; ".repeat(20)} end\n`
  const source = `local function short() end\nfunction outer() ${long.repeat(3)} end\n`
  const main = parseChunk(source, "=x", 500)
  const [short, outer] = main.children
  expect(short!.deferred).toBeNull()
  expect(outer!.deferred).not.toBeNull()
  outer!.deferred!()
  expect(outer!.children.map((f) => f.deferred === null)).toEqual([false, false, false])
  outer!.children[1]!.deferred!()
  expect(outer!.children[1]!.body.body).toHaveLength(20)

  const shorter = parseChunk(source, "=x", source.length + 1)
  expect(shorter.children.map((f) => f.deferred)).toEqual([null, null])
})

test("errors in functions that are left out are raised at once", () => {
  expect(() => parseChunk("function f() x = end", "=x", 0)).toThrow("x:1: unexpected symbol near 'end'")
  expect(() => parseChunk("function f() goto l end", "=x", 0)).toThrow("no visible label 'l'")
})
