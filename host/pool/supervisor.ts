/**
 * The main thread's care for the other threads: it starts them, buries and replaces those that die,
 * stops workers whose job runs too long or was cancelled, and ends the run. It learns of deaths from the
 * Workers' close events. A Worker that does not close after terminate (it is inside a system call, or a long call of the
 * engine) is given up: its job goes to another, and its slot stays unused until it closes.
 */
import { once } from "../../interpreter/index.ts"
import type { RunConfig } from "../config.ts"
import { CRASHED, START, STOP } from "../errors.ts"
import { Recovery } from "../ipc/recovery.ts"
import { now } from "../ipc/statistics.ts"
import {
  Q_LIVE_WORKERS,
  S_ANSWERED,
  T_JOB,
  T_KIND,
  T_PERMIT,
  T_READING,
  T_SERIAL,
  T_STATE,
  THREAD_KIND,
  THREAD_STATE,
  THREAD_WORDS,
} from "../memory/layout.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import type { ThreadMessage, ThreadStart } from "./protocol.ts"
import { LOOK, TimeLimits } from "./time_limits.ts"

/** Milliseconds between two tries of something that needs locks. */
const RETRY = 1
/**
 * A terminated Worker gets so many waits of so many milliseconds to close, or only the first few when it is not in
 * the queue's code. Not one long wait: that could pass while the whole program is held up.
 */
const CLOSE_WAITS = 100
const CLOSE_WAITS_OUTSIDE = 2
const CLOSE_WAIT = 20
/** Workers that die before their first job are replaced more and more slowly: pauses in milliseconds. */
const FIRST_PAUSE = 50
const LONGEST_PAUSE = 5000
/** So many rounds of the whole pool without a job are too many. */
const MOST_ROUNDS = 5
/** Slots for Workers that replace others which do not close. */
export const SPARE_SLOTS = 16
/** Slots of handlers begin here, those of workers behind them. */
const FIRST_HANDLER = 1

interface Thread {
  worker: Worker
  kind: ThreadStart["kind"]
  /** Why it is being stopped. */
  reason: string | undefined
  closed: boolean
  buried: boolean
}

export interface SupervisorEvents {
  /** The run is over. */
  end: (status: number) => void
  /** Something for stderr. */
  report: (text: string) => void
  /** Compiles the workers' script once for all of them; undefined: each is to do that itself. */
  compile: () => object | undefined
  /** TCP mode: a handler says something about the network. */
  hearNet?: (message: object) => void
  /** TCP mode: a handler has died; called before another gets its slot. */
  handlerGone?: (slot: number) => void
}

/** Slots kept for handlers. */
export const handlerSlots = (config: RunConfig): number => config.net?.handlers ?? 1

export class Supervisor {
  readonly recovery: Recovery
  readonly #shared: Shared
  readonly #config: RunConfig
  /** What handlers of TCP mode are started with. */
  readonly #net: object | undefined
  readonly #events: SupervisorEvents
  readonly #threads: (Thread | undefined)[] = []
  #watch: ReturnType<typeof setInterval> | undefined
  #ended = false
  #closing = false
  /** Workers in a row that died before their first job, by themselves. */
  #earlyDeaths = 0
  readonly #compiled: () => object | undefined

  constructor(shared: Shared, config: RunConfig, events: SupervisorEvents, net?: object) {
    this.recovery = new Recovery(shared)
    this.#shared = shared
    this.#config = config
    this.#net = net
    this.#events = events
    this.#compiled = once(events.compile)
  }

