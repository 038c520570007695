/** Indexing with metamethods (§2.4 __index, __newindex). Results may be YIELD. */
import { YIELD } from "../abi.ts"
import {
  getString,
  LuaTable,
  rawGet,
  rawSet,
  setField,
  setInt,
  appendElements,
  setString,
} from "../value/table.ts"
import { first, type LuaResult, type LuaValue } from "../value/value.ts"
import { runtimeError } from "./error.ts"
import { metamethod } from "./metatable.ts"
import { operandError } from "./operand_name.ts"
import { state } from "./state.ts"
import { raiseResult } from "./quiet_error.ts"

/** Longest chain of __index or __newindex handlers (MAXTAGLOOP). */
const MAX_CHAIN = 2000

/** `o[k]`: the value, or YIELD. */
export function index(o: LuaValue, k: LuaValue, site?: number): LuaResult {
  if (typeof o === "string" && typeof k === "string") {
    // Methods of strings: the usual metatable has the library as its __index.
    const library = state.metatables.string?.λhash === null ? fieldIndex(state.metatables.string) : undefined
    if (library !== undefined) {
      const v = (library as unknown as Record<string, LuaValue>)[k]
      if (v !== undefined) return v
    }
  }
  for (let i = 0; i < MAX_CHAIN; i++) {
    let handler: LuaValue
    if (o instanceof LuaTable) {
      const v = rawGet(o, k)
      if (v !== undefined) return v
      const meta: LuaTable | null = o.λmeta
      if (meta === null) return undefined
      handler = getString(meta, "__index")
      if (handler === undefined) return undefined
    } else {
      handler = metamethod(o, "__index")
      if (handler === undefined) return raiseResult(operandError("index", o, i === 0 ? 0 : -1, site))
    }
    if (typeof handler === "function") {
      const r = handler(o, k)
      return r === YIELD ? r : first(r)
    }
    o = handler
  }
  throw runtimeError("'__index' chain too long; possible loop", site)
}

/**
 * `o.k` where that is no property of `o` itself, for a name that only fields have: along a chain of `__index` tables as long
 * as it consists of records, as emitted code does (compiler/prelude.ts).
 */
export function indexField(o: LuaValue, k: string, site: number): LuaResult {
  let t = o as LuaTable
  for (let i = 0; i < MAX_CHAIN && t instanceof LuaTable && t.λhash === null; i++) {
    const meta: LuaTable | null = t.λmeta
    if (meta === null) return undefined
    const handler = (meta as unknown as { __index?: LuaValue }).__index
    if (!(handler instanceof LuaTable)) break
    const v = (handler as unknown as Record<string, LuaValue>)[k]
    if (v !== undefined) return v
    t = handler
  }
  return index(o, k, site)
}

function fieldIndex(meta: LuaTable): LuaTable | undefined {
  const library = (meta as unknown as { __index?: LuaValue }).__index
  return library instanceof LuaTable ? library : undefined
}

/** `o[k] = v`: undefined, or YIELD. */
export function setindex(o: LuaValue, k: LuaValue, v: LuaValue, site?: number): LuaResult {
  if (o instanceof LuaTable && o.λmeta === null) {
    if (typeof k === "number") {
      const arr = o.λarr
      const n = arr.length
      if (k === n + 1 && v !== undefined && o.λhash === null && n > 0) arr.push(v)
      else if (Number.isSafeInteger(k)) setInt(o, k, v)
      else rawset(o, k, v, site)
    } else if (typeof k === "string") setString(o, k, v)
    else rawset(o, k, v, site)
    return undefined
  }
  return setThroughChain(o, k, v, site)
}

function setThroughChain(o: LuaValue, k: LuaValue, v: LuaValue, site: number | undefined): LuaResult {
  for (let i = 0; i < MAX_CHAIN; i++) {
    let handler: LuaValue
    if (o instanceof LuaTable) {
      const meta = o.λmeta
      handler = meta === null || rawGet(o, k) !== undefined ? undefined : getString(meta, "__newindex")
      if (handler === undefined) {
        rawset(o, k, v, site)
        return undefined
      }
    } else {
      handler = metamethod(o, "__newindex")
      if (handler === undefined) return raiseResult(operandError("index", o, i === 0 ? 0 : -1, site))
    }
    if (typeof handler === "function") {
      const r = handler(o, k, v)
      return r === YIELD ? r : undefined
    }
    o = handler
  }
  throw runtimeError("'__newindex' chain too long; possible loop", site)
}

/** `o.field = v` where the emitted fast path did not hold. */
export function setfield(o: LuaValue, k: string, v: LuaValue, site?: number): LuaResult {
  if (o instanceof LuaTable) {
    const meta = o.λmeta
    if (meta === null || getString(meta, "__newindex") === undefined) {
      setField(o, k, v)
      return undefined
    }
  }
  return setThroughChain(o, k, v, site)
}

/** Raw write with the errors of an assignment. */
export function rawset(t: LuaTable, k: LuaValue, v: LuaValue, site?: number): void {
  if (k === undefined) throw runtimeError("table index is nil", site)
  if (k !== k) throw runtimeError("table index is NaN", site)
  rawSet(t, k, v)
}

/** Appends the positional items of a constructor behind the first `done` ones. */
export function append(t: LuaTable, done: number, values: LuaValue[]): void {
  const arr = t.λarr
  if (done === arr.length && t.λhash === null) {
    if (values.length === 0) return
    if (arr.length === 0) t.λarr = values
    else for (const v of values) arr.push(v)
    const result = t.λarr
    while (result.length > 0 && result[result.length - 1] === undefined) result.pop()
    return
  }
  if (done === arr.length && !t.λhash!.weak) appendElements(t, values)
  else for (let i = 0; i < values.length; i++) setInt(t, done + i + 1, values[i])
}
