/** Statements: blocks, assignment, control flow, to-be-closed variables. Loops are in lower_loop.ts. */
import type { Block, LabelInfo, Statement } from "../syntax/ast.ts"
import type { FunctionBuilder, LabelTarget, Operand } from "./builder.ts"
import type { Node } from "./ir.ts"
import { arrayText, isMulti, lowerCallStatement, lowerList, lowerMulti, lowerTailCall } from "./lower_call.ts"
import { lengthPlusOne, lowerAppend } from "./lower_append.ts"
import { closureText, lowerCondition, lowerIndexParts, writeTo } from "./lower_expression.ts"
import { boxed, pinBefore } from "./operand.ts"
import { closeDownTo, declare, lowerFor, lowerValues, storeLocal } from "./declaration.ts"
import { lowerRun } from "./lower_run.ts"
import { lowerGenericFor, lowerNumericFor, lowerRepeat, lowerWhile } from "./lower_loop.ts"

/** Lowers a block with a scope of its own into the current statement list. */
export function lowerBlock(b: FunctionBuilder, block: Block, atEnd?: () => void, endLine?: number): void {
  const closing = block.hasClose
  const outer = b.scope
  if (closing) {
    const height = b.hidden("h")
    b.js(`${height} = closeHeight();`)
    b.closeHeights.push(height)
  }
  lowerStatements(b, block)
  atEnd?.()
  if (closing) {
    closeDownTo(b, b.closeHeights.length - 1, endLine ?? block.lastLine)
    b.closeHeights.pop()
  }
  b.scope = outer
}

/** The function's own block: falling off its end returns nothing. */
export function lowerBody(b: FunctionBuilder, block: Block): void {
  lowerBlock(b, block, undefined, b.node.endLine)
  b.out.push({ kind: "return", code: "N" })
}

/**
 * Statements between labels become segments of an endless loop, `if (g <= k) {segment k}`, so that a
 * goto sets the selector and starts over. A single label that is only jumped to forwards, the common
 * `continue`, is the end of a JS block instead.
 */
function lowerStatements(b: FunctionBuilder, block: Block): void {
  const labels = block.body.filter((s) => s.type === "Label").map((s) => (s as { label: LabelInfo }).label)
  const used = labels.filter((label) => b.chunk.gotoTargets.has(label))
  if (used.length === 0) {
    lowerSequence(b, block.body)
    return
  }
  if (used.length === 1 && onlyForward(b, used[0]!)) lowerForwardLabel(b, block, used[0]!)
  else lowerSegments(b, block, used)
}

/** Lowers statements without labels between them. */
function lowerSequence(b: FunctionBuilder, statements: Statement[]): void {
  const oneByOne = (run: Statement[]) => run.forEach((s) => lowerStatement(b, s))
  for (let i = 0; i < statements.length;) {
    const taken = lowerRun(b, statements, i, oneByOne)
    if (taken === 0) lowerStatement(b, statements[i]!)
    i += Math.max(1, taken)
  }
}

/** Whether every goto to the label stands before it. */
function onlyForward(b: FunctionBuilder, label: LabelInfo): boolean {
  return !b.chunk.backwardTargets.has(label)
}

function lowerForwardLabel(b: FunctionBuilder, block: Block, label: LabelInfo): void {
  const at = block.body.findIndex((s) => s.type === "Label" && s.label === label)
  const name = b.label()
  b.labels.set(label, target(b, name, null, 0, true))
  const body = b.collect(() => lowerSequence(b, block.body.slice(0, at)))
  b.out.push({ kind: "block", label: name, body })
  lowerSequence(b, block.body.slice(at + 1))
}

function target(
  b: FunctionBuilder,
  label: string,
  selector: string | null,
  segment: number,
  forwardOnly: boolean,
): LabelTarget {
  return { label, selector, segment, closeDepth: b.closeHeights.length, forwardOnly }
}

