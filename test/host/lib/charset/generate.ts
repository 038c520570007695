// Makes host/lib/charset/data from what the system's iconv (glibc) and iconv-lite say: how their tables
// differ, and the tables that iconv-lite does not have.
//
// usage: bun test/host/lib/charset/generate.ts
import { createRequire } from "node:module"
import { readFileSync, existsSync, writeFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../../../support/paths.ts"

const lite = createRequire(import.meta.url)("iconv-lite") as typeof import("iconv-lite")
const DATA = join(ROOT, "host", "lib", "charset", "data")
const folder = mkdtempSync(join(tmpdir(), "slua-charset-"))
const probe = join(folder, "probe")
Bun.spawnSync(["gcc", "-O1", "-o", probe, join(import.meta.dir, "probe.c")], { stderr: "inherit" })

const ask = (...args: string[]): string[] =>
  Bun.spawnSync([probe, ...args], { maxBuffer: 1 << 30 })
    .stdout.toString()
    .split("\n")
    .filter(Boolean)

// -- names ----------------------------------------------------------------------------------------

const GCONV = [
  "/usr/lib/x86_64-linux-gnu/gconv/gconv-modules",
  "/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.d/gconv-modules-extra.conf",
]
const configuration = GCONV.filter((path) => existsSync(path))
  .map((path) => readFileSync(path, "utf8"))
  .join("\n")
const modules = [...configuration.matchAll(/^module\s+(\S+)\/\/\s+INTERNAL\s/gm)].map((m) => m[1]!)
const aliases = [...configuration.matchAll(/^alias\s+(\S+)\/\/\s+(\S+)\/\//gm)].map(
  (m) => [m[1]!, m[2]!] as const,
)

/** Not one byte a character, or with a state. */
const OTHER = /^(UTF|UCS|UNICODE|ISO-2022|INTERNAL|TSCII|IBM(1364|1371|1388|1390|1399|930|933|935|937|939)$)/

const hex = (n: number, width: number): string => n.toString(16).padStart(width, "0")
const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\x20-\x7e\u00a1-\ud7ff\u{10000}-\u{3ffff}]|[\u00ad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3000\u3164\ufeff\p{M}\p{Z}\p{Co}\p{Cn}]/gu,
    (c) =>
      c === " "
        ? c
        : c.codePointAt(0)! < 0x10000
          ? `\\u${hex(c.codePointAt(0)!, 4)}`
          : `\\u{${c.codePointAt(0)!.toString(16)}}`,
  )

// -- one byte a character -------------------------------------------------------------------------

interface Table {
  name: string
  decode: number[]
  extras: string
}

function readSingle(name: string): Table | null {
  const decode = new Array<number>(256).fill(0xfffd)
  for (const line of ask("dec", name, "2")) {
    const [bytes, ...codes] = line.split(" ")
    if (bytes!.length > 2 || codes.length !== 1) return null
    decode[parseInt(bytes!, 16)] = parseInt(codes[0]!, 16)
  }
  return { name, decode, extras: "" }
}

/** What is written otherwise than the table says: byte and character. */
function addExtras(table: Table): Table {
  for (const line of ask("enc", table.name)) {
    const [code, bytes] = line.split(" ")
    const value = parseInt(code!, 16)
    const isComposed = /^(CP1255|CP1258|TCVN5712-1)$/.test(table.name)
    if (isComposed && bytes !== "" && !table.decode.includes(value))
      table.extras += String.fromCodePoint(value)
    else if (bytes!.length === 2 && table.decode.indexOf(value) !== parseInt(bytes!, 16))
      table.extras += bytes + String.fromCodePoint(value)
  }
  return table
}

/** Runs of bytes that differ: first byte, count, characters. */
function difference(from: number[], to: number[]): string {
  let text = ""
  for (let at = 0; at < 256; at++) {
    if (from[at] === to[at]) continue
    let end = at
    while (
      end < 256 &&
      end - at < 255 &&
      (from[end] !== to[end] ||
        (end + 2 < 256 && (from[end + 1] !== to[end + 1] || from[end + 2] !== to[end + 2])))
    )
      end++
    text += hex(at, 2) + hex(end - at, 2) + String.fromCharCode(...to.slice(at, end))
    at = end - 1
  }
  return text
}

function liteTable(name: string): number[] | null {
  if (!lite.encodingExists(name)) return null
  const text = lite.decode(Buffer.from(Array.from({ length: 256 }, (_, i) => i)), name)
  return text.length === 256 ? Array.from({ length: 256 }, (_, i) => text.charCodeAt(i)) : null
}