  /** Starts the workers and so many handlers. */
  start(handlers = 1): void {
    for (let i = 0; i < handlers; i++) this.spawnHandler()
    for (let i = 0; i < this.#config.workers; i++) this.#spawnWorker()
    if (this.#config.jobTimeout > 0) this.#watchTimes()
  }

  // -- threads ------------------------------------------------------------------------------------

  #spawnWorker(): void {
    const first = FIRST_HANDLER + handlerSlots(this.#config)
    for (let slot = first; slot < this.#shared.layout.threads; slot++)
      if (this.#threads[slot] === undefined) {
        this.#spawn("worker", slot)
        return
      }
    // All slots are taken by Workers that do not close: the pool stays smaller.
  }

  /** Starts another handler; false: there are as many as there may be. */
  spawnHandler(): boolean {
    const end = FIRST_HANDLER + handlerSlots(this.#config)
    for (let slot = FIRST_HANDLER; slot < end; slot++)
      if (this.#threads[slot] === undefined) {
        this.#spawn("handler", slot)
        return true
      }
    return false
  }

  #spawn(kind: ThreadStart["kind"], slot: number): void {
    const words = this.#shared.words
    const at = slotAt(this.#shared, slot)
    words.fill(0, at + T_PERMIT, at + THREAD_WORDS)
    words[at + T_KIND] = THREAD_KIND[kind]
    words[at + T_STATE] = THREAD_STATE.live
    if (kind === "worker") this.#countWorkers(1)
    // Servers have taken variables out of the environment, and --debug put one in, which threads would not see.
    const env = { ...process.env } as Record<string, string>
    const isChanged = this.#net !== undefined || env.SLUA_DEBUG_FORM !== undefined
    const worker = new Worker(this.#config.entry, isChanged ? { env } : {})
    const thread: Thread = { worker, kind, reason: undefined, closed: false, buried: false }
    this.#threads[slot] = thread
    worker.addEventListener("message", (event: MessageEvent) => this.#hear(event.data as ThreadMessage))
    worker.addEventListener("error", (event: ErrorEvent) => {
      event.preventDefault()
      this.#events.report(`${CRASHED}: ${event.message}`)
    })
    worker.addEventListener("close", () => this.#closed(slot, thread))
    const script = kind === "handler" ? this.#config.handler : this.#config.worker
    const { memory } = this.#shared
    const isAlone = this.#config.workers === 0
    const compiled = kind === "worker" ? this.#compiled() : undefined
    const message: ThreadStart = { memory, slot, kind, script, compiled, net: this.#net, isAlone }
    worker.postMessage(message)
  }

  #countWorkers(change: number): void {
    // Read by workers that look whether all wait.
    Atomics.add(this.#shared.words, Q_LIVE_WORKERS, change)
  }

  #hear(message: ThreadMessage): void {
    switch (message.type) {
      case "net":
        this.#events.hearNet?.(message.message)
        return
      case "ended":
      case "exit":
        this.#end(message.status)
        return
      case "giveUp":
        if (!this.#ended) this.#events.report(message.text)
        this.#end(1)
        return
      case "stopWorker":
        this.#stop(message.slot, STOP.cancelled)
        return
      case "timed":
        this.#watchTimes()
    }
  }

  #end(status: number): void {
    if (this.#ended) return
    this.#ended = true
    this.#events.end(status)
  }

  // -- deaths -------------------------------------------------------------------------------------

  /** Terminates a worker. */
  #stop(slot: number, reason: string): void {
    const thread = this.#threads[slot]
    if (thread === undefined || thread.kind !== "worker" || thread.reason !== undefined) return
    thread.reason = reason
    // From here on the worker does not go into the queue's code.
    Atomics.store(this.#shared.words, slotAt(this.#shared, slot) + T_STATE, THREAD_STATE.stopping)
    thread.worker.terminate()
    this.#awaitClose(slot, thread, 0)
  }

  /** Buries a terminated Worker that has not closed after so many waits, if that is safe, or they were very many. */
  #awaitClose(slot: number, thread: Thread, waits: number): void {
    if (thread.closed) return
    if (waits >= CLOSE_WAITS || (waits >= CLOSE_WAITS_OUTSIDE && this.recovery.isOutside(slot)))
      this.#bury(slot, thread)
    else setTimeout(() => this.#awaitClose(slot, thread, waits + 1), CLOSE_WAIT)
  }

  /** Terminates a worker as an accident would: for tests. which: counts the live workers from 0. */
  kill(which: number): void {
    const workers = this.#threads.filter((thread) => thread?.kind === "worker" && !thread.closed)
    workers[which % workers.length]?.worker.terminate()
  }

  #closed(slot: number, thread: Thread): void {
    thread.closed = true
    if (this.#closing) return
    if (thread.kind === "handler" && this.#net === undefined) {
      if (!this.#ended) this.#events.report(`${CRASHED} (handler)`)
      this.#end(1)
    } else if (thread.buried) {
      // It may have printed something yet.
      this.recovery.releaseOutputs(slot)
      this.#threads[slot] = undefined
    } else this.#bury(slot, thread)
  }

  /** Clears up behind a dead worker, as soon as the locks can be had, and starts another. */
  #bury(slot: number, thread: Thread): void {
    if (this.#closing || thread.buried) return
    if (!this.recovery.tryBury(slot, thread.reason ?? CRASHED)) {
      setTimeout(() => this.#bury(slot, thread), RETRY)
      return
    }
    thread.buried = true
    const pause = this.#pauseAfter(slot, thread)
    this.#shared.words[slotAt(this.#shared, slot) + T_STATE] = THREAD_STATE.dead
    if (thread.kind === "handler") {
      this.#replaceHandler(slot, pause)
      return
    }
    this.#countWorkers(-1)
    if (thread.closed) this.#threads[slot] = undefined
    if (pause === 0) this.#spawnWorker()
    else setTimeout(() => this.#closing || this.#spawnWorker(), pause)
  }

  #replaceHandler(slot: number, pause: number): void {
    this.#events.report(`${CRASHED} (handler)`)
    this.#threads[slot] = undefined
    this.#events.handlerGone?.(slot)
    setTimeout(() => this.#closing || this.spawnHandler(), pause)
  }

  /** How long to wait before a dead thread is replaced; ends the run when no worker has ever worked. */
  #pauseAfter(slot: number, thread: Thread): number {
    if (thread.kind === "handler") return FIRST_PAUSE
    const { words, doubles } = this.#shared
    const isEarly = thread.reason === undefined && words[slotAt(this.#shared, slot) + T_SERIAL] === 0
    this.#earlyDeaths = isEarly ? this.#earlyDeaths + 1 : 0
    const rounds = Math.floor(this.#earlyDeaths / this.#config.workers)
    if (rounds >= MOST_ROUNDS && doubles[S_ANSWERED >> 1] === 0 && !this.#ended) {
      this.#events.report(START.crashing)
      this.#end(1)
    }
    return rounds < 2 ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (rounds - 2))
  }

  // -- time limits --------------------------------------------------------------------------------

  #watchTimes(): void {
    if (this.#watch !== undefined) return
    const limits = new TimeLimits(this.#shared, now())
    this.#watch = setInterval(() => {
      for (const [slot, limit] of limits.passed(now())) this.#stop(slot, STOP.tooLong(limit / 1000))
    }, LOOK)
  }

  // -- stopping -----------------------------------------------------------------------------------

  /** Lets no more jobs be accepted. */
  stopJobs(): void {
    if (!this.#closing && !this.recovery.tryStop()) setTimeout(() => this.stopJobs(), RETRY)
  }

  /** Terminates all threads; the run ends without a status. */
  close(): void {
    this.#closing = true
    clearInterval(this.#watch)
    for (const thread of this.#threads) thread?.worker.terminate()
  }

  /** Whether the handler waits for its client, with no job running: nothing will come of waiting. */
  get isQuiet(): boolean {
    const { words } = this.#shared
    const at = slotAt(this.#shared, FIRST_HANDLER)
    // Sees the handler's wait, and jobs that began before.
    const reading = Atomics.load(words, at + T_READING) === 1
    return reading && !this.isWorking
  }

  /** Whether some worker runs a job. */
  get isWorking(): boolean {
    const { words } = this.#shared
    return this.#threads.some((_, slot) => words[slotAt(this.#shared, slot) + T_JOB] !== 0)
  }
}
