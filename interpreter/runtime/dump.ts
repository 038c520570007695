/**
 * string.dump: a "binary chunk" is the header PUC's chunks begin with, then the text of the whole chunk
 * and the number of the function in it. Loading compiles the text again.
 */
import type { LuaFunction } from "../value/value.ts"
import { prototypeNamed } from "./stack.ts"
import { unitOf } from "./unit.ts"

/**
 * PUC's header: signature, version, format, data that transfers in text mode would damage, sizes of an
 * instruction, an integer and a float, and one sample of each.
 */
const HEADER = "\x1bLuaT\x00\x19\x93\r\n\x1a\n\x04\x08\x08\x78\x56\0\0\0\0\0\0\0\0\0\0\0\x28\x77\x40"

/** A function's binary chunk; undefined for library functions. */
export function dumpFunction(f: LuaFunction, strip: boolean): string | undefined {
  if (prototypeNamed(f.name) === undefined) return undefined
  const [unitText, id] = f.name.slice(1).split("$") as [string, string]
  const unit = unitOf(Number(unitText))!
  const fields = [strip ? "=?" : unit.chunkname, id, unit.source]
  return HEADER + fields.map((field) => `${field.length}:${field}`).join("")
}

export interface Dump {
  chunkname: string
  /** Number of the function in the chunk. */
  id: number
  source: string
}

/** The contents of a binary chunk, or what is wrong with it. */
export function readDump(binary: string): Dump | string {
  if (!binary.startsWith(HEADER))
    return HEADER.startsWith(binary) ? "truncated chunk" : "not a binary chunk of this version"
  let at = HEADER.length
  const fields: string[] = []
  for (let i = 0; i < 3; i++) {
    const colon = binary.indexOf(":", at)
    const length = Number(binary.slice(at, colon))
    if (colon < 0 || !Number.isInteger(length) || colon + 1 + length > binary.length) return "truncated chunk"
    fields.push(binary.slice(colon + 1, colon + 1 + length))
    at = colon + 1 + length
  }
  return { chunkname: fields[0]!, id: Number(fields[1]), source: fields[2]! }
}
