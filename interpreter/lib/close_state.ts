/** The end of a Lua state. */
import { rest } from "../runtime/late_rest.ts"
import { state } from "../runtime/state.ts"

/**
 * Closes the Lua state (lua_close): the main program's pending to-be-closed variables, then finalizers, in the reverse
 * order of marking, which close files among other things. Later marks have no effect.
 */
export function closeState(): void {
  state.current = state.main
  // Nobody would go on with a closing method that is suspended.
  state.main.λbarriers++
  if (state.main.λtbc.length > 0) rest().closeAll(state.main, null)
  state.closing = true
  if (state.finalizers !== null) rest().collector().finalizeMarked()
}
