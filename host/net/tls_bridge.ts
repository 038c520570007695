/**
 * TLS on the main thread. A handler that accepts a connection hands it over; the main thread speaks TLS
 * with the client and, once they have agreed, gives one end of a socket pair back to the handlers, who
 * read and write it like a plain connection. What one side cannot take stops the reading of the other.
 */
import type { Socket } from "bun"
import { B_CONNECTIONS, B_IDLE, B_REFUSED, type Board, E_FD, ENTRY } from "./board.ts"
import { Flow } from "./flow.ts"
import { canSpare, parkConnection } from "./gate.ts"
import { socketCalls, trySocketPair } from "./socket_calls.ts"
import type { TlsContext } from "./tls_context.ts"

/** Milliseconds a client gets to take the end of an answer, once the handler has closed. */
const LINGER = 30_000
/** Most bytes of a server name that are kept. */
const MOST_NAME = 255

interface Options {
  board: Board
  epoll: number
  reserve: number
  /** Milliseconds for the handshake; 0: any time. */
  handshake: number
  context: TlsContext
}

export class TlsBridge {
  readonly #options: Options
  /** Connections between their handshake and their end. */
  #open = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** Takes another certificate for connections to come. */
  set context(context: TlsContext) {
    this.#options.context = context
  }

  /** Whether some client still takes an answer. */
  get isIdle(): boolean {
    return this.#open === 0
  }

  /** Speaks TLS with the connection of an entry, which the main thread has in hand. */
  start(entry: number): void {
    const fd = this.#options.board.words[this.#options.board.at(entry) + E_FD]!
    const link = new Link(this.#options, entry, () => this.#open--)
    this.#open++
    link.connect(fd)
  }
}

/** A client, and the socket pair that leads to its handler. */
class Link {
  readonly #options: Options
  readonly #entry: number
  readonly #done: () => void
  #client: Socket<unknown> | undefined
  #handler: Socket<unknown> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isAgreed = false
  #isOver = false
  readonly #inward = new Flow(
    () => this.#client,
    () => this.#handler,
  )
  readonly #outward = new Flow(
    () => this.#handler,
    () => this.#client,
  )

  constructor(options: Options, entry: number, done: () => void) {
    this.#options = options
    this.#entry = entry
    this.#done = done
  }

  connect(fd: number): void {
    const { handshake, context } = this.#options
    if (handshake > 0) this.#timer = setTimeout(() => this.#refuse(), handshake)
    const socket = {
      open: (raw: Socket<unknown>) => {
        // At once, so that no byte of the client goes to anyone else.
        const [, client] = raw.upgradeTLS({
          isServer: true,
          tls: context,
          socket: this.#clientEvents(),
        } as never)
        this.#client = client as Socket<unknown>
      },
      data: () => {},
      error: () => {},
      connectError: () => this.#refuse(),
    }
    Bun.connect({ fd, socket, allowHalfOpen: true } as never).catch(() => this.#refuse())
  }

  #clientEvents() {
    return {
      open: () => {},
      handshake: (client: Socket<unknown>, agreed: boolean) =>
        agreed ? this.#agree(client) : this.#refuse(),
      data: (_: Socket<unknown>, bytes: Uint8Array) => this.#inward.put(bytes),
      drain: () => this.#outward.drain(),
      end: () => (this.#isAgreed ? this.#inward.end() : this.#refuse()),
      close: () => this.#clientClosed(),
      error: () => {},
    }
  }

  /** The client has agreed to speak TLS: its handler gets the other end of a pair. */
  #agree(client: Socket<unknown>): void {
    if (this.#isAgreed || this.#isOver) return
    clearTimeout(this.#timer)
    this.#client = client
    const { board, epoll, reserve } = this.#options
    const pair = trySocketPair()
    if (pair === undefined) {
      this.#refuse()
      return
    }
    this.#isAgreed = true
    const [mine, theirs] = pair
    board.setText(this.#entry, JSON.stringify(describe(client)))
    board.words[board.at(this.#entry) + E_FD] = theirs
    // The main thread does not wait at the set: if a handler is free, it must be woken.
    const atOnce = canSpare(board, board.get(B_IDLE) - 1, reserve)
    parkConnection(board, this.#entry, { epoll, from: ENTRY.handshake, atOnce })
    const socket = {
      open: (handler: Socket<unknown>) => {
        this.#handler = handler
        this.#inward.drain()
      },
      data: (_: Socket<unknown>, bytes: Uint8Array) => this.#outward.put(bytes),
      drain: () => this.#inward.drain(),
      end: () => this.#handlerEnded(),
      close: () => this.#handlerClosed(),
      error: () => {},
    }
    Bun.connect({ fd: mine, socket, allowHalfOpen: true } as never).catch(() => this.#finish())
  }

  /** The handler sends nothing more. */
  #handlerEnded(): void {
    this.#outward.end()
  }

  /** The handler has closed: the client gets what is left, for a while. */
  #handlerClosed(): void {
    this.#handler = undefined
    this.#outward.end()
    if (this.#isOver) return
    if (this.#client === undefined) this.#finish()
    else this.#timer = setTimeout(() => this.#client?.terminate(), LINGER)
  }

  #clientClosed(): void {
    this.#client = undefined
    if (!this.#isAgreed) {
      this.#refuse()
      return
    }
    this.#inward.end()
    if (this.#handler === undefined) this.#finish()
    else this.#handler.end()
    this.#finish()
  }

  #finish(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#done()
  }

  /** No TLS: closes the connection, and gives back its entry. */
  #refuse(): void {
    if (this.#isOver || this.#isAgreed) return
    this.#finish()
    const { board } = this.#options
    if (this.#client === undefined) socketCalls().close(board.words[board.at(this.#entry) + E_FD]!)
    else this.#client.terminate()
    board.release(this.#entry)
    board.add(B_CONNECTIONS, -1)
    board.add(B_REFUSED, 1)
  }
}

/** What client.tls tells. */
function describe(client: Socket<unknown>): Record<string, string> {
  const cipher = client.getCipher() as { standardName?: string; name?: string } | undefined
  const text = {
    protocol: String(client.getTLSVersion()),
    cipher: cipher?.standardName ?? cipher?.name ?? "",
  }
  const name = client.getServername() as string | null
  return name ? { ...text, servername: name.slice(0, MOST_NAME) } : text
}
