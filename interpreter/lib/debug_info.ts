/** debug.getinfo (§6.10, lua_getinfo). */
import { LuaTable, setField, setInt } from "../value/table.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { frameName } from "../runtime/call_name.ts"
import { prototypeNamed, unitNamed } from "../runtime/stack.ts"
import { lineOf, sourceName, STRIPPED } from "../runtime/site.ts"
import type { Prototype, Unit } from "../abi.ts"
import { debugPrototypeOf } from "../load.ts"
import { chunkId } from "../syntax/chunk_id.ts"
import { argumentError, checkSmallInteger, optString } from "./args.ts"
import { functionOf, levelOf, withThread, type Level } from "./debug_level.ts"
import { upvalueCount } from "./debug_upvalue.ts"
import { keep } from "../runtime/keep.ts"

/** A function, or a level of the stack. */
interface Subject {
  f: LuaFunction | undefined
  unit: Unit | undefined
  prototype: Prototype | undefined
  level: Level | undefined
}

function ofFunction(f: LuaFunction): Subject {
  return { f, unit: unitNamed(f.name), prototype: prototypeNamed(f.name), level: undefined }
}

function ofLevel(level: Level): Subject {
  // A function without debug form for which a hook is running is not on JavaScript's stack.
  if (level.frame.kind === "native" && level.frame.event !== undefined)
    return { ...ofFunction(level.frame.event.f), level }
  const lua = level.frame.kind === "lua" ? level.frame : undefined
  return { f: functionOf(level), unit: lua?.unit, prototype: lua?.prototype, level }
}

/** debug.getinfo([thread,] f [, what]) — §6.10. */
export function debugGetinfo(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  const what = optString(rest[1], 2 + shift, args.length, "flnSrtu")
  if (what.startsWith(">")) throw argumentError(2 + shift, "invalid option '>'")
  let subject: Subject
  if (typeof rest[0] === "function") subject = ofFunction(rest[0])
  else {
    const level = levelOf(co, checkSmallInteger(rest[0], 1 + shift, args.length), debugGetinfo)
    if (level === undefined) return undefined
    subject = ofLevel(level)
  }
  if (/[^SlnrutLf]/.test(what)) throw argumentError(2 + shift, "invalid option")
  return keep(describe(subject, what))
}

function describe(s: Subject, what: string): LuaTable {
  const t = new LuaTable()
  const put = (key: string, value: LuaValue): void => setField(t, key, value)
  if (what.includes("S")) putSource(s, put)
  if (what.includes("l")) {
    const frame = s.level?.frame
    put("currentline", frame?.kind === "lua" ? lineOf(frame.site) : -1)
  }
  if (what.includes("u")) {
    const p = s.prototype
    put("nups", p === undefined ? upvalueCount(s.f) : p.upvalues.length)
    put("nparams", p === undefined ? 0 : p.params)
    put("isvararg", p === undefined ? true : p.isVararg)
  }
  if (what.includes("n")) {
    const called = s.level === undefined ? undefined : frameName(s.level.frame, s.level.caller)
    put("name", called?.name)
    put("namewhat", called?.kind ?? "")
  }
  if (what.includes("r")) {
    const transfer = transferOf(s.level)
    put("ftransfer", (transfer?.first ?? 0) & 0xffff)
    // PUC keeps both in 16 bits.
    put("ntransfer", (transfer?.count ?? 0) & 0xffff)
  }
  if (what.includes("t"))
    put("istailcall", s.level?.frame.kind === "lua" && s.level.frame.record?.isTail === true)
  if (what.includes("L")) put("activelines", activeLines(s))
  if (what.includes("f")) put("func", s.f)
  return t
}

function putSource({ unit, prototype: p }: Subject, put: (key: string, value: LuaValue) => void): void {
  put("source", unit === undefined ? "=[C]" : sourceName(unit))
  put("short_src", unit === undefined ? "[C]" : chunkId(unit.chunkname))
  put("what", p === undefined ? "C" : p.line === 0 ? "main" : "Lua")
  put("linedefined", p === undefined ? -1 : p.line)
  // As in PUC, main functions have none.
  put("lastlinedefined", p === undefined ? -1 : p.line === 0 ? 0 : p.endLine)
}

/** The values that a call or return hook may look at. */
function transferOf(level: Level | undefined) {
  if (level === undefined) return null
  const { frame } = level
  return frame.kind === "lua" ? frame.record?.transfer : frame.event?.transfer
}

/** The lines of a function that have instructions. */
function activeLines({ unit, prototype }: Subject): LuaTable | undefined {
  if (unit === undefined || prototype === undefined) return undefined
  const t = new LuaTable()
  if (unit.chunkname === STRIPPED) return t
  const { lines } = debugPrototypeOf(unit, prototype)
  // The instruction that prepares varargs is not one of the program's.
  for (const line of prototype.isVararg ? lines.slice(1) : lines) setInt(t, line, true)
  return t
}
