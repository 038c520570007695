/**
 * The Lua call stack, read off JavaScript's own stack trace: emitted code carries its unit and line,
 * library functions carry a name that begins with `[C]` (names.ts). Nothing is kept at run time, so
 * calls cost nothing extra; reading a stack costs microseconds and happens only for messages.
 */
import type { Prototype, Site, Unit } from "../abi.ts"
import { chunkId } from "../syntax/chunk_id.ts"
import type { Coroutine } from "../value/coroutine.ts"
import type { DebugFrame, NativeCall } from "./frame.ts"
import { BOUNDARY_MARK, INTERPRETER_MARK, NATIVE_MARK, WALKER_MARK, walkers } from "./mark.ts"
import { STRIPPED } from "./site.ts"
import { unitOf } from "./unit.ts"

export interface LuaFrame {
  kind: "lua"
  unit: Unit
  prototype: Prototype
  site: Site | undefined
  /** The activation itself, if it is in debug form. */
  record?: DebugFrame
  /** The last of the JS functions below it that are one activation with it, if there are any: see isBelowLoop. */
  outer?: Prototype
}
export interface NativeFrame {
  kind: "native"
  /** Name without the mark: `string.rep`. */
  name: string
  /** The activation in debug form that called it, added likewise. */
  caller?: DebugFrame
  /** A hook is running in its call or return. */
  event?: NativeCall
}
export type StackFrame = LuaFrame | NativeFrame

/** What is there if some chunk is in debug form. */
export const stackRecords: {
  /** Adds to a stack what is known of activations in debug form. */
  add: ((frames: StackFrame[], co: Coroutine) => void) | null
  /** Empties the registers that are not in use, before a collection. */
  clear: (() => void) | null
  /**
   * The activation, below another or from the innermost one on, that belongs to a frame of the running coroutine's JS stack: of a function in
   * debug form, or one that is about to begin in that form; without a frame, one that the interpreter runs.
   */
  next: ((above: DebugFrame | undefined, frame?: LuaFrame, name?: string) => DebugFrame | undefined) | null
} = { add: null, clear: null, next: null }

/** A walked chunk's nested expressions take many JS frames. */
const WALKER_FRAMES = 1200
/** A position is looked for in twelve frames more than the level of the function. */
const FEW_FRAMES = 10

/** Mark of the function under which the handler of a stack overflow runs. */
const OVERFLOW_MARK = "[O]"

/** The stack of the overflow that is being handled. */
let overflowText: string | undefined

/**
 * Calls the message handler of a stack overflow, for which there was no room where that was raised. For the
 * handler, the stack is that of the error.
 */
export function handleOverflow<T>(error: Error, handle: () => T): T {
  const before = overflowText
  overflowText = error.stack ?? ""
  try {
    return handle()
  } finally {
    overflowText = before
  }
}
Object.defineProperty(handleOverflow, "name", { value: OVERFLOW_MARK })

/** Whether a stack overflow is being handled. */
export function isHandlingOverflow(): boolean {
  return overflowText !== undefined
}

// Of an overflow, the outermost calls matter too; other errors of the engine are rare, or their stack is short.
Error.stackTraceLimit = 100_000

/** Lines that `new Function` puts before the text. */
const PREAMBLE_LINES = 2

/** Suspended outer activations of the running coroutine, innermost first; set by coroutine.ts. */
let savedFrames: (limit: number) => StackFrame[] = () => []
export function onSavedFrames(f: typeof savedFrames): void {
  savedFrames = f
}

/**
 * The stack of the running coroutine, innermost first: native and Lua functions that are running now.
 * limit: how many frames to look at.
 */
export function captureStack(limit = 200): StackFrame[] {
  const frames = parseStack(stackText(limit), limit)
  // Most of what was seen may have been frames of the walker's own.
  if (walkers.active === 0 || frames.length > limit - FEW_FRAMES) return frames
  return parseStack(stackText(limit + WALKER_FRAMES), limit)
}

function stackText(limit: number): string {
  const before = Error.stackTraceLimit
  Error.stackTraceLimit = limit
  // Not captureStackTrace, which walks the whole stack whatever the limit.
  const text = new Error().stack!
  Error.stackTraceLimit = before
  return text
}

