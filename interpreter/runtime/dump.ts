/**
 * string.dump: a "binary chunk" is the header PUC's chunks begin with, then the text of the function.
 * Loading compiles the text again.
 */
import type { Prototype } from "../abi.ts"
import type { LuaFunction } from "../value/value.ts"
import { STRIPPED } from "./unit.ts"
import { prototypeNamed, unitNamed } from "./stack.ts"

/**
 * PUC's header: signature, version, format, data that transfers in text mode would damage, sizes of an
 * instruction, an integer and a float, and one sample of each.
 */
const HEADER = "\x1bLuaT\x00\x19\x93\r\n\x1a\n\x04\x08\x08\x78\x56\0\0\0\0\0\0\0\0\0\0\0\x28\x77\x40"

/** A function's binary chunk; undefined for library functions. */
export function dumpFunction(f: LuaFunction, strip: boolean): string | undefined {
  const prototype = prototypeNamed(f.name)
  if (prototype === undefined) return undefined
  const unit = unitNamed(f.name)!
  const isMain = prototype.line === 0
  const source = isMain ? unit.source : closedText(prototype, unit.source)
  const fields = [strip ? STRIPPED : unit.chunkname, isMain ? "0" : "1", source]
  return HEADER + fields.map((field) => `${field.length}:${field}`).join("")
}

/**
 * A chunk that returns just this function: its upvalues as locals in their order, its text without a
 * name, on the lines where it stood.
 */
function closedText(prototype: Prototype, source: string): string {
  const { upvalues, name, line, start, end } = prototype
  const text = source.slice(start, end)
  const open = openParenthesis(text)
  const self = name !== null && name.includes(":") ? "self" : ""
  const parameters = self !== "" && prototype.params + Number(prototype.isVararg) > 1 ? "self," : self
  const locals = upvalues.length === 0 ? "" : `local ${upvalues.join(",")} `
  // Lines between `function` and the parenthesis belong to the name that is left out.
  const before = text.slice(0, open).split("\n").length - 1
  const lines = "\n".repeat(Math.max(0, line - 1) + before)
  return `${lines}${locals}return function(${parameters}${text.slice(open + 1)}`
}

/** Place of the parenthesis that opens the parameters, past the name and comments. */
function openParenthesis(text: string): number {
  for (let at = 0; ; at++) {
    if (text[at] === "(") return at
    if (!text.startsWith("--", at)) continue
    const long = /^--\[(=*)\[/.exec(text.slice(at))
    const close = long === null ? "\n" : `]${long[1]!}]`
    at = text.indexOf(close, at) + close.length - 1
  }
}

export interface Dump {
  chunkname: string
  /** 0: the chunk itself was dumped; 1: the function that it returns. */
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
