// Runs a file of PCRE2's own test data (testdata/testoutput1 and its like, which hold the input, too) and
// counts the subjects that end as they should. Tests with settings that slua does not have are left out.
//
// usage: bun test/host/lib/pcre/testdata.ts [--verbose] FILE …
import { MatchError } from "../../../../host/lib/pcre/machine.ts"
import type { Newline } from "../../../../host/lib/pcre/node.ts"
import type { Options } from "../../../../host/lib/pcre/options.ts"
import { compileRegex, type Regex, search } from "../../../../host/lib/pcre/regex.ts"
import { bytesOf, codeAt, PatternError, sequenceLength } from "../../../../host/lib/pcre/source.ts"
import { advanceOf } from "../../../../host/lib/pcre/global.ts"

const PLAIN: Options = {
  caseless: false,
  multiline: false,
  dotAll: false,
  extended: false,
  extendedMore: false,
  ungreedy: false,
  noCapture: false,
  duplicateNames: false,
  utf: false,
  ucp: false,
  anchored: false,
  dollarEndOnly: false,
  tables: false,
}

const OPTIONS: Record<string, keyof Options> = {
  i: "caseless",
  m: "multiline",
  s: "dotAll",
  x: "extended",
  n: "noCapture",
  caseless: "caseless",
  multiline: "multiline",
  dotall: "dotAll",
  extended: "extended",
  extended_more: "extendedMore",
  no_auto_capture: "noCapture",
  ungreedy: "ungreedy",
  dupnames: "duplicateNames",
  utf: "utf",
  ucp: "ucp",
  anchored: "anchored",
  dollar_endonly: "dollarEndOnly",
}

/** Modifiers that change nothing that is compared. */
const IDLE =
  /^(I|info|mark|aftertext|allaftertext|no_auto_possess|no_dotstar_anchor|jitstack=\d+|no_jit|jit|jitfast|use_length|allcaptures|expand|startchar|jitverify|auto_possess|memory|framesize|optimization_.*|max_pattern_length=\d+)$/

interface Settings {
  options: Options
  isGlobal: boolean
  prefix: string
  isHex: boolean
  /** Nothing is known of where a match begins. */
  isBlind: boolean
}

export interface Outcome {
  passed: number
  failed: string[]
  skipped: number
}

function readModifiers(text: string, defaults: string): Settings | string {
  const settings: Settings = {
    options: { ...PLAIN },
    isGlobal: false,
    prefix: "",
    isHex: false,
    isBlind: false,
  }
  const words = `${defaults},${text}`.split(",").flatMap((word) => {
    const trimmed = word.trim()
    return /^[imsxngIB]+$/.test(trimmed) ? trimmed.replace("xx", "X").split("") : [trimmed]
  })
  for (const word of words) {
    const isOff = word.startsWith("-")
    const name = isOff ? word.slice(1) : word
    const option = OPTIONS[name]
    if (name === "" || IDLE.test(name)) continue
    if (name === "X") settings.options.extended = settings.options.extendedMore = true
    else if (option !== undefined) settings.options[option] = !isOff
    else if (name === "g" || name === "global") settings.isGlobal = true
    else if (name === "no_start_optimize") settings.isBlind = true
    else if (name === "hex") settings.isHex = true
    else if (name.startsWith("newline=")) settings.prefix += `(*${name.slice(8).toUpperCase()})`
    else if (name === "bsr=anycrlf") settings.prefix += "(*BSR_ANYCRLF)"
    else if (name === "bsr=unicode") settings.prefix += "(*BSR_UNICODE)"
    else return name
  }
  if (settings.options.extendedMore) settings.options.extended = true
  return settings
}

/** A subject as pcre2test reads it, and its modifiers. */
function readSubject(line: string, isUtf: boolean): { subject: string; modifiers: string } | null {
  let subject = ""
  let repeatFrom = -1
  const add = (code: number): void => {
    subject += isUtf ? bytesOf(code) : String.fromCharCode(code & 255)
  }
  for (let i = 0; i < line.length; i++) {
    if (repeatFrom >= 0 && line[i] === "]") {
      const count = /^\]\{(\d+)\}/.exec(line.slice(i))
      if (count === null) return null
      subject = subject.slice(0, repeatFrom) + subject.slice(repeatFrom).repeat(Number(count[1]))
      i += count[0].length - 1
      repeatFrom = -1
      continue
    }
    if (line[i] !== "\\") {
      subject += line[i]
      continue
    }
    const rest = line.slice(i + 1)
    if (rest.startsWith("=")) return { subject, modifiers: rest.slice(1) }
    const found =
      /^x\{([0-9a-fA-F]+)\}|^x([0-9a-fA-F]{1,2})|^o\{([0-7]+)\}|^([0-7]{1,3})|^N\{U\+([0-9a-fA-F]+)\}/.exec(
        rest,
      )
    if (found !== null) {
      if (found[2] !== undefined) subject += String.fromCharCode(parseInt(found[2], 16))
      else if (found[4] !== undefined) add(parseInt(found[4], 8))
      else add(parseInt(found[1] ?? found[3] ?? found[5]!, found[3] === undefined ? 16 : 8))
      i += found[0].length
      continue
    }
    const letter = rest[0] ?? ""
    i++
    if (letter === "[") repeatFrom = subject.length
    else if (letter === "x") subject += "\0"
    else
      subject +=
        { a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" }[letter] ?? letter
  }
  return { subject, modifiers: "" }
}

