/** Variables and blocks of a function in debug form. The chunk has been checked before: nothing raises here. */
import type { Constant, LocalInfo, UpvalueInfo } from "./code.ts"
import { Exp } from "./expression_state.ts"
import type { FunctionState } from "./function_state.ts"

/** constant: a compile-time constant, which has no register. */
export type VariableKind = "plain" | "const" | "close" | "constant"

export interface Variable {
  name: string
  kind: VariableKind
  register: number
  info: LocalInfo | null
  value: Constant
}

/** A label, or a goto that has not met its label yet. `break` is a goto of that name. */
export interface JumpState {
  name: string
  pc: number
  active: number
  close: boolean
}

export interface BlockState {
  previous: BlockState | null
  isLoop: boolean
  /** Variables in scope outside. */
  active: number
  firstLabel: number
  firstGoto: number
  /** Some variable of it is an upvalue or to be closed. */
  hasUpvalue: boolean
  insideClose: boolean
}

/** The labels and open gotos of the chunk, as in Dyndata. */
export interface Jumps {
  labels: JumpState[]
  gotos: JumpState[]
}

export const BREAK = "break"

export function declare(fs: FunctionState, name: string, kind: VariableKind = "plain"): Variable {
  const variable: Variable = { name, kind, register: 0, info: null, value: undefined }
  fs.variables.push(variable)
  return variable
}

/** Begins the scope of the next `count` declared variables. */
export function activate(fs: FunctionState, count: number): void {
  let register = fs.variableLevel
  for (let i = 0; i < count; i++) {
    const variable = fs.variables[fs.active++]!
    variable.register = register++
    const { pc } = fs
    const info = { name: variable.name, register: variable.register, start: pc, end: pc, cellStart: pc }
    variable.info = { ...info, captured: false }
    fs.code.locals.push(variable.info)
  }
}

/** Ends the scopes of the variables from number `level` on; the last ones stay known until they are dropped. */
function endVariables(fs: FunctionState, level: number): void {
  while (fs.active > level) {
    const { info } = fs.variables[--fs.active]!
    if (info !== null) info.end = fs.pc
  }
}

// Blocks

export function enterBlock(fs: FunctionState, jumps: Jumps, isLoop: boolean): BlockState {
  fs.block = {
    previous: fs.block,
    isLoop,
    active: fs.active,
    firstLabel: jumps.labels.length,
    firstGoto: jumps.gotos.length,
    hasUpvalue: false,
    insideClose: fs.block?.insideClose ?? false,
  }
  return fs.block
}

export function leaveBlock(fs: FunctionState, jumps: Jumps): void {
  const block = fs.block!
  const level = fs.levelOf(block.active)
  endVariables(fs, block.active)
  const closed = block.isLoop && createLabel(fs, jumps, BREAK, false)
  if (!closed && block.previous !== null && block.hasUpvalue) fs.emit("CLOSE", level, 0)
  fs.freeRegister = level
  jumps.labels.length = block.firstLabel
  fs.block = block.previous
  if (block.previous !== null) moveGotosOut(fs, jumps, block, level)
  fs.variables.length = block.active
}

function moveGotosOut(fs: FunctionState, jumps: Jumps, block: BlockState, level: number): void {
  for (const goto of jumps.gotos.slice(block.firstGoto)) {
    if (fs.levelOf(goto.active) > level) goto.close ||= block.hasUpvalue
    goto.active = block.active
  }
}

export function markClose(fs: FunctionState): void {
  const block = fs.block!
  block.hasUpvalue = true
  block.insideClose = true
  fs.needsClose = true
}

// Labels

/** Defines a label here and sends the gotos of the block there; whether that took a CLOSE. */
export function createLabel(fs: FunctionState, jumps: Jumps, name: string, last: boolean): boolean {
  const block = fs.block!
  const label = { name, pc: fs.label(), active: last ? block.active : fs.active, close: false }
  jumps.labels.push(label)
  let close = false
  for (let i = block.firstGoto; i < jumps.gotos.length;) {
    const goto = jumps.gotos[i]!
    if (goto.name !== name) {
      i++
      continue
    }
    close ||= goto.close
    fs.patchList(goto.pc, label.pc)
    jumps.gotos.splice(i, 1)
  }
  if (close) fs.emit("CLOSE", fs.variableLevel, 0)
  return close
}

export function openGoto(fs: FunctionState, jumps: Jumps, name: string, pc: number): void {
  jumps.gotos.push({ name, pc, active: fs.active, close: false })
}

// Names

/** What a name means: a local variable, an upvalue or a constant; null for a global. */
export function findVariable(fs: FunctionState, name: string): Exp | null {
  return search(fs, name, true)
}

function search(fs: FunctionState | null, name: string, isBase: boolean): Exp | null {
  if (fs === null) return null
  for (let i = fs.active - 1; i >= 0; i--) {
    const variable = fs.variables[i]!
    if (variable.name !== name) continue
    if (variable.kind === "constant") return new Exp("const", 0, variable.value)
    if (!isBase) capture(fs, i)
    const e = new Exp("local", variable.register)
    e.aux = i
    return e
  }
  let index = fs.code.upvalues.findIndex((upvalue) => upvalue.name === name)
  if (index < 0) {
    const constant = fs.outerConstants?.get(name)
    if (constant !== undefined) return new Exp("const", 0, constant.value)
    const outer = search(fs.outer, name, false)
    if (outer === null || outer.k === "const") return outer
    const upvalue: UpvalueInfo = { name, inStack: outer.k === "local", index: outer.info }
    index = fs.code.upvalues.push(upvalue) - 1
  }
  return new Exp("upval", index)
}

/** What an upvalue of this name is of a function that is made here. */
export function captureFor(fs: FunctionState, name: string): UpvalueInfo {
  const { k, info } = search(fs, name, false)!
  return { name, inStack: k === "local", index: info }
}

/** Compile-time constants by name. */
export type Constants = ReadonlyMap<string, { value: Constant }>

/** The compile-time constants that a function that is made here sees; null: none. */
export function visibleConstants(fs: FunctionState): Constants | null {
  const constants = new Map(fs.outerConstants)
  for (const { name, kind, value } of fs.variables.slice(0, fs.active)) {
    if (kind === "constant") constants.set(name, { value })
    else constants.delete(name)
  }
  return constants.size === 0 ? null : constants
}

function capture(fs: FunctionState, number: number): void {
  fs.variables[number]!.info!.captured = true
  let block = fs.block!
  while (block.active > number) block = block.previous!
  block.hasUpvalue = true
  fs.needsClose = true
}
