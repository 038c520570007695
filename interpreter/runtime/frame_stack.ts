/** Which record of an activation (frame.ts) belongs to which level of a stack that was read off JavaScript's. */
import type { Coroutine } from "../value/coroutine.ts"
import type { DebugFrame, NativeCall } from "./frame.ts"
import { stackRecords, type StackFrame } from "./stack.ts"

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

stackRecords.add = addRecords
