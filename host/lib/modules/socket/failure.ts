/** What goes wrong with sockets, in LuaSocket's words. */
import { isRefusal, refusalText } from "../../../../interpreter/index.ts"
import { ERRNO } from "../../../net/socket_calls.ts"

export const CLOSED = "closed"
export const ALREADY_CONNECTED = "already connected"
export const TIMEOUT = "timeout"
export const UNKNOWN_HOST = "host or service not provided, or not known"

/** Numbers that socket_calls.ts has no need of. */
const EISCONN = 106
export const EINPROGRESS = 115

/** Words for errno; other errors have the system's. */
const WORDS: Record<number, string> = {
  [ERRNO.EADDRINUSE]: "address already in use",
  [EISCONN]: ALREADY_CONNECTED,
  [ERRNO.EACCES]: "permission denied",
  [ERRNO.ECONNREFUSED]: "connection refused",
  [ERRNO.ECONNABORTED]: CLOSED,
  [ERRNO.ECONNRESET]: CLOSED,
  [ERRNO.EPIPE]: CLOSED,
  [ERRNO.ETIMEDOUT]: TIMEOUT,
}

/** Ends an operation; its message is what the operation returns behind nil. */
export class Failure extends Error {}

/** The message for whatever was caught; what is no refusal is thrown on. */
export function failureText(e: unknown): string {
  if (e instanceof Failure) return e.message
  if (!isRefusal(e)) throw e
  return WORDS[Math.abs(e.errno)] ?? refusalText(e)
}