function singleByte(): string {
  const bases = new Map<string, number[]>([["", Array.from({ length: 256 }, (_, i) => i)]])
  const lines: string[] = []
  for (const name of modules.toSorted()) {
    if (OTHER.test(name)) continue
    const table = readSingle(name)
    if (table === null) continue
    addExtras(table)
    const candidates = [...bases]
    const own = liteTable(name)
    if (own !== null) candidates.unshift([`@${name}`, own])
    let best: [string, string] | undefined
    for (const [base, decode] of candidates) {
      const text = difference(decode, table.decode)
      if (best === undefined || text.length < best[1].length || (base.startsWith("@") && text.length < 20))
        best = [base, text]
      if (base.startsWith("@") && text.length < 20) break
    }
    bases.set(name, table.decode)
    const parts = [best![0], best![1], ...(table.extras === "" ? [] : [table.extras])]
    lines.push(`  [${JSON.stringify(name)}, ${parts.map(quote).join(", ")}],`)
  }
  return `/**
 * Encodings with one byte a character, as they are in glibc: name, the table it is like ("@": iconv-lite's,
 * "": Latin 1), where it differs from that (first byte, count, characters), and characters that are written
 * as bytes that stand for others (or, where letters and marks
 * compose, as letter and mark). Made by test/host/lib/charset/generate.ts.
 */
export const SINGLE_BYTE: readonly (readonly [name: string, base: string, difference: string, extras?: string])[] = [
${lines.join("\n")}
]
`
}

// -- several bytes a character --------------------------------------------------------------------

/** glibc's name, iconv-lite's, and the greatest length. */
const DOUBLE: [string, string, number][] = [
  ["BIG5", "cp950", 2],
  ["BIG5HKSCS", "big5hkscs", 2],
  ["CP932", "cp932", 2],
  ["IBM943", "cp932", 2],
  ["IBM932", "cp932", 2],
  ["SJIS", "shiftjis", 2],
  ["EUC-CN", "gbk", 2],
  ["GBK", "gbk", 2],
  ["EUC-JP", "eucjp", 3],
  ["EUC-JP-MS", "eucjp", 3],
  ["EUC-KR", "euckr", 2],
  ["UHC", "cp949", 2],
  ["GB18030", "gb18030", 2],
]

/** What iconv-lite reads in each sequence: all bytes, pairs of a high and a middle or high byte, 8f and a pair. */
export function liteSequences(name: string, length: number): Map<number, number> {
  const sequences: number[] = Array.from({ length: 256 }, (_, i) => i)
  for (let a = 0x80; a < 256; a++) for (let b = 0x30; b < 256; b++) sequences.push(a * 256 + b)
  if (length > 2)
    for (let a = 0xa1; a < 255; a++) for (let b = 0xa1; b < 255; b++) sequences.push(0x8f0000 + a * 256 + b)
  const bytes = sequences.flatMap((s) => [
    ...(s > 0xffff ? [s >> 16] : []),
    ...(s > 0xff ? [(s >> 8) & 255] : []),
    s & 255,
    10,
  ])
  const pieces = lite.decode(Buffer.from(bytes), name).split("\n")
  const result = new Map<number, number>()
  let at = 0
  for (const s of sequences) {
    if (s === 10) {
      result.set(10, 10)
      at += 2
      continue
    }
    const codes = [...pieces[at++]!]
    if (codes.length === 1 && codes[0] !== "\ufffd") result.set(s, codes[0]!.codePointAt(0)!)
  }
  return result
}

