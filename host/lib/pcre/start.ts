/** What a match can begin with, read off the tree: so that hopeless places are passed over. */
import type { CodeSet } from "./code_set.ts"
import type { Node, Pattern, VerbName } from "./node.ts"
import { byteSetOf, type Program } from "./program.ts"
import { bytesOf } from "./source.ts"

interface First {
  bytes: Uint8Array
  /** The match may be empty, or begin with anything. */
  isOpen: boolean
}

const OPEN: First = { bytes: new Uint8Array(256), isOpen: true }

function ofSet(set: CodeSet, isUtf: boolean): First {
  return { bytes: byteSetOf(set, isUtf).table.map((value) => (value === 0 ? 0 : 1)), isOpen: false }
}

const joined = (a: First, b: First): Uint8Array => a.bytes.map((value, i) => value | b.bytes[i]!)

function firstOf(node: Node, isUtf: boolean): First {
  switch (node.kind) {
    case "code": {
      const bytes = new Uint8Array(256)
      bytes[isUtf ? bytesOf(node.code).charCodeAt(0) : node.code] = 1
      return { bytes, isOpen: false }
    }
    case "set":
      return ofSet(node.set, isUtf)
    case "group":
    case "atomic":
      return firstOf(node.body, isUtf)
    case "repeat": {
      const body = firstOf(node.body, isUtf)
      return node.min === 0 ? { bytes: body.bytes, isOpen: true } : body
    }
    case "alternatives": {
      const all = node.items.map((item) => firstOf(item, isUtf))
      return {
        bytes: all
          .map((each) => each.bytes)
          .reduce((a, b) => joined({ bytes: a, isOpen: false }, { bytes: b, isOpen: false })),
        isOpen: all.some((each) => each.isOpen),
      }
    }
    case "sequence":
      return firstOfSequence(node.items, isUtf)
    default:
      return OPEN
  }
}

/** Whether an item matches nothing and looks at nothing but its place: what follows it decides. */
const isTransparent = (node: Node): boolean =>
  node.kind === "empty" || node.kind === "place" || (node.kind === "look" && !node.isBehind)

/** An open item lets the next one decide as well, if it can only be skipped because it is optional. */
function firstOfSequence(items: Node[], isUtf: boolean): First {
  let bytes = new Uint8Array(256)
  for (const item of items) {
    if (isTransparent(item)) continue
    const first = firstOf(item, isUtf)
    if (first.isOpen && item.kind !== "repeat") return OPEN
    if (first.isOpen && !isDecided(item)) return OPEN
    bytes = joined({ bytes, isOpen: false }, first) as typeof bytes
    if (!first.isOpen) return { bytes, isOpen: false }
  }
  return { bytes, isOpen: true }
}

/** Whether an optional item's own first bytes are known. */
function isDecided(item: Node): boolean {
  return item.kind === "repeat" && (item.body.kind === "code" || item.body.kind === "set")
}

/** The text with which every match begins; whether the item has nothing else. */
function prefixOf(node: Node, isUtf: boolean): { text: string; isWhole: boolean } {
  switch (node.kind) {
    case "code":
      return { text: isUtf ? bytesOf(node.code) : String.fromCharCode(node.code), isWhole: true }
    case "group":
    case "atomic":
      return prefixOf(node.body, isUtf)
    case "repeat":
      return { text: node.min > 0 ? prefixOf(node.body, isUtf).text : "", isWhole: false }
    case "sequence":
      return prefixOfSequence(node.items, isUtf)
    default:
      return { text: "", isWhole: isTransparent(node) || node.kind === "keep" }
  }
}

function prefixOfSequence(items: Node[], isUtf: boolean): { text: string; isWhole: boolean } {
  let text = ""
  for (const item of items) {
    // As in PCRE2, a literal behind verbs is searched for before these are met.
    if (text === "" && item.kind === "verb" && item.verb !== "ACCEPT" && item.verb !== "FAIL") continue
    const prefix = prefixOf(item, isUtf)
    text += prefix.text
    if (!prefix.isWhole) return { text, isWhole: false }
  }
  return { text, isWhole: true }
}

