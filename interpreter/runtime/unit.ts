/** The registry of emitted texts: stack frames name them by number (`λ17`). */
import type { Unit } from "../abi.ts"

const units: Unit[] = []

/** The number that the next registered unit will get. */
export function nextUnitId(): number {
  return units.length
}

/** Registers a unit and gives it its number. */
export function registerUnit(unit: Omit<Unit, "id">): Unit {
  const registered = { ...unit, id: units.length }
  units.push(registered)
  return registered
}

export function unitOf(id: number): Unit | undefined {
  return units[id]
}