function lowerSegments(b: FunctionBuilder, block: Block, used: LabelInfo[]): void {
  const selector = b.hidden("g")
  const name = b.label()
  used.forEach((label, i) => b.labels.set(label, target(b, name, selector, i + 1, false)))
  const segments: Statement[][] = [[]]
  for (const s of block.body) {
    if (s.type === "Label" && used.includes(s.label)) segments.push([])
    else segments.at(-1)!.push(s)
  }
  b.js(`${selector} = 0;`)
  const body = b.collect(() => {
    segments.forEach((segment, i) => {
      const nodes = b.collect(() => lowerSequence(b, segment))
      b.out.push({ kind: "if", condition: `${selector} <= ${i}`, then: nodes, orElse: [] })
    })
    b.out.push({ kind: "break", label: name })
  })
  b.out.push({ kind: "loop", label: name, body, scope: b.scope })
}

export function lowerStatement(b: FunctionBuilder, s: Statement): void {
  b.beginStatement()
  const mark = b.tempMark
  const outer = b.scope
  switch (s.type) {
    case "LocalDeclaration":
      lowerLocal(b, s)
      break
    case "LocalFunction":
      lowerLocalFunction(b, s)
      break
    case "Assign":
      lowerAssign(b, s)
      break
    case "CallStatement":
      lowerCallStatement(b, s.call)
      break
    case "Do":
      lowerBlock(b, s.body)
      break
    case "While":
      lowerWhile(b, s)
      break
    case "Repeat":
      lowerRepeat(b, s)
      break
    case "If":
      lowerIf(b, s, 0)
      break
    case "NumericFor":
      lowerNumericFor(b, s)
      break
    case "GenericFor":
      lowerGenericFor(b, s)
      break
    case "Return":
      lowerReturn(b, s)
      break
    case "Break": {
      const loop = b.loops.at(-1)!
      closeDownTo(b, loop.closeDepth, s.line)
      b.out.push({ kind: "break", label: loop.label })
      break
    }
    case "Goto":
      lowerGoto(b, s)
      break
    case "Label":
      break
  }
  if (s.type !== "LocalDeclaration" && s.type !== "LocalFunction") b.scope = outer
  b.releaseTemps(mark)
}

function lowerGoto(b: FunctionBuilder, s: Statement & { type: "Goto" }): void {
  const to = b.labels.get(s.label)!
  closeDownTo(b, to.closeDepth, s.line)
  if (to.selector !== null) b.js(`${to.selector} = ${to.segment};`)
  b.out.push({ kind: to.forwardOnly ? "break" : "continue", label: to.label })
}

// -- declarations and assignment ------------------------------------------------------------------

function lowerLocal(b: FunctionBuilder, s: Statement & { type: "LocalDeclaration" }): void {
  const { variables, values } = s
  if (variables.length === 1 && values.length === 1) {
    declare(b, variables[0]!, lowerFor(b, variables[0]!, values[0]!))
  } else {
    const operands = lowerValues(b, values, variables.length)
    variables.forEach((variable, i) => declare(b, variable, operands[i]!))
  }
  for (const variable of variables) {
    if (variable.attrib !== "close") continue
    const name = b.chunk.nameOf(variable)
    const site = b.chunk.site(s.line, [variable.name])
    b.js(`toBeClosed(${b.chunk.inCell(variable) ? `${name}.v` : name}, ${site.id});`, site)
  }
}

function lowerLocalFunction(b: FunctionBuilder, s: Statement & { type: "LocalFunction" }): void {
  const { variable } = s
  if (!b.chunk.inCell(variable)) {
    if (s.func.deferred === null) b.chunk.setSelf(variable, s.func)
    else b.chunk.setDeferredSelf(variable, s.func)
    declare(b, variable, { js: closureText(b, s.func), type: "function", stable: false, name: "" })
    return
  }
  declare(b, variable, null)
  b.js(`${b.chunk.nameOf(variable)}.v = ${closureText(b, s.func)};`)
}

