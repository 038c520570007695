/**
 * What a handler thread of a server does: it takes one connection after the other, and runs the handler
 * script for each in a fresh Lua state whose `client`, and whose standard input and output, are the
 * connection. An error ends the connection only.
 */
import {
  exitActions,
  isRefusal,
  type LuaFunction,
  standardInput,
  standardOutput,
} from "../interpreter/index.ts"
import type { Script } from "./config.ts"
import type { SharedQueue } from "./ipc/shared_queue.ts"
import { type Client, setClient } from "./lib/client.ts"
import { openHost } from "./lib/open.ts"
import { type PreparedScript, prepareScript } from "./lib/prepared_script.ts"
import { attempt, endState, freshState, Unloadable } from "./lib/script.ts"
import type { Role } from "./lib/work.ts"
import { accessLine, type Status } from "./net/access_log.ts"
import { formatAddress } from "./net/address.ts"
import {
  B_FAILED,
  B_GENERATION,
  B_READY,
  B_REPORTED,
  B_STOPPING,
  Board,
  E_FD,
  E_LISTENER,
  E_LOCAL_PORT,
  E_WAIT,
  E_WAIT_SERIAL,
  WAIT,
} from "./net/board.ts"
import { Connection, ConnectionBuffers, type ConnectionHooks } from "./net/connection.ts"
import { Gate, type GateHooks } from "./net/gate.ts"
import type { NetStart } from "./net/protocol.ts"

/** Thrown by os.exit: it ends the script for this connection, whatever pcalls are in between. */
class ScriptExit {
  readonly status: number
  constructor(status: number) {
    this.status = status
  }
}

export interface HandlerHooks extends GateHooks {
  /** Writes a line to stderr. */
  report: (text: string) => void
  /** The script cannot be loaded, and has never been. */
  giveUp: (text: string) => never
  /** Writes to the access log. */
  log: (line: string) => void
}

interface HandlerStart {
  script: Script
  slot: number
  /** alone: there are no workers. */
  role: Role
  queue: SharedQueue
}

/** The connection that this thread serves. */
let current: Connection | undefined

/** Sends what the script has written, before it waits for something else. */
export function flushConnection(): void {
  try {
    current?.flush()
  } catch (e) {
    // The script learns of it with its next call.
    if (!isRefusal(e)) throw e
  }
}

/** Makes print, io.write and io.read use the connection. */
function redirectStandardStreams(lineLimit: number): void {
  const output = standardOutput()
  output.write = (text) => current!.write(text)
  output.flush = () => current?.flush()
  const input = standardInput()
  input.atEnd = () => current!.atEnd()
  input.nextByte = () => current!.nextByte()
  input.unreadByte = () => current!.unreadByte()
  input.readLine = (keepNewline) => current!.line(lineLimit, keepNewline) ?? undefined
  input.readBlock = (limit) => current!.block(limit) ?? ""
}

export class TcpHandler {
  readonly #net: NetStart
  readonly #start: HandlerStart
  readonly #hooks: HandlerHooks
  readonly #board: Board
  readonly #gate: Gate
  readonly #buffers: ConnectionBuffers
  #script: PreparedScript
  #generation = 0

  constructor(net: NetStart, start: HandlerStart, hooks: HandlerHooks) {
    this.#net = net
    this.#start = start
    this.#hooks = hooks
    this.#gate = new Gate(net, start.slot, hooks)
    this.#board = this.#gate.board
    this.#buffers = new ConnectionBuffers(net.limits)
    this.#script = this.#firstScript()
    redirectStandardStreams(net.limits.line)
    exitActions.exit = (status) => {
      throw new ScriptExit(status)
    }
  }

  run(): never {
    for (;;) this.#serve(this.#gate.take())
  }

  // -- the script ---------------------------------------------------------------------------------

