/**
 * string.dump: a "binary chunk" is the header PUC's chunks begin with, then the text of the whole chunk
 * and the number of the function in it. Loading compiles the text again.
 */
import type { LuaFunction } from "../value/value.ts"
import { prototypeNamed } from "./stack.ts"
import { unitOf } from "./unit.ts"

const HEADER = "\x1bLuaT\x00\x19\x93\r\n\x1a\nslua"

/** A function's binary chunk; undefined for library functions. */
export function dumpFunction(f: LuaFunction, strip: boolean): string | undefined {
  if (prototypeNamed(f.name) === undefined) return undefined
  const [unitText, id] = f.name.slice(1).split("$") as [string, string]
  const unit = unitOf(Number(unitText))!
  const fields = [strip ? "=?" : unit.chunkname, id, unit.source]
  return HEADER + fields.map((field) => `${field.length}:${field}`).join("")
}

/** The contents of a binary chunk; undefined when it is damaged or not ours. */
export function readDump(binary: string): { chunkname: string; id: number; source: string } | undefined {
  if (!binary.startsWith(HEADER)) return undefined
  let at = HEADER.length
  const fields: string[] = []
  for (let i = 0; i < 3; i++) {
    const colon = binary.indexOf(":", at)
    const length = Number(binary.slice(at, colon))
    if (colon < 0 || !Number.isInteger(length) || colon + 1 + length > binary.length) return undefined
    fields.push(binary.slice(colon + 1, colon + 1 + length))
    at = colon + 1 + length
  }
  return { chunkname: fields[0]!, id: Number(fields[1]), source: fields[2]! }
}
