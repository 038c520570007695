/** From source text to a Lua function: the only file that knows both the compiler and the runtime. */
import type { DebugPrototype, Prototype, ResumeBody, Unit } from "./abi.ts"
import type { CompiledChunk, CompiledPart } from "./compiler/compile.ts"
import type { EmittedText } from "./compiler/emitted_text.ts"
import { endStart, LONG_SOURCE } from "./start.ts"
import { isData, isStraight } from "./walker/eligible.ts"
import { dataFunction, walked } from "./walker/walker.ts"
import { setResumeCompiler } from "./runtime/activation.ts"
import { LuaError } from "./runtime/error.ts"
import { state } from "./runtime/state.ts"
import { unitNamed } from "./runtime/stack.ts"
import { keepOutOfLine, support } from "./runtime/support.ts"
import type { Dump } from "./runtime/dump.ts"
import { cellsOf } from "./runtime/upvalue.ts"
import { nextSiteId, nextUnitId, registerLateSites, registerSites, registerUnit } from "./runtime/unit.ts"
import type { FunctionNode } from "./syntax/ast.ts"
import { parseChunk } from "./syntax/parse.ts"
import { packChunk, sourceOnly, unpackDetails, unpackNumber, type PortableChunk } from "./portable.ts"
import { type Excerpt, excerptAt, LuaSyntaxError } from "./syntax/syntax_error.ts"
import { defineLate, once } from "./value/late.ts"
import { lateModule } from "./value/late_module.ts"
import type { LuaFunction, LuaResult, LuaValue } from "./value/value.ts"

type Factory = (...captures: unknown[]) => LuaFunction

/** The debug functions that reach into upvalues: a chunk that names one keeps its upvalues open. */
const OPEN_UPVALUES = /\b(?:[gs]etupvalue|upvalueid|upvaluejoin)\b/
let debugSeen = false
/**
 * So does one that takes a function of this name from a table: Lua 5.4 has none, so it is made of those, perhaps in a chunk
 * that comes later. (With Lua 5.1 in mind, many programs look for a global of that name.)
 */
const SETS_ENVIRONMENTS = /(?<!\b_G)[.:]\s*setfenv\b/

function setsEnvironments(source: string): boolean {
  return source.includes("setfenv") && SETS_ENVIRONMENTS.test(source)
}

function namesUpvalues(source: string): boolean {
  return source.includes("upvalue") && OPEN_UPVALUES.test(source)
}

/** The names of the functions that need chunks in debug form. */
const DEBUG_FORM = /\b(?:sethook|[gs]etlocal)\b/
let debugForm = process.env.SLUA_DEBUG_FORM === "1"

/**
 * Compiles all chunks in debug form from now on, in this thread and those that it starts: hooks, locals and the
 * functions of levels are there.
 */
export function useDebugForm(): void {
  debugForm = true
  process.env.SLUA_DEBUG_FORM = "1"
}

/** Whether a chunk is to be compiled in debug form: if its text asks for it, or one before did. */
function wantsDebugForm(source: string): boolean {
  if (!debugForm) debugForm = namesHooks(source) || asksForFunctions(source)
  return debugForm
}

function namesHooks(source: string): boolean {
  // A regular expression takes time to compile, which few programs have a use for.
  return (source.includes("sethook") || source.includes("etlocal")) && DEBUG_FORM.test(source)
}

/** Whether the text takes the function of a level from debug.getinfo. */
function asksForFunctions(source: string): boolean {
  return source.includes("getinfo") && /\.func\b/.test(source)
}

const forceYields = process.env.SLUA_FORCE_YIELDS === "1"

/**
 * Compiles a chunk and makes its main function (§load, text chunks only).
 * env: the value of its `_ENV`, nil included; not given: the globals.
 * Raises LuaError with PUC's message on a syntax error.
 */
export function loadText(source: string, chunkname: string, env?: LuaValue): LuaFunction {
  const environment = arguments.length < 3 ? state.globals : env
  const data = largeData(source, chunkname)
  if (data !== undefined) return data()
  const tree = parse(source, chunkname, deferLimit(source))
  if (mayWalk(source) && isData(tree)) return walkedFunction(tree, source, chunkname, environment)
  const unit = compileUnit(tree, source, chunkname)
  return (unit.factories[0] as Factory)(unit.environmentInCell ? { v: environment } : environment)
}

