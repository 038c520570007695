/**
 * What a thread runs: a handler its script once; a worker its script, or the function the script
 * returned once per job, over and over. After an error, and when a worker's script ends, it is started
 * anew in a fresh Lua state. The thread never returns to its event loop: it is either in Lua, or asleep
 * in the shared memory.
 */
import { writeSync } from "node:fs"
import {
  closeState,
  endStart,
  exitActions,
  flushAll,
  interruption,
  isRefusal,
  isTerminal,
  lateModule,
  type LuaFunction,
  type LuaValue,
  type PortableChunk,
  writeStderr,
} from "../interpreter/index.ts"
import type { Script } from "./config.ts"
import { FAILURE, START } from "./errors.ts"
import { Outdated } from "./ipc/desk.ts"
import { SharedQueue } from "./ipc/shared_queue.ts"
import { SendError } from "./ipc/work_queue.ts"
import { H_STOPPING, T_ACCEPTED, T_READING, T_SERIAL, THREAD_WORDS } from "./memory/layout.ts"
import { openShared, type Shared, slotAt } from "./memory/shared.ts"
import { clientHooks } from "./lib/standard_client.ts"
import { openHost } from "./lib/open.ts"
import { flushOutput, guardOutput } from "./lib/output.ts"
import { type PreparedScript, prepareScript } from "./lib/prepared_script.ts"
import { attempt, endState, freshState, loadScript, Unloadable } from "./lib/script.ts"
import { setJob, statisticsHooks } from "./lib/work.ts"
import { Board, countConnections } from "./net/board.ts"
import type { NetMessage, NetStart } from "./net/protocol.ts"
import type { TlsAbandon, TlsRequest } from "./net/tls_request.ts"
import type { ThreadMessage, ThreadStart } from "./pool/protocol.ts"

/** A script that fails before its first job is tried again so often, after pauses that double. */
const MOST_STARTS = 5
const FIRST_PAUSE = 50
const LONGEST_PAUSE = 5000

const STDERR = 2

/** Makes this Worker wait for its start message, or for connections that are to speak TLS. */
export function startThread(): void {
  endStart()
  addEventListener("message", (event: MessageEvent) => {
    const message = event.data as ThreadStart | TlsRequest | TlsAbandon
    if (message.kind === "tls") tlsClient().connectTls(message)
    else if (message.kind === "tlsAbandon") tlsClient().abandonTls(message)
    else run(message)
  })
}

/** The code of TLS clients, which is loaded only in threads that speak for others. */
function tlsClient() {
  return lateModule<typeof import("./net/tls_client.ts")>("host/net/tls_client")
}

function tell(message: ThreadMessage): void {
  postMessage(message)
}

/** Sleeps: for ever, or so many milliseconds. */
function sleep(milliseconds = Number.POSITIVE_INFINITY): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Asks the main thread to end the program, and waits for that. */
function leave(message: ThreadMessage): never {
  tell(message)
  sleep()
  throw new Error("unreachable")
}

function run(start: ThreadStart): void {
  const shared = openShared(start.memory, start.slot)
  guardOutput(shared, (text) => leave({ type: "giveUp", text }))
  exitActions.exit = (status) => {
    flushAll()
    leave({ type: "exit", status })
  }
  const server = start.net !== undefined && start.kind === "handler" ? tcpHandler() : undefined
  if (start.net !== undefined) {
    const board = new Board((start.net as NetStart).board)
    statisticsHooks.connections = () => countConnections(board)
  }
  const queue = new SharedQueue(shared, start.kind === "handler", {
    beforeWait: server?.flushConnection ?? flushOutput,
    stopWorker: (slot) => tell({ type: "stopWorker", slot }),
    limitTimes: () => tell({ type: "timed" }),
  })
  if (server !== undefined) runServer(server, start, queue)
  else if (start.kind === "handler") runHandler(start.script, shared, queue)
  else new WorkerLoop(start, shared, queue).run()
}

/** Writes one undivided line (or several) to stderr. */
function report(message: string): void {
  flushAll()
  writeStderr(`slua: ${explained(message)}\n`)
}

/** A message with what helps a person at a terminal. */
function explained(message: string): string {
  if (!isTerminal(STDERR)) return message
  return lateModule<typeof import("./lib/advice.ts")>("host/lib/advice").explainError(message)
}

// -- handler of a server ----------------------------------------------------------------------------

type TcpHandlerModule = typeof import("./tcp_handler.ts")

/** The code of TCP mode, which is loaded only there. */
function tcpHandler(): TcpHandlerModule {
  return lateModule<TcpHandlerModule>("host/tcp_handler")
}

/** Writes to the access log. That it is full or its reader gone ends no connection. */
function writeLog(fd: number, line: string): void {
  try {
    writeSync(fd, line)
  } catch (e) {
    if (!isRefusal(e)) throw e
  }
}

function runServer({ TcpHandler }: TcpHandlerModule, start: ThreadStart, queue: SharedQueue): never {
  const net = start.net as NetStart
  const role = start.isAlone ? "alone" : "handler"
  const handler = new TcpHandler(
    net,
    { script: start.script, slot: start.slot, role, queue },
    {
      askForHandler: () => tell({ type: "net", message: { ask: "handler" } satisfies NetMessage }),
      startTls: (entry) => tell({ type: "net", message: { ask: "tls", entry } satisfies NetMessage }),
      complain: (text) => tell({ type: "net", message: { ask: "complaint", text } satisfies NetMessage }),
      report: (text) => writeStderr(`slua: ${explained(text)}\n`),
      giveUp: (text) => leave({ type: "giveUp", text }),
      log: (line) => writeLog(net.accessLog, line),
    },
  )
  return handler.run()
}

