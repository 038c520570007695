/**
 * string.dump: a "binary chunk" is the header PUC's chunks begin with, then the text of the function.
 * Loading compiles the text again. As in PUC, what follows the chunk is ignored.
 */
import type { Prototype } from "../abi.ts"
import type { LuaFunction } from "../value/value.ts"
import { outerConstants } from "./outer_constants.ts"
import { STRIPPED } from "./site.ts"
import { prototypeNamed, unitNamed } from "./stack.ts"

/**
 * PUC's header: signature, version, format, data that transfers in text mode would damage, sizes of an
 * instruction, an integer and a float, and one sample of each; and what is said when one is not as it should be.
 */
const PARTS: readonly (readonly [bytes: string, complaint: string])[] = [
  ["\x1bLua", "not a binary chunk"],
  ["\x54", "version mismatch"],
  ["\x00", "format mismatch"],
  ["\x19\x93\r\n\x1a\n", "corrupted chunk"],
  ["\x04", "Instruction size mismatch"],
  ["\x08", "lua_Integer size mismatch"],
  ["\x08", "lua_Number size mismatch"],
  ["\x78\x56\0\0\0\0\0\0", "integer format mismatch"],
  ["\0\0\0\0\0\x28\x77\x40", "float format mismatch"],
]
/** Fewer than the locals that a function may have. */
const MOST_LOCALS = 150

/** A function's binary chunk; undefined for library functions. */
export function dumpFunction(f: LuaFunction, strip: boolean): string | undefined {
  const prototype = prototypeNamed(f.name)
  if (prototype === undefined) return undefined
  const unit = unitNamed(f.name)!
  const isMain = prototype.line === 0
  const source = isMain ? unit.source : closedText(prototype, unit.source)
  const stripped = strip || unit.chunkname === STRIPPED
  const header = PARTS.map(([bytes]) => bytes).join("")
  const fields = [isMain ? "0" : "1", stripped ? "1" : "0", stripped ? "" : unit.chunkname, source]
  return header + fields.map((field) => `${field.length}:${field}`).join("")
}

/**
 * A chunk that returns just this function: constants from outside and its upvalues as locals in their order, its text
 * without a name, on the lines where it stood.
 */
function closedText(prototype: Prototype, source: string): string {
  const { upvalues, name, line, start, end } = prototype
  const text = source.slice(start, end)
  const open = openParenthesis(text)
  const self = name !== null && name.includes(":") ? "self" : ""
  const parameters = self !== "" && prototype.params + Number(prototype.isVararg) > 1 ? "self," : self
  const lines = "\n".repeat(Math.max(0, line - 1))
  const body = `(${parameters}${text.slice(open + 1)}`
  const inName = text.slice(0, open).split("\n").length - 1
  // A function whose name goes on over lines begins where its name does, which holds for statements only.
  const own = unusedName(text)
  const result =
    inName === 0
      ? `return function${body}`
      : `local ${own} function ${own}${"\n".repeat(inName)}${body} return ${own}`
  return lines + withLocals([...outerConstants(source, start), ...upvalues], result)
}

/** Declarations of local variables before a statement; in more than one function if they are too many for that. */
function withLocals(declarations: string[], statement: string): string {
  const here = declarations.slice(0, MOST_LOCALS).map((text) => `local ${text} `)
  const others = declarations.slice(MOST_LOCALS)
  if (others.length === 0) return here.join("") + statement
  return `${here.join("")}return (function() ${withLocals(others, statement)} end)()`
}

/** A name that does not occur in a text. */
function unusedName(text: string): string {
  let name = "f"
  while (text.includes(name)) name += "_"
  return name
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

/** What is wrong with the text of a binary chunk that does not compile. */
export const CORRUPTED = "corrupted chunk"
const TRUNCATED = "truncated chunk"

/** The contents of a binary chunk, or what is wrong with it, in the order in which PUC looks (lundump.c). */
export function readDump(binary: string): Dump | string {
  let at = 0
  for (const [bytes, complaint] of PARTS) {
    if (binary.length < at + bytes.length) return TRUNCATED
    if (!binary.startsWith(bytes, at)) return complaint
    at += bytes.length
  }
  const fields: string[] = []
  while (fields.length < 4) {
    const digits = /(\d*)(:?)/y
    digits.lastIndex = at
    const [all, length, colon] = digits.exec(binary)!
    at += all.length
    if (colon === "") return at === binary.length ? TRUNCATED : CORRUPTED
    const end = at + Number(length)
    if (end > binary.length) return TRUNCATED
    fields.push(binary.slice(at, end))
    at = end
  }
  const [id, stripped, chunkname, source] = fields as [string, string, string, string]
  return { chunkname: stripped === "1" ? STRIPPED : chunkname, id: Number(id), source }
}

/** How a binary chunk is called in messages about it: not as in messages about texts. */
export function binaryName(chunkname: string): string {
  if (chunkname.startsWith("=") || chunkname.startsWith("@")) return chunkname.slice(1)
  return chunkname.startsWith("\x1b") ? "binary string" : chunkname
}
