/** Opens the host libraries in the current Lua state. */
import { type LuaFunction, type LuaValue, setField, state } from "../../interpreter/index.ts"
import { makeLibrary } from "../../interpreter/index.ts"
import type { WorkQueue } from "../ipc/work_queue.ts"
import { extendGlobals } from "./extension.ts"
import { openClient } from "./client.ts"
import { NO_QUEUE } from "./no_queue.ts"
import { printFunctions } from "./print.ts"
import { openWork, type Role } from "./work.ts"

/** The globals that depend on what the program is. */
export function hostGlobals(
  role: Role,
  queue: WorkQueue = NO_QUEUE,
): Record<"eprint" | "client" | "work", LuaValue> {
  const basic = makeLibrary("", printFunctions as Record<string, LuaFunction>)
  return {
    eprint: (basic as unknown as typeof printFunctions).eprint,
    client: openClient(role !== "worker"),
    work: openWork(role, queue),
  }
}

/** Adds slua's globals to the current Lua state, for a role in a pipeline. */
export function openHost(role: Role, queue: WorkQueue): void {
  extendGlobals()
  const added = hostGlobals(role, queue)
  for (const name in added) setField(state.globals, name, added[name as keyof typeof added])
}
