/**
 * What Unicode says of code points: properties (\p) and letter case. JavaScript's own regular
 * expressions know it; its answers are read once for each property, as sets.
 */
import {
  ALL,
  type CodeSet,
  complementOf,
  DIGITS,
  hasCode,
  MAX_CODE,
  POSIX,
  setOf,
  SPACES,
  unionOf,
} from "./code_set.ts"

/** Parts of Unicode that are looked at character by character. */
const SPANS: [first: number, last: number][] = [
  [0, 0x7fff],
  [0x8000, 0xd7ff],
  [0xe000, 0xffff],
  ...[0x10000, 0x18000, 0x20000, 0x28000, 0x30000, 0x38000, 0xe0000].map((first): [number, number] => [
    first,
    first + 0x7fff,
  ]),
]

/** Parts whose characters are all alike: surrogates, unassigned planes, private use; one of each is looked at. */
const UNIFORM: [first: number, last: number][] = [
  [0xd800, 0xdfff],
  [0xe8000, 0xefffd],
  [0xefffe, 0xeffff],
]
for (const plane of [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16])
  UNIFORM.push([plane << 16, (plane << 16) | 0xfffd], [(plane << 16) | 0xfffe, (plane << 16) | 0xffff])

/** The code points that a JavaScript expression matches, surrogates included. */
function membersOf(pattern: string): CodeSet {
  const runs = new RegExp(`${pattern}+`, "gu")
  const single = new RegExp(pattern, "u")
  const ranges: number[] = []
  for (const [start, last] of SPANS) {
    const text = String.fromCodePoint(...Array.from({ length: last - start + 1 }, (_, i) => start + i))
    const width = start > 0xffff ? 2 : 1
    for (const run of text.matchAll(runs)) {
      const first = start + run.index / width
      ranges.push(first, first + run[0].length / width - 1)
    }
  }
  for (const [first, last] of UNIFORM) if (single.test(String.fromCodePoint(first))) ranges.push(first, last)
  return setOf(ranges)
}

const cache = new Map<string, CodeSet>()

function cached(name: string, make: () => CodeSet): CodeSet {
  let set = cache.get(name)
  if (set === undefined) cache.set(name, (set = make()))
  return set
}

/** Prepended_Concatenation_Mark, which JavaScript does not know. */
const PREPENDED = [
  0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd,
]

/** PCRE's own properties, and some that JavaScript does not have. */
const SPECIAL: Record<string, () => CodeSet> = {
  any: () => ALL,
  "l&": () => property("Lu|Ll|Lt"),
  xan: () => property("L|N"),
  xsp: () => unionOf(property("Z"), SPACES, [0x85, 0x85, 0x180e, 0x180e]),
  xps: () => unionOf(property("Z"), SPACES, [0x85, 0x85, 0x180e, 0x180e]),
  xwd: () => unionOf(property("L|N"), [95, 95]),
  pcm: () => setOf(PREPENDED.flatMap((code) => [code, code])),
  prependedconcatenationmark: () => setOf(PREPENDED.flatMap((code) => [code, code])),
  xuc: () => setOf([0x24, 0x24, 0x40, 0x40, 0x60, 0x60, 0xa0, 0xd7ff, 0xe000, MAX_CODE]),
}

const GENERAL =
  "C Cc Cf Cn Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs"
const GENERAL_NAMES = new Map(GENERAL.split(" ").map((name) => [name.toLowerCase(), name]))

/** The union of properties that JavaScript knows by these names, joined by |. */
function property(names: string): CodeSet {
  return cached(names, () => membersOf(`[${names.replace(/[^|]+/g, "\\p{$&}").replaceAll("|", "")}]`))
}

