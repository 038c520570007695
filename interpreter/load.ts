/** From source text to a Lua function: the only file that knows both the compiler and the runtime. */
import type { DebugPrototype, Prototype, ResumeBody, Unit } from "./abi.ts"
import type { Watch } from "./compiler/chunk_builder.ts"
import type { CompiledChunk, CompiledFunction, CompiledPart } from "./compiler/compile.ts"
import type { DebugKind } from "./compiler/debug/compile_debug.ts"
import type { EmittedText } from "./compiler/emitted_text.ts"
import {
  alwaysWatched,
  formOf,
  namesUpvalues,
  seesCollections,
  setsEnvironments,
  setsHooksItself,
  usesDebugForm,
} from "./chunk_form.ts"
import { record } from "./chunk_record.ts"
import { areUnusual, DEFER_FROM, forceYields, TIER_FROM } from "./chunk_settings.ts"
import { endStart, LONG_SOURCE } from "./start.ts"
import { hasLoop, isData } from "./walker/chunk_kind.ts"
import { isStraight } from "./walker/eligible.ts"
import { walkedFunction, walkedUnit } from "./walked_chunk.ts"
import type { Scope } from "./walker/walker.ts"
import { setResumeCompiler } from "./runtime/activation.ts"
import { state } from "./runtime/state.ts"
import type { Dump } from "./runtime/dump.ts"
import type { SharedStubs } from "./runtime/shared_stub.ts"
import { cellsOf } from "./runtime/upvalue.ts"
import { nextSiteId, nextUnitId, registerLateSites, registerSites, registerUnit } from "./runtime/unit.ts"
import type { FunctionNode } from "./syntax/ast.ts"
import { checkChunk, parseChunk, type CheckedChunk } from "./syntax/parse.ts"
import { packChunk, sourceOnly, unpackDetails, unpackNumber, type PortableChunk } from "./portable.ts"
import { parseFailure } from "./syntax_failure.ts"
import { defineLate } from "./value/late_field.ts"
import { once } from "./value/once.ts"
import { lateModule } from "./value/late_module.ts"
import type { LuaFunction, LuaResult, LuaValue } from "./value/value.ts"

type Factory = (...captures: unknown[]) => LuaFunction

/**
 * Compiles a chunk and makes its main function (§load, text chunks only).
 * env: the value of its `_ENV`, nil included; not given: the globals.
 * Raises LuaError with PUC's message on a syntax error.
 */
export function loadText(source: string, chunkname: string, env?: LuaValue): LuaFunction {
  const environment = arguments.length < 3 ? state.globals : env
  const data = largeData(source, chunkname)
  if (data !== undefined) return data()
  const late = lateUnit(source, chunkname, false)
  if (late !== undefined) return (late.factories[0] as Factory)({ v: environment })
  const tree = parse(source, chunkname, deferLimit(source))
  if (mayWalk(source) && isData(tree))
    return walkedFunction(
      tree,
      source,
      chunkname,
      scopeOf(() => environment),
    )
  const unit = compileUnit(tree, source, chunkname)
  return (unit.factories[0] as Factory)(unit.environmentInCell ? { v: environment } : environment)
}

/** A script (script.ts) that is longer than most, or names what only some forms of code have. */
export function loadUnusualScript(source: string, chunkname: string): LuaFunction {
  const late = lateUnit(source, chunkname, true)
  if (late !== undefined) return mainFor(late)
  const tree = parse(source, chunkname, deferLimit(source))
  if (mayWalk(source) && isStraight(tree)) return walkedFunction(tree, source, chunkname, GLOBALS, true)
  return mainFor(compileUnit(tree, source, chunkname))
}

/** An ordinary script that is not walked. */
export function compileScript(tree: FunctionNode, source: string, chunkname: string): LuaFunction {
  if (areUnusual) return loadUnusualScript(source, chunkname)
  return mainFor(compileUnit(tree, source, chunkname))
}

/** What a walked chunk sees where the libraries are open. */
function scopeOf(environment: () => LuaValue): Scope {
  return { environment, early: () => undefined }
}
const GLOBALS = scopeOf(() => state.globals)

/** The main function of a unit, for the globals. The unit keeps it, so that debug finds the function of its level. */
function mainFor(unit: LoadedUnit): LuaFunction {
  const { globals } = state
  const main = (unit.factories[0] as Factory)(unit.environmentInCell ? { v: globals } : globals)
  unit.main = main
  return main
}

/** Upvalues of walked functions cannot be reached; nor can they be made to yield. */
function mayWalk(source: string): boolean {
  return !forceYields && !record.upvalues && !namesUpvalues(source) && formOf(source) === "usual"
}

/** Data files of fewer bytes are parsed like everything else. */
const LARGE_DATA = 65536

