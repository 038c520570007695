/** What an opening parenthesis begins: groups, assertions, conditions, calls, option settings, verbs. */
import { SYNTAX } from "./messages.ts"
import type { Condition, Look, Node, VerbName } from "./node.ts"
import type { Options } from "./options.ts"
import type { Parser } from "./parser.ts"

/** Reads a group whose parenthesis has been read; undefined for an option setting. */
export function parseGroup(p: Parser): Node | undefined {
  const { source } = p
  if (source.peek() === 42) return parseStar(p)
  if (source.skip("?")) return parseQuestion(p)
  return p.options.noCapture ? closed(p, p.alternatives()) : capture(p)
}

/** The node, when the closing parenthesis has been read. */
function closed<T>(p: Parser, node: T): T {
  if (!p.source.skip(")")) throw p.source.error(SYNTAX.openGroup)
  return node
}

function capture(p: Parser, name?: string): Node {
  const number = p.openGroup(name)
  return closed(p, { kind: "group", number, body: p.alternatives() })
}

const plainGroup = (p: Parser): Node => closed(p, { kind: "group", number: 0, body: p.alternatives() })

function look(p: Parser, isBehind: boolean, isNegative: boolean, isAtomic = true): Look {
  p.lookDepth++
  const { at } = p.source
  const node: Look = { kind: "look", isBehind, isNegative, isAtomic, body: p.alternatives(), at }
  p.lookDepth--
  return closed(p, node)
}

/** Behind "(?". */
function parseQuestion(p: Parser): Node | undefined {
  const { source } = p
  const code = source.next()
  switch (code < 0 ? "" : String.fromCharCode(code)) {
    case ":":
      return plainGroup(p)
    case "|":
      return closed(p, { kind: "group", number: 0, body: p.resetAlternatives() })
    case ">":
      return closed(p, { kind: "atomic", body: p.alternatives() })
    case "=":
      return look(p, false, false)
    case "*":
      return look(p, false, false, false)
    case "!":
      return look(p, false, true)
    case "<":
      return parseAngle(p)
    case "'":
      return capture(p, p.name("'"))
    case "P":
      return parseP(p)
    case "&":
      return p.callByName(p.name(")"))
    case "R":
      if (!source.skip(")")) throw source.error(SYNTAX.badRecursion)
      return p.call(0)
    case "(":
      return parseCondition(p)
    case "C":
      throw source.error(SYNTAX.callout)
  }
  source.at--
  const digit = source.peek(code === 45 ? 1 : 0)
  if (code === 43 || (digit >= 48 && digit <= 57)) {
    const number = p.relativeNumber()
    if (!source.skip(")")) throw source.error(SYNTAX.badRecursion)
    return p.call(number!)
  }
  return parseSettings(p)
}

/** Behind "(?<": a lookbehind or a name. */
function parseAngle(p: Parser): Node {
  if (p.source.skip("=")) return look(p, true, false)
  if (p.source.skip("*")) return look(p, true, false, false)
  if (p.source.skip("!")) return look(p, true, true)
  return capture(p, p.name(">"))
}

/** Python's forms. */
function parseP(p: Parser): Node {
  if (p.source.skip("<")) return capture(p, p.name(">"))
  if (p.source.skip("=")) return p.referenceByName(p.name(")"))
  if (p.source.skip(">")) return p.callByName(p.name(")"))
  p.source.at++
  throw p.source.error(SYNTAX.badGroupP)
}

// -- options --------------------------------------------------------------------------------------

const SETTINGS: Record<string, keyof Options> = {
  i: "caseless",
  m: "multiline",
  s: "dotAll",
  x: "extended",
  n: "noCapture",
  U: "ungreedy",
  J: "duplicateNames",
}

/** (?imsx-imsx) and (?imsx-imsx:…). */
function parseSettings(p: Parser): Node | undefined {
  const { source } = p
  const outside = p.options
  const options = { ...outside }
  let value = true
  let mayNegate = true
  let isMore = false
  if (source.skip("^")) {
    mayNegate = false
    for (const letter of "imsxn") options[SETTINGS[letter]!] = false
    options.extendedMore = false
  }
  for (;;) {
    const code = source.next()
    const letter = code < 0 ? "" : String.fromCharCode(code)
    const name = SETTINGS[letter]
    if (letter === ")") {
      p.options = options
      return undefined
    }
    if (letter === ":") {
      p.options = options
      const node = plainGroup(p)
      p.options = outside
      return node
    }
    if (letter === "-") {
      if (!mayNegate) throw source.error(SYNTAX.badOption)
      mayNegate = false
      value = false
    } else if (name !== undefined) {
      options[name] = value
      if (letter === "x")
        options.extendedMore = value && (source.skip("x") || (isMore && options.extendedMore))
      if (letter === "x") isMore = options.extendedMore
    } else if (letter === "") throw source.error(SYNTAX.openGroup)
    else throw source.error(SYNTAX.badGroup)
  }
}

// -- conditions -----------------------------------------------------------------------------------

/** Behind "(?(". */
function parseCondition(p: Parser): Node {
  const condition = readCondition(p)
  const { options } = p
  const yes = p.sequence()
  let no: Node | undefined
  if (p.source.skip("|")) no = p.sequence()
  p.options = options
  if (p.source.peek() === 124)
    throw p.source.error(isDefine(condition) ? SYNTAX.manyDefines : SYNTAX.manyBranches)
  if (isDefine(condition) && no !== undefined) throw p.source.error(SYNTAX.manyDefines)
  return closed(p, { kind: "condition", condition, yes, no: no ?? { kind: "empty" } })
}

