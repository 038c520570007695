/** Tracebacks (luaL_traceback). */
import { chunkId } from "../syntax/chunk_id.ts"
import type { Coroutine } from "../value/coroutine.ts"
import { calledName } from "./call_name.ts"
import { savedStack } from "./coroutine.ts"
import { captureStack, type LuaFrame, type StackFrame } from "./stack.ts"

/** Levels shown at the top and at the bottom of a long traceback. */
const TOP_LEVELS = 10
const BOTTOM_LEVELS = 11

/** Text of the stack from a level on; level 0 is the running library function itself. */
export function traceback(message: string | undefined, level: number, co?: Coroutine): string {
  const stack = co === undefined ? liveStack() : savedStack(co)
  const lines = message === undefined ? [] : [message]
  lines.push("stack traceback:")
  const shown = stack.slice(level)
  const skip = shown.length - TOP_LEVELS - BOTTOM_LEVELS
  shown.forEach((frame, i) => {
    if (skip > 0 && i === TOP_LEVELS) lines.push(`\t...\t(skipping ${skip} levels)`)
    if (skip > 0 && i >= TOP_LEVELS && i < TOP_LEVELS + skip) return
    lines.push(`\t${describe(frame, shown[i + 1])}`)
  })
  return lines.join("\n")
}

/** The running stack as levels: 0 is the running library function, whose own frame may be missing. */
export function liveStack(): StackFrame[] {
  const stack = captureStack(1000)
  return stack[0]?.kind === "native" ? stack : [{ kind: "native", name: "?" }, ...stack]
}

function describe(frame: StackFrame, caller: StackFrame | undefined): string {
  if (frame.kind === "native") return `[C]: in ${nativeDescription(frame.name, caller)}`
  const where = `${chunkId(frame.unit.chunkname)}:${frame.site?.line ?? "?"}:`
  return `${where} in ${functionDescription(frame, caller)}`
}

function nativeDescription(name: string, caller: StackFrame | undefined): string {
  if (name === "" || name === "?") {
    const called = calledName(caller)
    return called === undefined ? "?" : `${called.kind} '${called.name}'`
  }
  return `function '${name}'`
}

function functionDescription(frame: LuaFrame, caller: StackFrame | undefined): string {
  const called = calledName(caller)
  if (frame.prototype.line === 0) return "main chunk"
  if (called !== undefined && called.kind === "global") return `function '${called.name}'`
  if (called !== undefined) return `${called.kind} '${called.name}'`
  return `function <${chunkId(frame.unit.chunkname)}:${frame.prototype.line}>`
}