/** Capitals and underscores of script names as JavaScript wants them. */
const capitalised = (name: string): string =>
  name
    .split(/[_ -]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join("_")

function isKnown(expression: string): boolean {
  try {
    new RegExp(`\\p{${expression}}`, "u")
    return true
  } catch {
    return false
  }
}

/** Boolean properties: names are compared without case, `_`, `-` and space. */
const BOOLEANS =
  "ASCII_Hex_Digit AHex Alphabetic Alpha Bidi_Control Bidi_C Bidi_Mirrored Bidi_M Case_Ignorable CI Cased Changes_When_Casefolded CWCF Changes_When_Casemapped CWCM Changes_When_Lowercased CWL Changes_When_Titlecased CWT Changes_When_Uppercased CWU Dash Default_Ignorable_Code_Point DI Deprecated Dep Diacritic Dia Emoji Emoji_Component EComp Emoji_Modifier EMod Emoji_Modifier_Base EBase Emoji_Presentation EPres Extended_Pictographic ExtPict Extender Ext Grapheme_Base Gr_Base Grapheme_Extend Gr_Ext Hex_Digit Hex IDS_Binary_Operator IDSB IDS_Trinary_Operator IDST ID_Continue IDC ID_Start IDS Ideographic Ideo Join_Control Join_C Logical_Order_Exception LOE Lowercase Lower Math Noncharacter_Code_Point NChar Pattern_Syntax Pat_Syn Pattern_White_Space Pat_WS Quotation_Mark QMark Radical Regional_Indicator RI Sentence_Terminal STerm Soft_Dotted SD Terminal_Punctuation Term Unified_Ideograph UIdeo Uppercase Upper Variation_Selector VS White_Space WSpace space XID_Continue XIDC XID_Start XIDS ASCII"
const squeeze = (name: string): string => name.toLowerCase().replace(/[_ -]/g, "")
let booleans: Map<string, string> | undefined

function javaScriptName(name: string): string | undefined {
  const [, prefix, script] = /^(sc|scx|script|scriptextensions)[:=](.*)$/.exec(name) ?? []
  if (script !== undefined) {
    const kind = prefix === "sc" || prefix === "script" ? "Script" : "Script_Extensions"
    const expression = `${kind}=${scriptName(script)}`
    return isKnown(expression) ? expression : undefined
  }
  const general = GENERAL_NAMES.get(name)
  if (general !== undefined) return general
  booleans ??= new Map(BOOLEANS.split(" ").map((each) => [squeeze(each), each]))
  const boolean = booleans.get(squeeze(name))
  if (boolean !== undefined) return boolean
  // Characters of many scripts have these as their own.
  const isOwn = /^(common|zyyy|inherited|zinh|qaai)$/.test(squeeze(name))
  const expression = `${isOwn ? "Script" : "Script_Extensions"}=${scriptName(name)}`
  return isKnown(expression) ? expression : undefined
}

/** A script's name as JavaScript spells it: a few do not follow the rule of capitals. */
function scriptName(name: string): string {
  const plain = squeeze(name)
  const odd = { nko: "Nko", signwriting: "SignWriting", phagspa: "Phags_Pa" } as Record<string, string>
  const found = [odd[plain], capitalised(name), LONG_SCRIPTS[plain]].find(
    (each) => each !== undefined && isKnown(`Script=${each}`),
  )
  return found ?? name
}

/** Scripts of several words, without their underscores. */
const LONG_SCRIPTS: Record<string, string> = Object.fromEntries(
  "Anatolian_Hieroglyphs Canadian_Aboriginal Caucasian_Albanian Cypro_Minoan Egyptian_Hieroglyphs Hanifi_Rohingya Imperial_Aramaic Inscriptional_Pahlavi Inscriptional_Parthian Khitan_Small_Script Linear_A Linear_B Masaram_Gondi Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs New_Tai_Lue Nyiakeng_Puachue_Hmong Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Ol_Chiki Pahawh_Hmong Pau_Cin_Hau Psalter_Pahlavi Sora_Sompeng Syloti_Nagri Tai_Le Tai_Tham Tai_Viet Zanabazar_Square"
    .split(" ")
    .map((name) => [squeeze(name), name]),
)

/** The set of a property; undefined for one that is not known. */
export function propertySet(name: string): CodeSet | undefined {
  const plain = name.toLowerCase().replace(/\s+/g, "")
  if (plain.startsWith("^")) {
    const set = propertySet(plain.slice(1))
    return set && complementOf(set)
  }
  const special = SPECIAL[plain === "lc" ? "l&" : plain.replace(/[_-]/g, "")]
  if (special !== undefined) return cached(plain, special)
  const known = javaScriptName(plain)
  return known === undefined ? undefined : property(known)
}

const named = (name: string): CodeSet => propertySet(name)!

/** \d, \s and \w by Unicode properties. */
export const ucpDigits = (): CodeSet => named("nd")
export const ucpSpaces = (): CodeSet => named("xsp")
export const ucpWord = (): CodeSet => cached("word", () => unionOf(named("l"), named("n"), [95, 95]))

/** [:name:] by Unicode properties. */
export function ucpPosix(name: string): CodeSet {
  const graph = (): CodeSet =>
    cached("graph", () => {
      const hidden = unionOf(named("z"), named("c"), [0x61c, 0x61c, 0x180e, 0x180e, 0x2066, 0x2069])
      return unionOf(complementOf(hidden), named("cf").length > 0 ? formatCharacters() : [])
    })
  switch (name) {
    case "alpha":
      return named("l")
    case "lower":
      return named("ll")
    case "upper":
      return named("lu")
    case "alnum":
      return named("xan")
    case "blank":
      return cached("blank", () => unionOf([9, 9], named("zs"), [0x180e, 0x180e]))
    case "cntrl":
      return named("cc")
    case "digit":
      return named("nd")
    case "graph":
      return graph()
    case "print":
      return cached("print", () => unionOf(graph(), named("zs"), [0x180e, 0x180e]))
    case "punct":
      return cached("punct", () => unionOf(named("p"), asciiSymbols()))
    case "space":
      return named("xps")
    case "word":
      return ucpWord()
    default:
      return name === "digit" ? DIGITS : POSIX[name]!
  }
}

/** Cf without the invisible ones: they count as graph. */
function formatCharacters(): CodeSet {
  const hidden = unionOf(complementOf(named("cf")), [0x61c, 0x61c, 0x180e, 0x180e, 0x2066, 0x2069])
  return complementOf(hidden)
}

/** The symbols of ASCII, which count as punctuation. */
const asciiSymbols = (): CodeSet => setOf([..."$+<=>^`|~"].flatMap((c) => [c.charCodeAt(0), c.charCodeAt(0)]))

// -- letter case ----------------------------------------------------------------------------------

/** The cases of each letter that has several, itself included (simple case folding). */
let cases: Map<number, number[]> | undefined

const codeOf = (text: string): number =>
  text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1) ? text.codePointAt(0)! : -1

