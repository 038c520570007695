// Digests and base64 of a large file, against openssl.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Case } from "../library.ts"

const SIZE = 32 << 20
/** How often the file is hashed. */
const TIMES = 8

export function cases(folder: string): Case[] {
  const openssl = Bun.which("openssl")
  const path = join(folder, "bytes")
  const bytes = Buffer.alloc(SIZE)
  for (let i = 0; i < SIZE; i += 4) bytes.writeInt32LE(Math.imul(i, 0x9e3779b1), i)
  writeFileSync(path, bytes)
  const script = (action: string) => `
    local text = io.open("${path}", "rb"):read("a")
    for i = 1, ${TIMES} do local result = ${action} end`
  const files = Array(TIMES).fill(path) as string[]
  const digests = ["md5", "sha1", "sha256", "sha512"].map((name) => ({
    name: `string.${name}`,
    code: script(`text:${name}()`),
    reference: openssl ? { name: "openssl", command: [openssl, "dgst", `-${name}`, ...files] } : null,
  }))
  const hmac = {
    name: "string.hmac sha256",
    code: script(`string.hmac("sha256", "key", text)`),
    reference: openssl
      ? { name: "openssl", command: [openssl, "dgst", "-sha256", "-hmac", "key", ...files] }
      : null,
  }
  const sh = (command: string) => [
    "/bin/sh",
    "-c",
    files.map((file) => `${command} ${file} >/dev/null`).join(";"),
  ]
  const base64 = {
    name: "string.base64",
    code: script("text:base64()"),
    reference: openssl ? { name: "openssl", command: sh(`${openssl} base64 -A -in`) } : null,
  }
  return [...digests, hmac, base64]
}