/** Whether a pattern has a verb of some kind, in assertions, too. */
function hasVerb(node: Node, test: (verb: VerbName) => boolean): boolean {
  switch (node.kind) {
    case "verb":
      return test(node.verb)
    case "sequence":
    case "alternatives":
      return node.items.some((item) => hasVerb(item, test))
    case "group":
    case "atomic":
    case "look":
    case "repeat":
      return hasVerb(node.body, test)
    case "condition":
      return hasVerb(node.yes, test) || hasVerb(node.no, test)
    default:
      return false
  }
}

/** Whether a match can end before the pattern does. */
const hasAccept = (node: Node): boolean => hasVerb(node, (verb) => verb === "ACCEPT")

/** A byte that every match has, the last such; -1 if none is known. */
function requiredByte(node: Node, isUtf: boolean): number {
  switch (node.kind) {
    case "code": {
      const bytes = isUtf ? bytesOf(node.code) : String.fromCharCode(node.code)
      return bytes.charCodeAt(bytes.length - 1)
    }
    case "sequence": {
      for (const item of node.items.toReversed()) {
        const byte = requiredByte(item, isUtf)
        if (byte >= 0) return byte
      }
      return -1
    }
    case "group":
    case "atomic":
      return requiredByte(node.body, isUtf)
    case "repeat":
      return node.min > 0 ? requiredByte(node.body, isUtf) : -1
    default:
      return -1
  }
}

/** Whether every match begins at an item of this kind. */
function beginsWith(node: Node, test: (node: Node) => boolean, mayBeAtomic: boolean): boolean {
  if (test(node)) return true
  switch (node.kind) {
    case "sequence":
      return beginsWith(node.items[0]!, test, mayBeAtomic)
    case "alternatives":
      return node.items.every((item) => beginsWith(item, test, mayBeAtomic))
    case "group":
      return beginsWith(node.body, test, mayBeAtomic)
    case "atomic":
      return mayBeAtomic && beginsWith(node.body, test, mayBeAtomic)
    default:
      return false
  }
}

/** Whether the tree has something that a leading ".*" must not anchor: references, calls, verbs. */
function isIntricate(node: Node): boolean {
  switch (node.kind) {
    case "reference":
    case "call":
    case "verb":
    case "condition":
      return true
    case "sequence":
    case "alternatives":
      return node.items.some(isIntricate)
    case "group":
    case "atomic":
    case "look":
    case "repeat":
      return isIntricate(node.body)
    default:
      return false
  }
}

const isSubjectStart = (node: Node): boolean => node.kind === "place" && node.place === "subjectStart"
const isHere = (node: Node): boolean => node.kind === "place" && node.place === "matchStart"
const isEverything = (node: Node, isUtf: boolean): boolean =>
  node.kind === "repeat" &&
  node.min === 0 &&
  node.max === Infinity &&
  node.mode !== "possessive" &&
  node.body.kind === "set" &&
  byteSetOf(node.body.set, isUtf).isAll

/** Where and with what matches of a pattern begin. */
export function startOf(pattern: Pattern): Pick<Program, "firstBytes" | "prefix" | "anchor" | "required"> {
  const { body, isUtf } = pattern
  const first = firstOf(body, isUtf)
  let anchor: Program["anchor"] = "none"
  if (beginsWith(body, isSubjectStart, true)) anchor = "start"
  else if (pattern.isAnchored || beginsWith(body, isHere, true)) anchor = "here"
  else if (!isIntricate(body) && beginsWith(body, (node) => isEverything(node, isUtf), false)) anchor = "here"
  // Passing over a place would hide a verb that is met there.
  const isUseless =
    first.isOpen || hasVerb(body, (verb) => verb !== "FAIL") || first.bytes.every((byte) => byte === 1)
  return {
    firstBytes: isUseless ? null : first.bytes,
    prefix: hasAccept(body) ? "" : prefixOf(body, isUtf).text,
    anchor,
    required: hasAccept(body) ? -1 : requiredByte(body, isUtf),
  }
}
