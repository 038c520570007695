/** Setting metatables; the place where tables become weak (§2.5.4), or finalizable. */
import { LuaHash } from "../value/hash.ts"
import { getString, type LuaTable } from "../value/table.ts"
import { rehome } from "../value/traversal.ts"
import { WeakHash } from "../value/weak_hash.ts"
import { checkFinalizer } from "./finalizer.ts"

/** Sets or removes a metatable. Whether the table is weak is decided here, from its `__mode` at this time. */
export function setMetatable(t: LuaTable, meta: LuaTable | null): void {
  const mode = meta === null ? undefined : getString(meta, "__mode")
  t.λmeta = meta
  const keys = typeof mode === "string" && mode.includes("k")
  const values = typeof mode === "string" && mode.includes("v")
  const old = t.λhash
  if (keys || values) {
    if (!(old instanceof WeakHash) || old.weakKeys !== keys || old.weakValues !== values)
      rehome(t, new WeakHash(keys, values))
  } else if (old instanceof WeakHash) rehome(t, new LuaHash())
  if (meta !== null) checkFinalizer(t, meta)
}