function doubleByte(): string {
  const lines: string[] = []
  for (const [name, base, length] of DOUBLE) {
    const theirs = liteSequences(base, length)
    const ours = new Map<number, number>()
    const pairs: string[] = []
    for (const line of ask("dec", name, String(length))) {
      const [bytes, ...codes] = line.split(" ")
      if (codes.length === 1) ours.set(parseInt(bytes!, 16), parseInt(codes[0]!, 16))
      else pairs.push(bytes! + codes.map((c) => String.fromCodePoint(parseInt(c, 16))).join(""))
    }
    const all = [...new Set([...theirs.keys(), ...ours.keys()])]
      .sort((a, b) => a - b)
      .filter((s) => theirs.get(s) !== ours.get(s))
    let changes = ""
    for (let i = 0; i < all.length;) {
      const isGone = !ours.has(all[i]!)
      let end = i + 1
      while (end < all.length && all[end] === all[end - 1]! + 1 && !ours.has(all[end]!) === isGone) end++
      const codes = isGone
        ? ""
        : all
            .slice(i, end)
            .map((s) => String.fromCodePoint(ours.get(s)!))
            .join("")
      changes += `${hex(all[i]!, 6)}${isGone ? "-" : "+"}${hex(end - i, 3)}${codes}`
      i = end
    }
    const inverse = new Map<number, number>()
    for (const [s, code] of [...ours].sort((a, b) => a[0] - b[0]))
      if (!inverse.has(code)) inverse.set(code, s)
    let extras = ""
    for (const line of ask("enc", name)) {
      const [code, bytes] = line.split(" ")
      if (bytes === "" || bytes!.length > 6 || inverse.get(parseInt(code!, 16)) === parseInt(bytes!, 16))
        continue
      extras += bytes!.padStart(6, "0") + String.fromCodePoint(parseInt(code!, 16))
    }
    lines.push(
      `  [${[name, base].map((each) => JSON.stringify(each)).join(", ")}, ${length}, ${[changes, extras, pairs.join("")].map(quote).join(", ")}],`,
    )
  }
  return `/**
 * Encodings with two bytes a character or three, as they are in glibc: name, iconv-lite's name, greatest
 * length, where they differ (first sequence in six hexadecimal digits, "+" or "-", count, characters), and
 * sequences that are written for characters which others stand for, and that stand for two characters.
 * Made by test/host/lib/charset/generate.ts.
 */
export const DOUBLE_BYTE: readonly (readonly [
  name: string,
  base: string,
  length: number,
  changes: string,
  extras: string,
  pairs: string,
])[] = [
${lines.join("\n")}
]
`
}

// -- names ----------------------------------------------------------------------------------------

/** Names of what is computed. */
const COMPUTED =
  "ISO-10646/UTF8/ ISO-10646/UCS4/ UCS-4LE// ISO-10646/UCS2/ UTF-16 UTF-16BE UTF-16LE UTF-32 UTF-32BE UTF-32LE UNICODE UTF-7 UTF-7-IMAP UNICODELITTLE UNICODEBIG ISO-2022-JP ISO-2022-KR JOHAB ANSI_X3.4-1968 WCHAR_T UCS-2BE UCS-2LE".split(
    " ",
  )

function namesText(known: Set<string>): string {
  const lines: string[] = []
  for (const name of [...known].sort()) {
    const others = aliases
      .filter(([, target]) => target === name || aliases.some(([a, t]) => a === target && t === name))
      .map(([alias]) => alias)
    if (others.length > 0)
      lines.push(`  ${JSON.stringify(name)}: ${JSON.stringify([...new Set(others)].sort().join(" "))},`)
  }
  return `/** Other names of the encodings, as glibc has them. Made by test/host/lib/charset/generate.ts. */
export const ALIASES: Record<string, string> = {
${lines.join("\n")}
}
`
}

// -- transliteration ------------------------------------------------------------------------------

function transliteration(): string {
  const table = new Map<number, string>()
  for (const line of ask("enc", "ASCII//TRANSLIT")) {
    const [code, bytes, changed] = line.split(" ")
    if (changed && bytes !== "3f")
      table.set(parseInt(code!, 16), Buffer.from(bytes!, "hex").toString("latin1"))
  }
  let explicit = ""
  let none = ""
  for (let code = 128; code < 0x110000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue
    const character = String.fromCodePoint(code)
    const plain = character.normalize("NFKD").replace(/\p{Mn}/gu, "")
    const ruled = /^[\x20-\x7e]+$/.test(plain) ? plain : undefined
    const text = table.get(code)
    if (text === ruled) continue
    if (text === undefined) none += character
    else explicit += `${character}${text}\n`
  }
  return `/**
 * Transliteration to ASCII, as in glibc's C.UTF-8 locale, where it is not the compatibility decomposition
 * without its marks: lines of a character and its text; and the characters that have no text. Made by
 * test/host/lib/charset/generate.ts.
 */
export const TRANSLITERATIONS: string =
  ${quote(explicit)}
export const UNTRANSLATED: string =
  ${quote(none)}
`
}

if (import.meta.main) {
  const single = singleByte()
  const double = doubleByte()
  const known = new Set(
    [...single.matchAll(/^ {2}\["([^"]+)"/gm), ...double.matchAll(/^ {2}\["([^"]+)"/gm)].map((m) => m[1]!),
  )
  for (const name of COMPUTED) known.add(name)
  writeFileSync(join(DATA, "single_byte.ts"), single)
  writeFileSync(join(DATA, "double_byte.ts"), double)
  writeFileSync(join(DATA, "names.ts"), namesText(known))
  writeFileSync(join(DATA, "transliteration.ts"), transliteration())
  rmSync(folder, { recursive: true })
}
