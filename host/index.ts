/** The face of the host layer: all that cli/ may use. What only pipelines need is loaded when it is called. */
import { endStart, lateModule } from "../interpreter/index.ts"
import type { RunConfig } from "./config.ts"
export type { NetConfig, RunConfig, Script } from "./config.ts"
import type { Paint } from "./lib/style.ts"
export type { Colour, Paint } from "./lib/style.ts"
export { openAlone, openPlain } from "./lib/alone.ts"

/** Runs a server, or a handler and its workers; the exit status. */
export function serve(config: RunConfig): Promise<number> {
  endStart()
  if (config.net !== undefined)
    return lateModule<typeof import("./tcp_server.ts")>("host/tcp_server").serveTcp(config)
  return lateModule<typeof import("./server.ts")>("host/server").serve(config)
}

/** An uncaught error for a person at a terminal; see lib/advice.ts. */
export function explainError(message: string, word?: string): string {
  return lateModule<typeof import("./lib/advice.ts")>("host/lib/advice").explainError(message, word)
}

/** What may have been meant by a word; see lib/advice.ts. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  return lateModule<typeof import("./lib/advice.ts")>("host/lib/advice").nearest(word, names)
}

/** How to colour text for a descriptor; see lib/style.ts. */
export function painter(fd: number): Paint {
  return lateModule<typeof import("./lib/style.ts")>("host/lib/style").painter(fd)
}

/** Makes this Worker wait for its start message. */
export function startThread(): void {
  lateModule<typeof import("./worker_main.ts")>("host/worker_main").startThread()
}
