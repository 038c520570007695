/** debug.getlocal and debug.setlocal (§6.10, luaG_findlocal). */
import type { DebugFrame } from "../runtime/frame.ts"
import { prototypeNamed, unitNamed } from "../runtime/stack.ts"
import { STRIPPED } from "../runtime/site.ts"
import { debugPrototypeOf } from "../load.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkAny, checkSmallInteger } from "./args.ts"
import { levelOf, withThread, type Level } from "./debug_level.ts"

/** A place that holds a local value. */
interface Place {
  name: string
  get: () => LuaValue
  set: (value: LuaValue) => void
}

function element(name: string, values: LuaValue[], i: number): Place {
  return { name, get: () => values[i], set: (value) => (values[i] = value) }
}

/** Local number `n` of an activation: a variable, a vararg if negative, or what else is in its registers. */
function findLocal(frame: DebugFrame, n: number): Place | undefined {
  if (n < 0) return frame.va[-n - 1] === undefined && -n > frame.va.length ? undefined : vararg(frame, -n - 1)
  const { debug } = frame.prototype
  const stripped = unitNamed(frame.func.name)!.chunkname === STRIPPED
  const name = stripped ? undefined : debug.localName(n, frame.pc)
  if (name === undefined && (n < 1 || n > limitOf(frame))) return undefined
  return register(frame, n - 1, name ?? "(temporary)")
}

function vararg(frame: DebugFrame, i: number): Place {
  return element("(vararg)", frame.va, i)
}

/** How many registers are in use: those below the function that is being called. */
function limitOf(frame: DebugFrame): number {
  const { debug } = frame.prototype
  const call = frame.inHook && frame.co.λevent === null ? null : debug.callAt(frame.pc)
  if (call !== null) return call.limit
  const transferred = frame.transfer === null ? 0 : frame.transfer.first + frame.transfer.count - 1
  return Math.max(debug.maxStack, transferred)
}

function register(frame: DebugFrame, i: number, name: string): Place {
  const { debug } = frame.prototype
  const { pc } = frame
  const isCell = debug.locals.some(
    (local) => local.captured && local.register === i && local.cellStart <= pc && pc < local.end,
  )
  if (!isCell || frame.isBare) return element(name, frame.r, i)
  const cell = frame.r[i] as unknown as { v: LuaValue }
  return { name, get: () => cell.v, set: (value) => (cell.v = value) }
}

/** Argument or result of a library function. */
function nativeLocal(values: LuaValue[] | undefined, n: number): Place | undefined {
  if (values === undefined || n < 1 || n > values.length) return undefined
  return element("(C temporary)", values, n - 1)
}

/** The arguments of a library function that an activation in debug form calls. */
function argumentsOf(caller: DebugFrame | undefined): LuaValue[] | undefined {
  if (caller === undefined) return undefined
  const call = caller.prototype.debug.callAt(caller.pc)
  if (call === null) return undefined
  const end = call.count < 0 ? caller.top : call.arguments + call.count
  return caller.r.slice(call.arguments, end)
}

function localAt({ frame }: Level, n: number): Place | undefined {
  if (frame.kind === "native") return nativeLocal(frame.event?.values ?? argumentsOf(frame.caller), n)
  return frame.record && findLocal(frame.record, n)
}

/** Name of the `n`-th parameter of a function that is not running. */
function parameterName(f: LuaFunction, n: number): string | undefined {
  const prototype = prototypeNamed(f.name)
  const unit = unitNamed(f.name)
  if (prototype === undefined || unit === undefined || unit.chunkname === STRIPPED) return undefined
  return debugPrototypeOf(unit, prototype).localName(n, 0)
}

/** debug.getlocal([thread,] f, local) — §6.10. */
export function debugGetlocal(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  const n = checkSmallInteger(rest[1], 2 + shift, args.length)
  if (typeof rest[0] === "function") return parameterName(rest[0], n)
  const level = levelOf(co, checkSmallInteger(rest[0], 1 + shift, args.length), debugGetlocal)
  if (level === undefined) throw argumentError(1 + shift, "level out of range")
  const place = localAt(level, n)
  return place === undefined ? undefined : [place.name, place.get()]
}

/** debug.setlocal([thread,] level, local, value) — §6.10. */
export function debugSetlocal(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  const number = checkSmallInteger(rest[0], 1 + shift, args.length)
  const n = checkSmallInteger(rest[1], 2 + shift, args.length)
  const level = levelOf(co, number, debugSetlocal)
  if (level === undefined) throw argumentError(1 + shift, "level out of range")
  checkAny(3 + shift, args.length)
  const place = localAt(level, n)
  place?.set(rest[2])
  return place?.name
}
