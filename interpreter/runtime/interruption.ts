/** What those who call and wait have to know of Ctrl-C (interrupt.ts). */
import type { LuaResult, LuaValue } from "../value/value.ts"

type Run = (f: LuaValue, args: LuaValue[]) => LuaResult

export const interruption: { run: Run | undefined; inWaits: boolean } = {
  /** How protected calls run their functions while they can be interrupted; undefined: plainly. */
  run: undefined,
  /**
   * Whether waits for the system come back to our own code now and then: only there can the engine interrupt a program,
   * or end a thread.
   */
  inWaits: false,
}
