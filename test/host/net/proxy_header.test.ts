// PROXY headers, from whole ones to garbage: never more than the header is taken.
import { expect, test } from "bun:test"
import { formatAddress } from "../../../host/net/address.ts"
import { parseProxyHeader } from "../../../host/net/proxy_header.ts"
import { fuzzCount, fuzzSeed, Random } from "../../support/random.ts"

function read(text: string): string {
  const header = parseProxyHeader(Buffer.from(text, "latin1"))
  if (header === undefined || header === "more") return String(header)
  const { source, length } = header
  return `${source === "unknown" ? source : `${formatAddress(source.address!)} ${source.port}`} ${length}`
}

const SIGNATURE = "\r\n\r\n\0\r\nQUIT\n"
const V4 = `${SIGNATURE}\x21\x11\0\x0c\x01\x02\x03\x04\x05\x06\x07\x08\x12\x34\0\x50`
const V6 = `${SIGNATURE}\x21\x21\0\x24${"\0".repeat(15)}\x07${"\0".repeat(16)}\x12\x34\0\x50`

test.each([
  ["PROXY TCP4 1.2.3.4 5.6.7.8 4660 80\r\nrest", "1.2.3.4 4660 36"],
  ["PROXY TCP6 ::7 ::1 4660 80\r\n", "::7 4660 28"],
  ["PROXY UNKNOWN\r\n", "unknown 15"],
  ["PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", "unknown 35"],
  [V4, "1.2.3.4 4660 28"],
  [`${V4}rest`, "1.2.3.4 4660 28"],
  [V6, "::7 4660 52"],
  [`${SIGNATURE}\x20\0\0\x02xx`, "unknown 18"],
  [`${SIGNATURE}\x21\x31\0\x01x`, "unknown 17"],
  ["PROXY TCP4 1.2.3.4 5.6.7.8 4660 80\n", "more"],
  ["PROXY TCP4 ::1 ::1 1 2\r\n", "undefined"],
  ["PROXY TCP6 1.2.3.4 ::1 1 2\r\n", "undefined"],
  ["PROXY TCP4 1.2.3.4 5.6.7.8 99999 80\r\n", "undefined"],
  ["PROXY TCP4 1.2.3.4 5.6.7.8 80\r\n", "undefined"],
  ["proxy TCP4 1.2.3.4 5.6.7.8 1 80\r\n", "undefined"],
  [`PROXY TCP4 ${"1".repeat(200)}`, "undefined"],
  [`${SIGNATURE}\x22\x11\0\0`, "undefined"],
  [`${SIGNATURE}\x21\x11\0\x04abcd`, "undefined"],
  [`${SIGNATURE}\x21\x11\xff\xff`, "undefined"],
  ["GET / HTTP/1.1\r\n", "undefined"],
  ["\r\n\r\nhello", "undefined"],
])("%j", (text, expected) => expect(read(text)).toBe(expected))

test("every beginning of a header is one", () => {
  for (const text of ["PROXY TCP4 1.2.3.4 5.6.7.8 4660 80\r\n", V4, V6])
    for (let length = 0; length < text.length; length++) expect(read(text.slice(0, length))).toBe("more")
})

test("garbage is refused or read, and nothing else", () => {
  const random = new Random(fuzzSeed())
  for (let i = 0; i < fuzzCount(5000); i++) {
    const base = Buffer.from(random.pick([V4, V6, "PROXY TCP4 1.2.3.4 5.6.7.8 4660 80\r\n"]), "latin1")
    for (let changes = random.below(4); changes >= 0; changes--)
      base[random.below(base.length)] = random.below(256)
    const header = parseProxyHeader(base)
    if (header !== undefined && header !== "more") expect(header.length).toBeLessThanOrEqual(base.length)
  }
})
