/** The tree without a case for each kind of node, for those who look for a few kinds. */

/** Parts of a node that lead out of its own expression or statement. */
const REFERENCES = new Set(["variable", "variables", "label"])

/** What a node, or a list of them, has: expressions, statements, lists, and other values. */
export function partsOf(node: object): unknown[] {
  if (Array.isArray(node)) return node
  return Object.entries(node).flatMap(([key, part]) => (REFERENCES.has(key) ? [] : [part]))
}
