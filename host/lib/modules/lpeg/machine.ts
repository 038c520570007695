/**
 * Matching: a tree becomes closures, each of which takes a place in the subject and gives the place behind
 * what it matched, or FAIL. Captures are noted in a list on the way, which backtracking cuts; what they are
 * worth is found out at the end (capture.ts). Last parts are called in tail position, which costs no stack.
 */
import {
  first,
  all,
  callBack,
  isNumber,
  type LuaFunction,
  type LuaValue,
  toInteger,
} from "../../../../interpreter/index.ts"
import { Malformed } from "./check.ts"
import { type Capture, isPoint, type Tree } from "./tree.ts"
import { evaluate } from "./capture.ts"
import { firstSet } from "./first_set.ts"

export const FAIL = -1

export type Matcher = (at: number) => number

/** One note: a capture begins, ends (CLOSE), or is whole (a point, or a value that a function returned). */
export interface Note {
  capture: Capture | typeof CLOSE
  at: number
  isPoint: boolean
}

export const CLOSE = { kind: "close" } as const

/** One match at work. */
export interface Match {
  subject: string
  notes: Note[]
  args: LuaValue[]
}

let subject = ""
let notes: Note[] = []
let args: LuaValue[] = []

/** Matches from a place on (0: the beginning); undefined if that fails. */
export function runMatcher(
  matcher: Matcher,
  text: string,
  start: number,
  extra: LuaValue[],
): { end: number; match: Match } | undefined {
  // Functions that are called while matching may match, too.
  const outer = [subject, notes, args] as const
  subject = text
  notes = []
  args = extra
  try {
    const end = matcher(start)
    return end === FAIL ? undefined : { end, match: { subject, notes, args } }
  } finally {
    ;[subject, notes, args] = outer
  }
}

/** Makes the matcher of a tree whose calls are all within grammars. */
export function compileTree(tree: Tree): Matcher {
  return compile(tree, undefined)
}

/** The grammar around: its rules as trees, and their matchers, which are made in turn. */
type Rules = { trees: Map<unknown, Tree>; matchers: Map<unknown, { matcher: Matcher }> } | undefined

function compile(tree: Tree, rules: Rules): Matcher {
  switch (tree.kind) {
    case "true":
      return (at) => at
    case "false":
      return () => FAIL
    case "string":
      return compileString(tree.text)
    case "set": {
      const { set } = tree
      return (at) => (at < subject.length && set[subject.charCodeAt(at)] === 1 ? at + 1 : FAIL)
    }
    case "any": {
      const { count } = tree
      return (at) => (at + count <= subject.length ? at + count : FAIL)
    }
    case "utf8":
      return compileUtf8(tree.low, tree.high)
    case "sequence":
      return compileSequence(tree, rules)
    case "choice":
      return compileChoice(tree, rules)
    case "repeat":
      return compileRepeat(tree.a, rules)
    case "not":
    case "and":
      return compileLook(compile(tree.a, rules), tree.kind === "and")
    case "behind": {
      const { length } = tree
      const inner = compile(tree.a, rules)
      return (at) => (at >= length && inner(at - length) !== FAIL ? at : FAIL)
    }
    case "call": {
      const rule = rules!.matchers.get(tree.key)!
      return (at) => rule.matcher(at)
    }
    case "grammar": {
      const matchers = new Map<unknown, { matcher: Matcher }>()
      const inner = { trees: tree.rules, matchers }
      for (const key of tree.rules.keys()) matchers.set(key, { matcher: () => FAIL })
      for (const [key, rule] of tree.rules) matchers.get(key)!.matcher = compile(rule, inner)
      return matchers.values().next().value!.matcher
    }
    case "capture":
      return compileCapture(tree.capture, tree.a, rules)
    case "runtime":
      return compileRuntime(compile(tree.a, rules), tree.f)
  }
}

function compileString(text: string): Matcher {
  const size = text.length
  const code = text.charCodeAt(0)
  if (size === 1) return (at) => (subject.charCodeAt(at) === code ? at + 1 : FAIL)
  return (at) => (subject.charCodeAt(at) === code && subject.startsWith(text, at) ? at + size : FAIL)
}

/** The parts of a chain of sequences or choices, whichever way it leans. */
function chain(tree: Tree, kind: "sequence" | "choice"): Tree[] {
  const parts: Tree[] = []
  const open = [tree]
  for (let part = open.pop(); part !== undefined; part = open.pop())
    if (part.kind === kind) open.push((part as { b: Tree }).b, (part as { a: Tree }).a)
    else parts.push(part)
  return parts
}

function compileSequence(tree: Tree, rules: Rules): Matcher {
  const matchers = chain(tree, "sequence").map((part) => compile(part, rules))
  const last = matchers.pop()!
  if (matchers.length === 1) {
    const one = matchers[0]!
    return (at) => {
      const next = one(at)
      return next === FAIL ? FAIL : last(next)
    }
  }
  return (at) => {
    let next = at
    for (let i = 0; i < matchers.length; i++) {
      next = matchers[i]!(next)
      if (next === FAIL) return FAIL
    }
    return last(next)
  }
}