function lowerAssign(b: FunctionBuilder, s: Statement & { type: "Assign" }): void {
  const { targets, values } = s
  if (targets.length === 1 && values.length === 1) {
    const target = targets[0]!
    if (target.type === "Local") {
      storeLocal(b, target.variable, lowerFor(b, target.variable, values[0]!))
      return
    }
    if (lowerAppend(b, target, values[0]!, s.line)) return
    const [object, key] = lowerIndexParts(b, target)
    const parts = [object, key]
    const before = b.out.length
    const value = b.pin(boxed(b, b.lower(values[0]!)))
    if (b.out.length > before) pinBefore(b, parts, before)
    writeTo(b, parts[0]!, parts[1]!, value, s.line, lengthPlusOne(target.key) !== undefined)
    return
  }
  lowerMultipleAssign(b, s)
}

/** Prefixes and keys first, then the values, then the stores from the last to the first, as PUC does. */
function lowerMultipleAssign(b: FunctionBuilder, s: Statement & { type: "Assign" }): void {
  const places = s.targets.map((target) => {
    if (target.type === "Local") return null
    return lowerIndexParts(b, target).map((o) => settle(b, o, s.targets)) as [Operand, Operand]
  })
  const values = lowerValues(b, s.values, s.targets.length).map((o) => settle(b, o, s.targets))
  for (let i = s.targets.length - 1; i >= 0; i--) {
    const target = s.targets[i]!
    const place = places[i]
    if (target.type === "Local") storeLocal(b, target.variable, values[i]!)
    else writeTo(b, place![0], place![1], b.pin(boxed(b, values[i]!)), s.line)
  }
}

/** An operand that none of the assignment's own stores can change. */
function settle(
  b: FunctionBuilder,
  o: Operand,
  targets: (Statement & { type: "Assign" })["targets"],
): Operand {
  const assigned = targets.some((t) => t.type === "Local" && b.chunk.nameOf(t.variable) === o.js)
  return b.pin(assigned ? { ...o, stable: false } : o)
}

// -- control flow ---------------------------------------------------------------------------------

function lowerIf(b: FunctionBuilder, s: Statement & { type: "If" }, at: number): void {
  const clause = s.clauses[at]!
  const mark = b.tempMark
  const condition = lowerCondition(b, clause.condition)
  b.releaseTemps(mark)
  const then = b.collect(() => lowerBlock(b, clause.body))
  const orElse: Node[] = b.collect(() => {
    if (at + 1 < s.clauses.length) lowerIf(b, s, at + 1)
    else if (s.orElse !== null) lowerBlock(b, s.orElse)
  })
  b.out.push({ kind: "if", condition, then, orElse })
}

/** The text of a returned value: a call in it must not become a JS tail call, whose result the JS engine knows no type of. */
function returned(b: FunctionBuilder, value: Operand): string {
  return value.type !== "nil" && value.js.includes("(") ? b.pin(value).js : value.js
}

function lowerReturn(b: FunctionBuilder, s: Statement & { type: "Return" }): void {
  const { values } = s
  const closing = b.closeHeights.length > 0
  const only = values.length === 1 ? values[0]! : undefined
  if (only !== undefined && (only.type === "Call" || only.type === "MethodCall") && !closing) {
    lowerTailCall(b, only)
    return
  }
  let code: string
  if (values.length === 0) code = "N"
  else if (only !== undefined && !isMulti(only)) code = returned(b, boxed(b, b.lower(only)))
  else if (only !== undefined) {
    const all = lowerMulti(b, only)
    code = all === "$va" ? "($va.length === 1 ? $va[0] : $va)" : all
  } else {
    const operands: Operand[] = []
    code = arrayText(operands, lowerList(b, values, operands))
  }
  if (closing) {
    const result = b.hidden("r")
    b.js(`${result} = ${code};`)
    closeDownTo(b, 0, s.line)
    code = result
  }
  b.out.push({ kind: "return", code })
}
