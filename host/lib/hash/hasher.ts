/** Hashers: digests of text that comes in pieces. */
import {
  checkString,
  keep,
  type LuaFunction,
  type LuaResult,
  type LuaValue,
  makeLibrary,
  typeError,
  Userdata,
} from "../../../interpreter/index.ts"
import { metatableOf, type UserdataType } from "../userdata_type.ts"
import { bytesOf, digestText, type DigestName } from "./digest.ts"

const NAME = "hasher"

/** A new hasher; with a key it makes an HMAC. */
export function newHasher(name: DigestName, key: string | undefined): Userdata {
  return wrap(key === undefined ? new Bun.CryptoHasher(name) : new Bun.CryptoHasher(name, bytesOf(key)))
}

function wrap(hasher: Bun.CryptoHasher): Userdata {
  return new Userdata(hasher, metatableOf(TYPE))
}

function check(v: LuaValue, count: number): Bun.CryptoHasher {
  if (v instanceof Userdata && v.λvalue instanceof Bun.CryptoHasher) return v.λvalue
  throw typeError(v, 1, count, NAME)
}

/** hasher:update(···): adds strings; the hasher itself. */
function hasherUpdate(self: LuaValue, ...pieces: LuaValue[]): LuaResult {
  const count = arguments.length
  const hasher = check(self, count)
  for (let i = 0; i < pieces.length; i++) hasher.update(checkString(pieces[i], i + 2, count), "latin1")
  return self
}

/** hasher:digest([raw]): the digest of what was added so far; more can be added behind. */
function hasherDigest(self: LuaValue, raw: LuaValue): LuaResult {
  const hasher = check(self, arguments.length)
  return keep(digestText(hasher.copy(), isTrue(raw)))
}

/** hasher:copy(): another hasher with the same beginning. */
function hasherCopy(self: LuaValue): LuaResult {
  const hasher = check(self, arguments.length)
  return keep(wrap(hasher.copy()))
}

/** Whether an argument counts as true. */
export function isTrue(v: LuaValue): boolean {
  return v !== undefined && v !== false
}

const METHODS: Record<string, LuaFunction> = {
  update: hasherUpdate,
  digest: hasherDigest,
  copy: hasherCopy,
}

const TYPE: UserdataType = { name: NAME, methods: () => makeLibrary(NAME, METHODS) }
