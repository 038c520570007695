/** The module socket, with the interface of LuaSocket 3.0 for TCP: no UDP, no filters. */
import {
  checkDouble,
  checkSmallInteger,
  checkString,
  checkTable,
  keep,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaValue,
  makeFloat,
  makeLibrary,
  NONE,
  rawSet,
  setField,
  tableOf,
} from "../../../../interpreter/index.ts"
import { formatAddress, parseAddress } from "../../../net/address.ts"
import { AF_INET, AF_INET6 } from "../../../net/socket_calls.ts"
import { usleep } from "../../sleep.ts"
import { attempt, socketOf, wrapSocket } from "./object.ts"
import { loadProtect } from "./protect.ts"
import { hostName, lookUp, resolveHost } from "./resolve.ts"
import { selectSockets } from "./select.ts"
import { TcpSocket } from "./tcp.ts"

const MICROSECONDS = 1e6
const USUAL_BACKLOG = 32
const VERSION = "LuaSocket 3.0.0"
/** What LuaSocket says of itself; here there is no limit to what select waits for. */
const SET_SIZE = 1024
const BLOCK_SIZE = 2048

/** socket.tcp(), socket.tcp4(), socket.tcp6(): a socket that is not connected. */
const newSocket = (family: number) => (): LuaResult => wrapSocket(new TcpSocket(family))

/** socket.connect(host, port) */
function socketConnect(host: LuaValue, port: LuaValue): LuaResult {
  const count = arguments.length
  const name = checkString(host, 1, count)
  const number = checkSmallInteger(port, 2, count)
  return attempt(() => {
    const socket = new TcpSocket(0)
    socket.connect(resolveHost(name, number, 0))
    return wrapSocket(socket)
  })
}

/** socket.bind(host, port [, backlog]): a server. */
function socketBind(host: LuaValue, port: LuaValue, backlog: LuaValue): LuaResult {
  const count = arguments.length
  const name = checkString(host, 1, count)
  const number = checkSmallInteger(port, 2, count)
  const length = backlog === undefined ? USUAL_BACKLOG : checkSmallInteger(backlog, 3, count)
  return attempt(() => {
    const socket = new TcpSocket(0)
    try {
      socket.bind(resolveHost(name === "*" ? "0.0.0.0" : name, number, 0)[0]!)
      socket.listen(length)
    } catch (e) {
      socket.close()
      throw e
    }
    return wrapSocket(socket)
  })
}

/** The sockets of a list, by their places; what is no open socket is left out. */
function listed(v: LuaValue, n: number, count: number): { values: LuaValue[]; sockets: TcpSocket[] } {
  const values = v === undefined ? [] : checkTable(v, n, count).λarr.filter((item) => socketOf(item)?.isOpen)
  return { values, sockets: values.map((value) => socketOf(value)!) }
}

/** socket.select(receivers, senders [, seconds]): lists of those that are ready; "timeout" if none is. */
function socketSelect(receivers: LuaValue, senders: LuaValue, seconds: LuaValue): LuaResult {
  const count = arguments.length
  const receive = listed(receivers, 1, count)
  const send = listed(senders, 2, count)
  const limit = seconds === undefined ? -1 : checkDouble(seconds, 3, count)
  const ready = selectSockets(receive.sockets, send.sockets, limit)
  const lists = [chosen(receive.values, ready.receive), chosen(send.values, ready.send)]
  return ready.receive.length + ready.send.length > 0 ? lists : [...lists, "timeout"]
}

/** The values at these places, and where each is in this list. */
function chosen(values: LuaValue[], places: number[]): LuaTable {
  const list = tableOf(places.map((place) => values[place]))
  for (const [i, place] of places.entries()) rawSet(list, values[place], i + 1)
  return list
}

/** socket.gettime(): seconds since 1970, with fractions. */
function socketGettime(): LuaResult {
  return makeFloat((performance.timeOrigin + performance.now()) / 1000)
}

/** socket.sleep(seconds) */
function socketSleep(seconds: LuaValue): LuaResult {
  const time = checkDouble(seconds, 1, arguments.length)
  usleep(time * MICROSECONDS)
  return NONE
}

/** socket.skip(n, ···): the values behind the first n. */
function socketSkip(n: LuaValue, ...values: LuaValue[]): LuaResult {
  const count = checkSmallInteger(n, 1, arguments.length)
  return values.slice(Math.max(0, count))
}

// -- names ----------------------------------------------------------------------------------------

function addressesOf(name: string): Uint8Array[] {
  const numeric = parseAddress(name)
  return numeric === undefined ? lookUp(name, 0) : [numeric]
}

/** socket.dns.toip(name): the first IPv4 address, and a table of all. */
function dnsToip(host: LuaValue): LuaResult {
  const name = checkString(host, 1, arguments.length)
  return attempt(() => {
    const numeric = parseAddress(name)
    const ips = (numeric === undefined ? lookUp(name, AF_INET) : [numeric]).map(formatAddress)
    const details = new LuaTable()
    setField(details, "name", name)
    setField(details, "ip", tableOf(ips))
    setField(details, "alias", new LuaTable())
    return [ips[0], details]
  })
}

/** socket.dns.getaddrinfo(name): a list of tables with family and addr. */
function dnsGetaddrinfo(host: LuaValue): LuaResult {
  const name = checkString(host, 1, arguments.length)
  return attempt(() =>
    tableOf(
      addressesOf(name).map((address) => {
        const addr = formatAddress(address)
        return tableOf([], { family: addr.includes(":") ? "inet6" : "inet", addr })
      }),
    ),
  )
}

/** socket.dns.gethostname() */
function dnsGethostname(): LuaResult {
  return attempt(hostName)
}

const FUNCTIONS: Record<string, LuaFunction> = {
  bind: socketBind,
  connect: socketConnect,
  gettime: socketGettime,
  select: socketSelect,
  skip: socketSkip,
  sleep: socketSleep,
  tcp: newSocket(0),
  tcp4: newSocket(AF_INET),
  tcp6: newSocket(AF_INET6),
}

const DNS: Record<string, LuaFunction> = {
  getaddrinfo: dnsGetaddrinfo,
  gethostname: dnsGethostname,
  toip: dnsToip,
}

/** Makes the module's table. */
export function openSocket(): LuaTable {
  const library = makeLibrary("socket", FUNCTIONS)
  setField(library, "dns", makeLibrary(null, DNS))
  const [newtry, protect] = loadProtect()
  setField(library, "newtry", newtry)
  setField(library, "protect", protect)
  setField(library, "try", keep((newtry as LuaFunction)()) as LuaValue)
  setField(library, "_VERSION", VERSION)
  setField(library, "_SETSIZE", SET_SIZE)
  setField(library, "BLOCKSIZE", BLOCK_SIZE)
  return library
}
