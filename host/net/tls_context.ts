/** The certificate and private key of a TLS server, read and checked before it listens. */
import { readFileSync } from "node:fs"
import { isRefusal, refusalText } from "../../interpreter/index.ts"
import type { TlsConfig } from "../config.ts"
import { SetupError } from "./setup_error.ts"

/** What Bun's sockets take. */
export interface TlsContext {
  cert: string
  key: string
  passphrase?: string
  secureOptions: number
}

/** SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1: nothing before TLS 1.2. */
const MODERN_ONLY = 0x04000000 | 0x10000000

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "latin1")
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new SetupError(`cannot read the ${what} '${path}': ${refusalText(e)}`)
  }
}

/** Reads and checks the files; raises a SetupError that names the one that is wrong. */
export function loadTls(files: TlsConfig): TlsContext {
  const cert = readText(files.cert, "certificate")
  const key = readText(files.key, "key")
  if (!/-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/.test(cert))
    throw new SetupError(`'${files.cert}' has no certificate in PEM format`)
  if (!/-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/.test(key))
    throw new SetupError(`'${files.key}' has no private key in PEM format`)
  const context: TlsContext = { cert, key, secureOptions: MODERN_ONLY }
  const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(key)
  if (isEncrypted) {
    if (files.passphraseFile === undefined)
      throw new SetupError(`the key '${files.key}' is encrypted: it needs --ssl-passphrase-file`)
    context.passphrase = readText(files.passphraseFile, "passphrase file").replace(/\r?\n$/, "")
  }
  check({ cert }, () => `'${files.cert}' is not a certificate in PEM format`)
  check({ key, passphrase: context.passphrase }, (code) =>
    code === "ERR_OSSL_BAD_DECRYPT"
      ? `cannot decrypt the key '${files.key}': wrong passphrase`
      : `'${files.key}' is not a private key in PEM format`,
  )
  check(context, () => `the key '${files.key}' does not belong to the certificate '${files.cert}'`)
  return context
}

function check(options: object, complaint: (code: string | undefined) => string): void {
  const { createSecureContext } = require("node:tls") as typeof import("node:tls")
  try {
    createSecureContext(options)
  } catch (e) {
    throw new SetupError(complaint((e as { code?: string }).code))
  }
}
