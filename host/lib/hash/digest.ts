/** Digests of byte strings, by the runtime's own implementations (BoringSSL). */

/** The digests by the names that string.hmac and string.hasher take. */
export const DIGESTS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"] as const
export type DigestName = (typeof DIGESTS)[number]

/** A digest in the form asked for: lower-case hexadecimal digits, or its bytes. */
export function digestText(hasher: Bun.CryptoHasher, raw: boolean): string {
  return raw ? hasher.digest().latin1Slice() : hasher.digest("hex")
}

/** The HMAC (RFC 2104) of `text` under a key of any length. */
export function authenticate(name: DigestName, key: string, text: string, raw: boolean): string {
  const hasher = new Bun.CryptoHasher(name, bytesOf(key)).update(text, "latin1")
  return digestText(hasher, raw)
}

/** The bytes of a Lua string. */
export function bytesOf(text: string): Buffer {
  return Buffer.from(text, "latin1")
}