/** (?(DEFINE)…): never true, and not a version. */
const DEFINE: Condition = { kind: "constant", value: false }
const isDefine = (condition: Condition): boolean => condition === DEFINE

function readCondition(p: Parser): Condition {
  const { source } = p
  if (source.peek() === 63 || source.peek() === 42) return assertionCondition(p)
  if (source.skip("DEFINE)")) return DEFINE
  if (source.looksAt("VERSION")) return versionCondition(p)
  const number = p.relativeNumber()
  if (number !== undefined) {
    if (number === 0) throw source.error(SYNTAX.noGroup)
    p.requireGroup(number)
    return closedCondition(p, { kind: "groups", groups: [number] })
  }
  const opening = source.peek()
  if (opening === 60 || opening === 39) {
    source.at++
    return closedCondition(p, named(p, p.name(opening === 60 ? ">" : "'")))
  }
  if (source.skip("R&")) {
    const condition: Condition = { kind: "recursion", groups: [] }
    p.resolve(p.name(")"), (groups) => condition.groups.push(...groups))
    return condition
  }
  return wordCondition(p)
}

function closedCondition(p: Parser, condition: Condition): Condition {
  if (!p.source.skip(")")) throw p.source.error(SYNTAX.openCondition)
  return condition
}

function named(p: Parser, name: string): Condition {
  const condition: Condition = { kind: "groups", groups: [] }
  p.resolve(name, (groups) => condition.groups.push(...groups))
  return condition
}

/** R, R1 or a group's name; a group of that name comes first. */
function wordCondition(p: Parser): Condition {
  const name = p.name(")")
  const recursion = /^R(\d*)$/.exec(name)
  if (recursion === null) return named(p, name)
  const condition = { kind: "groups", groups: [] as number[] } as { kind: string; groups: number[] }
  const group = recursion[1] === "" ? -1 : Number(recursion[1])
  const { at } = p.source
  p.later(() => {
    const groups = p.names.get(name)
    if (groups === undefined) condition.kind = "recursion"
    condition.groups.push(...(groups ?? [group]))
    if (groups === undefined && group > p.groupCount) throw p.source.error(SYNTAX.noGroup, at)
  })
  return condition as Condition
}

function assertionCondition(p: Parser): Condition {
  const { source } = p
  const at = source.at
  const node = parseGroup(p)
  if (node?.kind === "look" && node.isAtomic) return { kind: "assertion", look: node }
  throw source.error(SYNTAX.noAssertion, at)
}

/** The version that a pattern may ask for. */
const VERSION = 10.42

function versionCondition(p: Parser): Condition {
  const { source } = p
  source.at += "VERSION".length
  const isLeast = source.skip(">")
  if (!source.skip("=")) throw source.error(SYNTAX.version)
  const major = source.number()
  let minor = 0
  if (source.skip(".")) {
    const start = source.at
    minor = source.number(10, 2)
    if (source.at - start === 1) minor *= 10
  }
  if (major < 0 || minor < 0 || !source.skip(")")) throw source.error(SYNTAX.version)
  const asked = major + minor / 100
  return { kind: "constant", value: isLeast ? VERSION >= asked : VERSION === asked }
}

// -- verbs ----------------------------------------------------------------------------------------

const VERBS: Record<string, VerbName> = {
  ACCEPT: "ACCEPT",
  F: "FAIL",
  FAIL: "FAIL",
  COMMIT: "COMMIT",
  PRUNE: "PRUNE",
  SKIP: "SKIP",
  THEN: "THEN",
  MARK: "MARK",
  "": "MARK",
}

/** Groups that have a word instead of a sign. */
function wordGroup(p: Parser, word: string): Node | undefined {
  switch (word) {
    case "pla":
    case "positive_lookahead":
      return look(p, false, false)
    case "napla":
    case "non_atomic_positive_lookahead":
      return look(p, false, false, false)
    case "nla":
    case "negative_lookahead":
      return look(p, false, true)
    case "plb":
    case "positive_lookbehind":
      return look(p, true, false)
    case "naplb":
    case "non_atomic_positive_lookbehind":
      return look(p, true, false, false)
    case "nlb":
    case "negative_lookbehind":
      return look(p, true, true)
    case "atomic":
      return closed(p, { kind: "atomic", body: p.alternatives() })
    default:
      return undefined
  }
}

/** At "*" behind "(". */
function parseStar(p: Parser): Node {
  const { source } = p
  const next = source.peek(1)
  const isWord = next === 58 || (next >= 65 && next <= 90) || (next >= 97 && next <= 122)
  if (!isWord) {
    const group = p.options.noCapture ? p.alternatives() : undefined
    return group === undefined ? capture(p) : closed(p, group)
  }
  source.at++
  const start = source.at
  while (/^\w$/.test(String.fromCharCode(Math.max(0, source.peek())))) source.at++
  const word = source.text(start, source.at)
  if (/^[a-z]/.test(word)) {
    const node = source.skip(":") ? wordGroup(p, word) : undefined
    if (node === undefined) throw source.error(SYNTAX.badVerb)
    return node
  }
  const verb = VERBS[word]
  if (verb === undefined) throw source.error(SYNTAX.badVerb)
  const name = source.skip(":") ? verbName(p) : undefined
  if (!source.skip(")")) throw source.error(SYNTAX.badVerb)
  if (verb === "MARK" && !name) throw source.error(SYNTAX.markArgument)
  return { kind: "verb", verb, name: name === "" ? undefined : name }
}

function verbName(p: Parser): string {
  const { source } = p
  const end = source.find(")")
  if (end < 0) throw source.error(SYNTAX.openGroup, source.length)
  const name = source.text(source.at, end)
  source.at = end
  return name
}