  /** Compiles the script as it is now; undefined: it cannot be loaded. */
  #prepare(): PreparedScript | undefined {
    const board = this.#board
    this.#generation = board.get(B_GENERATION)
    freshState(this.#start.script)
    try {
      const script = prepareScript(this.#start.script, "handler")
      board.words[B_READY] = 1
      return script
    } catch (e) {
      if (!(e instanceof Unloadable)) throw e
      if (board.get(B_READY) === 0) return this.#hooks.giveUp(e.message)
      // One handler says it for all.
      const reported = Atomics.exchange(board.words, B_REPORTED, this.#generation)
      if (reported !== this.#generation) this.#hooks.report(`reload: ${e.message}`)
      return undefined
    }
  }

  /** The script of a new handler. If it is broken just now, others still have the old one: waits for the next. */
  #firstScript(): PreparedScript {
    for (;;) {
      const script = this.#prepare()
      if (script !== undefined) return script
      // Sleeps until the main thread counts another reload.
      Atomics.wait(this.#board.words, B_GENERATION, this.#generation)
    }
  }

  /** The script's main function in a fresh state; a script that has become broken stays as it was. */
  #freshMain(): LuaFunction {
    if (this.#board.get(B_GENERATION) !== this.#generation) this.#script = this.#prepare() ?? this.#script
    const { script, role, queue } = this.#start
    freshState(script)
    openHost(role, queue)
    return this.#script()
  }

  // -- connections --------------------------------------------------------------------------------

  #serve(entry: number): void {
    const began = performance.now()
    const at = this.#board.at(entry)
    const fd = this.#board.words[at + E_FD]!
    if (this.#needsOptions(at)) this.#buffers.prepare(fd)
    const connection = new Connection(fd, this.#buffers, this.#connectionHooks(at))
    const client = this.#clientOf(entry, connection)
    current = connection
    setClient(client)
    const failure = this.#runScript()
    endState(ScriptExit)
    this.#close(connection)
    current = undefined
    this.#start.queue.abandon()
    if (failure !== undefined) {
      this.#board.add(B_FAILED, 1)
      this.#hooks.report(`${client.info.ip}: ${failure}`)
    }
    if (this.#net.accessLog >= 0) {
      const status: Status = failure === undefined ? connection.ending : "error"
      const milliseconds = performance.now() - began
      this.#hooks.log(accessLine({ ...client.info, ...connection.counters, milliseconds, status }))
    }
    // Behind what is told of the connection: a server that stops ends with its last one.
    this.#gate.release(entry)
  }

  /** Runs the script; what is to be reported about it. */
  #runScript(): string | undefined {
    try {
      const outcome = attempt(this.#freshMain(), [])
      return outcome.ok ? undefined : outcome.message
    } catch (e) {
      if (!(e instanceof ScriptExit)) throw e
      return undefined
    }
  }

  #close(connection: Connection): void {
    try {
      connection.close()
    } catch (e) {
      // The client is gone: there is no one to tell.
      if (!isRefusal(e)) throw e
    }
  }

  /** The client of a connection. */
  #clientOf(entry: number, connection: Connection): Client {
    const { address, port } = this.#board.peer(entry)
    const info: Client["info"] = { ip: address === undefined ? "unix" : formatAddress(address), port }
    info.localport = this.#board.words[this.#board.at(entry) + E_LOCAL_PORT]!
    const tls = this.#net.isTls ? this.#board.text(entry) : ""
    if (tls !== "") info.tls = JSON.parse(tls) as NonNullable<typeof info.tls>
    return {
      info,
      lineLimit: this.#net.limits.line,
      line: (limit) => connection.line(limit, false),
      block: (limit) => connection.block(limit),
      write: (text) => connection.write(text),
      flush: () => connection.flush(),
      shutdown: () => connection.shutdown(),
      close: () => connection.close(),
      isStopping: () => this.#board.get(B_STOPPING) === 1,
    }
  }

  /** Whether a connection has not inherited its socket options from the listening socket. */
  #needsOptions(at: number): boolean {
    const { port, isShared } = this.#net.listeners[this.#board.words[at + E_LISTENER]!]!
    return this.#net.isTls || isShared || port === 0
  }

  /** Lets the main thread end this handler's waits for its client, and know whether there is still a socket. */
  #connectionHooks(at: number): ConnectionHooks {
    const { words } = this.#board
    return {
      closing: () => {
        // Its number may soon be another connection's: the main thread must not close it for this one.
        Atomics.store(words, at + E_FD, -1)
      },
      begin: () => {
        words[at + E_WAIT_SERIAL]!++
        // From here on the main thread may shut the socket down.
        Atomics.store(words, at + E_WAIT, WAIT.waiting)
      },
      end: () => {
        // The socket is this thread's own again, unless the main thread has begun to shut it down.
        if (Atomics.compareExchange(words, at + E_WAIT, WAIT.waiting, WAIT.none) === WAIT.waiting)
          return false
        // Sleeps until it has done that.
        while (Atomics.load(words, at + E_WAIT) === WAIT.interrupting)
          Atomics.wait(words, at + E_WAIT, WAIT.interrupting)
        Atomics.store(words, at + E_WAIT, WAIT.none)
        return true
      },
    }
  }
}
