/** Names of encodings, and what may follow them: //TRANSLIT, //IGNORE. */
import type { Charset } from "./charset.ts"
import { openComposed } from "./composed.ts"
import { ALIASES } from "./data/names.ts"
import { doubleByteNames, openDoubleByte } from "./double_byte.ts"
import { openIso2022 } from "./iso_2022.ts"
import { openJohab } from "./johab.ts"
import { openAscii, openSingleByte, singleByteNames } from "./single_byte.ts"
import { openUnicode } from "./unicode.ts"
import { openUtf7 } from "./utf7.ts"

/** Names that glibc has without a configuration. */
const BUILT_IN: Record<string, string> = {
  "ISO-10646/UTF8/": "UTF8 UTF-8 ISO-IR-193 OSF05010001 ISO-10646/UTF-8/",
  "ISO-10646/UCS4/":
    "UCS4 UCS-4 UCS-4BE CSUCS4 ISO-10646 10646-1:1993 10646-1:1993/UCS4/ OSF00010104 OSF00010105 OSF00010106",
  "UCS-4LE//": "UCS-4LE",
  WCHAR_T: "INTERNAL",
  "ISO-10646/UCS2/": "UCS2 UCS-2 OSF00010100 OSF00010101 OSF00010102",
  UNICODELITTLE: "UCS-2LE",
  UNICODEBIG: "UCS-2BE",
  "ANSI_X3.4-1968":
    "ISO-IR-6 ANSI_X3.4-1986 ISO_646.IRV:1991 ASCII ISO646-US US-ASCII US IBM367 CP367 CSASCII OSF00010020",
}

/** What is not in the tables of data/. */
const COMPUTED = [
  ...Object.keys(BUILT_IN),
  "UTF-16",
  "UTF-16LE",
  "UTF-16BE",
  "UTF-32",
  "UTF-32LE",
  "UTF-32BE",
  "UNICODE",
  "UTF-7",
  "UTF-7-IMAP",
  "ISO-2022-JP",
  "ISO-2022-KR",
  "JOHAB",
]

export interface EncodingName {
  /** Upper case, without slashes at the end. */
  name: string
  isTranslit: boolean
  isIgnore: boolean
}

/** Reads `name//SUFFIX//SUFFIX`; suffixes that are not known do not count. */
export function readName(text: string): EncodingName {
  const upper = text.toUpperCase()
  const [name, ...suffixes] = upper.split("//")
  const words = suffixes.flatMap((suffix) => suffix.split(/[,/]/))
  return { name: name!, isTranslit: words.includes("TRANSLIT"), isIgnore: words.includes("IGNORE") }
}

let targets: Map<string, string> | undefined

/** The encoding that a name stands for. */
function resolved(name: string): string {
  if (targets === undefined) {
    targets = new Map()
    for (const names of [ALIASES, BUILT_IN])
      for (const target in names)
        for (const alias of names[target]!.split(" ")) targets.set(alias.toUpperCase(), target)
  }
  // The environment's encoding: Lua texts here are UTF-8 where they are not bytes.
  return name === "" || name === "CHAR" ? "ISO-10646/UTF8/" : (targets.get(name) ?? name)
}

const opened = new Map<string, Charset>()

/** The encoding of a name; undefined if there is none. */
export function openCharset(name: string): Charset | undefined {
  const target = resolved(name)
  let charset = opened.get(target)
  if (charset !== undefined) return charset
  charset =
    openUnicode(target) ??
    (target === "ANSI_X3.4-1968" ? openAscii() : undefined) ??
    openUtf7(target) ??
    openIso2022(target) ??
    openJohab(target) ??
    openComposed(target) ??
    openSingleByte(target) ??
    openDoubleByte(target)
  if (charset !== undefined) opened.set(target, charset)
  return charset
}

/** Every encoding with its other names. */
export function listCharsets(): Map<string, string[]> {
  const list = new Map<string, string[]>()
  for (const name of [...COMPUTED, ...singleByteNames(), ...doubleByteNames()])
    list.set(
      name,
      [ALIASES[name], BUILT_IN[name]].flatMap((names) => (names === undefined ? [] : names.split(" "))),
    )
  return list
}
