/** The module re, with the interface of LPeg's re. */
import {
  argumentError,
  checkSmallInteger,
  checkString,
  keep,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaValue,
  makeLibrary,
  NONE,
  typeError,
} from "../../../../interpreter/index.ts"
import { captured, matchFrom, Pattern, patternOf, refusing, replacement, wrap } from "./index.ts"
import { parseRe } from "./re_parser.ts"
import { choice, repetition, sequence, TRUE, type Tree } from "./tree.ts"

/** Texts that were compiled before, and what searching and replacing made of them. */
let compiled = new Map<string, Pattern>()
let searches = new WeakMap<Pattern, Pattern>()
const MOST_COMPILED = 500

/** The pattern in an argument: a pattern, or the text of one. */
function check(v: LuaValue, n: number, count: number): Pattern {
  const pattern = patternOf(v)
  if (pattern !== undefined) return pattern
  const source = checkString(v, n, count)
  let made = compiled.get(source)
  if (made === undefined) {
    made = new Pattern(refusing(() => parseRe(source, undefined)))
    if (compiled.size === MOST_COMPILED) compiled = new Map()
    compiled.set(source, made)
  }
  return made
}

/** The index of a place in the subject, which may count from the end. */
function startOf(v: LuaValue, n: number, count: number, subject: string): number {
  const place = v === undefined ? 1 : checkSmallInteger(v, n, count)
  return place > 0 ? Math.min(place - 1, subject.length) : Math.max(0, subject.length + place)
}

/** re.compile(text [, definitions]): a pattern. */
function reCompile(source: LuaValue, definitions: LuaValue): LuaResult {
  const count = arguments.length
  if (patternOf(source) !== undefined) return source
  if (definitions !== undefined && !(definitions instanceof LuaTable))
    throw typeError(definitions, 2, count, "table")
  const text = checkString(source, 1, count)
  return keep(wrap(refusing(() => parseRe(text, definitions))))
}

/** re.match(subject, pattern [, init]) */
function reMatch(subject: LuaValue, pattern: LuaValue, init: LuaValue): LuaResult {
  const count = arguments.length
  const text = checkString(subject, 1, count)
  const compiledPattern = check(pattern, 2, count)
  const start = startOf(init, 3, count, text)
  return keep(refusing(() => matchFrom(compiledPattern, text, start, [])))
}

const PLACE: Tree = captured({ kind: "position" }, TRUE)

/** Finds a pattern anywhere: its first place and the place behind it. */
function searchFor(pattern: Pattern): Pattern {
  let search = searches.get(pattern)
  if (search === undefined) {
    const quiet = captured({ kind: "number", index: 0 }, pattern.tree)
    const found = sequence(PLACE, sequence(quiet, PLACE))
    const further = sequence({ kind: "any", count: 1 }, { kind: "call", key: 1 })
    search = new Pattern({ kind: "grammar", rules: new Map([[1 as unknown, choice(found, further)]]) })
    searches.set(pattern, search)
  }
  return search
}

/** re.find(subject, pattern [, init]): where it begins and ends; nil if it is nowhere. */
function reFind(subject: LuaValue, pattern: LuaValue, init: LuaValue): LuaResult {
  const count = arguments.length
  const text = checkString(subject, 1, count)
  const search = searchFor(check(pattern, 2, count))
  const start = startOf(init, 3, count, text)
  const places = refusing(() => matchFrom(search, text, start, []))
  return Array.isArray(places) ? [places[0], (places[1] as number) - 1] : undefined
}

/** re.gsub(subject, pattern, replacement) */
function reGsub(subject: LuaValue, pattern: LuaValue, by: LuaValue): LuaResult {
  const count = arguments.length
  const text = checkString(subject, 1, count)
  const { tree } = check(pattern, 2, count)
  if (by === undefined) throw argumentError(3, "replacement expected")
  const replaced = refusing(() => replacement(tree, by))
  const all = repetition(choice(replaced, { kind: "any", count: 1 }), 0)
  return keep(refusing(() => matchFrom(new Pattern(captured({ kind: "substitution" }, all)), text, 0, [])))
}

/** re.updatelocale(): classes are those of the C locale, always. */
function reUpdatelocale(): LuaResult {
  compiled = new Map()
  searches = new WeakMap()
  return NONE
}

const FUNCTIONS: Record<string, LuaFunction> = {
  compile: reCompile,
  find: reFind,
  gsub: reGsub,
  match: reMatch,
  updatelocale: reUpdatelocale,
}

/** Opens the module. */
export function openRe(): LuaTable {
  return makeLibrary("re", FUNCTIONS)
}