/** A text as pcre2test prints it. */
function shown(text: string, isUtf: boolean): string {
  let result = ""
  for (let at = 0; at < text.length;) {
    const code = isUtf ? codeAt(text, at) : text.charCodeAt(at)
    if (code >= 32 && code < 127) result += String.fromCharCode(code)
    else if (isUtf || code > 255) result += `\\x{${code.toString(16).padStart(2, "0")}}`
    else result += `\\x${code.toString(16).padStart(2, "0")}`
    at += isUtf ? sequenceLength(text.charCodeAt(at)) : 1
  }
  return result
}

function matchLines(regex: Regex, subject: string, settings: Settings, modifiers: string): string[] | null {
  let from = 0
  let isNotEmpty = false
  let isAnchored = false
  let isAnchoredAlways = false
  let isGlobal = settings.isGlobal
  let emptyNowhere = false
  for (const word of modifiers.split(",").map((each) => each.trim())) {
    if (word === "") continue
    if (word.startsWith("offset=")) from = Number(word.slice(7))
    else if (word === "notempty_atstart") isNotEmpty = true
    else if (word === "notempty") emptyNowhere = true
    else if (word === "anchored") isAnchored = isAnchoredAlways = true
    else if (word === "g" || word === "global") isGlobal = true
    else if (!/^(mark|aftertext|allaftertext|no_jit|ovector=\d+|no_utf_check|jitstack=.*)$/.test(word))
      return null
  }
  if (/ovector=/.test(modifiers) || from > subject.length) return null
  const { isUtf } = regex.program
  const used = emptyNowhere ? { ...regex, isNotEmpty: true } : regex
  const lines: string[] = []
  for (let first = true; ; first = false) {
    const found = search(used, subject, from, isNotEmpty, isAnchored)
    if (found === null) {
      if (isNotEmpty && isAnchored && !first) {
        // The empty match has had its turn: on to the next character.
        const next = advanceOf(regex, subject, from)
        if (next > subject.length) break
        from = next
        isNotEmpty = false
        isAnchored = isAnchoredAlways
        continue
      }
      if (first) lines.push("No match")
      break
    }
    let last = regex.groupCount
    while (last > 0 && found[2 * last + 1]! < 0) last--
    if (found[0]! > found[1]!) return null
    for (let i = 0; i <= last; i++)
      lines.push(
        found[2 * i + 1]! < 0
          ? `${String(i).padStart(2)}: <unset>`
          : `${String(i).padStart(2)}: ${shown(subject.slice(found[2 * i], found[2 * i + 1]), isUtf)}`,
      )
    if (!isGlobal) break
    const wasEmpty = found[0] === found[1]
    from = found[1]!
    isNotEmpty = wasEmpty
    isAnchored = wasEmpty || isAnchoredAlways
    if (wasEmpty && from === subject.length) break
  }
  return lines
}

/** What is compared of the expected lines: not marks, texts behind, nor information. */
function expectedLines(lines: string[]): string[] {
  return lines
    .filter((line) => !/^MK: |^ ?\d+\+ |^Start of matched|^ 0\^|^Memory|^Frame/.test(line))
    .map((line) => (line.startsWith("No match, mark") ? "No match" : line))
}

interface Block {
  pattern: string
  modifiers: string
  lines: string[]
}

