/** Table constructors. */
import type { Expression, TableItem } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { arrayText, lowerList } from "./lower_call.ts"
import { lowerAll, lowerPinned, pinBefore } from "./operand.ts"
import { isIdentifier } from "./identifier.ts"

/** Fields beyond this number are set one by one. */
const SHAPE_LIMIT = 48
/** Positional items are appended in batches of this size, so that temporaries stay few. */
const BATCH = 50

export function lowerTable(b: FunctionBuilder, e: Expression & { type: "Table" }): Operand {
  if (e.items.length === 0) return fresh("new T()")
  if (isRecord(e.items)) return lowerRecord(b, e.items)
  if (e.items.length <= BATCH && e.items.every((item) => item.type === "Positional"))
    return lowerArray(b, e.items)
  return lowerMixed(b, e.items)
}

/** A constructor call: allocation is not an effect, but each evaluation makes a new table. */
function fresh(js: string): Operand {
  return { js, type: "table", stable: false, name: "" }
}

function isRecord(items: TableItem[]): boolean {
  if (items.length > SHAPE_LIMIT) return false
  const seen = new Set<string>()
  for (const item of items) {
    if (item.type !== "Keyed" || item.key.type !== "String" || !isIdentifier(item.key.value)) return false
    if (seen.has(item.key.value)) return false
    seen.add(item.key.value)
  }
  return true
}

function lowerRecord(b: FunctionBuilder, items: TableItem[]): Operand {
  const fields = items.map((item) => (item as { key: { value: string } }).key.value)
  const values = lowerAll(
    b,
    items.map((item) => item.value),
  )
  return fresh(`new ${b.chunk.prelude.shape(fields)}(${values.map((v) => v.js).join(",")})`)
}

function lowerArray(b: FunctionBuilder, items: TableItem[]): Operand {
  const operands: Operand[] = []
  const last = lowerList(
    b,
    items.map((item) => item.value),
    operands,
  )
  return fresh(`adopt(new T(),${arrayText(operands, last)})`)
}

/**
 * Everything is evaluated in order; fields are set at once, positional items in batches and at the
 * end, so that of `{1, [1]=2}` the positional one stays, as in PUC.
 */
function lowerMixed(b: FunctionBuilder, items: TableItem[]): Operand {
  const table = b.temp()
  b.js(`${table} = new T();`)
  const mark = b.tempMark
  let pending: Operand[] = []
  let count = 0
  let plain = true
  const named = new Set<string>()
  const flush = (last: string | null): void => {
    if (pending.length > 0 || last !== null) b.js(`append(${table}, ${count}, ${arrayText(pending, last)});`)
    count += pending.length
    pending = []
    b.releaseTemps(mark)
  }
  items.forEach((item, index) => {
    if (item.type === "Keyed") {
      const before = b.out.length
      plain = setKeyed(b, table, item, plain, named)
      pinBefore(b, pending, before)
      return
    }
    const isLast = index === items.length - 1
    const last = lowerList(b, [item.value], pending, { multi: isLast })
    if (last !== null || pending.length === BATCH) flush(last)
  })
  flush(null)
  return { js: table, type: "table", stable: true, name: "" }
}

/**
 * Sets one field of a table that is being made; `plain`: it has no hash part yet. Whether that is still so.
 * named: constant names that have been set, perhaps to be overwritten with nil.
 */
function setKeyed(
  b: FunctionBuilder,
  table: string,
  item: TableItem & { type: "Keyed" },
  plain: boolean,
  named: Set<string>,
): boolean {
  if (item.key.type === "String" && isIdentifier(item.key.value)) {
    const { js } = lowerPinned(b, item.value)
    const test = named.has(item.key.value) ? "" : `if(${js}!==void 0)`
    named.add(item.key.value)
    if (plain) b.js(`${test}${table}.${item.key.value}=${js};`)
    else b.js(`setField(${table}, "${item.key.value}", ${js});`)
    return plain
  }
  const [k, v] = lowerAll(b, [item.key, item.value]) as [Operand, Operand]
  const site = b.chunk.site(item.line, [])
  b.js(`rawset(${table}, ${k.js}, ${v.js}, ${site.id});`, site)
  return false
}
