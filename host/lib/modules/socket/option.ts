/** Options of sockets, by LuaSocket's names. */
import {
  argumentError,
  checkSmallInteger,
  checkTable,
  getString,
  type LuaValue,
  setField,
  LuaTable,
} from "../../../../interpreter/index.ts"
import { checked, getOption, OPTION, setOption, socketCalls } from "../../../net/socket_calls.ts"
import { pointerTo } from "../../../../interpreter/index.ts"
import type { TcpSocket } from "./tcp.ts"

type Option = readonly [level: number, name: number]

const SOL_SOCKET = 1
const LINGER: Option = [SOL_SOCKET, 13]

/** Options that are true or false. */
const SWITCHES: Record<string, Option> = {
  keepalive: [SOL_SOCKET, 9],
  reuseaddr: OPTION.reuseAddress,
  reuseport: [SOL_SOCKET, 15],
  "tcp-nodelay": OPTION.noDelay,
  "ipv6-v6only": OPTION.v6Only,
}

/** Options that are numbers. */
const NUMBERS: Record<string, Option> = {
  "recv-buffer-size": [SOL_SOCKET, 8],
  "send-buffer-size": [SOL_SOCKET, 7],
}

function unknown(name: string): Error {
  return argumentError(2, `unsupported option \`${name}'`) as unknown as Error
}

/** Sets an option; raises for unknown ones, throws the system's refusals. */
export function setSocketOption(socket: TcpSocket, name: string, value: LuaValue): void {
  if (name === "linger") {
    const table = checkTable(value, 3, 3)
    const on = getString(table, "on")
    const seconds = getString(table, "timeout")
    const linger = Int32Array.of(
      on === true ? 1 : 0,
      seconds === undefined ? 0 : checkSmallInteger(seconds, 3, 3),
    )
    checked(socketCalls().setsockopt(socket.fd, ...LINGER, pointerTo(linger), 8))
    return
  }
  const number = NUMBERS[name]
  const option = SWITCHES[name] ?? number
  if (option === undefined) throw unknown(name)
  if (number !== undefined) setOption(socket.fd, option, checkSmallInteger(value, 3, 3))
  else if (typeof value === "boolean") setOption(socket.fd, option, value ? 1 : 0)
  else throw argumentError(3, "boolean expected")
}

/** The value of an option; raises for unknown ones, throws the system's refusals. */
export function getSocketOption(socket: TcpSocket, name: string): LuaValue {
  if (name === "linger") {
    const linger = new Int32Array(2)
    const size = Int32Array.of(8)
    checked(socketCalls().getsockopt(socket.fd, ...LINGER, pointerTo(linger), pointerTo(size)))
    const table = new LuaTable()
    setField(table, "on", linger[0] !== 0)
    setField(table, "timeout", linger[1]!)
    return table
  }
  if (name in NUMBERS) return getOption(socket.fd, NUMBERS[name]!)
  const option = SWITCHES[name]
  if (option === undefined) throw unknown(name)
  return getOption(socket.fd, option) !== 0
}
