/** Loops. */
import type { Statement, Variable } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import type { Node } from "./ir.ts"
import { lowerCondition } from "./lower_expression.ts"
import { asValue, boxed, isFunction, pinBefore } from "./operand.ts"
import { isCounting } from "./counter.ts"
import { CHECKPOINT } from "./release.ts"
import { closeDownTo, declare, lowerValues } from "./declaration.ts"

type For = Statement & { type: "NumericFor" }

/** Emits an endless IR loop whose body `fill` makes; `break` inside leaves it. */
function emitLoop(b: FunctionBuilder, fill: (label: string) => void): void {
  const label = b.label()
  b.loops.push({ label, closeDepth: b.closeHeights.length })
  const { scope } = b
  const body = b.collect(() => fill(label))
  b.loops.pop()
  b.out.push({ kind: "loop", label, body, scope })
}

function breakIf(b: FunctionBuilder, condition: string, label: string): void {
  b.out.push({ kind: "if", condition, then: [{ kind: "break", label }], orElse: [] })
}

/** A loop may wait for a finalizer. */
function checkpoint(b: FunctionBuilder, line: number): void {
  if (b.chunk.collects) b.op(CHECKPOINT, b.chunk.site(line, []))
}

export function lowerWhile(b: FunctionBuilder, s: Statement & { type: "While" }): void {
  emitLoop(b, (label) => {
    checkpoint(b, s.line)
    const mark = b.tempMark
    const condition = lowerCondition(b, s.condition)
    if (condition !== "true") breakIf(b, `!(${condition})`, label)
    b.releaseTemps(mark)
    b.lowerBlock(s.body)
  })
}

export function lowerRepeat(b: FunctionBuilder, s: Statement & { type: "Repeat" }): void {
  emitLoop(b, (label) => {
    checkpoint(b, s.line)
    const mark = b.tempMark
    // The condition is evaluated while the body's to-be-closed variables are still open.
    let done = ""
    b.lowerBlock(s.body, () => {
      const condition = lowerCondition(b, s.condition)
      done = b.temp()
      b.js(`${done} = ${condition};`)
    })
    breakIf(b, done, label)
    b.releaseTemps(mark)
  })
}

// -- numeric for ----------------------------------------------------------------------------------

export function lowerNumericFor(b: FunctionBuilder, s: For): void {
  const operands: Operand[] = []
  for (const e of [s.start, s.limit, s.step]) {
    if (e === null) continue
    const before = b.out.length
    const o = boxed(b, b.lower(e))
    if (b.out.length > before) pinBefore(b, operands, before)
    operands.push(o)
  }
  const [start, limit] = operands.map((o) => b.pin(o)) as [Operand, Operand]
  const step: Operand =
    s.step === null ? { js: "1", type: "int", literal: 1, stable: true, name: "" } : b.pin(operands[2]!)
  if (isCounting(s, start.type)) countingLoop(b, s, start, limit, step.literal!)
  else generalLoop(b, s, start, limit, step)
}

/** The loop variable can be the counter itself when the body cannot change it. */
function counterFor(b: FunctionBuilder, variable: Variable): string {
  if (variable.assigned || b.chunk.inCell(variable)) return b.hidden("i")
  const name = b.chunk.nameOf(variable)
  b.declared.add(name)
  b.variables.push(name)
  b.enter(name)
  return name
}

/** Start and step are integers known to be small: the counter is an integer, the limit any JS number. */
function countingLoop(b: FunctionBuilder, s: For, start: Operand, limit: Operand, step: number): void {
  const bound = b.hidden("l")
  const site = b.chunk.site(s.line, [])
  b.js(
    `${bound} = typeof ${limit.js}==="number" ? ${limit.js} : forLimit(${limit.js}, ${step}, ${site.id});`,
    site,
  )
  const counter = counterFor(b, s.variable)
  b.js(`${counter} = ${start.js};`)
  emitLoop(b, (label) => {
    breakIf(b, `!(${counter} ${step > 0 ? "<=" : ">="} ${bound})`, label)
    if (counter !== b.chunk.nameOf(s.variable))
      declare(b, s.variable, { js: counter, type: "int", stable: true, name: "" })
    b.lowerBlock(s.body)
    b.js(`${counter} += ${step};`)
  })
}

/**
 * Any start and step. Small integers count in JS numbers (`m` undefined); everything else, floats and
 * integers near the ends of their range, goes through a state object in the runtime.
 */
function generalLoop(b: FunctionBuilder, s: For, start: Operand, limit: Operand, step: Operand): void {
  const site = b.chunk.site(s.line, [])
  const state = b.hidden("m")
  const counter = b.hidden("i")
  const bound = b.hidden("l")
  const by = b.hidden("s")
  const knownStep = step.literal !== undefined && step.literal !== 0 && step.type === "int"
  const ints = `(${start.js}|0)===${start.js}&&(${limit.js}|0)===${limit.js}${knownStep ? "" : `&&(${step.js}|0)===${step.js}&&${step.js}!==0`}`
  b.js(
    `${counter} = ${start.js}; ${bound} = ${limit.js}; ${by} = ${step.js}; ` +
      `${state} = ${ints} ? void 0 : forPrepare(${start.js}, ${limit.js}, ${step.js}, ${site.id});`,
    site,
  )
  emitLoop(b, (label) => {
    const past = knownStep
      ? `${counter} ${step.literal! > 0 ? ">" : "<"} ${bound}`
      : `(${by} > 0 ? ${counter} > ${bound} : ${counter} < ${bound})`
    breakIf(b, `${state} === void 0 ? ${past} : !forNext(${state})`, label)
    declare(b, s.variable, {
      js: `${state} === void 0 ? ${counter} : ${state}.value`,
      type: "any",
      stable: false,
      name: "",
    })
    b.lowerBlock(s.body)
    b.js(`${counter} += ${by};`)
  })
}

