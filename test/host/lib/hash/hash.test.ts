// Digests and codes: the standards' own test values, bytes of all kinds, pieces, refusals; and the same
// results as coreutils and openssl give, where those are installed.
import { beforeAll, describe, expect, test } from "bun:test"
import { lua, luaTexts, openLua } from "../../../support/lua.ts"
import { fuzzSeed, Random } from "../../../support/random.ts"

beforeAll(openLua)

const value = (expression: string, ...args: string[]) => lua(`return ${expression}`, ...args)[0]

describe("test values", () => {
  const cases: [expression: string, result: unknown][] = [
    // RFC 1321, A.5
    ["string.md5('')", "d41d8cd98f00b204e9800998ecf8427e"],
    ["string.md5('message digest')", "f96b697d7cb7938d525a2f31aaf161d0"],
    // FIPS 180 examples
    ["string.sha1('abc')", "a9993e364706816aba3e25717850c26c9cd0d89d"],
    ["string.sha256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "string.sha512('abc')",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ],
    ["string.crc32('123456789')", 0xcbf43926],
    ["string.crc32('')", 0],
    ["string.crc32('456789', string.crc32('123'))", 0xcbf43926],
    // RFC 2202, cases 2 and 6; RFC 4231, case 2
    ["string.hmac('md5', 'Jefe', 'what do ya want for nothing?')", "750c783e6ab0b503eaa86e310a5db738"],
    [
      "string.hmac('sha1', ('\\xaa'):rep(80), 'Test Using Larger Than Block-Size Key - Hash Key First')",
      "aa4ae5e15272d00e95705637ce8a3b55ed402112",
    ],
    [
      "string.hmac('sha256', 'Jefe', 'what do ya want for nothing?')",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ],
    // RFC 4648, 10
    ["string.base64('')", ""],
    ["string.base64('f')", "Zg=="],
    ["string.base64('fo')", "Zm8="],
    ["string.base64('foobar')", "Zm9vYmFy"],
    ["string.base64('\\xff\\xef\\xbe', 'url')", "_---"],
    ["string.base64('f', 'url')", "Zg"],
    ["string.hex('\\0foo\\xff')", "00666f6fff"],
  ]
  for (const [expression, result] of cases)
    test(expression.slice(0, 50), () => {
      expect(value(expression)).toBe(result as never)
    })
})

test("raw digests are the bytes of the hexadecimal ones", () => {
  for (const name of ["md5", "sha1", "sha256", "sha512"])
    expect(value(`string.${name}("x\\0\\xff", true):hex() == string.${name}("x\\0\\xff")`)).toBe(true)
  expect(value(`string.hmac("sha512", "k", "x", true):hex() == string.hmac("sha512", "k", "x")`)).toBe(true)
})

test("numbers are taken as strings, other values are not", () => {
  expect(value("string.md5(12) == string.md5('12')")).toBe(true)
  expect(luaTexts("return pcall(string.sha1, {})")[1]).toMatch(/string expected, got table/)
  expect(luaTexts("return pcall(string.sha1)")[1]).toMatch(/string expected, got no value/)
  expect(luaTexts("return pcall(string.hmac, 'md6', '', '')")[1]).toMatch(/unknown digest 'md6'/)
  expect(luaTexts("return pcall(string.crc32, '', -1)")[1]).toMatch(/not a checksum of 32 bits/)
  expect(luaTexts("return pcall(string.base64, '', 'x')")[1]).toMatch(/"url" expected/)
})

describe("hashers", () => {
  test("take text in pieces, and go on behind a digest", () => {
    expect(
      lua(`
        local h = string.hasher("sha256"):update("a", "b", 1)
        local first = h:digest() == string.sha256("ab1")
        local copy = h:copy()
        h:update("\\xff\\0")
        return first, h:digest() == string.sha256("ab1\\xff\\0"), copy:digest() == string.sha256("ab1"),
          h:digest(true) == string.sha256("ab1\\xff\\0", true)`),
    ).toEqual([true, true, true, true])
  })

  test("of each name, with and without key", () => {
    for (const name of ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]) {
      expect(
        value(
          `string.hasher("${name}", "key\\xff"):update("text"):digest() == string.hmac("${name}", "key\\xff", "text")`,
        ),
      ).toBe(true)
      expect(value(`#string.hasher("${name}"):digest()`)).toBeGreaterThan(31)
    }
  })

  test("are told from other values", () => {
    expect(luaTexts("return pcall(string.hasher('md5').update, io.stdout, 'x')")[1]).toMatch(
      /hasher expected, got FILE\*/,
    )
    expect(luaTexts("return pcall(string.hasher, 'none')")[1]).toMatch(/unknown digest 'none'/)
    expect(luaTexts("return string.hasher('md5')")[0]).toMatch(/^hasher: 0x/)
  })
})

