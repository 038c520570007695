/**
 * TCP mode on the main thread: opens the listening sockets, gives up privileges, has the supervisor start
 * the threads, and then, from the event loop, watches over connections, reloads and stops. The handlers
 * accept and serve by themselves (tcp_handler.ts).
 *
 * Stopping: nothing new is accepted but what has reached us already; handlers that have waited for their
 * client for a moment are told that it is gone; the run ends with the last connection and the last job.
 */
import { writeFileSync, unlinkSync, writeSync } from "node:fs"
import { isRefusal, refusalText } from "../interpreter/index.ts"
import type { NetConfig, RunConfig } from "./config.ts"
import { compileForThreads, prepareScript } from "./lib/prepared_script.ts"
import { Unloadable } from "./lib/script.ts"
import { type Endpoint, parseEndpoint, parseRange } from "./net/address.ts"
import { openAccessLog, reopenAccessLog } from "./net/access_log.ts"
import {
  B_CONNECTIONS,
  B_GENERATION,
  B_HANDLER_LIMIT,
  B_POOL,
  B_STOPPING,
  type Board,
  countConnections,
  createBoard,
  E_FD,
  E_HANDLER,
  ENTRY,
} from "./net/board.ts"
import { ConnectionBuffers } from "./net/connection.ts"
import { addListener, createEpoll, heedListener } from "./net/epoll.ts"
import { type Listener, openListener, passedListeners } from "./net/listener.ts"
import { SetupError } from "./net/setup_error.ts"
import { becomeUser } from "./net/privileges.ts"
import { LAST_WORDS, type NetMessage, type NetStart } from "./net/protocol.ts"
import { findSocketCalls, raiseDescriptorLimit, socketCalls } from "./net/socket_calls.ts"
import { TlsBridge } from "./net/tls_bridge.ts"
import { loadTls, type TlsContext } from "./net/tls_context.ts"
import { Warden } from "./net/warden.ts"
import { handlerSlots, Supervisor } from "./pool/supervisor.ts"
import { BY_SIGNAL, getMemory, reportLine, STOP_SIGNALS } from "./start.ts"
import { openWatch, startWatch, type Watch, WatchError } from "./watch/index.ts"

const STDERR = 2
/** Handlers that are started at once. */
const WARM_HANDLERS = 2
/** One in so many handlers is kept for clients that have sent something. */
const RESERVED_PART = 4
const USUAL_MAX_PER_IP = 256
/** Milliseconds between two looks at the connections. */
const TICK = 100
/** Milliseconds between two complaints of the same text. */
const COMPLAINT_PAUSE = 10_000

/** Runs a server; the exit status. */
export function serveTcp(config: RunConfig): Promise<number> {
  const net = config.net!
  try {
    if (findSocketCalls() === undefined) throw new SetupError("TCP mode needs Linux")
    raiseDescriptorLimit()
    const tls = net.tls === undefined ? undefined : loadTls(net.tls)
    const listeners = openListeners(net)
    const accessLog = net.accessLog === undefined ? -1 : openAccessLog(net.accessLog)
    const watch = openWatch(config)
    if (net.pidFile !== undefined) writePidFile(net.pidFile)
    if (net.user !== undefined) becomeUser(net.user)
    return runServer(config, { listeners, accessLog, tls, watch })
  } catch (e) {
    if (!(e instanceof SetupError || e instanceof WatchError)) throw e
    writeSync(STDERR, `slua: ${e.message}\n`)
    return Promise.resolve(1)
  }
}

function openListeners(net: NetConfig): Listener[] {
  const passed = passedListeners(process.pid)
  if (passed.length > 0) return passed
  const options = { backlog: net.backlog, unixMode: net.unixMode }
  if (net.addresses.length === 0) return [openAnywhere(net.port, options)]
  const endpoints = net.addresses.map((text) => {
    const endpoint = parseEndpoint(text, net.port)
    if (endpoint === undefined) throw new SetupError(`cannot listen at '${text}': not an address`)
    return endpoint
  })
  return endpoints.map((endpoint) => openListener(endpoint, options))
}

/** Listens at all addresses: IPv6 and IPv4, or IPv4 alone where there is no IPv6. */
function openAnywhere(port: number, options: { backlog: number; unixMode: number }): Listener {
  const [all, v4] = ["::", "0.0.0.0"].map((text) => parseEndpoint(text, port)!) as [Endpoint, Endpoint]
  try {
    return openListener(all, options)
  } catch (e) {
    if (!(e instanceof SetupError) || !/family|Cannot assign/.test(e.message)) throw e
    return openListener(v4, options)
  }
}

