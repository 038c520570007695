/** Sockets as Lua values: their methods and metatables, one for each state of a socket. */
import {
  argumentError,
  checkDouble,
  checkSmallInteger,
  checkString,
  getString,
  isNumber,
  keep,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeFloat,
  makeLibrary,
  markFinalizable,
  NONE,
  typeError,
  unmarkFinalizable,
  Userdata,
} from "../../../../interpreter/index.ts"
import { AF_INET } from "../../../net/socket_calls.ts"
import { metatableOf, type UserdataType } from "../../userdata_type.ts"
import { ALREADY_CONNECTED, CLOSED, failureText } from "./failure.ts"
import { getSocketOption, setSocketOption } from "./option.ts"
import { familyName, resolveHost, type Target } from "./resolve.ts"
import { type Direction, type State, TcpSocket } from "./tcp.ts"

const USUAL_BACKLOG = 32
const ANY_ADDRESS = "0.0.0.0"

/** The value for a socket, which is closed when it is lost, and at the end of the Lua state. */
export function wrapSocket(socket: TcpSocket): Userdata {
  return closedWhenLost(new Userdata(socket, metatable(socket.state)))
}

/** Marks the value of a socket for finalization. */
export function closedWhenLost(value: Userdata): Userdata {
  markFinalizable(value)
  return value
}

/** The socket in a value. */
export function socketOf(v: LuaValue): TcpSocket | undefined {
  return v instanceof Userdata && v.λvalue instanceof TcpSocket ? v.λvalue : undefined
}

/** The socket in argument 1, which must be in one of the states. */
function check(v: LuaValue, count: number, ...states: State[]): TcpSocket {
  const socket = socketOf(v)
  const expected = states.length === 1 ? `tcp{${states[0]}}` : "tcp{any}"
  if (socket === undefined) throw typeError(v, 1, count, expected)
  if (states.length > 0 && !states.includes(socket.state)) throw argumentError(1, `${expected} expected`)
  return socket
}

/** 1, as LuaSocket says that it is done, or nil and why not. */
export function attempt(action: () => LuaResult | void): LuaResult {
  try {
    return action() ?? 1
  } catch (e) {
    return [undefined, failureText(e)]
  }
}

/** Resolves arguments 2 and 3 of a call. */
function targetsOf(host: string, port: number, family: number): Target[] {
  return resolveHost(host === "*" ? ANY_ADDRESS : host, port, family)
}

function checkPort(v: LuaValue, n: number, count: number): number {
  const port = checkSmallInteger(v, n, count)
  if (port < 0 || port > 0xffff) throw argumentError(n, "port out of range")
  return port
}

/** socket:connect(host, port) */
function connect(self: LuaValue, host: LuaValue, port: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count)
  const name = checkString(host, 2, count)
  const number = checkPort(port, 3, count)
  if (socket.state !== "master") return [undefined, ALREADY_CONNECTED]
  return attempt(() => {
    socket.connect(targetsOf(name, number, socket.family))
    ;(self as Userdata).λmeta = metatable("client")
  })
}

/** socket:bind(host, port) */
function bind(self: LuaValue, host: LuaValue, port: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count, "master")
  const name = checkString(host, 2, count)
  const number = checkPort(port, 3, count)
  return attempt(() => socket.bind(targetsOf(name, number, socket.family)[0]!))
}

/** socket:listen([backlog]) */
function listen(self: LuaValue, backlog: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count, "master")
  const length = backlog === undefined ? USUAL_BACKLOG : checkSmallInteger(backlog, 2, count)
  return attempt(() => {
    socket.listen(length)
    ;(self as Userdata).λmeta = metatable("server")
  })
}

/** socket:accept(): the next client. */
function accept(self: LuaValue): LuaResult {
  const socket = check(self, arguments.length, "server")
  return attempt(() => (socket.isOpen ? wrapSocket(socket.accept()) : [undefined, CLOSED]))
}

/** socket:send(data [, i [, j]]): the index of the last byte sent; nil, why not, and that index. */
function send(self: LuaValue, data: LuaValue, i: LuaValue, j: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count, "client")
  const bytes = checkString(data, 2, count)
  const size = bytes.length
  const from = i === undefined ? 1 : checkSmallInteger(i, 3, count)
  const to = j === undefined ? -1 : checkSmallInteger(j, 4, count)
  const start = Math.max(1, from < 0 ? size + from + 1 : from)
  const end = Math.min(size, to < 0 ? size + to + 1 : to)
  let sent = 0
  try {
    socket.send(Buffer.from(bytes.slice(start - 1, Math.max(end, start - 1)), "latin1"), (n) => {
      sent = n
    })
    return start - 1 + sent
  } catch (e) {
    return [undefined, failureText(e), start - 1 + sent]
  }
}

/** socket:receive([pattern [, prefix]]): a line, a number of bytes, or all; nil, why not, and what there was. */
function receive(self: LuaValue, pattern: LuaValue, prefix: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count, "client")
  const kind =
    pattern === undefined ? "l" : isNumber(pattern) ? "n" : checkString(pattern, 2, count).replace(/^\*/, "")
  const wanted = kind === "n" ? checkSmallInteger(pattern, 2, count) : 0
  if (kind !== "l" && kind !== "a" && (kind !== "n" || wanted < 0))
    throw argumentError(2, "invalid receive pattern")
  const begun = prefix === undefined ? "" : checkString(prefix, 3, count)
  const parts: string[] = [begun]
  socket.begin()
  try {
    if (kind === "n") receiveBytes(socket, wanted - begun.length, parts)
    else if (kind === "a") receiveAll(socket, parts)
    else receiveLine(socket, parts)
    return parts.join("")
  } catch (e) {
    return [undefined, failureText(e), parts.join("")]
  }
}