// -- handler --------------------------------------------------------------------------------------

function runHandler(script: Script, shared: Shared, queue: SharedQueue): void {
  const reading = slotAt(shared, shared.me) + T_READING
  clientHooks.reading = (isReading) => {
    // Tells the main thread whether a stop may end the program now.
    Atomics.store(shared.words, reading, isReading ? 1 : 0)
  }
  // Sees the main thread's decision sooner or later.
  clientHooks.isStopping = () => Atomics.load(shared.words, H_STOPPING) === 1
  freshState(script)
  openHost("handler", queue)
  let status = 0
  try {
    const outcome = attempt(loadScript(script, "handler"), [])
    if (!outcome.ok) {
      status = 1
      report(outcome.message)
    }
  } catch (e) {
    if (!(e instanceof Unloadable)) throw e
    status = 1
    report(e.message)
  }
  closeState()
  flushAll()
  leave({ type: "ended", status })
}

// -- worker ---------------------------------------------------------------------------------------

class WorkerLoop {
  readonly #script: Script
  /** What the main thread has compiled of it, for the first version. */
  readonly #compiled: PortableChunk | undefined
  readonly #shared: Shared
  readonly #queue: SharedQueue
  readonly #slot: number
  /** Which version of the script runs: how often it was reloaded. */
  #generation = 0
  /** The compiled script; undefined: it must be loaded, for the first time or anew. */
  #prepared: PreparedScript | undefined
  #hasLoaded = false
  /** Starts in a row that came to no job. */
  #failures = 0

  constructor(start: ThreadStart, shared: Shared, queue: SharedQueue) {
    this.#script = start.script
    this.#compiled = start.compiled as PortableChunk | undefined
    this.#shared = shared
    this.#queue = queue
    this.#slot = slotAt(shared, shared.me)
  }

  run(): never {
    interruption.inWaits = true
    for (;;) {
      this.#shared.words[this.#slot + T_ACCEPTED] = 0
      const complaint = this.#runCurrentScript()
      flushAll()
      if (complaint === undefined) continue
      if (this.#shared.words[this.#slot + T_ACCEPTED] !== 0) this.#failures = 0
      else this.#startFailed(complaint)
    }
  }

  /** Runs the script until it ends or is replaced by another version; undefined: it is. */
  #runCurrentScript(): string | undefined {
    this.#generation = this.#queue.startScript()
    try {
      const complaint = this.#runScript()
      closeState()
      return complaint
    } catch (e) {
      if (!(e instanceof Outdated)) throw e
      this.#prepared = undefined
      // It was waiting for a job; its finalizers get none either.
      endState(Outdated)
      return undefined
    }
  }

  /** Runs the script to its end; what is to be said about a start that came to no job. */
  #runScript(): string {
    freshState(this.#script)
    openHost("worker", this.#queue)
    let main: LuaFunction
    try {
      const compiled = this.#generation === 0 ? this.#compiled : undefined
      this.#prepared ??= prepareScript(this.#script, "worker", compiled)
      this.#hasLoaded = true
      main = this.#prepared()
    } catch (e) {
      if (!(e instanceof Unloadable)) throw e
      // A script that has worked may be changed at the moment: it is tried again.
      if (this.#hasLoaded || this.#anyoneWorks()) return e.message
      return leave({ type: "giveUp", text: e.message })
    }
    const outcome = attempt(main, [])
    if (outcome.ok) {
      const f = outcome.values[0]
      if (typeof f === "function") this.#serve(f)
      if (this.#queue.hasJob) this.#queue.fail(FAILURE.ended)
      return START.ended
    }
    if (this.#queue.hasJob) this.#queue.fail(outcome.message)
    else if (this.#shared.words[this.#slot + T_ACCEPTED] !== 0) report(outcome.message)
    return outcome.message
  }

  /** Calls the function once per job, for ever. */
  #serve(f: LuaFunction): never {
    const queue = this.#queue
    for (;;) {
      const job = queue.accept(Number.POSITIVE_INFINITY)
      if (typeof job !== "object") continue
      setJob(job.value)
      const outcome = attempt(f, [job.value])
      if (!queue.hasJob) continue
      if (!outcome.ok) queue.fail(outcome.message)
      else this.#answer(outcome.values[0])
    }
  }

  #answer(value: LuaValue): void {
    try {
      this.#queue.answer(value)
    } catch (e) {
      if (!(e instanceof SendError)) throw e
      this.#queue.fail(e.message)
    }
  }

  /** The script failed before its first job: tries again after a pause, unless it never works. */
  #startFailed(complaint: string): void {
    const failures = ++this.#failures
    if (failures >= MOST_STARTS && !this.#anyoneWorks())
      leave({ type: "giveUp", text: START.givenUp(complaint) })
    if (failures === 1) report(complaint)
    sleep(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)))
  }

  /** Whether some worker has accepted a job. */
  #anyoneWorks(): boolean {
    const { threadsAt, threads } = this.#shared.layout
    for (let at = threadsAt; at < threadsAt + threads * THREAD_WORDS; at += THREAD_WORDS)
      if (this.#shared.words[at + T_SERIAL]! > 0) return true
    return false
  }
}
