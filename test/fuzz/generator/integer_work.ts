// Hash functions and random generators: locals that integer operators are assigned to again and again, and read in all ways.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"
import { expression } from "./expression.ts"

const CONSTANTS = [
  "0x9e3779b97f4a7c15",
  "0x100000001b3",
  "0xffffffff",
  "0x7fffffff",
  "0xff",
  "1",
  "31",
  "6364136223846793005",
  "(1 << 53)",
  "math.mininteger",
  "-1",
]
const COUNTS = ["1", "7", "13", "31", "32", "33", "40", "63", "64"]

/** An expression of nested operators on the locals `names` and the counter `i`. */
function tree(c: Context, names: string[], i: string, depth: number): string {
  const x = () => tree(c, names, i, depth - 1)
  if (depth <= 0) {
    if (c.chance(0.1)) return expression(c, "int", 1)
    return c.chance(0.7) ? c.pick(names) : c.chance(0.5) ? c.pick(CONSTANTS) : i
  }
  return c.oneOf(
    () => `(${x()} ${c.pick(["&", "|", "~", "~"])} ${x()})`,
    () => `(${x()} ${c.pick(["<<", ">>"])} ${c.pick(COUNTS)})`,
    () => `(${x()} ${c.pick(["<<", ">>"])} ${c.pick([i, `(${i} & 63)`, `(64 - ${i})`])})`,
    () => `(${x()} ${c.pick(["+", "-", "*"])} ${c.chance(0.5) ? c.pick(CONSTANTS) : x()})`,
    () => `(~${x()})`,
  )
}

function step(c: Context, names: string[], i: string): string {
  const name = c.pick(names)
  const value = () => tree(c, names, i, 1 + c.below(3))
  return c.oneOf(
    () => `${name} = ${value()}`,
    () => `${name} = ${value()}`,
    () => `${name} = ${name} ~ ${name} ${c.pick(["<<", ">>"])} ${c.pick(COUNTS)}`,
    () => `${name}, ${c.pick(names)} = ${value()}, ${value()}`,
    () =>
      `if ${name} ${c.pick(["<", "==", "~="])} ${c.chance(0.5) ? c.pick(names) : "0"} then ${name} = ${value()} end`,
    () => `show(${name}, ${name} ${c.pick(["//", "%", "/", ".."])} 3)`,
    () => `local t = {[${name}] = ${i}} show(t[${c.pick(names)}])`,
    () => `${name} = ${value()} Y(${name})`,
    () => `do local ${name} = ${name} ${name} = ${value()} show(${name}) end`,
    () => `if ${i} == 3 then break end`,
    () => `if ${i} == 2 then goto continue end`,
    () => `local s = pcall(error, ${name}) ${name} = ${name} & ${value()}`,
  )
}

export function integerWork(c: Context): void {
  const names = c.several(1, 3, () => c.newName())
  const i = `i${c.below(100)}`
  const starts = names.map(() =>
    c.chance(0.8) ? c.pick(CONSTANTS) : c.pick(["2.0", "0.5", atoms.integer(c)]),
  )
  c.write(`show(pcall(function() local ${names.join(", ")} = ${starts.join(", ")}`)
  c.write(`for ${i} = 1, ${2 + c.below(4)} do tick()`)
  // a label at the end of a block: the locals of the block are out of scope
  for (const text of c.several(1, 5, () => step(c, names, i))) c.write(text)
  c.write(`::continue:: end`)
  c.write(`return ${names.join(", ")} end))`)
}
