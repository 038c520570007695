/**
 * Upvalues as debug sees them. Only chunks compiled with open upvalues register their closures: there
 * every captured variable is a cell `{v}`.
 */
import { once } from "../value/once.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"

export interface Cell {
  v: LuaValue
}

interface Closure {
  cells: Cell[]
  rebind: (index: number, cell: Cell) => void
}

const closures = once(() => new WeakMap<LuaFunction, Closure>())

/** Notes the cells of a closure, in the order of its prototype's upvalue names, and how to replace one. */
export function registerClosure(f: LuaFunction, cells: Cell[], rebind: Closure["rebind"]): LuaFunction {
  closures().set(f, { cells, rebind })
  return f
}

/** The cells of a closure; undefined when its chunk keeps upvalues closed, or for library functions. */
export function cellsOf(f: LuaFunction): Cell[] | undefined {
  return closures().get(f)?.cells
}

/** Makes upvalue `i` of one closure refer to upvalue `j` of another; both count from 0. */
export function joinCells(to: LuaFunction, i: number, from: LuaFunction, j: number): void {
  const target = closures().get(to)
  const cell = cellsOf(from)?.[j]
  if (target === undefined || cell === undefined) return
  target.cells[i] = cell
  target.rebind(i, cell)
}
