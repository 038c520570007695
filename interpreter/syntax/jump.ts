/** The statements `goto` and labels (checker.ts), which few chunks have. */
import type { LabelInfo } from "./ast.ts"
import type { Checker } from "./checker.ts"
import { emptyBlock, type Jump } from "./facts.ts"
import type { Label } from "./labels.ts"
import * as T from "./token.ts"

/** Stands for the label of a goto until that is found. */
const PENDING_LABEL: LabelInfo = { name: "", block: emptyBlock() }

export function labelStatement(checker: Checker, line: number): void {
  const { at, tokens } = checker
  checker.next()
  const nameId = checker.checkName()
  const label = checker.label(nameId, line, checker.scope.active)
  checker.checkNext(T.DOUBLE_COLON)
  jump(checker, at, { type: "Label", label: label.info, line })
  tokens.kind[at + 2] = T.BLANK
  while (checker.kind === T.SEMICOLON || checker.kind === T.DOUBLE_COLON) checker.statement()
  const same = findLabel(checker, nameId)
  if (same !== undefined)
    throw checker.semanticError(`label '${label.info.name}' already defined on line ${same.line}`)
  createLabel(checker, label, checker.blockFollows(false))
}

export function gotoStatement(checker: Checker): void {
  const { at } = checker
  checker.next()
  const { line } = checker
  const nameId = checker.checkName()
  const label = findLabel(checker, nameId)
  const statement: Jump = { type: "Goto", label: label?.info ?? PENDING_LABEL, line }
  if (label === undefined) checker.newGoto(nameId, line, statement)
  jump(checker, at, statement)
}

/** The statement from the token `at` is shown to luaparse as `do end`. */
function jump(checker: Checker, at: number, statement: Jump): void {
  checker.tokens.kind[at] = T.DO
  checker.tokens.kind[at + 1] = T.END
  checker.facts.jumps.push(statement)
  checker.emit(statement.line)
}

/** A label of the current block; `last` when only void statements follow it there. */
function createLabel(checker: Checker, { nameId, line, info }: Label, last: boolean): void {
  const { scope } = checker
  checker.solve({ nameId, line, active: last ? scope.block!.active : scope.active, info })
}

/** The label of a name in the current function. */
function findLabel({ labels: { labels }, scope }: Checker, nameId: number): Label | undefined {
  for (let i = scope.firstLabel; i < labels.length; i++) if (labels[i]!.nameId === nameId) return labels[i]
  return undefined
}
