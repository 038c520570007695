/** The registry of emitted texts: stack frames name them by number (`λ17`). */
import type { OperandName, Site, Unit } from "../abi.ts"

/**
 * Name of chunks that were dumped without debug information: they have no line numbers. Shown as `?`; no name that a
 * program gives has such a letter behind its NUL.
 */
export const STRIPPED = "=?\0λ"

/** The name of a chunk as the program sees it. */
export function sourceName(unit: Unit): string {
  return unit.chunkname === STRIPPED ? "=?" : unit.chunkname
}

/**
 * What is left of an operand's name without debug information, where upvalues have no names: so PUC does not recognise
 * globals. It would find the field or constant that was assigned to a local variable last; here locals are nameless.
 */
function strippedName(name: OperandName): OperandName {
  if (name.startsWith("local ")) return ""
  if (name.startsWith("upvalue ")) return "upvalue '?'"
  return name.replace(/^global /, "field ")
}

/** The names of a site's operands, "" for those without. */
export function namesAt(site: Site | undefined): OperandName[] {
  if (site === undefined) return []
  return site.chunkname === STRIPPED ? site.names.map(strippedName) : site.names
}

/** How the function that is called at a site is named, "" if it has no name. */
export function calledAt(site: Site | undefined): OperandName {
  const called = site?.called ?? ""
  return site?.chunkname === STRIPPED ? strippedName(called) : called
}

/** The line of a site; -1 if that is not known. */
export function lineOf(site: Site | undefined): number {
  return site === undefined || site.chunkname === STRIPPED ? -1 : site.line
}

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
