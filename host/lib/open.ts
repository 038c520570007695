/** Opens the host libraries in the current Lua state. */
import { type LuaFunction, setField, state } from "../../interpreter/index.ts"
import { makeLibrary } from "../../interpreter/index.ts"
import type { WorkQueue } from "../ipc/work_queue.ts"
import { openClient } from "./client.ts"
import { NO_QUEUE } from "./no_queue.ts"
import { printFunctions } from "./print.ts"
import { openWork, type Role } from "./work.ts"

/** Adds the functions that every mode has, and work.* and client.* for a role. */
export function openHost(role: Role, queue: WorkQueue = NO_QUEUE): void {
  const { globals } = state
  const basic = makeLibrary("", printFunctions as Record<string, LuaFunction>)
  setField(globals, "eprint", (basic as unknown as typeof printFunctions).eprint)
  setField(globals, "client", openClient(role !== "worker"))
  setField(globals, "work", openWork(role, queue))
}
