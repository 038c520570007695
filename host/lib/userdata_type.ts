/** Types of userdata that libraries of slua's own make. */
import { type LuaFunction, type LuaTable, makeLibrary, setField, state } from "../../interpreter/index.ts"

export interface UserdataType {
  /** In the registry, as the metatable's `__name`, and in messages. */
  name: string
  /** Makes the table in which the methods are looked up. */
  methods: () => LuaTable
  metamethods?: Record<string, LuaFunction>
}

/** A type's metatable: each Lua state has its own, made when it is first asked for, since programs may change it. */
export function metatableOf({ name, methods, metamethods = {} }: UserdataType): LuaTable {
  let meta = state.registry.get(name) as LuaTable | undefined
  if (meta === undefined) {
    meta = makeLibrary(null, metamethods)
    setField(meta, "__name", name)
    setField(meta, "__index", methods())
    state.registry.set(name, meta)
  }
  return meta
}