function writePidFile(path: string): void {
  try {
    writeFileSync(path, `${process.pid}\n`, { mode: 0o644 })
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new SetupError(`cannot write the pid file '${path}': ${refusalText(e)}`)
  }
  process.on("exit", () => {
    try {
      unlinkSync(path)
    } catch {
      // The user we have become may not: whoever reads it sees that the process is gone.
    }
  })
}

/** What the handlers are started with. */
function describeNet(net: NetConfig, board: Board, listeners: Listener[], accessLog: number): NetStart {
  const milliseconds = (seconds: number) => Math.ceil(seconds * 1000)
  const proxies = net.proxies?.map((text) => {
    const range = parseRange(text)
    if (range === undefined) throw new SetupError(`option '--trust': '${text}' is not an address range`)
    return range
  })
  return {
    board: board.memory,
    epoll: createEpoll(),
    listeners: listeners.map(({ fd, port, isShared }) => ({ fd, port, isShared })),
    limits: {
      idle: milliseconds(net.idleTimeout),
      read: milliseconds(net.readTimeout),
      write: milliseconds(net.writeTimeout),
      line: net.maxLine,
      block: net.maxRead,
    },
    handshake: milliseconds(net.handshakeTimeout),
    maxConnections: net.maxConnections,
    maxPerIp: net.maxPerIp ?? USUAL_MAX_PER_IP,
    countLoopback: net.maxPerIp !== undefined,
    reserve: Math.floor(net.handlers / RESERVED_PART),
    isTls: net.tls !== undefined,
    proxies,
    accessLog,
  }
}

/** What has been opened before the privileges were given up. */
interface Opened {
  listeners: Listener[]
  accessLog: number
  tls: TlsContext | undefined
  watch: Watch
}

function runServer(config: RunConfig, { listeners, accessLog, tls, watch }: Opened): Promise<number> {
  const net = config.net!
  const slots = 1 + handlerSlots(config)
  // Each handler may have accepted one more when the limit is reached.
  const board = createBoard(net.maxConnections + net.handlers, slots)
  board.words[B_HANDLER_LIMIT] = net.handlers
  const start = describeNet(net, board, listeners, accessLog)
  const buffers = new ConnectionBuffers(start.limits)
  listeners.forEach(({ fd, isShared }, index) => {
    if (!isShared) buffers.prepare(fd)
    addListener(start.epoll, fd, index)
    heedListener(start.epoll, fd, index)
  })
  const shared = getMemory(config)
  if (shared === undefined) return Promise.resolve(1)
  return new Promise((resolve) => {
    const server = new TcpServer(config, { board, start, listeners, tls }, (text) => reportLine(shared, text))
    const supervisor = new Supervisor(shared, config, server.events(resolve), start)
    server.run(supervisor, resolve)
    const connections = () => countConnections(board)
    const source = { trySample: () => supervisor.recovery.trySample(), connections }
    startWatch(watch, { source, shared, config, write: (text) => reportLine(shared, text) })
  })
}

interface Parts {
  board: Board
  start: NetStart
  listeners: Listener[]
  tls: TlsContext | undefined
}

class TcpServer {
  readonly #config: RunConfig
  readonly #net: NetConfig
  readonly #board: Board
  readonly #start: NetStart
  readonly #listeners: Listener[]
  readonly #write: (text: string) => void
  readonly #warden: Warden
  readonly #bridge: TlsBridge | undefined
  readonly #complaints = new Map<string, number>()
  #supervisor!: Supervisor
  #end!: (status: number) => void
  #ended = false

  constructor(config: RunConfig, { board, start, listeners, tls }: Parts, write: (text: string) => void) {
    this.#config = config
    this.#net = config.net!
    this.#board = board
    this.#start = start
    this.#listeners = listeners
    this.#write = write
    this.#warden = new Warden(board, start, listeners, this.#net)
    if (tls === undefined) return
    const { epoll, handshake, reserve } = start
    this.#bridge = new TlsBridge({ board, epoll, handshake, reserve, context: tls })
  }

