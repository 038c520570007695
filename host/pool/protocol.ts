/** What the main thread and the others tell each other by postMessage. Jobs go through shared memory. */
import type { Script } from "../config.ts"

/** First and only message to a thread. */
export interface ThreadStart {
  memory: SharedArrayBuffer
  slot: number
  kind: "handler" | "worker"
  script: Script
  /** The worker's script as it was at the program's start, compiled (a PortableChunk), if it could be. */
  compiled: object | undefined
  /** TCP mode: what there is to know of the network (NetStart). */
  net: object | undefined
  /** There are no workers. */
  isAlone: boolean
}

export type ThreadMessage =
  /** For whoever cares for the network. */
  | { type: "net"; message: object }
  /** The handler's script has ended. */
  | { type: "ended"; status: number }
  /** os.exit: the program is to end. */
  | { type: "exit"; status: number }
  /** The program cannot go on; the text says why. */
  | { type: "giveUp"; text: string }
  /** A running job was cancelled: stop the worker that has it. */
  | { type: "stopWorker"; slot: number }
  /** Some job has a time limit of its own. */
  | { type: "timed" }
