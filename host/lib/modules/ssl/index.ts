/** The module ssl, with the interface of LuaSec 1.3 for clients. */
import {
  argumentError,
  checkString,
  checkTable,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaValue,
  makeLibrary,
  NONE,
  setField,
  tableOf,
  typeError,
  Userdata,
} from "../../../../interpreter/index.ts"
import { metatableOf, type UserdataType } from "../../userdata_type.ts"
import { failureText } from "../socket/failure.ts"
import {
  closedWhenLost,
  closeQuietly,
  forgetClosed,
  METHODS as SOCKET_METHODS,
  socketOf,
} from "../socket/object.ts"
import { wrapCertificate } from "./certificate.ts"
import { SslSocket } from "./connection.ts"
import { readContext, SslContext } from "./context.ts"

const VERSION = "1.3.2"
const NAME = "SSL:Connection"
const METAMETHODS = { __close: closeQuietly, __gc: closeQuietly }
const CONTEXT: UserdataType = {
  name: "SSL:Context",
  methods: () => makeLibrary(null, {}),
  metamethods: METAMETHODS,
}

/** nil and why not, where LuaSocket says 1. */
function attempt(action: () => LuaResult): LuaResult {
  try {
    return action()
  } catch (e) {
    return [undefined, failureText(e)]
  }
}

// -- the module -----------------------------------------------------------------------------------

/** ssl.newcontext(params) */
function newcontext(params: LuaValue): LuaResult {
  const table = checkTable(params, 1, arguments.length)
  return attempt(() => new Userdata(readContext(table), metatableOf(CONTEXT)))
}

/** ssl.wrap(socket, params or context): a connection that has not begun to speak TLS. */
function wrap(socket: LuaValue, params: LuaValue): LuaResult {
  const plain = socketOf(socket)
  if (plain === undefined || plain.state !== "client" || plain instanceof SslSocket)
    throw argumentError(1, "connected socket expected")
  return attempt(() => {
    const context =
      params instanceof Userdata && params.λvalue instanceof SslContext
        ? params.λvalue
        : readContext(checkTable(params, 2, 2))
    const connection = new SslSocket(plain, context)
    forgetClosed(socket as Userdata)
    return closedWhenLost(new Userdata(connection, metatableOf(CONNECTION)))
  })
}

// -- connections ----------------------------------------------------------------------------------

function check(v: LuaValue, count: number): SslSocket {
  if (v instanceof Userdata && v.λvalue instanceof SslSocket) return v.λvalue
  throw typeError(v, 1, count, NAME)
}

/** connection:dohandshake(): true, or nil and why not; after "timeout" it can be continued. */
function dohandshake(self: LuaValue): LuaResult {
  const connection = check(self, arguments.length)
  return attempt(() => {
    connection.handshake()
    return true
  })
}

/** connection:sni(name): the server's name, which the handshake tells it and which its certificate must have. */
function sni(self: LuaValue, name: LuaValue): LuaResult {
  const count = arguments.length
  check(self, count).serverName = checkString(name, 2, count)
  return NONE
}

/** A method of sockets, behind a handshake. */
const behindHandshake =
  (method: LuaFunction): LuaFunction =>
  (self, ...args) => {
    const failed = attempt(() => {
      check(self, 1).handshake()
      return true
    })
    return failed === true ? method(self, ...args) : failed
  }

/** connection:getpeercertificate(): nil before the handshake. */
function getpeercertificate(self: LuaValue): LuaResult {
  const certificate = check(self, arguments.length).facts?.certificate
  return certificate === undefined ? undefined : wrapCertificate(certificate)
}

/** connection:getpeerverification(): true, or false and why the certificate is not valid. */
function getpeerverification(self: LuaValue): LuaResult {
  const { facts } = check(self, arguments.length)
  if (facts === undefined) return [false, "no handshake yet"]
  return facts.complaint === undefined ? true : [false, facts.complaint]
}

/** connection:getalpn() */
function getalpn(self: LuaValue): LuaResult {
  return check(self, arguments.length).facts?.alpn
}

/** connection:info([field]): protocol and cipher. */
function info(self: LuaValue, field: LuaValue): LuaResult {
  const count = arguments.length
  const { facts } = check(self, count)
  const table: Record<string, LuaValue> =
    facts === undefined ? {} : { protocol: facts.protocol, cipher: facts.cipher }
  return field === undefined ? tableOf([], table) : table[checkString(field, 2, count)]
}

const { close, dirty, getfd, getpeername, getsockname, getstats, gettimeout, settimeout } = SOCKET_METHODS

const METHODS: Record<string, LuaFunction> = {
  close: close!,
  dirty: dirty!,
  dohandshake,
  getalpn,
  getfd: getfd!,
  getpeercertificate,
  getpeername: getpeername!,
  getpeerverification,
  getsockname: getsockname!,
  getstats: getstats!,
  gettimeout: gettimeout!,
  info,
  receive: behindHandshake(SOCKET_METHODS.receive!),
  send: behindHandshake(SOCKET_METHODS.send!),
  settimeout: settimeout!,
  sni,
}

const CONNECTION: UserdataType = {
  name: NAME,
  methods: () => makeLibrary(null, METHODS),
  metamethods: METAMETHODS,
}

/** Makes the module's table. */
export function openSsl(): LuaTable {
  const library = makeLibrary("ssl", { newcontext, wrap })
  setField(library, "_VERSION", VERSION)
  return library
}
