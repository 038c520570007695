// Statements. Whatever may repeat calls `tick` on the line that makes it repeat, so that a shrunk program
// ends as surely as the whole one.
import * as atoms from "./atoms.ts"
import type { Context, Kind } from "./context.ts"
import { call, expression, expressions, functionValue, multiple } from "./expression.ts"
import { functionStatement, methodStatement, nestedFunction } from "./function.ts"
import { bigStatement } from "./big.ts"
import { coroutineStatement } from "./coroutine.ts"
import { environmentStatement, writing } from "./environment.ts"
import { errorSite } from "./error_site.ts"
import { evaluationStatement } from "./evaluation.ts"
import { integerWork } from "./integer_work.ts"
import { loop } from "./loop.ts"
import { metatableStatement } from "./metatable.ts"
import { oddCall } from "./odd_call.ts"
import { scopeStatement } from "./scope.ts"
import { yieldStatement } from "./yield.ts"

/** Statements of a block, up to n. */
export function statements(c: Context, n: number): void {
  for (let i = 1 + c.below(n); i > 0 && c.budget > 0; i--) statement(c)
}

type Statement = (c: Context, body: (c: Context) => void) => void

const SIMPLE: Statement[] = [
  show,
  show,
  local,
  local,
  local,
  assignment,
  assignment,
  tableAssignment,
  tableCall,
  callStatement,
  oddCall,
  oddCall,
  errorSite,
  evaluationStatement,
  integerWork,
  metatableStatement,
  yieldStatement,
  special,
]
const COMPOUND: Statement[] = [
  conditional,
  loop,
  loop,
  loop,
  protectedCall,
  protectedCall,
  coroutineStatement,
  coroutineStatement,
  functionStatement,
  functionStatement,
  methodStatement,
  doBlock,
  closing,
  jumpBack,
  closures,
  leave,
  scopeStatement,
  scopeStatement,
]

function statement(c: Context): void {
  c.budget--
  c.pick(c.depth < 6 && c.chance(0.45) ? COMPOUND : SIMPLE)(c, body)
}

/** What is rarer. */
function special(c: Context): void {
  const roll = c.below(100)
  if (roll < 55) environmentStatement(c)
  else if (roll < 95) writing(c)
  else bigStatement(c)
}

/** Statements of the main chunk: mostly protected, so that an error does not end the program at once. */
export function chunk(c: Context): void {
  while (c.budget > 0) {
    const guard = c.pick([protectedCall, protectedCall, coroutineStatement, statement])
    guard(c, body)
  }
}

/** What goes into a nested block. */
export function body(c: Context): void {
  statements(c, 4)
}

function show(c: Context): void {
  c.write(`show(${expressions(c, 1, 3, 3)})`)
}

function local(c: Context): void {
  if (c.chance(0.15)) {
    const name = c.newName()
    const kind = c.kind()
    c.write(`local ${name} <const> = ${expression(c, kind)}`)
    return c.declare(name, kind, true)
  }
  const kinds = c.several(1, c.chance(0.3) ? 3 : 1, () => c.kind())
  const names = kinds.map(() => c.newName())
  const values = kinds
    .slice(0, c.chance(0.2) ? 1 + c.below(kinds.length) : kinds.length)
    .map((kind) => expression(c, kind))
  if (values.length < kinds.length) values.push(multiple(c))
  c.write(`local ${names.join(", ")} = ${values.join(", ")}`)
  for (const [i, name] of names.entries()) c.declare(name, kinds[i]!)
}

/** Something that can be assigned, and the kind it should keep. */
function target(c: Context): { text: string; kind: Kind } {
  const variables = c.variables((v) => !v.constant && v.kind !== "fn")
  if (variables.length > 0 && c.chance(0.7)) {
    const { name, kind } = variables[Math.min(c.below(variables.length), c.below(variables.length))]!
    return { text: name, kind }
  }
  if (c.chance(0.3)) return { text: c.pick(["g1", "g2", "g3"]), kind: c.kind() }
  const t = c.variable(c.pick(["tbl", "obj"])) ?? "g4"
  return { text: `${t}.${atoms.field(c)}`, kind: c.kind() }
}

