// string.iconv against the system's iconv: every encoding, every sequence of bytes, every character.
import { afterAll, describe, expect, test } from "bun:test"
import { iconv } from "../../../../host/lib/charset/index.ts"
import { listCharsets } from "../../../../host/lib/charset/names.ts"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"
import { NO_PROBE, openProbe } from "./probe.ts"

const probe = openProbe()
afterAll(() => probe?.close())
if (probe === null) console.warn(NO_PROBE)

const CODES = "UCS-4LE"
const INCOMPLETE = "Invalid argument"
const hex = (bytes: string): string => Buffer.from(bytes, "latin1").toString("hex")

const convert = (text: string, from: string, to: string): [boolean, string] =>
  iconv(text, from, to) as [boolean, string]

/** All complete sequences, as probe.c lists them. */
function decodeAll(name: string, length: number): string[] {
  const lines: string[] = []
  const visit = (prefix: string): void => {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = prefix + String.fromCharCode(byte)
      const [ok, text] = convert(bytes, name, CODES)
      if (ok) {
        let line = hex(bytes)
        for (let at = 0; at < text.length; at += 4)
          line += ` ${Buffer.from(text, "latin1").readUInt32LE(at).toString(16)}`
        lines.push(line)
      } else if (text === INCOMPLETE && bytes.length < length) visit(bytes)
    }
  }
  visit("")
  return lines
}

const utf32 = (codes: number[]): string => {
  const buffer = Buffer.allocUnsafe(codes.length * 4)
  codes.forEach((code, i) => buffer.writeUInt32LE(code, i * 4))
  return buffer.latin1Slice()
}

const ranges = new Map<number, { codes: number[]; text: string }>()

/** All characters up to one, made once. */
function charactersTo(last: number): { codes: number[]; text: string } {
  let range = ranges.get(last)
  if (range === undefined) {
    const codes = Array.from({ length: last + 1 }, (_, code) => code).filter(
      (code) => code < 0xd800 || code > 0xdfff,
    )
    ranges.set(last, (range = { codes, text: utf32(codes) }))
  }
  return range
}

/** Lines that only one side has. */
function differences(ours: string[], theirs: string[]): string[] {
  const [a, b] = [new Set(ours), new Set(theirs)]
  return [
    ...ours.filter((line) => !b.has(line)).map((line) => `only here: ${line}`),
    ...theirs.filter((line) => !a.has(line)).map((line) => `only there: ${line}`),
  ].slice(0, 8)
}

/** Encodings that have more than the basic plane. */
const BIG = /^(BIG5HKSCS|GB18030|UTF|ISO-10646|UCS)/

/** glibc keeps the byte order of the last mark when a conversion begins anew. */
const MARKED = /^(UTF-16|UTF-32|UNICODE)$/

/** Encodings in which a character's bytes depend on what was before. */
const STATEFUL = /^(ISO-2022|UTF-7|UTF-16$|UTF-32$|UNICODE$)/
const LENGTHS: Record<string, number> = { "EUC-JP": 3, "EUC-JP-MS": 3, CP1255: 3 }

describe.skipIf(probe === null)("like the system's iconv", () => {
  test.each([...listCharsets().keys()])(
    "%s",
    (name) => {
      const length = LENGTHS[name] ?? 2
      if (!MARKED.test(name))
        expect(differences(decodeAll(name, length), probe!.decode(name, length))).toEqual([])
      // All planes only in the long run (SLUA_FUZZ_FACTOR).
      const last = fuzzCount(1) > 1 ? 0x10ffff : BIG.test(name) ? 0x2ffff : 0xffff
      const theirs = probe!.encode(name).filter(([code]) => code <= last)
      if (STATEFUL.test(name)) {
        const sample = theirs.filter(([code]) => code < 0x3100 || code % 7 === 0)
        const wrong = sample.filter(([code, bytes]) => hex(convert(utf32([code]), CODES, name)[1]) !== bytes)
        expect(wrong.slice(0, 8)).toEqual([])
        return
      }
      const { codes, text } = charactersTo(last)
      const expected = theirs.map(([, bytes]) => bytes).join("")
      const [ok, bytes] = convert(text, CODES, `${name}//IGNORE`)
      if (ok && hex(bytes) === expected) return
      const known = new Map(theirs.map(([code, bytes]) => [code, bytes]))
      const wrong = codes.filter((code) => {
        const [isOk, own] = convert(utf32([code]), CODES, name)
        return (isOk ? hex(own) : undefined) !== known.get(code)
      })
      expect(
        wrong
          .slice(0, 8)
          .map((code) => [code.toString(16), convert(utf32([code]), CODES, name), known.get(code)]),
      ).toEqual([])
    },
    60_000,
  )

  // In encodings with more scripts, some mathematical and CJK compatibility characters come out otherwise.
  test.each([
    ["ASCII", 0],
    ["ISO-8859-1", 4],
    ["CP1252", 4],
    ["KOI8-R", 8],
  ])(
    "//TRANSLIT to %s",
    (name, most) => {
      const wrong: string[] = []
      for (const [code, bytes] of probe!.encode(`${name}//TRANSLIT`)) {
        if ((code >= 0x3400 && bytes === "3f" && code % 64 !== 0) || code > 0x1d7ff) continue
        const [ok, own] = convert(utf32([code]), CODES, `${name}//TRANSLIT`)
        if (!ok || hex(own) !== bytes)
          wrong.push(`${code.toString(16)}${String.fromCodePoint(code)}: ${hex(own)}, not ${bytes}`)
      }
      expect(wrong.slice(most)).toEqual([])
    },
    60_000,
  )
})

const system = probe === null ? null : Bun.which("iconv")

describe.skipIf(system === null)("random bytes", () => {
  const names = [
    "UTF-8",
    "UTF-16",
    "UTF-16LE",
    "UTF-16BE",
    "UTF-32",
    "UTF-7",
    "ISO-2022-JP",
    "ISO-2022-KR",
    "EUC-JP",
    "SJIS",
    "BIG5HKSCS",
    "GB18030",
    "GBK",
    "EUC-KR",
    "JOHAB",
    "CP1255",
    "CP1258",
    "TCVN",
  ]
  test.each(names)(
    "from %s as the system's iconv",
    (name) => {
      const random = new Random(fuzzSeed())
      const wrong: string[] = []
      for (let i = 0; i < fuzzCount(12); i++) {
        let bytes = ""
        for (let n = random.below(12); n > 0; n--)
          bytes += random.chance(0.4)
            ? String.fromCharCode(random.below(256))
            : random.pick([
                "a",
                "+",
                "-",
                "A",
                "\x1b$B",
                "\x1b(B",
                "\x0e",
                "0",
                "\n",
                "\xd8\x3d\xde\x00",
                "\xe2\x82\xac",
                "\xc7",
                "\xec",
              ])
        const child = Bun.spawnSync([system!, "-f", name, "-t", "UTF-8"], {
          stdin: Buffer.from(bytes, "latin1"),
          env: { LC_ALL: "C.UTF-8" },
        })
        const [ok, text] = convert(bytes, name, "UTF-8")
        const theirs = child.success ? hex(child.stdout.toString("latin1")) : "error"
        if ((ok ? hex(text) : "error") !== theirs)
          wrong.push(`${hex(bytes)}: ${ok ? hex(text) : text}, not ${theirs}`)
      }
      expect(wrong.slice(0, 5)).toEqual([])
    },
    60_000,
  )
})