function* blocksOf(text: string): Generator<Block | string> {
  const lines = text.split("\n")
  for (let i = 0; i < lines.length;) {
    const line = lines[i++]!
    if (line.startsWith("#") && /^#[a-z]/.test(line)) {
      yield line
      continue
    }
    const delimiter = line[0]
    if (delimiter === undefined || /[\s#\w\\]/.test(delimiter)) continue
    let pattern = line.slice(1)
    const closing = (from: string): number => {
      for (let k = 0; k < from.length; k++) {
        if (from[k] === "\\") k++
        else if (from[k] === delimiter) return k
      }
      return -1
    }
    while (closing(pattern) < 0 && i < lines.length) pattern += `\n${lines[i++]}`
    const end = closing(pattern)
    const block: Block = { pattern: pattern.slice(0, end), modifiers: pattern.slice(end + 1), lines: [] }
    while (i < lines.length && lines[i]!.trim() !== "") block.lines.push(lines[i++]!)
    yield block
  }
}

/** Runs the tests of one file's text (bytes as characters). */
export function runTestData(text: string): Outcome {
  const outcome: Outcome = { passed: 0, failed: [], skipped: 0 }
  let defaults = ""
  let subjectDefaults = ""
  let newline: Newline | undefined
  for (const block of blocksOf(text)) {
    if (typeof block === "string") {
      const [, name, rest] = /^#(\w+)\s*(.*)$/.exec(block)!
      if (name === "pattern") defaults += `,${rest}`
      else if (name === "subject") subjectDefaults += `,${rest}`
      else if (name === "newline_default") newline = rest!.split(" ")[0]?.toUpperCase() as Newline
      if (newline === undefined || rest!.split(" ").some((each) => each.toLowerCase() === "lf"))
        newline = undefined
      continue
    }
    const subjects = block.lines.filter(
      (line) => line.startsWith("    ") && !/^ {4}\\= ?Expect/.test(line),
    ).length
    const settings = readModifiers(block.modifiers, defaults)
    if (typeof settings === "string" || /\(\?C|\\C\+?\)\)\(/.test(block.pattern)) {
      outcome.skipped += Math.max(1, subjects)
      continue
    }
    runBlock(block, settings, subjectDefaults, outcome)
  }
  return outcome
}

function runBlock(block: Block, settings: Settings, subjectDefaults: string, outcome: Outcome): void {
  let source = block.pattern
  const title = `/${source}/${block.modifiers}`
  if (settings.isHex) {
    source = source.replace(/'([^']*)'|"([^"]*)"|([0-9a-fA-F]{2})|\s+/g, (_, a, b, hex) =>
      hex === undefined ? (a ?? b ?? "") : String.fromCharCode(parseInt(hex, 16)),
    )
  }
  const failure = block.lines.find((line) => /^Failed: error \d/.test(line))
  let regex: Regex
  try {
    regex = compileRegex(settings.prefix + source, settings.options)
    if (settings.isBlind) Object.assign(regex.program, { prefix: "", firstBytes: null, required: -1 })
    if (failure !== undefined) {
      outcome.failed.push(`${title}: compiles, but ${failure}`)
      return
    }
  } catch (e) {
    if (!(e instanceof PatternError)) throw e
    if (failure !== undefined) outcome.passed++
    else outcome.failed.push(`${title}: ${e.message}`)
    return
  }
  for (let i = 0; i < block.lines.length;) {
    const line = block.lines[i++]!
    if (!line.startsWith("    ") || line.startsWith("\\=")) continue
    const expected: string[] = []
    while (
      i < block.lines.length &&
      !block.lines[i]!.startsWith("    ") &&
      !block.lines[i]!.startsWith("\\=")
    )
      expected.push(block.lines[i++]!)
    const read = readSubject(line.trim(), regex.program.isUtf)
    const isOdd = expected.some((each) =>
      /^Partial|^\*\* pcre2test|^--->|^Error -\d+ \(bad|^\+|^Error -\d+ \((UTF|bad)/.test(each),
    )
    if (read === null || isOdd) {
      outcome.skipped++
      continue
    }
    let lines: string[] | null
    try {
      lines = matchLines(regex, read.subject, settings, `${subjectDefaults},${read.modifiers}`)
    } catch (e) {
      if (!(e instanceof MatchError)) throw e
      lines = [`Error (${e.message})`]
    }
    if (lines === null) {
      outcome.skipped++
      continue
    }
    const wanted = expectedLines(expected).map((each) =>
      each.replace(/^(Failed: error|Error) -\d+:? \(?/, "Error ("),
    )
    const isSame =
      lines.join("\n") === wanted.join("\n") ||
      (lines[0]!.startsWith("Error") && wanted[0]?.startsWith("Error"))
    if (isSame) outcome.passed++
    else
      outcome.failed.push(
        `${title}\n  ${line}\n    expected ${wanted.join(" | ")}\n    got      ${lines.join(" | ")}`,
      )
  }
}

if (import.meta.main) {
  const isVerbose = process.argv.includes("--verbose")
  for (const path of process.argv.slice(2).filter((each) => !each.startsWith("--"))) {
    const { passed, failed, skipped } = runTestData(
      Buffer.from(await Bun.file(path).bytes()).toString("latin1"),
    )
    if (isVerbose) for (const each of failed) console.log(each)
    console.log(`${path}: ${passed} passed, ${failed.length} failed, ${skipped} left out`)
  }
}
