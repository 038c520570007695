/** Patterns as trees, and how they are put together. */
import type { LuaFunction, LuaTable, LuaValue } from "../../../../interpreter/index.ts"

/** Bytes, by code: 1 for those that belong to the set. */
export type ByteSet = Uint8Array

export type Tree =
  | { kind: "string"; text: string }
  | { kind: "set"; set: ByteSet }
  | { kind: "any"; count: number }
  | { kind: "true" | "false" }
  | { kind: "utf8"; low: number; high: number }
  | { kind: "sequence" | "choice"; a: Tree; b: Tree }
  | { kind: "repeat" | "not" | "and"; a: Tree }
  | { kind: "behind"; a: Tree; length: number }
  /** A rule of the grammar around it. */
  | { kind: "call"; key: unknown }
  | Grammar
  | { kind: "capture"; capture: Capture; a: Tree }
  | { kind: "runtime"; a: Tree; f: LuaFunction }

export interface Grammar {
  kind: "grammar"
  /** By key; the initial rule comes first. */
  rules: Map<unknown, Tree>
}

/** What becomes of what a pattern matched. */
export type Capture =
  | { kind: "simple" | "position" | "table" | "substitution" }
  | { kind: "constant"; values: LuaValue[] }
  | { kind: "argument"; index: number }
  | { kind: "string"; format: string }
  | { kind: "number"; index: number }
  | { kind: "query"; table: LuaTable }
  | { kind: "function" | "fold" | "accumulator"; f: LuaValue }
  | { kind: "group"; name: LuaValue }
  | { kind: "back"; name: LuaValue }

export const TRUE: Tree = { kind: "true" }
export const FALSE: Tree = { kind: "false" }

/** Captures that are made at one place, without a pattern inside. */
const POINTS = ["position", "constant", "argument", "back"]

export function isPoint(capture: Capture): boolean {
  return POINTS.includes(capture.kind)
}

export function setOf(test: (byte: number) => boolean): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, byte) => (test(byte) ? 1 : 0))
}

/** The set that a pattern of one byte matches. */
export function asSet(tree: Tree): ByteSet | undefined {
  if (tree.kind === "set") return tree.set
  if (tree.kind === "any" && tree.count === 1) return setOf(() => true)
  if (tree.kind !== "string" || tree.text.length !== 1) return undefined
  const code = tree.text.charCodeAt(0)
  return setOf((byte) => byte === code)
}

export function text(bytes: string): Tree {
  return bytes === "" ? TRUE : { kind: "string", text: bytes }
}

export function sequence(a: Tree, b: Tree): Tree {
  if (a.kind === "false" || b.kind === "true") return a
  if (a.kind === "true") return b
  return { kind: "sequence", a, b }
}

export function choice(a: Tree, b: Tree): Tree {
  const [left, right] = [asSet(a), asSet(b)]
  if (left !== undefined && right !== undefined)
    return { kind: "set", set: setOf((byte) => left[byte] === 1 || right[byte] === 1) }
  if (b.kind === "false" || cannotFail(a)) return a
  if (a.kind === "false") return b
  return { kind: "choice", a, b }
}

export function difference(a: Tree, b: Tree): Tree {
  const [left, right] = [asSet(a), asSet(b)]
  if (left !== undefined && right !== undefined)
    return { kind: "set", set: setOf((byte) => left[byte] === 1 && right[byte] === 0) }
  return sequence({ kind: "not", a: b }, a)
}

/** At least n times; at most -n times for negative n. */
export function repetition(a: Tree, n: number): Tree {
  if (n >= 0) {
    let tree: Tree = { kind: "repeat", a }
    for (let i = 0; i < n; i++) tree = sequence(a, tree)
    return tree
  }
  let tree: Tree = choice(a, TRUE)
  for (let i = 1; i < -n; i++) tree = choice(sequence(a, tree), TRUE)
  return tree
}

/** Whether a pattern matches everywhere. */
function cannotFail(tree: Tree): boolean {
  switch (tree.kind) {
    case "true":
    case "repeat":
      return true
    case "sequence":
      return cannotFail(tree.a) && cannotFail(tree.b)
    case "choice":
      return cannotFail(tree.b)
    case "and":
    case "capture":
      return cannotFail(tree.a)
    default:
      return false
  }
}
