/** The face of the host layer: all that cli/ may use. */
export type { RunConfig, Script } from "./config.ts"
export { hostGlobals } from "./lib/open.ts"
export { serve } from "./server.ts"
export { startThread } from "./worker_main.ts"
