/** How os.exit ends things. */
import { closeState } from "./close_state.ts"
import { flushAll } from "./standard_stream.ts"

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
