/** The registry of emitted texts: stack frames name them by number (`λ17`). */
import type { Site, Unit } from "../abi.ts"

const units: Unit[] = []

/** Sites that were registered together, numbered from `start`. */
interface SiteRange {
  start: number
  get: (index: number) => Site | undefined
}
const ranges: SiteRange[] = []
let siteCount = 0

/** The number that the next registered site will get. */
export function nextSiteId(): number {
  return siteCount
}

/** Registers the sites of a text, which were numbered from nextSiteId. */
export function registerSites(list: Site[]): void {
  registerLateSites(list.length, (index) => list[index])
}

/** Registers sites that are made when they are asked for; the number of the first. */
export function registerLateSites(count: number, get: SiteRange["get"]): number {
  const start = siteCount
  if (count > 0) ranges.push({ start, get })
  siteCount += count
  return start
}

export function siteOf(id: number): Site | undefined {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ranges[middle]!.start <= id) low = middle + 1
    else high = middle
  }
  const range = ranges[low - 1]
  return range?.get(id - range.start)
}

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
