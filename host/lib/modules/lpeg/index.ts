/** The module lpeg, with the interface of LPeg 1.1. */
import {
  argumentError,
  checkSmallInteger,
  checkString,
  isNumber,
  keep,
  libraryError,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaValue,
  makeLibrary,
  openCursor,
  advance,
  setField,
  state,
  toInteger,
  typeError,
  Userdata,
} from "../../../../interpreter/index.ts"
import { metatableOf, type UserdataType } from "../../userdata_type.ts"
import { evaluateAll } from "./capture.ts"
import {
  checkCalls,
  checkGrammar,
  fixedLength,
  hasCaptures,
  isNullable,
  Malformed,
  ruleName,
} from "./check.ts"
import { compileTree, type Matcher, runMatcher } from "./machine.ts"
import {
  type Capture,
  choice,
  difference,
  FALSE,
  repetition,
  sequence,
  setOf,
  text,
  TRUE,
  type Tree,
} from "./tree.ts"

const TYPE = "lpeg-pattern"
const VERSION = "1.1.0"
const MOST_BEHIND = 255
const MOST_ARGUMENTS = 0xffff
const HIGHEST_CODE = 0x10ffff

/** A pattern, and its matcher once it has been used. */
export class Pattern {
  readonly tree: Tree
  #matcher: Matcher | undefined
  constructor(tree: Tree) {
    this.tree = tree
  }

  get matcher(): Matcher {
    if (this.#matcher === undefined) {
      checkCalls(this.tree, undefined)
      this.#matcher = compileTree(this.tree)
    }
    return this.#matcher
  }
}

/** The value for a pattern. */
export function wrap(tree: Tree): Userdata {
  return new Userdata(new Pattern(tree), metatableOf(PATTERN))
}

export function patternOf(v: LuaValue): Pattern | undefined {
  return v instanceof Userdata && v.λvalue instanceof Pattern ? v.λvalue : undefined
}

/** Runs what may find a pattern malformed; such findings become errors of the running function. */
export function refusing<T>(action: () => T): T {
  try {
    return action()
  } catch (e) {
    if (e instanceof Malformed) throw libraryError(e.message)
    throw e
  }
}

/** A key of a rule as Maps compare it. */
function ruleKey(v: LuaValue): unknown {
  const integer = isNumber(v) ? toInteger(v) : undefined
  return typeof integer === "number" ? integer : v
}

/** What an argument stands for as a pattern. */
function checkPattern(v: LuaValue, n: number, count: number): Tree {
  const pattern = patternOf(v)
  if (pattern !== undefined) return pattern.tree
  if (typeof v === "string") return text(v)
  if (typeof v === "boolean") return v ? TRUE : FALSE
  if (isNumber(v)) return anyBytes(checkSmallInteger(v, n, count))
  if (typeof v === "function") return { kind: "runtime", a: TRUE, f: v }
  if (v instanceof LuaTable) return grammarOf(v)
  throw typeError(v, n, count, TYPE)
}

function anyBytes(count: number): Tree {
  if (count === 0) return TRUE
  const any: Tree = { kind: "any", count: Math.abs(count) }
  return count > 0 ? any : { kind: "not", a: any }
}

/** A grammar from a table of rules; [1] is the initial rule or its name. */
function grammarOf(table: LuaTable): Tree {
  const given = new Map<unknown, LuaValue>()
  const cursor = openCursor(table)
  while (advance(cursor)) given.set(ruleKey(cursor.key), cursor.value)
  const start = given.get(1)
  if (start === undefined) throw new Malformed("grammar has no initial rule")
  const isName = patternOf(start) === undefined && (typeof start === "string" || isNumber(start))
  const initial = isName ? ruleKey(start) : 1
  if (isName) given.delete(1)
  if (!given.has(initial))
    throw new Malformed(`initial rule ${ruleName(initial)} not found in grammar`.replaceAll("'", ""))
  const rules = new Map<unknown, Tree>([[initial, ruleOf(given, initial)]])
  for (const key of given.keys()) rules.set(key, ruleOf(given, key))
  const grammar: Tree = { kind: "grammar", rules }
  checkGrammar(grammar)
  return grammar
}

function ruleOf(given: Map<unknown, LuaValue>, key: unknown): Tree {
  const value = given.get(key)
  const tree = patternOf(value)?.tree
  if (tree !== undefined) return tree
  if (typeof value === "string") return text(value)
  if (isNumber(value)) return anyBytes(toInteger(value) as number)
  if (typeof value === "boolean") return value ? TRUE : FALSE
  throw new Malformed(`rule ${ruleName(key)} is not a pattern`)
}

// -- patterns -------------------------------------------------------------------------------------

