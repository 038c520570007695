/** What modules that every start loads call in other modules of the runtime, which a start may do without. */
import { toDisplay } from "./barrier.ts"
import { call } from "./call.ts"
import { continueMain } from "./coroutine.ts"
import { collector } from "./finalizer.ts"
import { provideRest } from "./late_rest.ts"
import { closePending, fail, protectedFrame } from "./protected_failure.ts"
import { closeAll } from "./to_be_closed.ts"
import { uncaughtMessage } from "./traceback.ts"

const rest = {
  call,
  closeAll,
  closePending,
  collector,
  continueMain,
  fail,
  protectedFrame,
  toDisplay,
  uncaughtMessage,
}

export type Rest = typeof rest

provideRest(rest)
