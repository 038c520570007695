/** What a TLS connection is to be, from the table that LuaSec takes. */
import { readFileSync } from "node:fs"
import {
  argumentError,
  getString,
  isRefusal,
  LuaTable,
  type LuaValue,
  refusalText,
  toDisplay,
} from "../../../../interpreter/index.ts"
import type { TlsClientOptions } from "../../../net/tls_request.ts"
import { Failure } from "../socket/failure.ts"

/** SSL_OP_NO_TLSv1, … */
const NO_TLS1 = 0x04000000
const NO_TLS1_1 = 0x10000000
const NO_TLS1_2 = 0x08000000
const NO_TLS1_3 = 0x20000000
/** TLS 1.0 and 1.1 are not spoken. */
const OLD = NO_TLS1 | NO_TLS1_1

const PROTOCOLS: Record<string, number> = {
  any: OLD,
  sslv23: OLD,
  tlsv1_2: OLD | NO_TLS1_3,
  tlsv1_3: OLD | NO_TLS1_2,
}

/** Read once, used by any number of connections. */
export class SslContext {
  readonly options: TlsClientOptions
  constructor(options: TlsClientOptions) {
    this.options = options
  }
}

/** Reads the table; a Failure says what is wrong with it. */
export function readContext(params: LuaTable): SslContext {
  const mode = textOf(params, "mode")
  if (mode !== "client")
    throw new Failure(
      mode === "server"
        ? "servers speak TLS with --ssl-cert; this module is for clients"
        : `invalid mode (${mode ?? "nil"})`,
    )
  const protocol = textOf(params, "protocol") ?? "any"
  const secureOptions = PROTOCOLS[protocol]
  if (secureOptions === undefined) throw new Failure(`invalid protocol (${protocol})`)
  if (textOf(params, "capath") !== undefined) throw new Failure("capath is not supported: use cafile")
  const options: TlsClientOptions = { secureOptions, isVerified: isVerified(getString(params, "verify")) }
  const files = { ca: "cafile", cert: "certificate", key: "key" } as const
  for (const [name, parameter] of Object.entries(files)) {
    const path = textOf(params, parameter)
    if (path !== undefined) options[name as keyof typeof files] = readPem(path)
  }
  const ciphers = textOf(params, "ciphers")
  if (ciphers !== undefined) options.ciphers = ciphers
  const password = textOf(params, "password")
  if (password !== undefined) options.passphrase = password
  const alpn = listOf(getString(params, "alpn"))
  if (alpn.length > 0) options.alpn = alpn
  return new SslContext(options)
}

function textOf(params: LuaTable, name: string): string | undefined {
  const value = getString(params, name)
  if (value === undefined || typeof value === "string") return value
  throw argumentError(2, `string expected in field '${name}', got ${toDisplay(value)}`)
}

function readPem(path: string): string {
  try {
    return readFileSync(Buffer.from(path, "latin1"), "latin1")
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new Failure(`error loading '${path}' (${refusalText(e)})`)
  }
}

/** A string, or a list of strings. */
function listOf(value: LuaValue): string[] {
  const items = value instanceof LuaTable ? value.λarr : value === undefined ? [] : [value]
  return items.filter((item) => typeof item === "string")
}

/** "none", or words that ask for a valid certificate. */
function isVerified(value: LuaValue): boolean {
  return listOf(value).some((word) => word === "peer" || word === "fail_if_no_peer_cert")
}
