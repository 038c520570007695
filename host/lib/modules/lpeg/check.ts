/** What is to be known of patterns before they may be used: empty loops, left recursion, fixed length. */
import { isNumber, type LuaValue, toDisplay, typeName } from "../../../../interpreter/index.ts"
import type { Grammar, Tree } from "./tree.ts"

/** A pattern that cannot be. */
export class Malformed extends Error {}

type Rules = Grammar["rules"] | undefined

/** Whether a pattern may match without consuming anything. Calls of rules that are not known do not. */
export function isNullable(tree: Tree, rules?: Rules, open = new Set<unknown>()): boolean {
  switch (tree.kind) {
    case "true":
    case "repeat":
    case "not":
    case "and":
    case "behind":
      return true
    case "any":
      return tree.count === 0
    case "sequence":
      return isNullable(tree.a, rules, open) && isNullable(tree.b, rules, open)
    case "choice":
      return isNullable(tree.a, rules, open) || isNullable(tree.b, rules, open)
    case "capture":
    case "runtime":
      return isNullable(tree.a, rules, open)
    case "grammar":
      return isNullable(initialRule(tree), tree.rules)
    case "call": {
      const rule = rules?.get(tree.key)
      if (rule === undefined || open.has(tree.key)) return false
      return isNullable(rule, rules, new Set(open).add(tree.key))
    }
    default:
      return false
  }
}

export function initialRule(grammar: Grammar): Tree {
  return grammar.rules.values().next().value!
}

/** A rule's key as messages show it. */
export function ruleName(key: unknown): string {
  const value = key as LuaValue
  const isText = typeof value === "string" || isNumber(value)
  return `'${isText ? toDisplay(value) : `(a ${typeName(value)})`}'`
}

/**
 * Raises unless every rule exists, does not begin with itself, and has no loop over the empty string. The
 * latter two do not matter for rules that nothing calls.
 */
export function checkGrammar(grammar: Grammar): void {
  const used = new Set([grammar.rules.keys().next().value])
  for (const tree of grammar.rules.values()) {
    checkCalls(tree, grammar.rules)
    for (const part of parts(tree)) if (part.kind === "call") used.add(part.key)
  }
  for (const key of used) checkLeft(grammar.rules, key)
  for (const [key, tree] of grammar.rules)
    if (used.has(key) && hasEmptyLoop(tree, grammar.rules))
      throw new Malformed(`empty loop in rule ${ruleName(key)}`)
}

/** Raises if a pattern calls a rule that there is not. */
export function checkCalls(tree: Tree, rules: Rules): void {
  for (const part of parts(tree)) {
    if (part.kind !== "call" || rules?.has(part.key)) continue
    const where = rules === undefined ? "used outside a grammar" : "undefined in given grammar"
    throw new Malformed(`rule ${ruleName(part.key)} ${where}`)
  }
}

/** A tree and all that is in it; a grammar inside stands for itself only. */
function* parts(tree: Tree): Generator<Tree> {
  const open = [tree]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    yield part
    if ("b" in part) open.push(part.b)
    if ("a" in part) open.push(part.a)
  }
}

/** Raises if a rule can come to itself without consuming anything. */
function checkLeft(rules: NonNullable<Rules>, key: unknown): void {
  const visited = new Set<unknown>()
  const visit = (tree: Tree): void => {
    switch (tree.kind) {
      case "sequence":
        visit(tree.a)
        if (isNullable(tree.a, rules)) visit(tree.b)
        return
      case "choice":
        visit(tree.a)
        visit(tree.b)
        return
      case "repeat":
      case "not":
      case "and":
      case "capture":
      case "runtime":
      case "behind":
        visit(tree.a)
        return
      case "call":
        if (tree.key === key) throw new Malformed(`rule ${ruleName(key)} may be left recursive`)
        if (visited.has(tree.key)) return
        visited.add(tree.key)
        visit(rules.get(tree.key)!)
    }
  }
  visit(rules.get(key)!)
}

function hasEmptyLoop(tree: Tree, rules: Rules): boolean {
  for (const part of parts(tree)) if (part.kind === "repeat" && isNullable(part.a, rules)) return true
  return false
}

/** The number of bytes that a pattern always matches; undefined if that varies. */
export function fixedLength(tree: Tree): number | undefined {
  switch (tree.kind) {
    case "string":
      return tree.text.length
    case "set":
      return 1
    case "any":
      return tree.count
    case "true":
    case "false":
    case "not":
    case "and":
    case "behind":
      return 0
    case "utf8": {
      const [low, high] = [utf8Length(tree.low), utf8Length(tree.high)]
      return low === high ? low : undefined
    }
    case "sequence": {
      const [a, b] = [fixedLength(tree.a), fixedLength(tree.b)]
      return a === undefined || b === undefined ? undefined : a + b
    }
    case "choice": {
      const [a, b] = [fixedLength(tree.a), fixedLength(tree.b)]
      return a === b ? a : undefined
    }
    case "capture":
      return fixedLength(tree.a)
    case "grammar":
      return tree.rules.size === 1 && !hasCalls(initialRule(tree))
        ? fixedLength(initialRule(tree))
        : undefined
    default:
      return undefined
  }
}

function hasCalls(tree: Tree): boolean {
  for (const part of parts(tree)) if (part.kind === "call") return true
  return false
}

/** Whether a pattern surely calls no function while it matches. */
export function isQuiet(tree: Tree): boolean {
  for (const part of parts(tree))
    if (part.kind === "runtime" || part.kind === "call" || part.kind === "grammar") return false
  return true
}

/** Whether a pattern makes captures. */
export function hasCaptures(tree: Tree): boolean {
  for (const part of parts(tree))
    if (part.kind === "capture" || part.kind === "runtime") return true
    else if (part.kind === "grammar" && [...part.rules.values()].some(hasCaptures)) return true
  return false
}

function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
