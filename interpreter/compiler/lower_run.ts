/**
 * Runs of assignments to one variable that each compute with its integer bits, like the rounds of hash functions and
 * random generators: `x = x ~ x << 13; x = x ~ x >> 7`. They are computed as one expression on 64-bit integers in
 * halves (lower_wide.ts), so that no value in between becomes a Lua value. As long as all operands are integers nobody
 * can see those values; if one is not, the assignments are carried out one by one.
 */
import type { Statement, Variable } from "../syntax/ast.ts"
import type { FunctionBuilder } from "./builder.ts"
import { halvesOf } from "./halved.ts"
import { emitWide, isRoot, operandsOf, type Tree, TreeReader } from "./lower_wide.ts"

/** More operators than this are left to a second expression. */
const MOST_OPERATORS = 24

/** Lowers such a run from the statement at a place on: how many statements it took, 0 if there is none. */
export function lowerRun(
  b: FunctionBuilder,
  statements: Statement[],
  from: number,
  oneByOne: (run: Statement[]) => void,
): number {
  const variable = assigned(statements[from]!)
  if (!b.inHalves || variable === undefined || b.chunk.types.has(variable)) return 0
  const reader = new TreeReader(b)
  let tree: Tree | undefined
  let count = 0
  for (const s of statements.slice(from)) {
    if (s.type !== "Assign" || assigned(s) !== variable) break
    const value = s.values[0]!
    if (!isRoot(value, tree === undefined ? undefined : variable)) break
    const leaves = reader.leaves.length
    const next = reader.read(value)
    if (!reader.isPlain || reader.operators > MOST_OPERATORS) {
      reader.leaves.length = leaves
      break
    }
    tree = next
    reader.values.set(variable, tree)
    count++
  }
  if (tree === undefined || count < 2) return 0
  const mark = b.tempMark
  b.beginStatement()
  const result = b.temp()
  const then = `${b.chunk.nameOf(variable)}${b.chunk.inCell(variable) ? ".v" : ""}=${result};`
  const run = statements.slice(from, from + count)
  const halves = halvesOf(b, variable)
  emitWide(b, { tree, operands: operandsOf(b, reader), result, halves, then }, () => oneByOne(run))
  b.releaseTemps(mark)
  return count
}

/** The local that a statement assigns one value to. */
function assigned(s: Statement): Variable | undefined {
  if (s.type !== "Assign" || s.targets.length !== 1 || s.values.length !== 1) return undefined
  const target = s.targets[0]!
  return target.type === "Local" ? target.variable : undefined
}