// -- generic for ----------------------------------------------------------------------------------

/**
 * Iterator triple plus closing value. When the iterator is `next` or that of ipairs on a table
 * without metatable, `walk` gives a cursor and no function is called.
 */
export function lowerGenericFor(b: FunctionBuilder, s: Statement & { type: "GenericFor" }): void {
  const values = lowerValues(b, s.values, 4).map(asValue)
  const [f, state, control, cursor, height] = ["f", "s", "c", "w", "h"].map((p) => b.hidden(p)) as [
    string,
    string,
    string,
    string,
    string,
  ]
  b.js(`${f} = ${values[0]!.js}; ${state} = ${values[1]!.js}; ${control} = ${values[2]!.js};`)
  const closing = b.chunk.site(s.line, ["(for state)"])
  b.js(`${height} = forClose(${values[3]!.js}, ${closing.id});`, closing)
  const place = { items: b.hidden("q"), labels: b.hidden("n"), index: b.hidden("i") }
  b.js(`${cursor} = walk(${f}, ${state}, ${control});`)
  const then: Node[] = [{ kind: "js", code: loadPlace(cursor, place) }]
  // Assigned on both ways, so that no value of before is taken to be needed (liveness.ts), and with the same types:
  // the JS engine counts constants even where it never was.
  const unused = `${place.items} = NE; ${place.labels} = null; ${place.index} = 0;`
  b.out.push({ kind: "if", condition: `${cursor} !== null`, then, orElse: [{ kind: "js", code: unused }] })
  b.closeHeights.push(height)
  const label = b.label()
  b.loops.push({ label, closeDepth: b.closeHeights.length })
  const { scope } = b
  const body = b.collect(() => iterate(b, s, label, { f, state, control, cursor, place }))
  b.loops.pop()
  b.out.push({ kind: "loop", label, body, scope })
  closeDownTo(b, b.closeHeights.length - 1, s.line)
  b.closeHeights.pop()
}

interface Iteration {
  f: string
  state: string
  control: string
  cursor: string
  place: Place
}

/** JS variables that hold the current part of a cursor, so that a step reads no fields. */
interface Place {
  items: string
  labels: string
  index: string
}

function loadPlace(w: string, p: Place): string {
  return `${p.items} = ${w}.items; ${p.labels} = ${w}.labels; ${p.index} = ${w}.index;`
}

function iterate(
  b: FunctionBuilder,
  s: Statement & { type: "GenericFor" },
  label: string,
  it: Iteration,
): void {
  const mark = b.tempMark
  const temps = s.variables.map(() => b.temp())
  const walking = b.collect(() => walkStep(b, label, it, temps))
  const calling = b.collect(() => {
    const r = temps.length === 1 ? temps[0]! : b.temp()
    const args = `${it.state}, ${it.control}`
    const site = b.chunk.site(s.line, ["for iterator 'for iterator'"])
    const call = `(${isFunction(it.f)}?${it.f}(${args}):callAt(${site.id}, ${it.f}, ${args}))`
    const forced = `(isLuaFunction(${it.f})?forceCall(${it.f}, ${args}):${call})`
    const slow = b.chunk.forceYields ? forced : call
    b.op({ slow, target: r, post: temps.length === 1 ? "first" : "all" }, site)
    if (temps.length > 1) {
      const rest = temps.map((t, i) => `${t} = ${r}[${i}];`).join(" ")
      const bare = temps.map((t, i) => `${t} = ${i === 0 ? r : b.chunk.prelude.nil()};`).join(" ")
      const [then, orElse] = [rest, bare].map((code): Node[] => [{ kind: "js", code }])
      b.out.push({ kind: "if", condition: `isArray(${r})`, then: then!, orElse: orElse! })
    }
    breakIf(b, `${temps[0]} === void 0`, label)
    b.js(`${it.control} = ${temps[0]};`)
  })
  b.out.push({ kind: "if", condition: `${it.cursor} !== null`, then: walking, orElse: calling })
  s.variables.forEach((variable, i) =>
    declare(b, variable, { js: temps[i]!, type: "any", stable: true, name: "" }),
  )
  b.releaseTemps(mark)
  b.lowerBlock(s.body)
}

/** Takes the next entry of a traversal: straight from the items, or through `advance` when they end. */
function walkStep(b: FunctionBuilder, label: string, it: Iteration, temps: string[]): void {
  const [key, value = b.temp(), ...others] = temps as [string, ...string[]]
  const { items, labels, index } = it.place
  const w = it.cursor
  b.js(`${value} = ${items}[${index}];`)
  const direct = b.collect(() =>
    b.js(`${index} += 1; ${key} = ${labels} === null ? ${index} : ${labels}[${index} - 1];`),
  )
  const stepped = b.collect(() => {
    b.js(`${w}.index = ${index};`)
    breakIf(b, `!advance(${w})`, label)
    b.js(`${key} = ${w}.key; ${value} = ${w}.value; ${loadPlace(w, it.place)}`)
  })
  b.out.push({ kind: "if", condition: `${value} !== void 0`, then: direct, orElse: stepped })
  for (const t of others) b.js(`${t} = void 0;`)
}
