/** Which record of an activation (frame.ts) belongs to which level of a stack that was read off JavaScript's. */
import type { Prototype } from "../abi.ts"
import type { Coroutine } from "../value/coroutine.ts"
import type { DebugFrame, NativeCall } from "./frame.ts"
import { interpret } from "./interpreter.ts"
import { prototypeNamed, stackRecords, type StackFrame } from "./stack.ts"
import { state } from "./state.ts"

/**
 * Adds their records to levels in debug form, and the caller's to library functions that such a level calls.
 * Both lists are innermost first.
 */
function addRecords(frames: StackFrame[], co: Coroutine): void {
  let record = co.λtop as DebugFrame | null
  frames.forEach((frame, i) => {
    if (frame.kind === "native" || frame.prototype.debug === undefined) return
    while (record !== null && record.prototype !== frame.prototype) record = record.below
    if (record === null) return
    frame.record = record
    frame.site = record.site
    const below = frames[i + 1]
    if (record.isHook && below?.kind === "native" && co.λevent !== null) below.event = co.λevent as NativeCall
    const above = frames[i - 1]
    if (above?.kind === "native") above.caller = record
    record = record.below
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

function next(above: DebugFrame | undefined, prototype?: Prototype): DebugFrame | undefined {
  let frame = above === undefined ? (state.current.λtop as DebugFrame | null) : above.below
  while (
    frame !== null &&
    (prototype === undefined ? frame.body !== interpret : frame.prototype !== prototype)
  )
    frame = frame.below
  return frame ?? undefined
}

stackRecords.add = addRecords
stackRecords.next = next
stackRecords.clear = clearRegisters