/** A library function from pattern arguments to a pattern. */
function constructor(make: (args: LuaValue[], count: number) => Tree): LuaFunction {
  return (...args: LuaValue[]) => wrap(refusing(() => make(args, args.length)))
}

/** Repetition, p^n. */
function power(args: LuaValue[], count: number): Tree {
  const tree = checkPattern(args[0], 1, count)
  const n = checkSmallInteger(args[1], 2, count)
  if (n >= 0 && isNullable(tree)) throw new Malformed("loop body may accept empty string")
  return repetition(tree, n)
}

/** Captures by what is behind the slash, p / v. */
function divide(args: LuaValue[], count: number): Tree {
  return replacement(checkPattern(args[0], 1, count), args[1])
}

/** What a capture of this kind makes of a pattern: a string, number, table or function. */
export function replacement(a: Tree, v: LuaValue): Tree {
  if (typeof v === "string") return captured({ kind: "string", format: v }, a)
  if (v instanceof LuaTable) return captured({ kind: "query", table: v }, a)
  if (typeof v === "function") return captured({ kind: "function", f: v }, a)
  if (!isNumber(v)) throw new Malformed("invalid replacement value")
  const index = toInteger(v)
  if (typeof index !== "number" || index < 0 || index > MOST_ARGUMENTS) throw new Malformed("invalid number")
  return captured({ kind: "number", index }, a)
}

/** What a definition stands for as a pattern. */
export function patternFrom(v: LuaValue): Tree {
  return checkPattern(v, 1, 1)
}

export function captured(capture: Capture, a: Tree): Tree {
  return { kind: "capture", capture, a }
}

/** lpeg.R(···): bytes of the ranges. */
function range(args: LuaValue[], count: number): Tree {
  const pairs = args.map((v, i) => {
    const pair = checkString(v, i + 1, count)
    if (pair.length !== 2) throw argumentError(i + 1, "range must have two characters")
    return [pair.charCodeAt(0), pair.charCodeAt(1)] as const
  })
  return { kind: "set", set: setOf((byte) => pairs.some(([low, high]) => byte >= low && byte <= high)) }
}

/** lpeg.S(s): bytes of the string. */
function bytesOfString(args: LuaValue[], count: number): Tree {
  const bytes = checkString(args[0], 1, count)
  return { kind: "set", set: setOf((byte) => bytes.includes(String.fromCharCode(byte))) }
}

/** lpeg.utfR(low, high): a code point in UTF-8. */
function codeRange(args: LuaValue[], count: number): Tree {
  const low = checkSmallInteger(args[0], 1, count)
  const high = checkSmallInteger(args[1], 2, count)
  if (high > HIGHEST_CODE) throw argumentError(2, "invalid code point")
  if (low > high) throw argumentError(1, "empty range")
  return { kind: "utf8", low, high }
}

/** lpeg.B(p): what is before. */
function behind(args: LuaValue[], count: number): Tree {
  const a = checkPattern(args[0], 1, count)
  if (hasCaptures(a)) throw argumentError(1, "pattern have captures")
  const length = fixedLength(a)
  if (length === undefined) throw argumentError(1, "pattern may not have fixed length")
  if (length > MOST_BEHIND) throw argumentError(1, "pattern too long to look behind")
  return { kind: "behind", a, length }
}

function rule(args: LuaValue[], count: number): Tree {
  if (args[0] === undefined) throw argumentError(1, count === 0 ? "value expected" : "non-nil value expected")
  return { kind: "call", key: ruleKey(args[0]) }
}

function around(kind: "simple" | "table" | "substitution"): LuaFunction {
  return constructor((args, count) => captured({ kind }, checkPattern(args[0], 1, count)))
}

/** lpeg.Cf(p, f), p % f */
function combining(kind: "fold" | "accumulator"): LuaFunction {
  return constructor((args, count) => {
    const a = checkPattern(args[0], 1, count)
    if (typeof args[1] !== "function") throw typeError(args[1], 2, count, "function")
    return captured({ kind, f: args[1] }, a)
  })
}

function argumentIndex(args: LuaValue[], count: number): number {
  const index = checkSmallInteger(args[0], 1, count)
  if (index < 1 || index > MOST_ARGUMENTS) throw argumentError(1, "invalid argument index")
  return index
}

