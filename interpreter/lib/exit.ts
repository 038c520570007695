/** How os.exit ends things. */
import { closeAll } from "../runtime/to_be_closed.ts"
import { state } from "../runtime/state.ts"
import { closeAllFiles } from "./lost_file.ts"
import { flushAll } from "./standard_stream.ts"

/** Closes the Lua state (lua_close): the main program's pending to-be-closed variables, then all files. */
export function closeState(): void {
  closeAll(state.main, null)
  closeAllFiles()
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
