/** The face of the host layer: all that cli/ may use. What only pipelines need is loaded when it is called. */
import { endStart, lateModule } from "../interpreter/index.ts"
import type { RunConfig } from "./config.ts"
export type { NetConfig, RunConfig, Script } from "./config.ts"
export { openAlone } from "./lib/alone.ts"

/** Runs a server, or a handler and its workers; the exit status. */
export function serve(config: RunConfig): Promise<number> {
  endStart()
  if (config.net !== undefined)
    return lateModule<typeof import("./tcp_server.ts")>("host/tcp_server").serveTcp(config)
  return lateModule<typeof import("./server.ts")>("host/server").serve(config)
}

/** Makes this Worker wait for its start message. */
export function startThread(): void {
  lateModule<typeof import("./worker_main.ts")>("host/worker_main").startThread()
}
