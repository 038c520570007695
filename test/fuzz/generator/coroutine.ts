// Statements about coroutines.
import { expressions } from "./expression.ts"
import { nestedFunction } from "./function.ts"
import type { Context } from "./context.ts"

export function coroutineStatement(c: Context, body: (c: Context) => void): void {
  const args = expressions(c, 0, 2)
  if (c.chance(0.7)) return nestedFunction(c, "co(", args === "" ? ")" : `, ${args})`, body)
  const name = c.newName()
  if (c.chance(0.5)) {
    nestedFunction(c, `local ${name} = coroutine.wrap(`, ")", body)
    for (let i = 1 + c.below(3); i > 0; i--)
      c.write(`show(${c.chance(0.7) ? `pcall(${name}${args && `, ${args}`})` : `${name}(${args})`})`)
    c.declare(name, "fn")
    return
  }
  nestedFunction(c, `local ${name} = coroutine.create(`, ")", body)
  for (let i = 1 + c.below(3); i > 0; i--)
    c.write(
      c.pick([
        `show(coroutine.resume(${name}${args && `, ${args}`}))`,
        `show(coroutine.resume(${name}))`,
        `show(coroutine.status(${name}))`,
        `show(coroutine.close(${name}))`,
        `show(coroutine.isyieldable(${name}))`,
      ]),
    )
}
