/** What messages may say of sites: less, where a chunk was dumped without debug information. */
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
