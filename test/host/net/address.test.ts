// Addresses as text and bytes, and ranges of them.
import { expect, test } from "bun:test"
import {
  formatAddress,
  isInRange,
  isLoopback,
  parseAddress,
  parseEndpoint,
  parseRange,
  readSocketAddress,
  showEndpoint,
} from "../../../host/net/address.ts"
import { Random } from "../../support/random.ts"

test.each([
  ["127.0.0.1", "127.0.0.1"],
  ["::ffff:10.1.2.3", "10.1.2.3"],
  ["::", "::"],
  ["::1", "::1"],
  ["1::", "1::"],
  ["2001:DB8:0:0:0:0:0:7", "2001:db8::7"],
  ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
  ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"],
  ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
  ["0:0:1::", "0:0:1::"],
  ["10:0:0:0:1:0:0:10", "10::1:0:0:10"],
])("%s is %s", (text, expected) => {
  expect(formatAddress(parseAddress(text)!)).toBe(expected)
})

test.each([
  "",
  "1.2.3",
  "1.2.3.4.5",
  "256.1.1.1",
  ":::",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "g::",
  "12345::",
  "1:2:3:4:5:6:7:8::",
  "::1.2.3",
  "host",
])("%j is no address", (text) => expect(parseAddress(text)).toBeUndefined())

test("random addresses survive text and bytes", () => {
  const random = new Random(5)
  for (let i = 0; i < 2000; i++) {
    const address = Uint8Array.from({ length: 16 }, () => (random.chance(0.6) ? 0 : random.below(256)))
    expect(parseAddress(formatAddress(address))).toEqual(address)
  }
})

test("ranges", () => {
  const contains = (range: string, text: string) => isInRange(parseAddress(text)!, parseRange(range)!)
  expect(contains("10.0.0.0/8", "10.255.0.1")).toBe(true)
  expect(contains("10.0.0.0/8", "11.0.0.1")).toBe(false)
  expect(contains("192.0.2.128/25", "192.0.2.127")).toBe(false)
  expect(contains("192.0.2.128/25", "192.0.2.200")).toBe(true)
  expect(contains("192.0.2.1", "192.0.2.1")).toBe(true)
  expect(contains("192.0.2.1", "192.0.2.2")).toBe(false)
  expect(contains("0.0.0.0/0", "1.2.3.4")).toBe(true)
  expect(contains("0.0.0.0/0", "::1")).toBe(false)
  expect(contains("::/0", "1.2.3.4")).toBe(true)
  expect(contains("2001:db8::/33", "2001:db8:7fff::1")).toBe(true)
  expect(contains("2001:db8::/33", "2001:db8:8000::1")).toBe(false)
  for (const text of ["10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "x/8", "1.2.3.4/8/8"])
    expect(parseRange(text)).toBeUndefined()
})

test("endpoints", () => {
  const place = (text: string, port = 80) => {
    const { address, port: found } = readSocketAddress(parseEndpoint(text, port)!.bytes)
    return showEndpoint(formatAddress(address!), found)
  }
  expect(place("127.0.0.1")).toBe("127.0.0.1:80")
  expect(place("localhost", 65535)).toBe("127.0.0.1:65535")
  expect(place("[::1]")).toBe("[::1]:80")
  expect(place("*", 0)).toBe("[::]:0")
  expect(parseEndpoint("unix:/run/x", 0)).toMatchObject({ path: "/run/x" })
  for (const text of ["unix:", `unix:${"x".repeat(108)}`, "example.org", ""])
    expect(parseEndpoint(text, 1)).toBeUndefined()
})

test("loopback", () => {
  const is = (text: string) => isLoopback(parseAddress(text)!)
  expect(["127.0.0.1", "127.9.9.9", "::1"].map(is)).toEqual([true, true, true])
  expect(["128.0.0.1", "::2", "::", "1::1"].map(is)).toEqual([false, false, false, false])
})