/** Whether a text begins as data files do. */
function startsAsData(source: string): boolean {
  return /^\s*(?:--(?!\[)[^\n]*\n\s*)*return\s*\{/.test(source)
}

/** Makes the main function of a large data file (walker/data.ts); undefined for everything else. */
function largeData(source: string, chunkname: string): (() => LuaFunction) | undefined {
  if (source.length < LARGE_DATA || !startsAsData(source) || !mayWalk(source)) return undefined
  endStart()
  const { dataFunction, readData } = dataReader()
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

/**
 * Compiles a text chunk once. Each call of the result makes its main function anew, for the globals of
 * the state that runs then. isScript: the main function may do most of the work. Raises as loadText does.
 */
export function prepareText(source: string, chunkname: string, isScript = true): () => LuaFunction {
  const data = largeData(source, chunkname)
  if (data !== undefined) return data
  const late = lateUnit(source, chunkname, isScript)
  if (late !== undefined) return () => mainFor(late)
  const tree = parse(source, chunkname, deferLimit(source))
  if (mayWalk(source) && isData(tree)) return () => walkedFunction(tree, source, chunkname, GLOBALS)
  const unit = compileUnit(tree, source, chunkname)
  return () => mainFor(unit)
}

/** Whether chunks are compiled with open upvalues from now on. */
export function opensUpvalues(): boolean {
  return record.upvalues || usesDebugForm()
}

/** Compiles a text chunk for other threads, as the first one they load. Raises as loadText does. */
export function compilePortable(source: string, chunkname: string): PortableChunk {
  const openUpvalues = namesUpvalues(source)
  const numbers = { unitId: 0, siteBase: 0 }
  const tree = parse(source, chunkname, Infinity)
  if (formOf(source) !== "usual" || setsEnvironments(source)) return sourceOnly(source, chunkname)
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
  if (formOf(source) !== "usual" || unitId !== nextUnitId() || siteBase !== nextSiteId())
    return prepareText(source, chunkname)
  if (openUpvalues) record.upvalues = true
  const details = once(() => unpackDetails(chunk.details))
  const keeps: unknown[] = []
  registerLateSites(chunk.siteCount, (index) => details().sites[index], keeps)
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
    keeps,
  })
  defineLate(unit, "sites", () => details().lines)
  defineLate(unit, "prototypes", () =>
    details().prototypes.map((prototype, id) => ({
      ...prototype,
      resume: null,
      compileResume: (points: Set<number>) => recompiled().functions[id]!.resume(points),
    })),
  )
  evaluate({ text: chunk.text, sites: [] }, unit, unitId)
  const loaded = Object.assign(unit, { environmentInCell: chunk.environmentInCell })
  return () => mainFor(loaded)
}

interface LoadedUnit extends Unit {
  environmentInCell: boolean
}

const debugPrototypes = once(() => new WeakMap<Unit, DebugPrototype[]>())

/** Lines and local variables of a function, also if its chunk is not in debug form. */
export function debugPrototypeOf(unit: Unit, prototype: Prototype): DebugPrototype {
  if (prototype.debug !== undefined) return prototype.debug
  let all = debugPrototypes().get(unit)
  if (all === undefined) {
    all = debugCompiler().debugPrototypes(unit.source, unit.chunkname)
    debugPrototypes().set(unit, all)
  }
  return all[unit.prototypes.indexOf(prototype)]!
}

/** Compiles a chunk and registers it as a unit. */
export function loadUnit(source: string, chunkname: string, open = false): LoadedUnit {
  return compileUnit(parse(source, chunkname, open ? Infinity : deferLimit(source)), source, chunkname, open)
}

/** Where debug reaches into upvalues, closures are registered, which only real ones can be. */
function deferLimit(source: string): number {
  return opensUpvaluesOf(source) ? Infinity : DEFER_FROM
}

/** Whether debug may reach into the upvalues of a chunk's functions. */
function opensUpvaluesOf(source: string): boolean {
  return record.upvalues || namesUpvalues(source) || setsEnvironments(source)
}

/** The unit of a chunk that needs no tree for the time being: in debug form, or tiered. Undefined for the others. */
function lateUnit(source: string, chunkname: string, isScript: boolean): LoadedUnit | undefined {
  if (namesUpvalues(source)) record.upvalues = true
  record.bytes += isScript ? source.length : Math.max(source.length, SMALL_CHUNK)
  const form = formOf(source)
  if (form === "debug") return debugUnit(checked(source, chunkname), source, chunkname)
  if (record.bytes < TIER_FROM || seesCollections(source)) return undefined
  const chunk = checked(source, chunkname)
  const { main } = chunk
  if (form === "watched" && setsHooksItself(source, main)) return debugUnit(chunk, source, chunkname)
  if (isScript) {
    main.deferred!()
    if (hasLoop(main.body)) return compileUnit(main, source, chunkname)
  }
  return tieredUnit(chunk, source, chunkname)
}

function compileUnit(tree: FunctionNode, source: string, chunkname: string, open = false): LoadedUnit {
  if (namesUpvalues(source)) record.upvalues = true
  const form = formOf(source)
  if (form === "debug" || (form === "watched" && setsHooksItself(source, tree)))
    return debugUnit(checked(source, chunkname), source, chunkname)
  const numbers = { unitId: nextUnitId(), siteBase: nextSiteId() }
  const openUpvalues = open || opensUpvaluesOf(source)
  const watch = form === "watched" ? alwaysWatched(source) : null
  const compiled = compile(tree, { source, chunkname }, openUpvalues, numbers, watch)
  const unit = loadCompiled(compiled, { source, chunkname, openUpvalues }, support())
  if (watch !== null) {
    const form = once(() => debugUnit(checked(source, chunkname), source, chunkname))
    unit.enter = entry(form)
  }
  return unit
}

/** In debug form, or as one of the kinds whose functions get the usual form when they are called often. */
function debugUnit(
  chunk: CheckedChunk,
  source: string,
  chunkname: string,
  { openUpvalues, kind }: { openUpvalues: boolean; kind: DebugKind } = { openUpvalues: true, kind: "debug" },
): LoadedUnit {
  const numbers = { unitId: nextUnitId(), siteBase: nextSiteId() }
  const options = { ...numbers, chunkname, openUpvalues, collects: false, watch: null, forceYields }
  const compiled = debugCompiler().compileDebug(chunk, options, kind)
  const stubs = kind === "small" ? sharedStubs() : undefined
  const unit = loadCompiled(compiled, { source, chunkname, openUpvalues }, debugSupport().debugSupport, stubs)
  for (const { debug } of unit.prototypes) debug!.unit = unit
  return unit
}

/** Functions that are called while there are hooks run in debug form. form: the unit that has it. */
function entry(form: () => Unit): NonNullable<Unit["enter"]> {
  return (id, f, cells, args) => debugSupport().enterWatched(form().prototypes[id] as never, f, cells, args)
}

/**
 * Functions of shorter chunks share their JavaScript, though the engine then does not make calls of them part of what calls them. Such a chunk
 * counts for so many bytes, so that a program which loads many is tiered soon.
 */
const SMALL_CHUNK = 1024

/** Functions begin in debug form, whose instructions can be run as they are; those that are called often get the usual form. */
function tieredUnit(chunk: CheckedChunk, source: string, chunkname: string): LoadedUnit {
  const unit = debugUnit(chunk, source, chunkname, {
    openUpvalues: opensUpvaluesOf(source),
    kind: source.length < SMALL_CHUNK ? "small" : "tiered",
  })
  const usual = once(() => usualForms(chunk.main, unit))
  unit.promote = (id) => usual()(id)
  return unit
}

/** The usual forms of the functions of a tiered unit, by number. */
function usualForms(main: FunctionNode, tiered: LoadedUnit): NonNullable<Unit["promote"]> {
  const { source, chunkname, openUpvalues } = tiered
  const numbers = { unitId: nextUnitId(), siteBase: nextSiteId() }
  const watch = formOf(source) === "watched" ? alwaysWatched(source) : null
  const options = { ...numbers, chunkname, openUpvalues, collects: false, watch, forceYields }
  const compiled = compiler().compileLate(main, options)
  const unit = registerUnit({
    openUpvalues,
    factories: [],
    constants: compiled.constants,
    chunkname,
    source,
    prototypes: prototypesOf(compiled.functions),
    sites: [],
    keeps: [],
    shared: {},
    complete: (id) => completed(id).factory,
  })
  if (watch !== null) unit.enter = entry(() => tiered)
  const known: { factory: Factory; captures: ReturnType<typeof compiled.captures> }[] = []
  const completed = (id: number) => {
    if (known[id] === undefined) {
      const part = compiled.complete(id, nextSiteId())
      const captures = compiled.captures(id)
      // Functions are compiled with others and by themselves: each text has factories and resume bodies of its own.
      const own = { ...unit, factories: [...unit.factories], prototypes: [...unit.prototypes] }
      for (const f of part.functions) own.prototypes[f.id] = { ...own.prototypes[f.id]! }
      known[id] = { factory: completeFunction(own, part, support()) as Factory, captures }
    }
    return known[id]
  }
  return (id) => {
    const { factory, captures } = completed(id)
    return (cells: { v: unknown }[], isNew = false) =>
      factory(
        ...captures.map(({ upvalue, inCell, isSelf }) =>
          // The cell of a function that is being made still has what was there before.
          inCell ? cells[upvalue] : isSelf && isNew ? undefined : cells[upvalue]!.v,
        ),
      )
  }
}

function prototypesOf(functions: CompiledFunction[]): Prototype[] {
  return functions.map(prototypeOf)
}

function prototypeOf(f: CompiledFunction): Prototype {
  return { ...f.prototype, resume: null, compileResume: f.resume } as never
}

/** Registers what was compiled as a unit, and evaluates it. */
function loadCompiled(
  compiled: CompiledChunk,
  { source, chunkname, openUpvalues }: { source: string; chunkname: string; openUpvalues: boolean },
  names: object,
  stubs?: SharedStubs,
): LoadedUnit {
  const keeps: unknown[] = []
  registerSites(compiled.sites, keeps)
  const unit = registerUnit({
    openUpvalues,
    factories: [],
    constants: compiled.constants,
    chunkname,
    source,
    prototypes: prototypesOf(compiled.functions),
    sites: compiled.main.sites,
    keeps,
    shared: {},
    complete: (id) => completeFunction(unit, compiled.complete(id, nextSiteId()), names),
  })
  if (stubs === undefined) evaluate(compiled.main, unit, unit.id, names)
  else stubs.fill(unit)
  compiled.settle()
  endStart()
  return Object.assign(unit, { environmentInCell: compiled.environmentInCell })
}

/** Evaluates a function that was left for later, and those in it; returns its factory, or in debug form its body. */
function completeFunction(unit: Unit, part: CompiledPart, names: object): unknown {
  registerSites(part.sites, unit.keeps)
  for (const f of part.functions) {
    const known = unit.prototypes[f.id]
    // Loops that become functions are not known before.
    if (known === undefined) unit.prototypes[f.id] = prototypeOf(f)
    else Object.assign(known, { points: f.prototype.points, compileResume: f.resume })
  }
  const own = registerUnit({ ...unit, sites: part.main.sites })
  const made = evaluate(part.main, unit, own.id, names)
  part.settle()
  return made
}

/** limit: as parseChunk takes it. */
function parse(source: string, chunkname: string, limit: number): FunctionNode {
  return read(source, () => parseChunk(source, chunkname, limit))
}

function checked(source: string, chunkname: string): CheckedChunk {
  return read(source, () => checkChunk(source, chunkname, deferLimit(source)))
}

/** Raises LuaError for a syntax error. */
function read<T>(source: string, action: () => T): T {
  if (source.length >= LONG_SOURCE) endStart()
  try {
    return action()
  } catch (e) {
    throw parseFailure(e, source)
  }
}

const dataReader = once(() => lateModule<typeof import("./walker/data.ts")>("interpreter/walker/data"))

/** The compiler, which the simplest scripts do without. */
const compiler = once(() =>
  lateModule<typeof import("./compiler/compile.ts")>("interpreter/compiler/compile"),
)

/** The names that emitted code may use. */
const support = once(() => {
  const late = lateModule<typeof import("./runtime/support.ts")>("interpreter/runtime/support")
  late.keepOutOfLine()
  return late.support
})

/** The same for the debug form, and the part of the runtime that only that needs. */
const debugCompiler = once(() =>
  lateModule<typeof import("./compiler/debug/compile_debug.ts")>("interpreter/compiler/debug/compile_debug"),
)
const debugSupport = once(() =>
  lateModule<typeof import("./runtime/debug_support.ts")>("interpreter/runtime/debug_support"),
)
const sharedStubs = once(() => {
  const { SharedStubs, debugSupport: names } = debugSupport()
  return new SharedStubs(names, debugCompiler().sharedFactory)
})

function compile(
  tree: FunctionNode,
  { source, chunkname }: { source: string; chunkname: string },
  openUpvalues: boolean,
  numbers: { unitId: number; siteBase: number },
  watch: Watch | null = null,
): CompiledChunk {
  const collects = seesCollections(source)
  return compiler().compileChunk(tree, { ...numbers, chunkname, openUpvalues, collects, watch, forceYields })
}

/** Runs emitted text, which puts its factories into the unit; returns the first. `id` names it in stack traces. */
function evaluate(emitted: EmittedText, unit: Unit, id: number, names: object = support()): unknown {
  const make = new Function("R", "U", "C", "M", `${emitted.text}\n//# sourceURL=λ${id}`)
  return make(names, unit, unit.constants, unit.factories)
}

setResumeCompiler((unit: Unit, prototype: Prototype, points: Set<number>) => {
  const emitted = (prototype.compileResume as unknown as CompiledFunction["resume"])(points)
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
