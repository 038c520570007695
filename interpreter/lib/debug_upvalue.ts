/** The upvalue functions of the debug library (§6.10). */
import { Userdata } from "../value/userdata.ts"
import { NONE, type LuaFunction, type LuaResult, type LuaValue } from "../value/value.ts"
import { prototypeNamed, unitNamed } from "../runtime/stack.ts"
import { state } from "../runtime/state.ts"
import { STRIPPED } from "../runtime/site.ts"
import { cellsOf, joinCells, type Cell } from "../runtime/upvalue.ts"
import { argumentError, checkAny, checkFunction, checkSmallInteger } from "./args.ts"

interface Upvalue {
  name: string
  cell: Cell | undefined
}

function upvalueOf(f: LuaFunction, n: number): Upvalue | undefined {
  const prototype = prototypeNamed(f.name)
  if (prototype === undefined) {
    // As in C, where they have no names; what they hold is JavaScript's.
    return n >= 1 && n <= upvalueCount(f) ? { name: "", cell: undefined } : undefined
  }
  const name = prototype.upvalues[n - 1]
  if (name === undefined) return undefined
  const stripped = unitNamed(f.name)!.chunkname === STRIPPED
  return { name: stripped ? "(no name)" : name, cell: cellsOf(f)?.[n - 1] }
}

/** Iterators and the like, which library functions make, count as closures with one upvalue; others have none. */
export function upvalueCount(f: LuaFunction | undefined): number {
  return f === undefined || /^\[C\][a-z]/.test(f.name) ? 0 : 1
}

/** debug.getupvalue(f, up) — §6.10. */
export function debugGetupvalue(f: LuaValue, n: LuaValue): LuaResult {
  const index = checkSmallInteger(n, 2, arguments.length)
  const up = upvalueOf(checkFunction(f, 1, arguments.length) as LuaFunction, index)
  if (up === undefined) return NONE
  return [up.name, up.cell === undefined ? environmentOf(f as LuaFunction, up.name) : up.cell.v]
}

/** The value of `_ENV` where upvalues are not open: the globals, if the chunk was loaded for them and never names it. */
function environmentOf(f: LuaFunction, upvalue: string): LuaValue {
  if (upvalue !== "_ENV") return undefined
  const unit = unitNamed(f.name)!
  return unit.main !== undefined && !unit.source.includes("_ENV") ? state.globals : undefined
}

/** debug.setupvalue(f, up, value) — §6.10. */
export function debugSetupvalue(f: LuaValue, n: LuaValue, value: LuaValue): LuaResult {
  checkAny(3, arguments.length)
  const index = checkSmallInteger(n, 2, arguments.length)
  const up = upvalueOf(checkFunction(f, 1, arguments.length) as LuaFunction, index)
  if (up?.cell === undefined) return NONE
  up.cell.v = value
  return up.name
}

/** debug.upvalueid(f, n) — §6.10: a light userdata; here one userdata per variable. */
export function debugUpvalueid(f: LuaValue, n: LuaValue): LuaResult {
  const index = checkSmallInteger(n, 2, arguments.length)
  const fn = checkFunction(f, 1, arguments.length) as LuaFunction
  const up = upvalueOf(fn, index)
  if (up === undefined) return undefined
  return idOf(up.cell ?? fn)
}

const ids = new WeakMap<object, Userdata>()
function idOf(cell: object): Userdata {
  let id = ids.get(cell)
  if (id === undefined) {
    id = new Userdata(cell, undefined, true)
    ids.set(cell, id)
  }
  return id
}

/** debug.upvaluejoin(f1, n1, f2, n2) — §6.10. */
export function debugUpvaluejoin(f1: LuaValue, n1: LuaValue, f2: LuaValue, n2: LuaValue): LuaResult {
  const count = arguments.length
  const i = checkSmallInteger(n1, 2, count)
  const to = checkFunction(f1, 1, count) as LuaFunction
  if (upvalueOf(to, i) === undefined) throw argumentError(2, "invalid upvalue index")
  const j = checkSmallInteger(n2, 4, count)
  const from = checkFunction(f2, 3, count) as LuaFunction
  if (upvalueOf(from, j) === undefined) throw argumentError(4, "invalid upvalue index")
  if (prototypeNamed(to.name) === undefined) throw argumentError(1, "Lua function expected")
  if (prototypeNamed(from.name) === undefined) throw argumentError(3, "Lua function expected")
  joinCells(to, i - 1, from, j - 1)
  return NONE
}
