/** The access log: one line for each connection, written when it is over. */
import { closeSync, openSync } from "node:fs"
import { isRefusal, refusalText } from "../../interpreter/index.ts"
import type { Ending } from "./connection.ts"
import { SetupError } from "./setup_error.ts"
import { checked, SOCK_CLOEXEC, socketCalls } from "./socket_calls.ts"

/** error: the handler raised an error. */
export type Status = Ending | "error"

export interface Access {
  ip?: string
  port?: number
  /** Bytes from and to the client. */
  received: number
  sent: number
  milliseconds: number
  status: Status
}

/** time ip:port received sent milliseconds status */
export function accessLine(access: Access): string {
  const { ip = "-", port = 0, received, sent, milliseconds, status } = access
  const client = ip.includes(":") ? `[${ip}]` : ip
  const time = new Date().toISOString()
  const word = status.replaceAll(" ", "-")
  return `${time} ${client}:${port} ${received} ${sent} ${milliseconds.toFixed(1)} ${word}\n`
}

const STDOUT = 1

/** Opens the log to append to; `-` is standard output. Returns its descriptor. */
export function openAccessLog(path: string): number {
  if (path === "-") return STDOUT
  try {
    return openSync(path, "a", 0o640)
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new SetupError(`cannot open the access log '${path}': ${refusalText(e)}`)
  }
}

/** Opens the log anew under the same descriptor, after its file was renamed. */
export function reopenAccessLog(path: string, fd: number): void {
  if (path === "-") return
  const next = openAccessLog(path)
  try {
    checked(socketCalls().dup3(next, fd, SOCK_CLOEXEC))
  } finally {
    closeSync(next)
  }
}
