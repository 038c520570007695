/** The items of a table constructor whose values are computed one by one, as compiled code sets them. */
import { append, rawset } from "../runtime/access.ts"
import { isDigit, isLetter } from "../syntax/scan.ts"
import { LuaTable, setField } from "../value/table.ts"
import type { LuaValue } from "../value/value.ts"

/** Positional items are appended in batches of this size. */
const BATCH = 1024

/** A table being made: fields are set at once, positional items in batches and at the end. */
export class TableItems {
  readonly table = new LuaTable()
  #pending: LuaValue[] = []
  #count = 0

  add(...values: LuaValue[]): void {
    this.#pending.push(...values)
    if (this.#pending.length >= BATCH) this.#flush()
  }

  /** Sets a field under a constant key: names become record fields. */
  set(key: string, value: LuaValue): void {
    if (isName(key)) setField(this.table, key, value)
    else rawset(this.table, key, value)
  }

  end(): LuaTable {
    if (this.#pending.length > 0) this.#flush()
    return this.table
  }

  #flush(): void {
    append(this.table, this.#count, this.#pending)
    this.#count += this.#pending.length
    this.#pending = []
  }
}

function isName(key: string): boolean {
  if (!isLetter(key.charCodeAt(0))) return false
  for (let i = 1; i < key.length; i++) {
    const code = key.charCodeAt(i)
    if (!isLetter(code) && !isDigit(code)) return false
  }
  return true
}
