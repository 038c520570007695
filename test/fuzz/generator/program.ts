import { Context } from "./context.ts"
import { chunk } from "./statement.ts"

/** The program of a seed: the same on every machine. */
export function makeProgram(seed: number): string {
  const c = new Context(seed)
  chunk(c)
  return c.lines.join("\n") + "\n"
}
