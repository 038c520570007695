// Servers and clients for the tests of TCP mode. Servers are processes of their own, on any free port.
import { expect } from "bun:test"
import { closeSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect, type NetConnectOpts, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseEndpoint } from "../../host/net/address.ts"
import { openListener } from "../../host/net/listener.ts"
import { Growing } from "./growing.ts"
import { SLUA } from "./paths.ts"

export interface Ending {
  status: number | null
  stdout: string
  stderr: string
}

export class Server {
  readonly child: Bun.Subprocess<"ignore", "pipe", "pipe">
  readonly stdout = new Growing()
  readonly stderr = new Growing()
  port = 0

  /** passed: a listening socket that the server gets as a service manager would hand it over. */
  constructor(words: string[], passed?: number) {
    const command = [...SLUA, ...words]
    const asService = ["/bin/sh", "-c", 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"', "sh", ...command]
    this.child = Bun.spawn(passed === undefined ? command : asService, {
      stdio: ["ignore", "pipe", "pipe", ...(passed === undefined ? [] : [passed])] as never,
    })
    for (const name of ["stdout", "stderr"] as const) void this.#collect(this.child[name], this[name])
    running.add(this.child)
  }

  async #collect(stream: ReadableStream<Uint8Array>, to: Growing): Promise<void> {
    const decoder = new TextDecoder("latin1")
    for await (const bytes of stream) to.add(decoder.decode(bytes))
    to.end()
  }

  /** Resolves when the text has been written to stderr. */
  says(text: string): Promise<void> {
    return this.stderr.until(() => this.stderr.text.includes(text), `'${text}'`)
  }

  async isListening(): Promise<this> {
    await this.says("listening at ")
    await this.stderr.until(() => /listening at .*\n/.test(this.stderr.text), "the port")
    this.port = Number(/listening at .*:(\d+)\n/.exec(this.stderr.text)?.[1] ?? 0)
    return this
  }

  async end(signal?: NodeJS.Signals): Promise<Ending> {
    if (signal !== undefined) this.child.kill(signal)
    const status = await this.child.exited
    await this.stdout.until(() => this.stdout.ended, "the end")
    await this.stderr.until(() => this.stderr.ended, "the end")
    running.delete(this.child)
    return { status, stdout: this.stdout.text, stderr: this.stderr.text }
  }

  /** Stops the server gracefully; it must have said nothing but where it listens. */
  async stopQuietly(): Promise<void> {
    const { status, stderr } = await this.end("SIGTERM")
    expect(stderr.replace(/^slua: listening at .*\n/gm, "")).toBe("")
    expect(status).toBe(0)
  }
}

const running = new Set<Bun.Subprocess>()
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL")
})

export interface Listening {
  port: number
  /** Starts a server that gets the socket. */
  start: (words: string[]) => Promise<Server>
  close: () => void
}

/** A listening socket, as a service manager has it. */
export function openListening(): Listening {
  const { fd, port } = openListener(parseEndpoint("127.0.0.1", 0)!, { backlog: 100, unixMode: 0o600 })
  return {
    port,
    start: (words) => new Server(words, fd).isListening(),
    close: () => closeSync(fd),
  }
}

/** Starts a server with a handler; other words come before. */
export function serve(handler: string, ...words: string[]): Promise<Server> {
  return new Server(["-p", "0", "--bind", "127.0.0.1", ...words, "-h", handler]).isListening()
}

export class Client {
  readonly socket: Socket
  readonly #input = new Growing()
  error: Error | undefined

  constructor(place: NetConnectOpts | { socket: Socket }) {
    this.socket = "socket" in place ? place.socket : connect({ allowHalfOpen: true, ...place })
    this.socket.setEncoding("latin1")
    this.socket.on("data", (text: string) => this.#input.add(text))
    this.socket.on("error", (error) => {
      this.error = error
    })
    this.socket.on("end", () => this.#input.end())
    this.socket.on("close", () => this.#input.end())
  }

  /** Everything that has come. */
  get text(): string {
    return this.#input.text
  }

  get isAtEnd(): boolean {
    return this.#input.ended
  }

  send(text: string): this {
    this.socket.write(text, "latin1")
    return this
  }

  /** Sends the end; the answers still come. */
  finish(): this {
    this.socket.end()
    return this
  }

  /** Resolves when all that has come so far ends with the text. */
  async sees(text: string): Promise<void> {
    await this.#input.until(() => this.#input.text.endsWith(text), JSON.stringify(text))
  }

  async has(length: number): Promise<void> {
    await this.#input.until(() => this.#input.text.length >= length, `${length} bytes`)
  }

  /** All that comes until the server ends the connection. */
  async all(): Promise<string> {
    await this.#input.until(() => this.#input.ended, "the end")
    this.socket.destroy()
    return this.#input.text
  }

  close(): void {
    this.socket.destroy()
  }

  /** Closes with a reset instead of an end. */
  reset(): void {
    this.socket.resetAndDestroy()
  }
}

export function dial(server: Server): Client {
  return new Client({ port: server.port, host: "127.0.0.1" })
}

/** Sends a text and its end to a server, and returns the answer. */
export function ask(server: Server, text: string): Promise<string> {
  return dial(server).send(text).finish().all()
}

/** A folder for a test file, removed at the end. */
export function temporaryFolder(name: string): {
  path: string
  file: (name: string, text: string) => string
} {
  const path = mkdtempSync(join(tmpdir(), `slua-${name}-`))
  process.on("exit", () => rmSync(path, { recursive: true, force: true }))
  return {
    path,
    file: (name, text) => {
      const file = join(path, name)
      writeFileSync(file, text, "latin1")
      return file
    },
  }
}
