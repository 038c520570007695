// string.iconv as Lua code calls it.
import { expect, test } from "bun:test"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { iconv } from "../../../../host/lib/charset/index.ts"
import { listCharsets } from "../../../../host/lib/charset/names.ts"
import { ROOT } from "../../../support/paths.ts"

const EILSEQ = [false, "Invalid or incomplete multibyte or wide character"]
const EINVAL = [false, "Invalid argument"]
const bytes = (text: string): string => Buffer.from(text).toString("latin1")

test.each([
  [bytes("é"), "UTF-8", "LATIN1", "\xe9"],
  ["\xe9", "l1", "utf8", bytes("é")],
  [bytes("€"), "UTF-8", "CP1252", "\x80"],
  [bytes("日本"), "UTF-8", "SHIFT_JIS", "\x93\xfa\x96\x7b"],
  [bytes("日本"), "UTF-8", "ISO-2022-JP", "\x1b$BF|K\\\x1b(B"],
  [bytes("한"), "UTF-8", "ISO-2022-KR", "\x1b$)C\x0eGQ\x0f"],
  [bytes("ḿ😀"), "UTF-8", "GB18030", "\xa8\xbc\x94\x39\xfc\x36"],
  ["Ab1", "ASCII", "IBM037", "\xc1\x82\xf1"],
  ["A", "ASCII", "UTF-16", "\xff\xfeA\0"],
  ["A", "ASCII", "UTF-32BE", "\0\0\0A"],
  ["\xfe\xff\0A", "UTF-16", "ASCII", "A"],
  ["\xef\xbb\xbfA", "UTF-8", "UTF-16LE", "\xff\xfeA\0"],
  [bytes("Ä+"), "UTF-8", "UTF-7", "+AMQAKw-"],
  ["&AMQ-&-", "UTF-7-IMAP", "UTF-8", bytes("Ä&")],
  ["a\0b", "ASCII", "UTF-8", "a\0b"],
  ["", "UTF-8", "UTF-16", ""],
  [bytes("a€b"), "UTF-8", "ASCII//TRANSLIT", "aEURb"],
  [bytes("a€b"), "UTF-8", "ASCII//IGNORE", "ab"],
  ["a\xffb", "UTF-8//IGNORE", "ASCII", "ab"],
  [bytes("日"), "UTF-8", "ASCII//TRANSLIT//IGNORE", "?"],
  ["e\xec", "CP1258", "UTF-8", bytes("é")],
  [bytes("ế"), "UTF-8", "CP1258", "\xea\xec"],
])("%j from %s to %s", (text, from, to, expected) => {
  expect(iconv(text, from, to)).toEqual([true, expected])
})

test.each([
  ["a\x80", "UTF-8", "UTF-16", EILSEQ],
  ["\xed\xa0\x80", "UTF-8", "UTF-16", EILSEQ],
  ["\xc0\x80", "UTF-8", "UTF-16", EILSEQ],
  ["\xe2\x82", "UTF-8", "UTF-16", EINVAL],
  [bytes("€"), "UTF-8", "LATIN1", EILSEQ],
  ["\x80", "ASCII", "UTF-8", EILSEQ],
  ["\0\xd8", "UTF-16LE", "UTF-8", EINVAL],
  ["\0\xdc", "UTF-16LE", "UTF-8", EILSEQ],
  ["A", "UTF-16LE", "UTF-8", EINVAL],
  ["\xf3\xa0\x80\xa0", "UTF-8", "ISO-2022-JP", EILSEQ],
  ["\x81", "SJIS", "UTF-8", EINVAL],
  ["a", "nothing", "UTF-8", EINVAL],
  ["a", "UTF-8", "nothing", EINVAL],
])("%j from %s to %s fails", (text, from, to, expected) => {
  expect(iconv(text, from, to)).toEqual(expected as never)
})

test("every encoding and each of its names is in the reference", () => {
  const page = readFileSync(join(ROOT, "docs", "reference", "iconv.md"), "utf8")
  const rows = page.slice(page.indexOf("## Encodings"))
  const names = new Set([...rows.matchAll(/`([^`]+)`/g)].map((match) => match[1]!))
  const known = [...listCharsets()]
    .flatMap(([name, others]) => [name, ...others])
    .filter((name) => !name.endsWith("//"))
  expect(known.filter((name) => !names.has(name))).toEqual([])
  for (const name of names) expect([name, (iconv("", name, "UTF-8") as unknown[])[0]]).toEqual([name, true])
})