const CONSTRUCTORS: Record<string, LuaFunction> = {
  P: (...args: LuaValue[]) =>
    patternOf(args[0]) ? args[0] : wrap(refusing(() => checkPattern(args[0], 1, args.length))),
  S: constructor(bytesOfString),
  R: constructor(range),
  utfR: constructor(codeRange),
  V: constructor(rule),
  B: constructor(behind),
  C: around("simple"),
  Ct: around("table"),
  Cs: around("substitution"),
  Cp: constructor(() => captured({ kind: "position" }, TRUE)),
  Cc: constructor((values) => captured({ kind: "constant", values }, TRUE)),
  Carg: constructor((args, count) => captured({ kind: "argument", index: argumentIndex(args, count) }, TRUE)),
  Cb: constructor(([name]) => captured({ kind: "back", name }, TRUE)),
  Cg: constructor((args, count) =>
    captured({ kind: "group", name: args[1] }, checkPattern(args[0], 1, count)),
  ),
  Cf: combining("fold"),
  Cmt: constructor((args, count) => {
    const a = checkPattern(args[0], 1, count)
    if (typeof args[1] !== "function") throw typeError(args[1], 2, count, "function")
    return { kind: "runtime", a, f: args[1] }
  }),
}

/** A binary operator on patterns. */
function operator(join: (a: Tree, b: Tree) => Tree): LuaFunction {
  return constructor((args, count) => join(checkPattern(args[0], 1, count), checkPattern(args[1], 2, count)))
}

const OPERATORS: Record<string, LuaFunction> = {
  __mul: operator(sequence),
  __add: operator(choice),
  __sub: operator(difference),
  __pow: constructor(power),
  __div: constructor(divide),
  __mod: combining("accumulator"),
  __unm: constructor(([p], count) => ({ kind: "not", a: checkPattern(p, 1, count) })),
  __len: constructor(([p], count) => ({ kind: "and", a: checkPattern(p, 1, count) })),
}

// -- matching -------------------------------------------------------------------------------------

/** lpeg.match(p, s [, init, ···]): the captures, or the place behind the match; nil if there is none. */
function lpegMatch(...args: LuaValue[]): LuaResult {
  const count = args.length
  const pattern = patternOf(args[0]) ?? new Pattern(refusing(() => checkPattern(args[0], 1, count)))
  const subject = checkString(args[1], 2, count)
  const init = args[2] === undefined ? 1 : checkSmallInteger(args[2], 3, count)
  const start =
    init > 0 ? Math.min(init - 1, subject.length) : Math.max(0, subject.length + (init === 0 ? 0 : init))
  return keep(refusing(() => matchFrom(pattern, subject, init === 0 ? 0 : start, args.slice(3))))
}

/** Matches from an index on; what lpeg.match returns. */
export function matchFrom(pattern: Pattern, subject: string, start: number, extra: LuaValue[]): LuaResult {
  const found = runMatcher(pattern.matcher, subject, start, extra)
  if (found === undefined) return undefined
  if (found.match.notes.length === 0) return found.end + 1
  const values = evaluateAll(found.match)
  return values.length === 0 ? found.end + 1 : values
}

/** lpeg.type(v) */
function lpegType(v: LuaValue): LuaResult {
  return patternOf(v) === undefined ? undefined : "pattern"
}

/** lpeg.setmaxstack(n): the stack is JavaScript's, and has the size it has. */
function lpegSetmaxstack(limit: LuaValue): LuaResult {
  checkSmallInteger(limit, 1, arguments.length)
  return []
}

/** Classes of the C locale, by name. */
const CLASSES: Record<string, RegExp> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
}

/** The pattern of a class; undefined if there is none of this name. */
export function classTree(name: string): Tree | undefined {
  const test = CLASSES[name]
  return test && { kind: "set", set: setOf((byte) => test.test(String.fromCharCode(byte))) }
}

/** lpeg.locale([table]): a table with the classes as patterns. */
function lpegLocale(v: LuaValue): LuaResult {
  if (v !== undefined && !(v instanceof LuaTable)) throw typeError(v, 1, arguments.length, "table")
  const table = v ?? new LuaTable()
  for (const name in CLASSES) setField(table, name, wrap(classTree(name)!))
  return table
}

const FUNCTIONS: Record<string, LuaFunction> = {
  ...CONSTRUCTORS,
  locale: lpegLocale,
  match: lpegMatch,
  setmaxstack: lpegSetmaxstack,
  type: lpegType,
}

/** The module's table, which the methods of patterns are looked up in. */
function library(): LuaTable {
  let table = state.registry.get(`${TYPE}s`) as LuaTable | undefined
  if (table === undefined) {
    table = makeLibrary("lpeg", FUNCTIONS)
    setField(table, "version", VERSION)
    state.registry.set(`${TYPE}s`, table)
  }
  return table
}

const PATTERN: UserdataType = { name: TYPE, methods: library, metamethods: OPERATORS }

/** Opens the module. */
export function openLpeg(): LuaTable {
  return library()
}
