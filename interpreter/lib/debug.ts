/** The debug library (§6.10): what needs no hooks and no locals of running functions. */
import { Coroutine } from "../value/coroutine.ts"
import { LuaTable, setField, setInt, tableOf } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import { all, NONE, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { addressOf } from "../runtime/address.ts"
import { toDisplay } from "../runtime/barrier.ts"
import { keep } from "../runtime/call.ts"
import { calledName } from "../runtime/call_name.ts"
import { stackOf } from "../runtime/coroutine.ts"
import { getMetatable } from "../runtime/metatable.ts"
import { protectedCall } from "../runtime/protected.ts"
import { prototypeNamed, type StackFrame } from "../runtime/stack.ts"
import { state } from "../runtime/state.ts"
import { liveStack, traceback } from "../runtime/traceback.ts"
import { basicType } from "../runtime/type_name.ts"
import { lineOf, unitOf } from "../runtime/unit.ts"
import { cellsOf, joinCells, type Cell } from "../runtime/upvalue.ts"
import { setMetatable } from "../runtime/weak.ts"
import type { Prototype, Unit } from "../abi.ts"
import { loadText } from "../load.ts"
import { chunkId } from "../syntax/chunk_id.ts"
import { isNumber } from "../value/number.ts"
import {
  argumentError,
  checkAny,
  checkFunction,
  checkSmallInteger,
  checkString,
  optSmallInteger,
  optString,
  typeError,
} from "./args.ts"
import { makeLibrary } from "./library.ts"
import { standardInput, writeStderr } from "./standard_stream.ts"

/** An optional first thread argument shifts the others by one. */
function withThread(args: LuaValue[]): { co: Coroutine | undefined; rest: LuaValue[]; shift: number } {
  const co = args[0]
  return co instanceof Coroutine
    ? { co, rest: args.slice(1), shift: 1 }
    : { co: undefined, rest: args, shift: 0 }
}

/** debug.getmetatable(value) — §6.10. */
function debugGetmetatable(v: LuaValue): LuaResult {
  checkAny(1, arguments.length)
  return getMetatable(v) ?? undefined
}

/** debug.setmetatable(value, table) — §6.10. */
function debugSetmetatable(v: LuaValue, meta: LuaValue): LuaResult {
  if (meta !== undefined && !(meta instanceof LuaTable))
    throw typeError(meta, 2, arguments.length, "nil or table")
  const table = meta ?? null
  if (v instanceof LuaTable) setMetatable(v, table)
  else if (v instanceof Userdata) v.λmeta = table ?? undefined
  else state.metatables[basicType(v) as keyof typeof state.metatables] = table
  return v
}

/** debug.getuservalue(u, n) — §6.10. slua's userdata have none. */
function debugGetuservalue(): LuaResult {
  return [undefined, false]
}

/** debug.setuservalue(udata, value, n) — §6.10. */
function debugSetuservalue(u: LuaValue): LuaResult {
  if (!(u instanceof Userdata) || u.λlight) throw typeError(u, 1, arguments.length, "userdata")
  return undefined
}

/** debug.getregistry() — §6.10. */
function debugGetregistry(): LuaResult {
  let registry = state.registry.get("registry")
  if (registry === undefined) {
    registry = tableOf([])
    state.registry.set("registry", registry)
  }
  return registry
}

/** debug.traceback([thread,] [message [, level]]) — §6.10. */
function debugTraceback(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  const message = rest[0]
  if (message !== undefined && typeof message !== "string" && !isNumber(message)) return message
  const text = message === undefined ? undefined : checkString(message, 1 + shift, args.length)
  const own = co === undefined || co === state.current
  const level = optSmallInteger(rest[1], 2 + shift, args.length, own ? 1 : 0)
  return keep(traceback(text, level, own ? undefined : co))
}

/** debug.debug() — §6.10: runs lines of standard input until one is `cont`. */
function debugDebug(): LuaResult {
  for (;;) {
    writeStderr("lua_debug> ")
    const line = standardInput().readLine(true)
    if (line === undefined || line === "cont\n") return NONE
    const [ok, error] = all(protectedCall(() => loadText(line, "=(debug command)")(), [], undefined))
    if (ok !== true) writeStderr(`${toDisplay(error)}\n`)
  }
}

// -- getinfo ----------------------------------------------------------------------------------------

/** How many JS frames a level may be away. */
const NEAR_LEVELS = 1000

interface Subject {
  f: LuaValue
  unit: Unit | undefined
  prototype: Prototype | undefined
  frame: StackFrame | undefined
  caller: StackFrame | undefined
}

function ofFunction(f: LuaFunction): Subject {
  const prototype = prototypeNamed(f.name)
  const unit = prototype === undefined ? undefined : unitOf(Number(f.name.slice(1, f.name.indexOf("$"))))
  return { f, unit, prototype, frame: undefined, caller: undefined }
}

function ofLevel(stack: StackFrame[], level: number): Subject | undefined {
  const frame = stack[level]
  if (frame === undefined) return undefined
  const lua = frame.kind === "lua" ? frame : undefined
  return { f: undefined, unit: lua?.unit, prototype: lua?.prototype, frame, caller: stack[level + 1] }
}

/** debug.getinfo([thread,] f [, what]) — §6.10. */
function debugGetinfo(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  const what = optString(rest[1], 2 + shift, args.length, "flnSrtu")
  if (/[^SlnrutLf]/.test(what)) throw argumentError(2 + shift, "invalid option")
  let subject: Subject | undefined
  if (typeof rest[0] === "function") subject = ofFunction(rest[0])
  else {
    const level = checkSmallInteger(rest[0], 1 + shift, args.length)
    if (level < 0) return undefined
    subject = ofLevel(co === undefined || co === state.current ? liveStack(NEAR_LEVELS) : stackOf(co), level)
  }
  if (subject === undefined) return undefined
  return keep(describe(subject, what))
}

function describe(s: Subject, what: string): LuaTable {
  const t = new LuaTable()
  const put = (key: string, value: LuaValue): void => setField(t, key, value)
  const p = s.prototype
  if (what.includes("S")) {
    put("source", s.unit === undefined ? "=[C]" : s.unit.chunkname)
    put("short_src", s.unit === undefined ? "[C]" : chunkId(s.unit.chunkname))
    put("what", p === undefined ? "C" : p.line === 0 ? "main" : "Lua")
    put("linedefined", p === undefined ? -1 : p.line)
    put("lastlinedefined", p === undefined ? -1 : p.line === 0 ? -1 : p.endLine)
  }
  if (what.includes("l")) put("currentline", s.frame?.kind === "lua" ? lineOf(s.frame.site) : -1)
  if (what.includes("u")) {
    put("nups", p === undefined ? 0 : p.upvalues.length)
    put("nparams", p === undefined ? 0 : p.params)
    put("isvararg", p === undefined ? true : p.isVararg)
  }
  if (what.includes("n")) {
    const called = s.frame === undefined ? undefined : calledName(s.caller)
    put("name", called?.name)
    put("namewhat", called?.kind ?? "")
  }
  if (what.includes("t")) put("istailcall", false)
  if (what.includes("r")) {
    put("ftransfer", 0)
    put("ntransfer", 0)
  }
  if (what.includes("f")) put("func", s.f)
  if (what.includes("L") && p !== undefined) put("activelines", activeLines(p, s.unit!))
  return t
}

/** The lines of a function that hold code, as far as its sites tell. */
function activeLines(p: Prototype, unit: Unit): LuaTable {
  const t = new LuaTable()
  for (const site of unit.sites)
    if (site !== undefined && (p.line === 0 || (site.line >= p.line && site.line <= p.endLine)))
      setInt(t, site.line, true)
  return t
}

// -- upvalues -----------------------------------------------------------------------------------------

interface Upvalue {
  name: string
  cell: Cell | undefined
}

function upvalueOf(f: LuaFunction, n: number): Upvalue | undefined {
  const names = prototypeNamed(f.name)?.upvalues
  const name = names?.[n - 1]
  return name === undefined ? undefined : { name, cell: cellsOf(f)?.[n - 1] }
}

/** debug.getupvalue(f, up) — §6.10. */
function debugGetupvalue(f: LuaValue, n: LuaValue): LuaResult {
  const index = checkSmallInteger(n, 2, arguments.length)
  const up = upvalueOf(checkFunction(f, 1, arguments.length) as LuaFunction, index)
  return up === undefined ? NONE : [up.name, up.cell?.v]
}

/** debug.setupvalue(f, up, value) — §6.10. */
function debugSetupvalue(f: LuaValue, n: LuaValue, value: LuaValue): LuaResult {
  checkAny(3, arguments.length)
  const index = checkSmallInteger(n, 2, arguments.length)
  const up = upvalueOf(checkFunction(f, 1, arguments.length) as LuaFunction, index)
  if (up?.cell === undefined) return NONE
  up.cell.v = value
  return up.name
}

/** debug.upvalueid(f, n) — §6.10: a light userdata; here one userdata per variable. */
function debugUpvalueid(f: LuaValue, n: LuaValue): LuaResult {
  const index = checkSmallInteger(n, 2, arguments.length)
  const fn = checkFunction(f, 1, arguments.length) as LuaFunction
  const up = upvalueOf(fn, index)
  if (up === undefined)
    return prototypeNamed(fn.name) === undefined && index === 1 ? addressOf(fn) : undefined
  return up.cell === undefined ? undefined : idOf(up.cell)
}

const ids = new WeakMap<Cell, Userdata>()
function idOf(cell: Cell): Userdata {
  let id = ids.get(cell)
  if (id === undefined) {
    id = new Userdata(cell, undefined, true)
    ids.set(cell, id)
  }
  return id
}

/** debug.upvaluejoin(f1, n1, f2, n2) — §6.10. */
function debugUpvaluejoin(f1: LuaValue, n1: LuaValue, f2: LuaValue, n2: LuaValue): LuaResult {
  const count = arguments.length
  const i = checkSmallInteger(n1, 2, count)
  const to = checkFunction(f1, 1, count) as LuaFunction
  if (upvalueOf(to, i) === undefined) throw argumentError(2, "invalid upvalue index")
  const j = checkSmallInteger(n2, 4, count)
  const from = checkFunction(f2, 3, count) as LuaFunction
  if (upvalueOf(from, j) === undefined) throw argumentError(4, "invalid upvalue index")
  joinCells(to, i - 1, from, j - 1)
  return NONE
}

export function openDebug(): LuaTable {
  return makeLibrary("debug", {
    debug: debugDebug,
    getinfo: debugGetinfo,
    getmetatable: debugGetmetatable,
    getregistry: debugGetregistry,
    getupvalue: debugGetupvalue,
    getuservalue: debugGetuservalue,
    setmetatable: debugSetmetatable,
    setupvalue: debugSetupvalue,
    setuservalue: debugSetuservalue,
    traceback: debugTraceback,
    upvalueid: debugUpvalueid,
    upvaluejoin: debugUpvaluejoin,
  })
}
