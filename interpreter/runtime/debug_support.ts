/** The names that emitted code in debug form may use (abi.ts lists them). */
import type { DEBUG_SUPPORT_NAMES } from "../abi_names.ts"
import { callHandler, closeFrom, forLoop, forPrep, mark, spread, suspendFrame, take } from "./frame.ts"
import { begin, enter, enterWatched, hot } from "./enter.ts"
import "./frame_stack.ts"
import { hookedCall, hookedReturn, hookedTail, trace, traceBinary } from "./hook.ts"
import { SharedStubs } from "./shared_stub.ts"
import { neverInline, support } from "./support.ts"

export const debugSupport = {
  ...support,
  S: suspendFrame,
  enter,
  begin,
  hot,
  callHandler,
  trace,
  traceBinary,
  spread,
  take,
  mark,
  closeFrom,
  forPrep,
  forLoop,
  hookedCall,
  hookedTail,
  hookedReturn,
} satisfies Record<(typeof DEBUG_SUPPORT_NAMES)[number], unknown>

// Each stub calls these; most are compiled once the function has its usual form, and calls them no more.
for (const f of [begin, hot]) neverInline(f)

export { enterWatched, SharedStubs }
