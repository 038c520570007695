/** Full userdata: a host value with a metatable (files; host objects). */
import { sealPrototype } from "./number.ts"
import type { LuaTable } from "./table.ts"

export class Userdata {
  /** Not null without one: null marks a table without metatable for the emitted fast paths. */
  λmeta: LuaTable | undefined
  λvalue: unknown
  constructor(value: unknown, meta?: LuaTable) {
    this.λmeta = meta
    this.λvalue = value
  }
}
sealPrototype(Userdata)