/**
 * The same for a script that is run once, for the globals, on the main coroutine: if it is simple enough, it is
 * not compiled.
 */
export function loadScriptText(source: string, chunkname: string): LuaFunction {
  const tree = parse(source, chunkname, deferLimit(source))
  if (mayWalk(source) && isStraight(tree)) {
    const main = walkedFunction(tree, source, chunkname, state.globals)
    unitNamed(main.name)!.main = main
    return main
  }
  return mainFor(compileUnit(tree, source, chunkname))
}

/** The main function of a unit, for the globals. The unit keeps it, so that debug finds the function of its level. */
function mainFor(unit: LoadedUnit): LuaFunction {
  const { globals } = state
  const main = (unit.factories[0] as Factory)(unit.environmentInCell ? { v: globals } : globals)
  unit.main = main
  return main
}

/** Upvalues of walked functions cannot be reached; nor can they be made to yield. */
function mayWalk(source: string): boolean {
  return !forceYields && !debugSeen && !namesUpvalues(source) && !wantsDebugForm(source)
}

/** The main function of a chunk that is walked. */
function walkedFunction(
  tree: FunctionNode,
  source: string,
  chunkname: string,
  environment: LuaValue,
): LuaFunction {
  return walked(walkedUnit(source, chunkname), tree.body, environment, endStart)
}

function walkedUnit(source: string, chunkname: string): Unit {
  return registerUnit({
    openUpvalues: false,
    factories: [],
    constants: [],
    chunkname,
    source,
    prototypes: [{ ...mainPrototype(source), resume: null, compileResume: notResumed }],
    sites: [],
  })
}

