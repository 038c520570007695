/**
 * Two sockets of an event loop joined to one connection: the far one leads to a peer, the near one to a
 * thread that runs Lua. What one of them cannot take stops the reading of the other, and each learns when the other
 * ends or closes, in whatever order that happens. Nothing stays open that nobody will close.
 */
import type { Socket } from "bun"
import { Flow } from "./flow.ts"
import { awaitDescriptor, SHUT_RD, socketCalls } from "./socket_calls.ts"

/** Milliseconds a peer gets to take what is left for it, once the thread has closed. */
const PATIENCE = 30_000
/** Milliseconds that a peer to whom all has been sent gets to close, once the thread has. */
const USUAL_LINGER = 1000
/** For poll, which tells of hang-ups unasked. */
const HANGUP_ONLY = 0

interface Options {
  /**
   * Whether a peer that has said something since the thread's last words is known to have them. Closing a socket whose
   * peer still sends (if only TLS session tickets, which nobody asks for) resets the connection, which may lose what was
   * sent: so others get time to close first.
   */
  trustsAnswers: boolean
  /** Milliseconds for that; missing: as usual. */
  linger?: number
  /** The far socket is closed: all that the thread wrote is on its way, or there is nobody to send it to. */
  over: () => void
}

export class Splice {
  readonly #options: Options
  /** undefined: not there yet, or gone. */
  #far: Socket<unknown> | undefined
  #near: Socket<unknown> | undefined
  #isFarGone = false
  #isNearGone = false
  readonly #farFd: number
  #nearFd = -1
  /** Whether the peer has said something since the thread's last words. */
  #isAnswered = true
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #inward = new Flow(
    () => this.#far,
    () => this.#near,
    { finished: () => this.#received() },
  )
  readonly #outward = new Flow(
    () => this.#near,
    () => this.#far,
    { finished: () => this.#sent(), waiting: () => this.#lookForEnds() },
  )

  /** farFd: the descriptor of the far socket. */
  constructor(farFd: number, options: Options) {
    this.#farFd = farFd
    this.#options = options
  }

  get far(): Socket<unknown> | undefined {
    return this.#far
  }

  /** The far socket, which tells the methods farData, farDrain, farEnded and farClosed what happens to it. */
  set far(socket: Socket<unknown>) {
    if (!this.#isFarGone) this.#far = socket
  }

  /** Takes one end of a socket pair as the near socket; the thread has the other. */
  attach(fd: number): void {
    this.#nearFd = fd
    const socket = {
      open: (near: Socket<unknown>) => this.#nearOpened(near),
      data: (_: Socket<unknown>, bytes: Uint8Array) => {
        this.#isAnswered = false
        this.#outward.put(bytes)
      },
      drain: () => this.#inward.drain(),
      end: () => this.#outward.end(),
      close: () => this.#nearClosed(),
      error: () => {},
    }
    Bun.connect({ fd, socket, allowHalfOpen: true } as never).catch(() => this.#far?.terminate())
  }

  // -- the far socket -------------------------------------------------------------------------------

  farData(bytes: Uint8Array): void {
    this.#isAnswered = true
    this.#inward.put(bytes)
  }

  farDrain(): void {
    this.#outward.drain()
  }

  farEnded(): void {
    this.#inward.end()
    if (this.#isNearGone && this.#outward.isFinished) this.#far?.end()
  }

  farClosed(): void {
    if (this.#isFarGone) return
    this.#isFarGone = true
    this.#far = undefined
    clearTimeout(this.#timer)
    this.#outward.abandon()
    this.#inward.end()
    this.#endNear()
    this.#options.over()
  }

  // -- the near socket ------------------------------------------------------------------------------

  #nearOpened(near: Socket<unknown>): void {
    this.#near = near
    this.#inward.drain()
    if (this.#isFarGone) this.#endNear()
  }

  /** The peer is gone: the thread gets what is left of it, and cannot write any more. */
  #endNear(): void {
    if (this.#near === undefined) return
    if (this.#inward.isFinished) this.#near.end()
    else socketCalls().shutdown(this.#nearFd, SHUT_RD)
  }

  /** The near socket has got everything, the end included. */
  #received(): void {
    if (this.#isFarGone) this.#near?.end()
  }

  #nearClosed(): void {
    this.#near = undefined
    this.#inward.abandon()
    this.#outward.end()
    this.#isNearGone = true
    if (this.#isFarGone) return
    if (this.#outward.isFinished) this.#settle()
    else this.#limitRest()
  }

  /**
   * While the peer takes nothing, the near socket is not read, and does not hear that the thread has closed; while the
   * thread takes nothing either, the far one does not hear that its peer is gone.
   */
  #lookForEnds(): void {
    if (awaitDescriptor(this.#nearFd, HANGUP_ONLY, 0)) this.#limitRest()
    if (!awaitDescriptor(this.#farFd, HANGUP_ONLY, 0)) return
    this.#outward.abandon()
    this.#endNear()
  }

  #limitRest(): void {
    this.#timer ??= setTimeout(() => this.#far?.terminate(), PATIENCE)
  }

  // -- the end of what the thread writes ------------------------------------------------------------

  #sent(): void {
    if (this.#isNearGone) this.#settle()
  }

  /** The peer has been sent everything, and the thread wants nothing more of it. */
  #settle(): void {
    clearTimeout(this.#timer)
    const isKnown = this.#inward.hasEnded || (this.#options.trustsAnswers && this.#isAnswered)
    if (isKnown) this.#far?.end()
    else this.#timer = setTimeout(() => this.#far?.end(), this.#options.linger ?? USUAL_LINGER)
  }
}