function assignment(c: Context): void {
  const targets = c.several(1, c.chance(0.25) ? 3 : 1, () => target(c))
  const seen = new Set<string>()
  // assigning one variable twice leaves open which value it keeps
  const distinct = targets.filter(({ text }) => !seen.has(text) && seen.add(text))
  if (distinct.length === 1 && !distinct[0]!.text.includes(".") && c.chance(0.3)) {
    const [{ text, kind }] = distinct as [{ text: string; kind: Kind }]
    const ops = kind === "str" ? [".."] : ["+", "-", "*", "&", "|", "~", "//", "%"]
    c.write(`${text} = ${text} ${c.pick(ops)} ${expression(c, kind === "str" ? "str" : "int", 2)}`)
    return
  }
  c.write(
    `${distinct.map((t) => t.text).join(", ")} = ${distinct.map((t) => expression(c, t.kind)).join(", ")}`,
  )
}

function tableAssignment(c: Context): void {
  const arr = c.variable("arr")
  if (arr !== undefined && c.chance(0.6)) {
    c.write(`${arr}[#${arr}${c.chance(0.7) ? " + 1" : ""}] = ${expression(c, c.kind(), 2)}`)
    return
  }
  const t = c.variable(c.pick(["tbl", "obj"]))
  if (t === undefined) return show(c)
  const key = c.pick([
    `"${atoms.field(c)}"`,
    "-1",
    "0.0",
    "2^53",
    "-(2^53)",
    "1.5",
    "true",
    "math.maxinteger",
    "1e308",
    '"1"',
    "nil",
    "(0/0)",
  ])
  c.write(`${t}[${key}] = ${expression(c, c.kind(), 2)}`)
}

function tableCall(c: Context): void {
  const arr = c.variable("arr")
  if (arr === undefined) return local(c)
  const comparator = c.pick([
    "",
    ", function(a, b) return tostring(a) < tostring(b) end",
    ", function(a, b) return Y(type(a) .. tostring(a) < type(b) .. tostring(b)) end",
    ", function(a, b) return a > b end",
  ])
  c.write(
    c.pick([
      `table.insert(${arr}, ${atoms.integer(c)})`,
      `table.insert(${arr}, ${c.pick(["1", "2", "1.0", "#" + arr, '"1"'])}, ${atoms.string(c)})`,
      `show(table.remove(${arr}${c.pick(["", ", 1", ", 2", `, #${arr}`, ", 1.5"])}))`,
      `show(pcall(table.sort, ${arr}${comparator}))`,
      `show(table.unpack(${arr}${c.pick(["", ", 2", ", 1, 3", ", -1, 1"])}))`,
      `show(#table.move(${arr}, 1, #${arr}, ${c.pick(["1", "2", "#" + arr])}))`,
      `show(pcall(table.concat, ${arr}, ${atoms.string(c)}))`,
      `show(next(${arr}), rawlen(${arr}), rawequal(${arr}, ${arr}), rawget(${arr}, ${atoms.smallInteger(c)}))`,
      `show(table.pack(${expressions(c, 0, 2)}).n)`,
    ]),
  )
}

function callStatement(c: Context): void {
  const o = c.variable("obj")
  if (c.chance(0.2)) return raise(c)
  if (o !== undefined && c.chance(0.4))
    c.write(`show(${o}${c.pick([":k", "", ".k", ":v"])}(${expressions(c, 0, 2)}))`)
  else c.write(`show(${call(c, 3)})`)
}

/** An error of one kind or another, under a condition. */
function raise(c: Context): void {
  const text = c.oneOf(
    () => `error(${expression(c, "str", 1)}${c.pick(["", ", 0", ", 1", ", 2", ", 3"])})`,
    () =>
      `error(${c.pick(["{v = 1}", "nil", "12", "setmetatable({}, {__tostring = function() return 'E' end})"])})`,
    () => `assert(false${c.pick(["", ', "no"', ", nil", ", {}"])})`,
    () => `local _ = ${c.variable("int") ?? "g1"}.x.y`,
    () => `${c.variable("tbl") ?? "g1"}.x.y.z = 1`,
    () => `${c.variable("str") ?? "g1"}()`,
    () => `${c.variable("arr") ?? "g1"}:nomethod()`,
    () => `local _ = ${c.variable("tbl") ?? "g2"} + 1`,
    () => `local _ = ${c.variable("num") ?? "0.5"} | 1`,
    () => `local _ = 1 < ${c.variable("str") ?? '"x"'}`,
    () => `local _ = ${c.variable("tbl") ?? "{}"} .. "x"`,
    () => `local _ = #${c.variable("int") ?? "g3"}`,
    () => `string.rep()`,
    () => `("x"):rep({})`,
    () => `setmetatable(1, {})`,
  )
  c.write(`if ${expression(c, "bool", 2)} then ${text} end`)
}