/** Parses the text of a JS stack trace; limit: how many suspended activations to add at most. */
export function parseStack(text: string, limit: number): StackFrame[] {
  const frames: StackFrame[] = []
  let above: DebugFrame | undefined
  let at = text.indexOf("\n    at ")
  while (at >= 0) {
    const start = at + 8
    at = text.indexOf("\n    at ", start)
    const line = at < 0 ? text.slice(start) : text.slice(start, at)
    if (line.startsWith(NATIVE_MARK)) {
      const end = line.lastIndexOf(" (")
      frames.push({ kind: "native", name: line.slice(NATIVE_MARK.length, end < 0 ? undefined : end) })
      continue
    }
    if (line.startsWith(BOUNDARY_MARK)) return joined(frames, savedFrames(limit))
    if (line.startsWith(INTERPRETER_MARK)) {
      const record = stackRecords.next!(above)
      if (record !== undefined) frames.push((above = record).stackFrame)
      continue
    }
    if (line.startsWith(OVERFLOW_MARK) && overflowText !== undefined)
      return frames.concat(overflowFrames(overflowText, limit))
    const mark = line.indexOf(" (λ")
    if (mark < 0 && !line.startsWith(WALKER_MARK)) continue
    const frame = mark < 0 ? walkedFrame(line) : luaFrame(line, mark)
    if (frame === undefined || isBelowLoop(frames, frame)) continue
    const record = recordOf(frame, line.slice(0, mark), above)
    if (record !== undefined) frame.record = above = record
    frames.push(frame)
  }
  return frames
}

/** The record of a frame in debug form, or of one that is about to begin in that form. */
function recordOf(frame: LuaFrame, name: string, above: DebugFrame | undefined): DebugFrame | undefined {
  if (frame.prototype.debug === undefined && frame.unit.enter === undefined) return undefined
  return stackRecords.next?.(above, frame, name)
}

/** Running activations and the suspended ones below them: a loop of the main chunk may be the last of the former. */
function joined(running: StackFrame[], saved: StackFrame[]): StackFrame[] {
  const [first] = saved
  return running.concat(first?.kind === "lua" && isBelowLoop(running, first) ? saved.slice(1) : saved)
}

function overflowFrames(text: string, limit: number): StackFrame[] {
  overflowText = undefined
  const frames = parseStack(text, limit)
  overflowText = text
  return frames
}

/** Whether a frame is that of the function whose loop is the frame before: both are one activation. */
export function isBelowLoop(frames: StackFrame[], frame: LuaFrame): boolean {
  const above = frames.at(-1)
  if (above?.kind !== "lua") return false
  const { loopOf } = above.outer ?? above.prototype
  if (loopOf === undefined || above.unit.prototypes[loopOf] !== frame.prototype) return false
  above.outer = frame.prototype
  return true
}

/**
 * `f17$3 (λ17:123:45)`, or `r17$3 (λ18:…)` for a resume body: its sites are in a unit of its own. `f17$3 (λ-1:…)`: the text is none of the
 * unit's (shared_stub.ts).
 */
function luaFrame(line: string, mark: number): LuaFrame | undefined {
  const prototype = prototypeNamed(line.slice(0, mark))
  if (prototype === undefined) return undefined
  const [unitText, lineText] = line.slice(mark + 3, -1).split(":") as [string, string]
  const unit = unitOf(Number(unitText)) ?? unitNamed(line.slice(0, mark))
  if (unit === undefined) return undefined
  return { kind: "lua", unit, prototype, site: unit.sites[Number(lineText) - 1 - PREAMBLE_LINES] }
}

/** `[W]17$0 (…)`: the unit knows where its only activation stands. */
function walkedFrame(line: string): LuaFrame | undefined {
  const unit = unitNamed(line)
  return unit && { kind: "lua", unit, prototype: unit.prototypes[0]!, site: unit.walking }
}

/** The unit whose function has this JS name; undefined for library functions. */
export function unitNamed(name: string): Unit | undefined {
  const dollar = name.indexOf("$")
  if (dollar < 0) return undefined
  const start = name.startsWith(WALKER_MARK) ? WALKER_MARK.length : 1
  return unitOf(Number(name.slice(start, dollar)))
}

/** The prototype whose function has this JS name; undefined for library functions. */
export function prototypeNamed(name: string): Prototype | undefined {
  return unitNamed(name)?.prototypes[Number(name.slice(name.indexOf("$") + 1))]
}

/** `chunk:line: ` of a frame, "" for native functions (luaL_where). */
export function positionOf(frame: StackFrame | undefined): string {
  if (frame === undefined || frame.kind === "native") return ""
  const line = frame.site?.line
  if (frame.site?.chunkname === STRIPPED) return ""
  return line === undefined
    ? `${chunkId(frame.unit.chunkname)}:?: `
    : `${chunkId(frame.unit.chunkname)}:${line}: `
}
