/**
 * Compiled chunks as data, which other threads can be given so that they need not parse the source again.
 * Everything is text: what only errors and suspended coroutines need is read when they do.
 */
import type { Prototype, Site } from "./abi.ts"
import type { CompiledChunk } from "./compiler/compile.ts"
import { LuaFloat, LuaInt64, type LuaNumber } from "./value/number.ts"

/** A compiled chunk; can be cloned (postMessage). */
export interface PortableChunk {
  source: string
  chunkname: string
  openUpvalues: boolean
  /** The text names its unit and sites by number: it fits only where these are the next ones. */
  unitId: number
  siteBase: number
  siteCount: number
  environmentInCell: boolean
  text: string
  /** A float as its value, a 64-bit integer as its halves. */
  constants: (number | [number, number])[]
  /** PortableDetails as JSON. */
  details: string
}

interface PortableDetails {
  sites: Site[]
  /** Numbers of the sites in `sites` of each line of the text, -1 for none. */
  lines: number[]
  /** The same for the yield points. */
  prototypes: (Omit<PrototypeData, "points"> & { points: number[] })[]
}

type PrototypeData = Omit<Prototype, "compileResume" | "resume">

/** What PortableDetails stands for. */
export interface ChunkDetails {
  sites: Site[]
  lines: (Site | undefined)[]
  prototypes: PrototypeData[]
}

/** Packs a compiled chunk. */
export function packChunk(
  compiled: CompiledChunk,
  origin: Pick<PortableChunk, "source" | "chunkname" | "openUpvalues" | "unitId" | "siteBase">,
): PortableChunk {
  const numberOf = (site: Site | undefined) => (site === undefined ? -1 : site.id - origin.siteBase)
  const details: PortableDetails = {
    sites: compiled.sites,
    lines: Array.from(compiled.main.sites, numberOf),
    prototypes: compiled.functions.map(({ prototype }) => ({
      ...prototype,
      points: prototype.points.map(numberOf),
    })),
  }
  return {
    ...origin,
    siteCount: compiled.sites.length,
    environmentInCell: compiled.environmentInCell,
    text: compiled.main.text,
    constants: compiled.constants.map(packNumber),
    details: JSON.stringify(details),
  }
}

/** A chunk that each thread has to compile for itself. */
export function sourceOnly(source: string, chunkname: string): PortableChunk {
  return {
    source,
    chunkname,
    openUpvalues: false,
    unitId: -1,
    siteBase: -1,
    siteCount: 0,
    environmentInCell: false,
    text: "",
    constants: [],
    details: "",
  }
}

/** Reads the details again. */
export function unpackDetails(text: string): ChunkDetails {
  const { sites, lines, prototypes } = JSON.parse(text) as PortableDetails
  return {
    sites,
    lines: lines.map((number) => sites[number]),
    prototypes: prototypes.map((p) => ({ ...p, points: p.points.map((number) => sites[number]!) })),
  }
}

function packNumber(n: LuaNumber): number | [number, number] {
  if (n instanceof LuaInt64) return [n.λhi, n.λlo]
  return n instanceof LuaFloat ? n.λn : n
}

/** Undoes packNumber: constants that are not boxed floats or wide integers are literals in the text. */
export function unpackNumber(n: number | [number, number]): LuaNumber {
  return Array.isArray(n) ? new LuaInt64(n[0], n[1]) : new LuaFloat(n)
}