function conditional(c: Context): void {
  c.nested(`if ${expression(c, "bool")} then`, "end", () => {
    body(c)
    if (c.chance(0.3)) {
      c.write(`elseif ${expression(c, "bool")} then`)
      inner(c)
    }
    if (c.chance(0.4)) {
      c.write("else")
      inner(c)
    }
  })
}

/** Another branch: its variables end with it. */
function inner(c: Context): void {
  c.block.variables.length = 0
  body(c)
}

function doBlock(c: Context): void {
  c.nested("do", "end", () => body(c))
}

function protectedCall(c: Context): void {
  if (c.chance(0.3)) {
    const handler = c.pick([
      "function(e) return e end",
      "function(e) return type(e), e end",
      "function(e) show('handler', e) return 1, 2 end",
      "show",
      "function(e) if e ~= 1 then error(1) end return e end",
    ])
    nestedFunction(c, "show(xpcall(", `, ${handler}, ${expressions(c, 0, 2)}))`.replace(", ))", "))"), body)
  } else {
    const args = expressions(c, 0, 2)
    nestedFunction(c, "P(", args === "" ? ")" : `, ${args})`, body)
  }
}

function closing(c: Context): void {
  const name = c.newName()
  c.nested("do", "end", () => {
    c.write(`local ${name} <close> = closer("${name}"${c.chance(0.2) ? `, ${expression(c, "str", 1)}` : ""})`)
    c.declare(name, "tbl", true)
    body(c)
  })
}

function jumpBack(c: Context): void {
  const label = c.newLabel()
  const counter = c.newName()
  c.nested("do", "end", () => {
    c.write(`local ${counter} = 0`)
    c.write(`::${label}::`)
    c.declare(counter, "int", true)
    // the locals behind the label are new in each round
    body(c)
    c.write(`${counter} = ${counter} + 1 if tick() and ${counter} < ${1 + c.below(3)} then goto ${label} end`)
  })
}

/** Closures over a loop's variables, called afterwards. */
function closures(c: Context): void {
  const [list, i, x] = [c.newName() + "0", c.newName(), c.newName()]
  c.write(`local ${list} = {}`)
  const head = c
    .pick([
      `for ${i} = 1, 3 do`,
      `for ${i} = 3, 1, -1 do`,
      `for ${i} in iter(3) do`,
      `for ${i}, g2 in ipairs({5, 6, 7}) do`,
      `for ${i} = 1.0, 2 do`,
    ])
    .replace("g2", "_")
  c.nested(head, "end", () => {
    c.declare(i, "int", true)
    c.write(`local ${x} = ${expression(c, "int", 2)}`)
    c.declare(x, "int")
    if (c.chance(0.5)) body(c)
    c.write(
      `${list}[#${list} + 1] = function(y) ${x} = ${x} ${c.pick(["+", "*", "~"])} ${i} return ${x}, y end`,
    )
    if (c.chance(0.4)) c.write(`if ${expression(c, "bool", 1)} then break end`)
  })
  c.write(`for _, f in ipairs(${list}) do show(f(1)) show(f(${expression(c, "any", 1)})) end`)
}

/** Leaves the block: the function, the loop, or by an error. */
function leave(c: Context): void {
  const text = c.oneOf(
    () => `return ${expressions(c, 0, 2)}`,
    () => `return ${call(c, 2)}`,
    () => `return ${functionValue(c)}`,
    () => (c.block.inLoop ? "break" : "return"),
    () => (c.block.labels.length > 0 ? `goto ${c.pick(c.block.labels)}` : "return"),
    () => (c.block.varargs ? "return ..." : "return nil"),
  )
  c.write(c.chance(0.7) ? `if ${expression(c, "bool", 2)} then ${text} end` : `do ${text} end`)
}
