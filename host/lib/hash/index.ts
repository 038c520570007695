/** What slua adds to the string library for digests and codes. */
import {
  argumentError,
  checkSmallInteger,
  checkString,
  keep,
  type LuaResult,
  type LuaValue,
  type Userdata,
} from "../../../interpreter/index.ts"
import { authenticate, bytesOf, type DigestName, DIGESTS } from "./digest.ts"
import { isTrue, newHasher } from "./hasher.ts"
import { type Decoded, decodeBase64, decodeHex, encodeBase64, encodeHex } from "./text_code.ts"

interface HashClass {
  hash(data: Buffer): { buffer: ArrayBufferLike }
  hash(data: Buffer, encoding: "hex"): string
}

/** A digest at one go; the classes of one algorithm are the quickest way. */
function digest(algorithm: HashClass, text: LuaValue, raw: LuaValue, count: number): string {
  const bytes = bytesOf(checkString(text, 1, count))
  if (!isTrue(raw)) return algorithm.hash(bytes, "hex")
  return Buffer.from(algorithm.hash(bytes).buffer).latin1Slice()
}

/** string.md5(s [, raw]): RFC 1321 */
export function md5(text: LuaValue, raw: LuaValue): LuaResult {
  return keep(digest(Bun.MD5, text, raw, arguments.length))
}

/** string.sha1(s [, raw]): FIPS 180-4 */
export function sha1(text: LuaValue, raw: LuaValue): LuaResult {
  return keep(digest(Bun.SHA1, text, raw, arguments.length))
}

/** string.sha256(s [, raw]): FIPS 180-4 */
export function sha256(text: LuaValue, raw: LuaValue): LuaResult {
  return keep(digest(Bun.SHA256, text, raw, arguments.length))
}

/** string.sha512(s [, raw]): FIPS 180-4 */
export function sha512(text: LuaValue, raw: LuaValue): LuaResult {
  return keep(digest(Bun.SHA512, text, raw, arguments.length))
}

/** string.crc32(s [, previous]): the checksum of zip, gzip and PNG; previous: that of what came before. */
export function crc32(text: LuaValue, previous: LuaValue): LuaResult {
  const count = arguments.length
  const bytes = bytesOf(checkString(text, 1, count))
  const start = previous === undefined ? 0 : checkSmallInteger(previous, 2, count)
  if (start < 0 || start > 0xffffffff) throw argumentError(2, "not a checksum of 32 bits")
  const zlib = require("node:zlib") as typeof import("node:zlib")
  return zlib.crc32(bytes, start)
}

function checkDigest(v: LuaValue, count: number): DigestName {
  const name = checkString(v, 1, count)
  if ((DIGESTS as readonly string[]).includes(name)) return name as DigestName
  throw argumentError(1, `unknown digest '${name}' (known are ${DIGESTS.join(", ")})`)
}

/** string.hmac(name, key, s [, raw]): RFC 2104 */
export function hmac(name: LuaValue, key: LuaValue, text: LuaValue, raw: LuaValue): LuaResult {
  const count = arguments.length
  const digestName = checkDigest(name, count)
  const keyText = checkString(key, 2, count)
  return keep(authenticate(digestName, keyText, checkString(text, 3, count), isTrue(raw)))
}

/** string.hasher(name [, key]): takes text in pieces; with a key, for an HMAC. */
export function hasher(name: LuaValue, key: LuaValue): Userdata {
  const count = arguments.length
  const digestName = checkDigest(name, count)
  return keep(newHasher(digestName, key === undefined ? undefined : checkString(key, 2, count)))
}

/** string.base64(s [, "url"]): RFC 4648 */
export function base64(text: LuaValue, alphabet: LuaValue): LuaResult {
  const count = arguments.length
  const bytes = checkString(text, 1, count)
  if (alphabet !== undefined && alphabet !== "url") throw argumentError(2, `"url" expected`)
  return keep(encodeBase64(bytes, alphabet === "url"))
}

/** string.unbase64(s): nil and a message for what is no base64. */
export function unbase64(text: LuaValue): LuaResult {
  return keep(decodedResult(decodeBase64(checkString(text, 1, arguments.length))))
}

/** string.hex(s): two lower-case digits per byte. */
export function hex(text: LuaValue): LuaResult {
  return keep(encodeHex(checkString(text, 1, arguments.length)))
}

/** string.unhex(s): nil and a message for what is no hexadecimal. */
export function unhex(text: LuaValue): LuaResult {
  return keep(decodedResult(decodeHex(checkString(text, 1, arguments.length))))
}

function decodedResult(decoded: Decoded): LuaResult {
  return "bytes" in decoded ? decoded.bytes : [undefined, decoded.message]
}
