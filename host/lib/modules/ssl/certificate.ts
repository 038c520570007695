/** A server's certificate as a Lua value, with LuaSec's methods. */
import {
  argumentError,
  checkString,
  checkDouble,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeLibrary,
  tableOf,
  typeError,
  Userdata,
} from "../../../../interpreter/index.ts"
import type { CertificateFacts } from "../../../net/tls_request.ts"
import { metatableOf, type UserdataType } from "../../userdata_type.ts"

const NAME = "SSL:Certificate"

/** Attributes of names: short name, object identifier, long name. */
const ATTRIBUTES: Record<string, [oid: string, name: string]> = {
  CN: ["2.5.4.3", "commonName"],
  SN: ["2.5.4.4", "surname"],
  serialNumber: ["2.5.4.5", "serialNumber"],
  C: ["2.5.4.6", "countryName"],
  L: ["2.5.4.7", "localityName"],
  ST: ["2.5.4.8", "stateOrProvinceName"],
  O: ["2.5.4.10", "organizationName"],
  OU: ["2.5.4.11", "organizationalUnitName"],
  emailAddress: ["1.2.840.113549.1.9.1", "emailAddress"],
  DC: ["0.9.2342.19200300.100.1.25", "domainComponent"],
}

class Certificate {
  readonly facts: CertificateFacts
  constructor(facts: CertificateFacts) {
    this.facts = facts
  }
}

export function wrapCertificate(facts: CertificateFacts): Userdata {
  return new Userdata(new Certificate(facts), metatableOf(TYPE))
}

function check(v: LuaValue, count: number): CertificateFacts {
  if (v instanceof Userdata && v.λvalue instanceof Certificate) return v.λvalue.facts
  throw typeError(v, 1, count, NAME)
}

/** certificate:pem() */
function pem(self: LuaValue): LuaResult {
  return check(self, arguments.length).pem
}

/** certificate:serial(): in hexadecimal. */
function serial(self: LuaValue): LuaResult {
  return check(self, arguments.length).serial
}

/** certificate:notbefore(), certificate:notafter(): as text. */
function notbefore(self: LuaValue): LuaResult {
  return check(self, arguments.length).notBefore
}

function notafter(self: LuaValue): LuaResult {
  return check(self, arguments.length).notAfter
}

/** certificate:validat(time): whether the certificate is valid at a time, in seconds since 1970. */
function validat(self: LuaValue, time: LuaValue): LuaResult {
  const count = arguments.length
  const { notBefore, notAfter } = check(self, count)
  const at = checkDouble(time, 2, count) * 1000
  return Date.parse(notBefore) <= at && at <= Date.parse(notAfter)
}

const DIGESTS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]

/** certificate:digest([algorithm]): of the whole certificate, in hexadecimal; SHA-1 if not said otherwise. */
function digest(self: LuaValue, algorithm: LuaValue): LuaResult {
  const count = arguments.length
  const facts = check(self, count)
  const name = algorithm === undefined ? "sha1" : checkString(algorithm, 2, count).toLowerCase()
  if (!DIGESTS.includes(name)) throw argumentError(2, "invalid digest algorithm")
  const der = Buffer.from(facts.pem.replaceAll(/-----[^-]+-----|\n/g, ""), "base64")
  return new Bun.CryptoHasher(name as "sha1").update(der).digest("hex")
}

function nameTable(entries: [string, string][]): LuaTable {
  return tableOf(
    entries.map(([key, text]) => {
      const [oid, name] = ATTRIBUTES[key] ?? [undefined, key]
      const value = Buffer.from(text).latin1Slice()
      return tableOf([], { oid, name, value })
    }),
  )
}

/** certificate:subject(), certificate:issuer(): lists of tables with oid, name, value. */
function subject(self: LuaValue): LuaResult {
  return nameTable(check(self, arguments.length).subject)
}

function issuer(self: LuaValue): LuaResult {
  return nameTable(check(self, arguments.length).issuer)
}

const METHODS: Record<string, LuaFunction> = {
  digest,
  issuer,
  notafter,
  notbefore,
  pem,
  serial,
  subject,
  validat,
}

const TYPE: UserdataType = { name: NAME, methods: () => makeLibrary(null, METHODS) }
