// Functions near the limits of registers, constants, upvalues and jumps.
import type { Context } from "./context.ts"
import { expression } from "./expression.ts"

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
const list = (n: number, text: (i: number) => string): string => numbers(n).map(text).join(", ")

/** One large function, in a line. */
export function bigStatement(c: Context): void {
  const n = c.pick([5, 60, 150, 198, 199, 200, 201, 249, 250, 254, 255, 256, 300])
  // how many levels PUC has left depends on the calls of C functions around
  const levels = c.pick([5, 60, 150, 201, 300])
  const name = c.newName()
  const statement = c.oneOf(
    () => `local ${list(n, (i) => `v${i}`)} = 1, 2, ${expression(c, "any", 1)} return v1, v2, v3, v${n}`,
    () => `local t = {${list(n, (i) => (i % 7 === 0 ? `x${i} = ${i}` : String(i)))}} return #t, t[#t], t.x7`,
    () => `return select("#", ${list(n, String)}), (select(${Math.min(n, 100)}, ${list(n, String)}))`,
    () => `local s = "" .. ${numbers(levels).join(" .. ")} return #s`,
    () =>
      `local x = 0 ${numbers(n)
        .map((i) => `x = x + ${i}.5`)
        .join(" ")} return x`,
    () => `return ${"(".repeat(levels)}1${")".repeat(levels)}`,
    () => `return ${"{".repeat(levels)}${"}".repeat(levels)}`,
    () => `return ${"not ".repeat(levels)}1, ${"-".repeat(1)}1`,
    () => `return ${numbers(n).join(" + ")}`,
    () => `return ${numbers(levels).join(" ^ ")}`,
    () =>
      `local x = 5 ${numbers(n)
        .map((i) => `if x == ${i} then x = x + 1 else`)
        .join("")} x = -1 end return x`,
    () => `${"do ".repeat(levels)}show(1) ${"end ".repeat(levels)}`,
    () => `local function f(${list(n, (i) => `p${i}`)}) return p1, p${n} end return f(1, 2, 3)`,
    () =>
      `local ${list(Math.min(n, 199), (i) => `v${i}`)} = 7 return (function() return ${list(Math.min(n, 199), (i) => `v${i}`)} end)()`,
    () =>
      `local a = {} ${numbers(n)
        .map((i) => `a.k${i} = ${i} % 3`)
        .join(" ")} local s = 0 for k, v in next, a do s = s + v end return s`,
    () => `return ${list(n, () => "...")}`,
    () => `local t = {...} return ${list(n, (i) => `t[${i}]`)}`,
    () =>
      `return ${numbers(n)
        .map((i) => `(${i} > 3 and ${i})`)
        .join(" or ")}`,
  )
  c.write(
    `local ${name} = load([[${statement}]], "=big") show(${name} and "function", ${name} or select(2, load([[${statement}]], "=big")))`,
  )
  c.write(`if ${name} then show(pcall(${name}, 1, 2)) end`)
}
