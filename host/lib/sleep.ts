/** os.usleep. */
import { checkDouble, type LuaResult, NONE } from "../../interpreter/index.ts"
import type { LuaValue } from "../../interpreter/index.ts"
import { flushOutput } from "./output.ts"

const MILLISECOND = 1000

/** Never changes. */
const still = new Int32Array(new SharedArrayBuffer(4))

/**
 * os.usleep(usecs): sleeps so many microseconds, as exactly as the system's timers are. Buffered output is
 * written before. A thread that sleeps is stopped at once when it is to stop: what waits on shared memory
 * can be ended from outside, other system calls cannot.
 */
export function usleep(microseconds: LuaValue): LuaResult {
  const time = checkDouble(microseconds, 1, arguments.length)
  flushOutput()
  if (time > 0) Atomics.wait(still, 0, 0, time / MILLISECOND)
  return NONE
}
