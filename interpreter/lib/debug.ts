/** The debug library (§6.10); its larger parts have files of their own. */
import { LuaTable } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import { all, NONE, type LuaResult, type LuaValue } from "../value/value.ts"
import { toDisplay } from "../runtime/barrier.ts"
import { getMetatable } from "../runtime/metatable.ts"
import { protectedCall } from "../runtime/protected.ts"
import { state } from "../runtime/state.ts"
import { traceback } from "../runtime/traceback.ts"
import { basicType } from "../runtime/type_name.ts"
import { checkFinalizer } from "../runtime/finalizer.ts"
import { setMetatable } from "../runtime/weak.ts"
import { loadText } from "../load.ts"
import { isNumber } from "../value/number.ts"
import { checkAny, checkSmallInteger, checkString, optSmallInteger, typeError } from "./args.ts"
import { debugGethook, debugSethook } from "./debug_hook.ts"
import { debugGetinfo } from "./debug_info.ts"
import { withThread } from "./debug_level.ts"
import { debugGetlocal, debugSetlocal } from "./debug_local.ts"
import { registry } from "./debug_registry.ts"
import { debugGetupvalue, debugSetupvalue, debugUpvalueid, debugUpvaluejoin } from "./debug_upvalue.ts"
import { makeLibrary } from "./library.ts"
import { standardInput, writeStderr } from "./standard_stream.ts"
import { keep } from "../runtime/keep.ts"

/** LUAI_MAXCCALLS. */
const C_STACK_LIMIT = 200

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
  else if (v instanceof Userdata) {
    v.λmeta = table ?? undefined
    if (table !== null) checkFinalizer(v, table)
  } else state.metatables[basicType(v) as keyof typeof state.metatables] = table
  return v
}

/** debug.getuservalue(u, n) — §6.10. slua's userdata have none. */
function debugGetuservalue(_u: LuaValue, n: LuaValue): LuaResult {
  optSmallInteger(n, 2, arguments.length, 1)
  return undefined
}

/** debug.setuservalue(udata, value, n) — §6.10. */
function debugSetuservalue(u: LuaValue, _value: LuaValue, n: LuaValue): LuaResult {
  optSmallInteger(n, 3, arguments.length, 1)
  if (!(u instanceof Userdata) || u.λlight) throw typeError(u, 1, arguments.length, "userdata")
  checkAny(2, arguments.length)
  return undefined
}

/** debug.getregistry() — §6.10. */
function debugGetregistry(): LuaResult {
  return registry()
}

/** debug.setcstacklimit(limit) — §6.10: there for compatibility; the limit stays what it is. */
function debugSetcstacklimit(limit: LuaValue): LuaResult {
  checkSmallInteger(limit, 1, arguments.length)
  return C_STACK_LIMIT
}

/** debug.traceback([thread,] [message [, level]]) — §6.10. */
function debugTraceback(...args: LuaValue[]): LuaResult {
  const { co, rest, shift } = withThread(args)
  const message = rest[0]
  if (message !== undefined && typeof message !== "string" && !isNumber(message)) return message
  const text = message === undefined ? undefined : checkString(message, 1 + shift, args.length)
  const own = co === state.current
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

export function openDebug(): LuaTable {
  return makeLibrary("debug", {
    debug: debugDebug,
    gethook: debugGethook,
    getinfo: debugGetinfo,
    getlocal: debugGetlocal,
    getmetatable: debugGetmetatable,
    getregistry: debugGetregistry,
    getupvalue: debugGetupvalue,
    getuservalue: debugGetuservalue,
    setcstacklimit: debugSetcstacklimit,
    sethook: debugSethook,
    setlocal: debugSetlocal,
    setmetatable: debugSetmetatable,
    setupvalue: debugSetupvalue,
    setuservalue: debugSetuservalue,
    traceback: debugTraceback,
    upvalueid: debugUpvalueid,
    upvaluejoin: debugUpvaluejoin,
  })
}
