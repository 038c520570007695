/**
 * The registry of emitted texts: stack frames name them by number (`λ17`). It holds them weakly: a text lives as long as the functions
 * made of it, so that a program may load chunks for ever.
 */
import type { Site, Unit } from "../abi.ts"

const units = new Map<number, WeakRef<Unit>>()
let unitCount = 0

type GetSite = (index: number) => Site | undefined

/** Sites that were registered together, numbered from `start`. */
interface SiteRange {
  start: number
  get: WeakRef<GetSite>
}
let ranges: SiteRange[] = []
let siteCount = 0

/** What is lost is looked for when the registry has so many entries. */
const FEW_ENTRIES = 1000
let limit = FEW_ENTRIES

/** How many units are registered before the engine may collect them. */
const UNITS_KEPT = 128

/** The number that the next registered site will get. */
export function nextSiteId(): number {
  return siteCount
}

/** Registers the sites of a text, which were numbered from nextSiteId. keeps: that of its unit. */
export function registerSites(list: Site[], keeps: unknown[]): void {
  registerLateSites(list.length, (index) => list[index], keeps)
}

/** Registers sites that are made when they are asked for; the number of the first. */
export function registerLateSites(count: number, get: GetSite, keeps: unknown[]): number {
  const start = siteCount
  if (count > 0) {
    ranges.push({ start, get: new WeakRef(get) })
    keeps.push(get)
  }
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
  return range?.get.deref()?.(id - range.start)
}

/** The number that the next registered unit will get. */
export function nextUnitId(): number {
  return unitCount
}

/** Registers a unit and gives it its number. It must be reachable from its functions. */
export function registerUnit(unit: Omit<Unit, "id">): Unit {
  if (units.size + ranges.length >= limit) sweep()
  if (unitCount % UNITS_KEPT === UNITS_KEPT - 1) letGo()
  const registered = { ...unit, id: unitCount++ }
  registered.keeps.push(registered)
  units.set(registered.id, new WeakRef(registered))
  return registered
}

export function unitOf(id: number): Unit | undefined {
  return units.get(id)?.deref()
}

/** Drops the entries of what has been collected. */
function sweep(): void {
  for (const [id, unit] of units) if (unit.deref() === undefined) units.delete(id)
  ranges = ranges.filter(({ get }) => get.deref() !== undefined)
  limit = 2 * (units.size + ranges.length) + FEW_ENTRIES
  letGo()
}

/** What a WeakRef was made or asked for lives until the microtasks have run, of which there are none here. */
function letGo(): void {
  const { drainMicrotasks } = require("bun:jsc") as typeof import("bun:jsc")
  drainMicrotasks()
}