/** What is equal for the cases of one letter. */
function foldKey(code: number): number {
  const text = String.fromCodePoint(code)
  const upper = codeOf(text.toUpperCase())
  const lower = codeOf((upper < 0 ? text : String.fromCodePoint(upper)).toLowerCase())
  return lower < 0 ? code : lower
}

function readCases(): Map<number, number[]> {
  const byKey = new Map<number, number[]>()
  const changing = property("Changes_When_Casemapped")
  for (let i = 0; i < changing.length; i += 2)
    for (let code = changing[i]!; code <= changing[i + 1]!; code++) {
      // Turkish i, dotted or not, has no other case.
      if (code === 0x130 || code === 0x131) continue
      const key = foldKey(code)
      const group = byKey.get(key)
      if (group === undefined) byKey.set(key, [code])
      else group.push(code)
    }
  const all = new Map<number, number[]>()
  for (const group of byKey.values()) if (group.length > 1) for (const code of group) all.set(code, group)
  return all
}

/** The cases of a letter, itself included; of bytes and ASCII only, if that is all there is. */
export function casesOf(code: number, isUnicode: boolean): readonly number[] {
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  if (code < 128) {
    if (!isLetter) return [code]
    const lower = code | 32
    const both = [lower - 32, lower]
    return isUnicode && lower === 107
      ? [...both, 0x212a]
      : isUnicode && lower === 115
        ? [...both, 0x17f]
        : both
  }
  if (!isUnicode) return [code]
  cases ??= readCases()
  return cases.get(code) ?? [code]
}

/** A set with all cases of its members. */
export function caselessSet(set: CodeSet, isUnicode: boolean): CodeSet {
  const added: number[] = []
  const add = (code: number): void => {
    for (const other of casesOf(code, isUnicode)) if (!hasCode(set, other)) added.push(other, other)
  }
  for (let code = 65; code <= 122; code++) if (hasCode(set, code)) add(code)
  if (isUnicode && set.length > 0 && set[set.length - 1]! > 127) {
    cases ??= readCases()
    for (const code of cases.keys()) if (code > 127 && hasCode(set, code)) add(code)
  }
  return added.length === 0 ? set : unionOf(set, setOf(added))
}
