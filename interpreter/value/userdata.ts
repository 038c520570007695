/** Userdata: a host value with a metatable (files; host objects). */
import { sealPrototype } from "./prototype.ts"
import type { LuaTable } from "./table.ts"

export class Userdata {
  /** Not null without one: null marks a table without metatable for the emitted fast paths. */
  λmeta: LuaTable | undefined
  λvalue: unknown
  /** Light userdata (§4.2): a bare pointer, by which something is known. */
  readonly λlight: boolean
  constructor(value: unknown, meta?: LuaTable, isLight = false) {
    this.λmeta = meta
    this.λvalue = value
    this.λlight = isLight
  }
}
sealPrototype(Userdata)