/** Data files of fewer bytes are parsed like everything else. */
const LARGE_DATA = 65536
/** How they begin. */
const DATA_START = /^\s*(?:--(?!\[)[^\n]*\n\s*)*return\s*\{/

/** Makes the main function of a large data file (walker/data.ts); undefined for everything else. */
function largeData(source: string, chunkname: string): (() => LuaFunction) | undefined {
  if (source.length < LARGE_DATA || !DATA_START.test(source) || !mayWalk(source)) return undefined
  endStart()
  const { readData } = dataReader()
  let ready = readData(source)
  if (ready === undefined) return undefined
  const unit = walkedUnit(source, chunkname)
  // What was read to see that it is data is the result of the first call.
  const take = (): LuaValue => {
    const { value } = ready ?? readData(source)!
    ready = undefined
    return value
  }
  return () => dataFunction(unit, take)
}

function mainPrototype({ length }: string) {
  const [start, end, isVararg, upvalues] = [0, length, true, ["_ENV"]]
  return {
    name: null,
    line: 0,
    endLine: 0,
    params: 0,
    isVararg,
    upvalues,
    points: [],
    isLoop: false,
    start,
    end,
  }
}

function notResumed(): never {
  throw new Error("a walked chunk was suspended")
}

/**
 * Compiles a text chunk once. Each call of the result makes its main function anew, for the globals of
 * the state that runs then. Raises as loadText does.
 */
export function prepareText(source: string, chunkname: string): () => LuaFunction {
  const data = largeData(source, chunkname)
  if (data !== undefined) return data
  const tree = parse(source, chunkname, deferLimit(source))
  if (mayWalk(source) && isData(tree)) return () => walkedFunction(tree, source, chunkname, state.globals)
  const unit = compileUnit(tree, source, chunkname)
  return () => mainFor(unit)
}

/** Whether chunks are compiled with open upvalues from now on. */
export function opensUpvalues(): boolean {
  return debugSeen || debugForm
}

/** Compiles a text chunk for other threads, as the first one they load. Raises as loadText does. */
export function compilePortable(source: string, chunkname: string): PortableChunk {
  const openUpvalues = namesUpvalues(source)
  const numbers = { unitId: 0, siteBase: 0 }
  const tree = parse(source, chunkname, Infinity)
  if (wantsDebugForm(source) || setsEnvironments(source)) return sourceOnly(source, chunkname)
  return packChunk(compile(tree, { source, chunkname }, openUpvalues, numbers), {
    source,
    chunkname,
    openUpvalues,
    ...numbers,
  })
}

/** What prepareText gives, from a chunk that another thread has compiled. */
export function preparePortable(chunk: PortableChunk): () => LuaFunction {
  const { source, chunkname, openUpvalues, unitId, siteBase } = chunk
  if (debugForm || unitId !== nextUnitId() || siteBase !== nextSiteId()) return prepareText(source, chunkname)
  if (openUpvalues) debugSeen = true
  const details = once(() => unpackDetails(chunk.details))
  registerLateSites(chunk.siteCount, (index) => details().sites[index])
  const recompiled = once(() =>
    compile(parse(source, chunkname, Infinity), chunk, openUpvalues, { unitId, siteBase }),
  )
  const unit = registerUnit({
    openUpvalues,
    factories: [],
    constants: chunk.constants.map(unpackNumber),
    chunkname,
    source,
    prototypes: [],
    sites: [],
  })
  defineLate(unit, "sites", () => details().lines)
  defineLate(unit, "prototypes", () =>
    details().prototypes.map((prototype, id) => ({
      ...prototype,
      resume: null,
      compileResume: () => recompiled().functions[id]!.resume(),
    })),
  )
  evaluate({ text: chunk.text, sites: [] }, unit, unitId)
  const loaded = Object.assign(unit, { environmentInCell: chunk.environmentInCell })
  return () => mainFor(loaded)
}

interface LoadedUnit extends Unit {
  environmentInCell: boolean
}

const debugPrototypes = new WeakMap<Unit, DebugPrototype[]>()

/** Lines and local variables of a function, also if its chunk is not in debug form. */
export function debugPrototypeOf(unit: Unit, prototype: Prototype): DebugPrototype {
  if (prototype.debug !== undefined) return prototype.debug
  let all = debugPrototypes.get(unit)
  if (all === undefined) {
    all = debugCompiler().debugPrototypes(unit.source, unit.chunkname)
    debugPrototypes.set(unit, all)
  }
  return all[unit.prototypes.indexOf(prototype)]!
}

/** Compiles a chunk and registers it as a unit. */
export function loadUnit(source: string, chunkname: string, open = false): LoadedUnit {
  return compileUnit(parse(source, chunkname, open ? Infinity : deferLimit(source)), source, chunkname, open)
}

/**
 * From which length on a chunk, or a function that is compiled by itself, leaves the functions in it for their first
 * call. A function of its own costs some 0.1 ms, and each call passes through another one.
 */
const DEFER_FROM = Number(process.env.SLUA_DEFER_FROM ?? 16384)

/** Where debug reaches into upvalues, closures are registered, which only real ones can be. */
function deferLimit(source: string): number {
  return debugSeen || namesUpvalues(source) || setsEnvironments(source) ? Infinity : DEFER_FROM
}

function compileUnit(tree: FunctionNode, source: string, chunkname: string, open = false): LoadedUnit {
  if (namesUpvalues(source)) debugSeen = true
  const numbers = { unitId: nextUnitId(), siteBase: nextSiteId() }
  const isDebug = wantsDebugForm(source)
  const openUpvalues = open || debugSeen || isDebug || setsEnvironments(source)
  const compiled = isDebug
    ? debugCompiler().compileDebug(tree, source, {
        ...numbers,
        chunkname,
        openUpvalues,
        collects: false,
        forceYields,
      })
    : compile(tree, { source, chunkname }, openUpvalues, numbers)
  registerSites(compiled.sites)
  const names = isDebug ? debugSupport().debugSupport : support
  const unit = registerUnit({
    openUpvalues,
    factories: [],
    constants: compiled.constants,
    chunkname,
    source,
    prototypes: compiled.functions.map((f) => ({
      ...f.prototype,
      resume: null,
      compileResume: f.resume,
    })) as never,
    sites: compiled.main.sites,
    shared: {},
    complete: (id) => completeFunction(unit, compiled.complete(id, nextSiteId()), names),
  })
  evaluate(compiled.main, unit, unit.id, names)
  compiled.settle()
  endStart()
  return Object.assign(unit, { environmentInCell: compiled.environmentInCell })
}

/** Evaluates a function that was left for later, and those in it; returns its factory, or in debug form its body. */
function completeFunction(unit: Unit, part: CompiledPart, names: object): unknown {
  registerSites(part.sites)
  for (const { id, prototype, resume } of part.functions)
    Object.assign(unit.prototypes[id]!, { points: prototype.points, compileResume: resume })
  const own = registerUnit({ ...unit, sites: part.main.sites })
  const made = evaluate(part.main, unit, own.id, names)
  part.settle()
  return made
}

/** Raises LuaError for a syntax error. limit: as parseChunk takes it. */
function parse(source: string, chunkname: string, limit: number): FunctionNode {
  if (source.length >= LONG_SOURCE) endStart()
  try {
    return parseChunk(source, chunkname, limit)
  } catch (e) {
    if (!(e instanceof LuaSyntaxError)) throw e
    lastSyntaxError = { message: e.message, source, place: e.place }
    throw new LuaError(e.message)
  }
}

let lastSyntaxError: { message: string; source: string; place: number | undefined } | undefined

/** The source that a message is about, if it is, or contains, that of the last syntax error. */
export function excerptFor(message: string): Excerpt | undefined {
  if (lastSyntaxError?.place === undefined || !message.includes(lastSyntaxError.message)) return undefined
  return excerptAt(lastSyntaxError.source, lastSyntaxError.place)
}

/**
 * Whether a chunk can see when something is collected: it gives some table a field `__gc`, or `__mode` and names
 * `collectgarbage`. Most weak tables are caches, whose programs do not look for what has gone.
 */
function seesCollections(source: string): boolean {
  if (source.includes("__gc") && GC_FIELD.test(source)) return true
  return source.includes("__mode") && source.includes("collectgarbage")
}
/** `__gc = f`, `["__gc"] = f`, `function C.__gc(o)`; not where `__gc` is one of a set of names. */
const GC_FIELD = /\b__gc(?:["']?\s*\]?\s*=\s*(?!=|true\b|false\b|nil\b)|\s*\()/

const dataReader = once(() => lateModule<typeof import("./walker/data.ts")>("interpreter/walker/data"))

/** The compiler, which the simplest scripts do without. */
const compiler = once(() =>
  lateModule<typeof import("./compiler/compile.ts")>("interpreter/compiler/compile"),
)

/** The same for the debug form, and the part of the runtime that only that needs. */
const debugCompiler = once(() =>
  lateModule<typeof import("./compiler/debug/compile_debug.ts")>("interpreter/compiler/debug/compile_debug"),
)
const debugSupport = once(() =>
  lateModule<typeof import("./runtime/debug_support.ts")>("interpreter/runtime/debug_support"),
)

function compile(
  tree: FunctionNode,
  { source, chunkname }: { source: string; chunkname: string },
  openUpvalues: boolean,
  numbers: { unitId: number; siteBase: number },
): CompiledChunk {
  const collects = seesCollections(source)
  return compiler().compileChunk(tree, { ...numbers, chunkname, openUpvalues, collects, forceYields })
}

/** Runs emitted text, which puts its factories into the unit; returns the first. `id` names it in stack traces. */
function evaluate(emitted: EmittedText, unit: Unit, id: number, names: object = support): unknown {
  keepOutOfLine()
  const make = new Function("R", "U", "C", "M", `${emitted.text}\n//# sourceURL=λ${id}`)
  return make(names, unit, unit.constants, unit.factories)
}

setResumeCompiler((unit: Unit, prototype: Prototype) => {
  const emitted = (prototype.compileResume as unknown as () => EmittedText)()
  const own = registerUnit({ ...unit, sites: emitted.sites })
  return evaluate(emitted, unit, own.id) as ResumeBody
})

/** Makes the function of a binary chunk, with fresh upvalues, the first of which is the environment. */
export function loadDump(dump: Dump, env: LuaValue): LuaFunction {
  if (dump.id === 0) return loadText(dump.source, dump.chunkname, env)
  // With open upvalues the first one can be set from outside.
  const unit = loadUnit(dump.source, dump.chunkname, true)
  const main = (unit.factories[0] as Factory)({ v: env })
  const f = unhooked(main) as LuaFunction
  const first = cellsOf(f)?.[0]
  if (first !== undefined) first.v = env
  return f
}

/** Calls a function that is not the program's. */
function unhooked(f: LuaFunction): LuaResult {
  const { current } = state
  const { λhook, λtrap, λcalls } = current
  current.λhook = null
  current.λtrap = current.λcalls = 0
  try {
    return f()
  } finally {
    Object.assign(current, { λhook, λtrap, λcalls })
  }
}