function compileChoice(tree: Tree, rules: Rules): Matcher {
  const parts = chain(tree, "choice")
  const matchers = parts.map((part) => compile(part, rules))
  const firsts = parts.map((part) => firstSet(part, rules?.trees))
  if (firsts.every((first) => first === undefined)) {
    return oneOf(matchers)
  }
  // By the next byte: those that can match there; behind the last byte, those that may be empty.
  const able = (isAble: (first: Uint8Array) => boolean) =>
    oneOf(matchers.filter((_, i) => firsts[i] === undefined || isAble(firsts[i]!)))
  const known = new Map<string, Matcher>()
  const byByte = Array.from({ length: 256 }, (_, byte) => {
    const key = firsts.map((first) => first?.[byte] ?? 1).join("")
    if (!known.has(key))
      known.set(
        key,
        able((first) => first[byte] === 1),
      )
    return known.get(key)!
  })
  const atEnd = able(() => false)
  return (at) => (at < subject.length ? byByte[subject.charCodeAt(at)]! : atEnd)(at)
}

/** Tries one after the other. */
function oneOf(alternatives: Matcher[]): Matcher {
  if (alternatives.length === 0) return () => FAIL
  const matchers = alternatives.slice(0, -1)
  const last = alternatives.at(-1)!
  if (matchers.length === 0) return last
  return (at) => {
    const noted = notes.length
    for (let i = 0; i < matchers.length; i++) {
      const next = matchers[i]!(at)
      if (next !== FAIL) return next
      if (notes.length > noted) notes.length = noted
    }
    return last(at)
  }
}

function compileRepeat(tree: Tree, rules: Rules): Matcher {
  if (tree.kind === "set") {
    const { set } = tree
    return (at) => {
      let next = at
      while (next < subject.length && set[subject.charCodeAt(next)] === 1) next++
      return next
    }
  }
  const inner = compile(tree, rules)
  return (at) => {
    for (let next = at; ;) {
      const noted = notes.length
      const behind = inner(next)
      if (behind === FAIL) {
        if (notes.length > noted) notes.length = noted
        return next
      }
      next = behind
    }
  }
}

function compileLook(inner: Matcher, wanted: boolean): Matcher {
  return (at) => {
    const noted = notes.length
    const found = inner(at) !== FAIL
    if (notes.length > noted) notes.length = noted
    return found === wanted ? at : FAIL
  }
}

function compileUtf8(low: number, high: number): Matcher {
  return (at) => {
    const first = subject.charCodeAt(at)
    if (!(first >= 0)) return FAIL
    const size =
      first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
    if (size === 0 || at + size > subject.length) return FAIL
    let code = size === 1 ? first : first & (0x7f >> size)
    for (let i = 1; i < size; i++) {
      const byte = subject.charCodeAt(at + i)
      if ((byte & 0xc0) !== 0x80) return FAIL
      code = (code << 6) | (byte & 0x3f)
    }
    if ((size === 3 && code < 0x800) || (size === 4 && code < 0x10000)) return FAIL
    return code >= low && code <= high ? at + size : FAIL
  }
}

function compileCapture(capture: Capture, tree: Tree, rules: Rules): Matcher {
  if (isPoint(capture))
    return (at) => {
      notes.push({ capture, at, isPoint: true })
      return at
    }
  const inner = compile(tree, rules)
  return (at) => {
    notes.push({ capture, at, isPoint: false })
    const end = inner(at)
    if (end !== FAIL) notes.push({ capture: CLOSE, at: end, isPoint: false })
    return end
  }
}

const ANONYMOUS: Capture = { kind: "group", name: undefined }

/** A function that decides while matching: it gets what was captured, and says where to go on. */
function compileRuntime(inner: Matcher, f: LuaFunction): Matcher {
  return (at) => {
    const noted = notes.length
    notes.push({ capture: ANONYMOUS, at, isPoint: false })
    const end = inner(at)
    if (end === FAIL) return FAIL
    notes.push({ capture: CLOSE, at: end, isPoint: false })
    const values = evaluate({ subject, notes, args }, noted)
    notes.length = noted
    const results = all(callBack(f, subject, end + 1, ...values))
    const place = placeAfter(first(results as LuaValue[]), end)
    if (place === FAIL) return FAIL
    if (results.length > 1) {
      const constant: Capture = { kind: "constant", values: results.slice(1) }
      notes.push({ capture: ANONYMOUS, at, isPoint: false })
      notes.push({ capture: constant, at, isPoint: true })
      notes.push({ capture: CLOSE, at: place, isPoint: false })
    }
    return place
  }
}

function placeAfter(result: LuaValue, end: number): number {
  if (result === undefined || result === false) return FAIL
  if (result === true) return end
  const place = isNumber(result) ? toInteger(result) : undefined
  if (typeof place !== "number" || place - 1 < end || place - 1 > subject.length)
    throw new Malformed("invalid position returned by match-time capture")
  return place - 1
}
