/** How os.exit ends things. */
import { closeAll } from "../runtime/to_be_closed.ts"
import { state } from "../runtime/state.ts"
import { finalizeAll } from "../runtime/finalizer.ts"
import { flushAll } from "./standard_stream.ts"

/**
 * Closes the Lua state (lua_close): the main program's pending to-be-closed variables, then finalizers, which
 * close files among other things.
 */
export function closeState(): void {
  state.current = state.main
  // Nobody would go on with a closing method that is suspended.
  state.main.λbarriers++
  closeAll(state.main, null)
  finalizeAll()
}

/** What ends the program; the host may replace both. */
export const exitActions = {
  /** Closes the current Lua state (os.exit(code, true)). */
  closeState,
  /** Ends this thread: the process on the main thread. */
  exit: (status: number): void => {
    flushAll()
    process.exit(status)
  },
}
