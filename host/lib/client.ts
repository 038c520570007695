/**
 * client.*: the handler's one client. What it is, a connection or standard input and output, is behind
 * the interface Client; whoever runs the handler sets it before the state is opened.
 */
import {
  argumentError,
  checkSmallInteger,
  checkString,
  isRefusal,
  libraryError,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeLibrary,
  refused,
  setField,
  tableOf,
  toBytes,
} from "../../interpreter/index.ts"
import { CLOSED, ERROR, TIMEOUT, TOO_LONG } from "../errors.ts"
import { StandardClient } from "./standard_client.ts"

/** How a client's connection is encrypted. */
export interface TlsInfo {
  protocol: string
  cipher: string
  /** The name the client asked for. */
  servername?: string
}

export interface ClientInfo {
  ip?: string
  port?: number
  localport?: number
  tls?: TlsInfo
}

/** The client of a handler. Refusals of the system are thrown. */
export interface Client {
  readonly info: ClientInfo
  /** Longest line; Infinity: any. */
  readonly lineLimit: number
  /** A line of at most so many bytes, without its newline; undefined at the end; null when it is longer. */
  line(limit: number): string | undefined | null
  /** Up to so many bytes, fewer only at the end; null when there are more than one read may bring. */
  block(limit: number): string | null
  write(text: string): void
  flush(): void
  /** Ends the output; the input can still be read. */
  shutdown(): void
  close(): void
  /** Whether the program is to end. */
  isStopping(): boolean
}

let client: Client = new StandardClient()

/** Sets the client of the states that are opened from now on. */
export function setClient(next: Client): void {
  client = next
}

/** What a refusal becomes: nil, message, errno. */
function failure(e: unknown): LuaResult {
  if (isRefusal(e) && e.code === "ETIMEDOUT") return [undefined, TIMEOUT, Math.abs(e.errno)]
  if (isRefusal(e) && e.code === "EBADF") return [undefined, CLOSED, Math.abs(e.errno)]
  if (isRefusal(e) && e.code === "EPROTO") return [undefined, TOO_LONG]
  return refused(e)
}

/** client.line([limit]): a line without its newline; nil at the end. */
function clientLine(limit: LuaValue): LuaResult {
  const most = limit === undefined ? client.lineLimit : checkSmallInteger(limit, 1, arguments.length)
  if (most < 0) throw argumentError(1, "number of bytes expected")
  try {
    const line = client.line(most)
    return line === null ? [undefined, TOO_LONG] : line
  } catch (e) {
    return failure(e)
  }
}

/** client.read([n]): up to n bytes, nil at the end; without n all that is left. */
function clientRead(count: LuaValue): LuaResult {
  const most = count === undefined ? Number.POSITIVE_INFINITY : checkSmallInteger(count, 1, arguments.length)
  try {
    const text = client.block(Math.max(0, most))
    if (text === null) return [undefined, TOO_LONG]
    return text === "" && count !== undefined && most > 0 ? undefined : text
  } catch (e) {
    return failure(e)
  }
}

/** client.write(···): writes strings and numbers; the number of bytes written. */
function clientWrite(...args: LuaValue[]): LuaResult {
  let text = ""
  for (let i = 0; i < args.length; i++) text += checkString(args[i], i + 1, args.length)
  try {
    client.write(text)
    return text.length
  } catch (e) {
    return failure(e)
  }
}

/** An operation that returns true, or nil and a message. */
function attempt(operation: () => void): LuaResult {
  try {
    operation()
    return true
  } catch (e) {
    return failure(e)
  }
}

/** client.flush(): sends what has been written. */
function clientFlush(): LuaResult {
  return attempt(() => client.flush())
}

/** client.shutdown(): sends what has been written, and then the end; the client can still be read. */
function clientShutdown(): LuaResult {
  return attempt(() => client.shutdown())
}

/** client.close(): ends the connection. */
function clientClose(): LuaResult {
  return attempt(() => client.close())
}

/** client.stopping(): whether the program is to end, so that this request should be the last. */
function clientStopping(): LuaResult {
  return client.isStopping()
}

const FUNCTIONS: Record<string, LuaFunction> = {
  close: clientClose,
  flush: clientFlush,
  line: clientLine,
  read: clientRead,
  shutdown: clientShutdown,
  stopping: clientStopping,
  write: clientWrite,
}

const REFUSALS: Record<string, LuaFunction> = {}
for (const name in FUNCTIONS)
  REFUSALS[name] = () => {
    throw libraryError(ERROR.handlersOnly(`client.${name}`))
  }

/** Makes the library's table; in workers its functions only say that they are for handlers. */
export function openClient(forHandler: boolean): LuaTable {
  const library = makeLibrary("client", forHandler ? FUNCTIONS : REFUSALS)
  if (!forHandler) return library
  const { tls, ...place } = client.info
  for (const [name, value] of Object.entries(place)) setField(library, name, value)
  if (tls === undefined) return library
  const fields: Record<string, LuaValue> = {}
  for (const [name, value] of Object.entries(tls) as [string, string][]) fields[name] = toBytes(value)
  setField(library, "tls", tableOf([], fields))
  return library
}
