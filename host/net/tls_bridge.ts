/**
 * TLS on the main thread. A handler that accepts a connection hands it over; the main thread speaks TLS
 * with the client and, once they have agreed, gives one end of a socket pair back to the handlers, who
 * read and write it like a plain connection. What one side cannot take stops the reading of the other.
 */
import type { Socket } from "bun"
import { B_CONNECTIONS, B_IDLE, B_REFUSED, type Board, E_FD, ENTRY } from "./board.ts"
import { canSpare, parkConnection } from "./gate.ts"
import { socketCalls, trySocketPair } from "./socket_calls.ts"
import { Splice } from "./splice.ts"
import type { TlsContext } from "./tls_context.ts"

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
  /** Connections between the beginning of their handshake and their end. */
  readonly #open = new Set<Link>()
  /** Milliseconds for the handshakes of a server that stops; undefined: it does not. */
  #lastWords: number | undefined

  constructor(options: Options) {
    this.#options = options
  }

  /** Takes another certificate for connections to come. */
  set context(context: TlsContext) {
    this.#options.context = context
  }

  /** Whether some client still takes an answer. */
  get isIdle(): boolean {
    return this.#open.size === 0
  }

  /** Speaks TLS with the connection of an entry, which the main thread has in hand. */
  start(entry: number): void {
    const link: Link = new Link(this.#options, entry, () => this.#open.delete(link))
    this.#open.add(link)
    link.connect()
    if (this.#lastWords !== undefined) link.hasten(this.#lastWords)
  }

  /** The server stops: handshakes get so many milliseconds more. */
  stop(lastWords: number): void {
    this.#lastWords = lastWords
    for (const link of this.#open) link.hasten(lastWords)
  }
}

/** A client, and the socket pair that leads to its handler. */
class Link {
  readonly #options: Options
  readonly #entry: number
  /** The client's socket. */
  readonly #fd: number
  readonly #done: () => void
  readonly #splice: Splice
  #timer: ReturnType<typeof setTimeout> | undefined
  #isAgreed = false
  #isOver = false

  constructor(options: Options, entry: number, done: () => void) {
    this.#options = options
    this.#entry = entry
    this.#done = done
    this.#fd = options.board.words[options.board.at(entry) + E_FD]!
    this.#splice = new Splice(this.#fd, { trustsAnswers: false, over: () => this.#finish() })
  }

  /** Gives up a handshake that is not over in so many milliseconds. */
  hasten(milliseconds: number): void {
    if (this.#isAgreed || this.#isOver) return
    const { handshake } = this.#options
    clearTimeout(this.#timer)
    const limit = handshake > 0 ? Math.min(handshake, milliseconds) : milliseconds
    this.#timer = setTimeout(() => this.#refuse(), limit)
  }

  connect(): void {
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
        this.#splice.far = client as Socket<unknown>
      },
      data: () => {},
      error: () => {},
      connectError: () => this.#refuse(),
    }
    Bun.connect({ fd: this.#fd, socket, allowHalfOpen: true } as never).catch(() => this.#refuse())
  }

  #clientEvents() {
    const splice = this.#splice
    return {
      open: () => {},
      handshake: (client: Socket<unknown>, agreed: boolean) =>
        agreed ? this.#agree(client) : this.#refuse(),
      data: (_: Socket<unknown>, bytes: Uint8Array) => splice.farData(bytes),
      drain: () => splice.farDrain(),
      end: () => (this.#isAgreed ? splice.farEnded() : this.#refuse()),
      close: () => (this.#isAgreed ? splice.farClosed() : this.#refuse()),
      error: () => {},
    }
  }

  /** The client has agreed to speak TLS: its handler gets the other end of a pair. */
  #agree(client: Socket<unknown>): void {
    if (this.#isAgreed || this.#isOver) return
    clearTimeout(this.#timer)
    this.#splice.far = client
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
    this.#splice.attach(mine)
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
    const { far } = this.#splice
    if (far === undefined) socketCalls().close(this.#fd)
    else far.terminate()
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
