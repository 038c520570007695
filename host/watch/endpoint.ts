/** The endpoint at which Prometheus reads statistics. */
import { unlinkSync } from "node:fs"
import { parseEndpoint } from "../net/address.ts"
import { removeStale } from "../net/listener.ts"
import { findSocketCalls } from "../net/socket_calls.ts"

/** Permissions of a unix socket: 660. */
const UNIX_MASK = 0o117
const TYPE = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" }

type Address = { hostname: string; port: number } | { unix: string }

/** An address as Bun.serve takes it; undefined: it is none. */
export function parseMetricsAddress(text: string): Address | undefined {
  if (text.startsWith("unix:")) return text.length > 5 ? { unix: text.slice(5) } : undefined
  const match = /^(?:(\[[\da-fA-F:.]+\]|[\w.-]+):)?(\d{1,5})$/.exec(text)
  const port = Number(match?.[2] ?? 65536)
  return port > 65535 ? undefined : { hostname: (match![1] ?? "127.0.0.1").replaceAll(/[[\]]/g, ""), port }
}

export interface Endpoint {
  /** Where it listens, to be shown. */
  url: string
  /** Where its text comes from; until then, and while that gives undefined, there is nothing to tell. */
  text: () => string | undefined
}

/** Begins to listen; raises an Error that says why it cannot. */
export function openEndpoint(address: string): Endpoint {
  const where = parseMetricsAddress(address)
  if (where === undefined) throw new Error(`cannot listen at '${address}': not an address`)
  const endpoint: Endpoint = { url: "", text: () => undefined }
  const fetch = (request: Request): Response => {
    if (new URL(request.url).pathname !== "/metrics") return new Response("see /metrics\n", { status: 404 })
    if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405 })
    const text = endpoint.text()
    if (text === undefined) return new Response("not now\n", { status: 503 })
    return new Response(text, { headers: TYPE })
  }
  const server = listen(where, fetch, address)
  endpoint.url = "unix" in where ? address : `${server.url.origin}/metrics`
  return endpoint
}

function listen(
  where: Address,
  fetch: (request: Request) => Response,
  address: string,
): Bun.Server<undefined> {
  const before = process.umask()
  try {
    if ("unix" in where) {
      if (findSocketCalls() !== undefined) removeStale(parseEndpoint(address, 0)!)
      process.umask(UNIX_MASK)
    }
    const server = Bun.serve({ ...where, fetch } as never) as Bun.Server<undefined>
    if ("unix" in where) process.on("exit", () => remove(where.unix))
    return server
  } catch (e) {
    const { code, message } = e as { code?: string; message: string }
    const reason = code === "EADDRINUSE" ? "Address already in use" : (code ?? message)
    throw new Error(`cannot listen at '${address}': ${reason}`)
  } finally {
    process.umask(before)
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // The user we have become may not: the next server replaces it.
  }
}