describe("decoders", () => {
  test("give back what was encoded", () => {
    const random = new Random(fuzzSeed())
    for (let i = 0; i < 300; i++) {
      const text = String.fromCharCode(...Array.from({ length: random.below(50) }, () => random.below(256)))
      expect(value("(...):base64():unbase64()", text)).toBe(text)
      expect(value('(...):base64("url"):unbase64()', text)).toBe(text)
      expect(value("(...):hex():upper():unhex()", text)).toBe(text)
    }
  })

  test("base64 may have line breaks, and needs no padding", () => {
    expect(value("string.unbase64('Zm9v\\r\\n YmFy\\n')")).toBe("foobar")
    expect(value("string.unbase64('Zg')")).toBe("f")
    expect(value("string.unbase64('Zg==\\n')")).toBe("f")
    expect(value("string.unbase64('Zg=\\n=')")).toBe("f")
    expect(value("string.unbase64('')")).toBe("")
  })

  const refused: [expression: string, message: string][] = [
    ["string.unbase64('Zm9*')", "invalid base64 at byte 4"],
    ["string.unbase64('Zg==Zg==')", "invalid base64 at byte 3"],
    ["string.unbase64('Z')", "base64 ends in the middle of a byte"],
    ["string.unbase64('Zg=')", "base64 ends in the middle of a byte"],
    ["string.unbase64('Zm9v=')", "base64 ends in the middle of a byte"],
    ["string.unbase64('===')", "invalid base64 at byte 1"],
    ["string.unbase64('Zg\\0=')", "invalid base64 at byte 3"],
    ["string.unhex('0')", "odd number of hexadecimal digits"],
    ["string.unhex('0g')", "invalid hexadecimal digit at byte 2"],
    ["string.unhex('00 ')", "invalid hexadecimal digit at byte 3"],
  ]
  for (const [expression, message] of refused)
    test(expression, () => {
      expect(lua(`return ${expression}`)).toEqual([undefined, message])
    })
})

describe("references", () => {
  const random = new Random(fuzzSeed())
  const samples = [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 1000, 100_000].map((size) =>
    Buffer.from(Array.from({ length: size }, () => random.below(256))),
  )
  const COMMANDS: [command: string[], expression: string][] = [
    [["md5sum"], "string.md5(...)"],
    [["sha1sum"], "string.sha1(...)"],
    [["sha256sum"], "string.sha256(...)"],
    [["sha512sum"], "string.sha512(...)"],
    [["base64", "-w0"], "string.base64(...)"],
    [["openssl", "dgst", "-sha384", "-hmac", "a key", "-r"], "string.hmac('sha384', 'a key', (...))"],
  ]
  for (const [command, expression] of COMMANDS) {
    const path = Bun.which(command[0]!)
    const skipped = path === null ? ` (skipped: ${command[0]} is not installed)` : ""
    test.skipIf(path === null)(`${command.join(" ")}${skipped}`, () => {
      for (const sample of samples) {
        const output = Bun.spawnSync(command, { stdin: sample }).stdout.toString().split(/[ \n]/)[0]!
        expect(value(expression, sample.latin1Slice())).toBe(output)
      }
    })
  }
})