function receiveBytes(socket: TcpSocket, wanted: number, parts: string[]): void {
  for (let left = wanted; left > 0;) {
    const part = socket.receiveSome(left)
    parts.push(part)
    left -= part.length
  }
}

function receiveAll(socket: TcpSocket, parts: string[]): void {
  for (;;) {
    try {
      parts.push(socket.receiveSome(Number.POSITIVE_INFINITY))
    } catch (e) {
      if (failureText(e) === CLOSED && parts.length > 1) return
      throw e
    }
  }
}

/** Up to a newline, which is dropped, as are all carriage returns. */
function receiveLine(socket: TcpSocket, parts: string[]): void {
  for (;;) {
    const part = socket.receiveLinePart()
    parts.push(part.replaceAll(/[\r\n]/g, ""))
    if (part.endsWith("\n")) return
  }
}

/** socket:close() */
function close(self: LuaValue): LuaResult {
  check(self, arguments.length).close()
  forgetClosed(self as Userdata)
  return 1
}

/** There is nothing left to finalize, unless the program has put another finalizer in the place of ours. */
export function forgetClosed(value: Userdata): void {
  if (getString(value.λmeta as LuaTable, "__gc") === closeQuietly) unmarkFinalizable(value)
}

/** socket:shutdown([direction]) */
function shutdown(self: LuaValue, direction: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count, "client")
  const name = direction === undefined ? "both" : checkString(direction, 2, count)
  if (name !== "both" && name !== "send" && name !== "receive")
    throw argumentError(2, `invalid option '${name}'`)
  return attempt(() => socket.shutdown(name as Direction))
}

function nameOf(socket: TcpSocket, of: "socket" | "peer"): LuaResult {
  return attempt(() => {
    const { ip, port, family } = socket.name(of)
    return [ip, port, familyName(family)]
  })
}

/** socket:getsockname(): address, port, family */
function getsockname(self: LuaValue): LuaResult {
  return keep(nameOf(check(self, arguments.length), "socket"))
}

/** socket:getpeername(): address, port, family */
function getpeername(self: LuaValue): LuaResult {
  return keep(nameOf(check(self, arguments.length, "client"), "peer"))
}

/** socket:settimeout(seconds [, mode]): "b": for each wait; "t": for the whole operation; nil: none. */
function settimeout(self: LuaValue, seconds: LuaValue, mode: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count)
  const value = seconds === undefined ? -1 : checkDouble(seconds, 2, count)
  const kind = mode === undefined ? "b" : checkString(mode, 3, count)[0]
  if (kind === "b") socket.blockTimeout = value
  else if (kind === "t" || kind === "r") socket.totalTimeout = value
  else throw argumentError(3, "invalid timeout mode")
  return 1
}

/** socket:gettimeout(): that of each wait, that of the whole operation. */
function gettimeout(self: LuaValue): LuaResult {
  const { blockTimeout, totalTimeout } = check(self, arguments.length)
  return [makeFloat(blockTimeout), makeFloat(totalTimeout)]
}

/** socket:setoption(name [, value]) */
function setoption(self: LuaValue, name: LuaValue, value: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count)
  const option = checkString(name, 2, count)
  return keep(attempt(() => setSocketOption(socket, option, value)))
}

/** socket:getoption(name) */
function getoption(self: LuaValue, name: LuaValue): LuaResult {
  const count = arguments.length
  const socket = check(self, count)
  const option = checkString(name, 2, count)
  return keep(attempt(() => getSocketOption(socket, option)))
}

/** socket:dirty(): whether there is input that needs no waiting for. */
function dirty(self: LuaValue): LuaResult {
  return check(self, arguments.length).hasInput
}

/** socket:getfd() */
function getfd(self: LuaValue): LuaResult {
  return check(self, arguments.length).fd
}

/** socket:getfamily() */
function getfamily(self: LuaValue): LuaResult {
  const { family } = check(self, arguments.length)
  return family === 0 ? "unspec" : family === AF_INET ? "inet4" : "inet6"
}

/** socket:getstats(): bytes received and sent, age in seconds. */
function getstats(self: LuaValue): LuaResult {
  const socket = check(self, arguments.length, "client")
  return [socket.received, socket.sent, makeFloat(socket.age)]
}

/** __close and __gc of sockets of all kinds. */
export function closeQuietly(self: LuaValue): LuaResult {
  socketOf(self)?.close()
  return NONE
}

/** The methods of sockets. */
export const METHODS: Record<string, LuaFunction> = {
  accept,
  bind,
  close,
  connect,
  dirty,
  getfamily,
  getfd,
  getoption,
  getpeername,
  getsockname,
  getstats,
  gettimeout,
  listen,
  receive,
  send,
  setoption,
  settimeout,
  shutdown,
}

const metatable = (socketState: State): LuaTable => metatableOf(TYPES[socketState])

const METAMETHODS = { __close: closeQuietly, __gc: closeQuietly }

const typeOf = (socketState: State): UserdataType => ({
  name: `tcp{${socketState}}`,
  methods: () => makeLibrary(null, METHODS),
  metamethods: METAMETHODS,
})

const TYPES = { master: typeOf("master"), client: typeOf("client"), server: typeOf("server") }
