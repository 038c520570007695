/** With which bytes a match can begin: what lets a choice pass over what cannot match. */
import { isNullable, isQuiet } from "./check.ts"
import { asSet, type ByteSet, setOf, type Tree } from "./tree.ts"

/** Trees of the rules around. */
export type RuleTrees = Map<unknown, Tree> | undefined

/** The bytes; undefined if the match may be empty, or if a function decides. */
export function firstSet(tree: Tree, rules: RuleTrees, open: readonly unknown[] = []): ByteSet | undefined {
  switch (tree.kind) {
    case "string": {
      const code = tree.text.charCodeAt(0)
      return setOf((byte) => byte === code)
    }
    case "false":
      return setOf(() => false)
    case "set":
      return tree.set
    case "any":
      return asSet({ kind: "any", count: 1 })
    case "capture":
      return firstSet(tree.a, rules, open)
    case "sequence":
      return firstOfSequence(tree.a, tree.b, rules, open)
    case "choice":
      return union(firstSet(tree.a, rules, open), firstSet(tree.b, rules, open))
    case "grammar":
      return firstSet(tree.rules.values().next().value!, tree.rules)
    case "call":
      return open.includes(tree.key) ? undefined : firstSet(rules!.get(tree.key)!, rules, [...open, tree.key])
    default:
      return undefined
  }
}

function firstOfSequence(a: Tree, b: Tree, rules: RuleTrees, open: readonly unknown[]): ByteSet | undefined {
  const first = firstSet(a, rules, open)
  if (first !== undefined) return first
  const second = firstSet(b, rules, open)
  // What looks ahead or is empty leaves it to what follows.
  if (a.kind === "true" || a.kind === "behind") return second
  if (a.kind === "not" || a.kind === "and") return isQuiet(a.a) ? second : undefined
  if (a.kind === "capture" && a.a.kind === "true") return second
  if (a.kind === "repeat") return union(firstSet(a.a, rules, open), second)
  return a.kind === "choice" && a.b.kind === "true" && !isNullable(a.a, rules)
    ? union(firstSet(a.a, rules, open), second)
    : undefined
}

function union(a: ByteSet | undefined, b: ByteSet | undefined): ByteSet | undefined {
  return a && b && setOf((byte) => a[byte] === 1 || b[byte] === 1)
}