  #report(text: string): void {
    this.#write(`slua: ${text}\n`)
  }

  events(end: (status: number) => void) {
    return {
      end: (status: number) => {
        this.#warden.closeListeners()
        end(status)
      },
      report: (text: string) => this.#report(text),
      compile: () => compileForThreads(this.#config.worker, "worker"),
      hearNet: (message: object) => this.#hear(message as NetMessage),
      handlerGone: (slot: number) => this.#handlerGone(slot),
    }
  }

  run(supervisor: Supervisor, end: (status: number) => void): void {
    this.#supervisor = supervisor
    this.#end = (status) => {
      if (this.#ended) return
      this.#ended = true
      this.#warden.closeListeners()
      end(status)
    }
    this.#heedSignals()
    const handlers = Math.min(WARM_HANDLERS, this.#net.handlers)
    this.#board.words[B_POOL] = handlers
    supervisor.start(handlers)
    setInterval(() => this.#tick(), TICK)
    for (const { name } of this.#listeners) this.#report(`listening at ${name}`)
  }

  // -- handlers -----------------------------------------------------------------------------------

  #hear(message: NetMessage): void {
    switch (message.ask) {
      case "handler":
        this.#addHandler()
        return
      case "complaint":
        this.#complain(message.text)
        return
      case "tls":
        this.#bridge?.start(message.entry)
    }
  }

  #addHandler(): void {
    if (this.#board.get(B_POOL) >= this.#net.handlers) return
    // Counted before it runs, so that others do not ask for it again.
    this.#board.add(B_POOL, 1)
    if (!this.#trySpawn()) this.#board.add(B_POOL, -1)
  }

  #trySpawn(): boolean {
    try {
      return this.#supervisor.spawnHandler()
    } catch (e) {
      // No descriptors or memory for another thread: those that are there go on.
      this.#complain((e as Error).message)
      return false
    }
  }

  /** Says something to the administrator, but not all the time. */
  #complain(text: string): void {
    const last = this.#complaints.get(text) ?? -COMPLAINT_PAUSE
    if (performance.now() - last < COMPLAINT_PAUSE) return
    this.#complaints.set(text, performance.now())
    this.#report(`cannot accept connections: ${text}`)
  }

  /** Closes the connection of a dead handler. */
  #handlerGone(slot: number): void {
    const { words } = this.#board
    this.#board.setIdle(slot, false)
    for (let entry = 0; entry < this.#board.entries; entry++) {
      const at = this.#board.at(entry)
      if (this.#board.state(entry) !== ENTRY.served || words[at + E_HANDLER] !== slot) continue
      const fd = Atomics.load(words, at + E_FD)
      if (fd >= 0) socketCalls().close(fd)
      this.#warden.release(entry)
    }
  }

  // -- reload and stop ----------------------------------------------------------------------------

  #reload(): void {
    if (this.#checkScripts()) {
      this.#board.add(B_GENERATION, 1)
      // New handlers that found the script broken try again.
      Atomics.notify(this.#board.words, B_GENERATION)
      this.#supervisor.recovery.reloadWorkers()
    }
    const { accessLog, tls } = this.#net
    this.#tryReload(() => accessLog !== undefined && reopenAccessLog(accessLog, this.#start.accessLog))
    this.#tryReload(() => {
      if (tls !== undefined && this.#bridge !== undefined) this.#bridge.context = loadTls(tls)
    })
  }

  /** Whether the scripts compile; their authors are told at once if not. */
  #checkScripts(): boolean {
    const { handler, worker, workers } = this.#config
    try {
      prepareScript(handler, "handler")
      if (workers > 0) prepareScript(worker, "worker")
      return true
    } catch (e) {
      if (!(e instanceof Unloadable)) throw e
      this.#report(`reload: ${e.message}`)
      return false
    }
  }

  /** What cannot be loaded anew stays as it was. */
  #tryReload(load: () => void): void {
    try {
      load()
    } catch (e) {
      if (!(e instanceof SetupError)) throw e
      this.#report(`reload: ${e.message}`)
    }
  }

  #heedSignals(): void {
    process.on("SIGHUP", () => this.#reload())
    for (const [name, number] of Object.entries(STOP_SIGNALS))
      process.on(name, () => {
        if (this.#board.get(B_STOPPING) === 1) this.#end(BY_SIGNAL + number)
        else this.#stop(BY_SIGNAL + number)
      })
  }

  #stop(status: number): void {
    this.#warden.stop()
    this.#bridge?.stop(LAST_WORDS * 1000)
    setTimeout(() => {
      this.#report(`${this.#board.get(B_CONNECTIONS)} connections were cut off`)
      this.#end(status)
    }, this.#config.grace * 1000)
  }

  #tick(): void {
    this.#warden.tick()
    const isIdle = !this.#supervisor.isWorking && this.#bridge?.isIdle !== false
    if (this.#warden.isDone && isIdle) this.#end(0)
  }
}
