/** Which record of an activation (frame.ts) belongs to which level of a stack that was read off JavaScript's. */
import type { Coroutine } from "../value/coroutine.ts"
import type { DebugFrame, NativeCall } from "./frame.ts"
import { interpret } from "./interpreter.ts"
import { prototypeNamed, stackRecords, type LuaFrame, type StackFrame } from "./stack.ts"
import { state } from "./state.ts"

/** Adds to levels in debug form where they stand, and the caller's record to library functions that such a level calls. */
function addRecords(frames: StackFrame[], co: Coroutine): void {
  frames.forEach((frame, i) => {
    const record = frame.kind === "lua" ? frame.record : undefined
    if (record === undefined) return
    ;(frame as LuaFrame).site = record.site
    const below = frames[i + 1]
    if (record.isHook && below?.kind === "native" && co.λevent !== null) below.event = co.λevent as NativeCall
    const above = frames[i - 1]
    if (above?.kind === "native") above.caller = record
  })
}

/**
 * Empties the registers behind those that a call leaves its caller, in the running coroutine and those that
 * resumed it: a collector that knew the stack would not look at them.
 */
function clearRegisters(): void {
  for (let co: Coroutine | null = state.current; co !== null; co = co.λresumer)
    for (let frame = co.λtop as DebugFrame | null; frame !== null; frame = frame.below) {
      const call = frame.inHook ? null : frame.prototype.debug.callAt(frame.pc)
      if (call === null) continue
      const f = frame.r[call.callee]
      const isNative = typeof f === "function" && prototypeNamed(f.name) === undefined
      const end = call.count < 0 ? frame.top : call.arguments + call.count
      frame.r.fill(undefined, isNative ? Math.max(end, call.limit) : call.limit)
    }
}

/** See stackRecords.next. */
function next(above: DebugFrame | undefined, frame?: LuaFrame, name?: string): DebugFrame | undefined {
  let record = above === undefined ? (state.current.λtop as DebugFrame | null) : above.below
  if (frame === undefined) while (record !== null && record.body !== interpret) record = record.below
  else if (frame.prototype.debug !== undefined)
    while (record !== null && record.prototype !== frame.prototype) record = record.below
  else if (record?.isBeginning !== true || record.func.name !== name) return undefined
  return record ?? undefined
}

stackRecords.add = addRecords
stackRecords.next = next
stackRecords.clear = clearRegisters
