// Functions of several lines.
import type { Context } from "./context.ts"
import { call, expressions } from "./expression.ts"

type Body = (c: Context) => void

interface Parameters {
  text: string
  declare: () => void
  varargs: boolean
}

function parameters(c: Context): Parameters {
  const kinds = c.several(0, 3, () => c.kind())
  const names = kinds.map(() => c.newName())
  // a kind is only what the callers probably pass, and nobody promises that it has no holes
  const declare = () =>
    names.forEach((name, i) => c.declare(name, kinds[i] === "arr" || kinds[i] === "fn" ? "any" : kinds[i]!))
  const varargs = c.chance(0.4)
  return { text: [...names, ...(varargs ? ["..."] : [])].join(", "), declare, varargs }
}

function functionBody(c: Context, head: (parameters: string) => string, tail: string, body: Body): void {
  const { text, declare, varargs } = parameters(c)
  c.nested(
    `${head(text)} tick()`,
    tail,
    () => {
      declare()
      body(c)
      if (c.chance(0.5)) c.write(c.chance(0.3) ? `return ${call(c, 1)}` : `return ${expressions(c, 0, 2)}`)
    },
    { inLoop: false, labels: [], varargs },
  )
}

/** A call with a function as its first argument: `head`function(…) … end`tail`. */
export function nestedFunction(c: Context, head: string, tail: string, body: Body): void {
  functionBody(c, (parameters) => `${head}function(${parameters})`, `end${tail}`, body)
}

/** A function that later statements may call. */
export function functionStatement(c: Context, body: Body): void {
  const name = c.newName()
  if (c.chance(0.6)) {
    // recursion ends when the fuel does
    if (c.chance(0.3)) c.declare(name, "fn")
    functionBody(c, (parameters) => `local function ${name}(${parameters})`, "end", body)
  } else functionBody(c, (parameters) => `local ${name} = function(${parameters})`, "end", body)
  c.declare(name, "fn")
}

const EVENTS = [
  "add",
  "sub",
  "mul",
  "div",
  "mod",
  "idiv",
  "unm",
  "band",
  "shl",
  "bnot",
  "concat",
  "len",
  "eq",
  "lt",
  "le",
  "index",
  "newindex",
  "call",
  "close",
]

/** A method, of a table or a metatable. */
export function methodStatement(c: Context, body: Body): void {
  if (c.chance(0.5)) {
    const t = c.variable("tbl")
    if (t === undefined) return functionStatement(c, body)
    const method = c.pick(["v", "x", "k"])
    functionBody(c, (parameters) => `function ${t}${c.pick([":", "."])}${method}(${parameters})`, "end", body)
    c.write(`show(${t}:${method}(${expressions(c, 0, 2)}))`)
    return
  }
  const name = c.newName()
  functionBody(
    c,
    (parameters) => `local ${name} = setmetatable({v = 1}, {__${c.pick(EVENTS)} = function(${parameters})`,
    "end})",
    body,
  )
  c.declare(name, "obj")
}
