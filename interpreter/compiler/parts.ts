/** The tree without a case for each kind of node, for those who look for a few kinds. */

/** Parts of a node that lead out of its own expression or statement. */
const REFERENCES = new Set(["variable", "variables", "label"])

/** Calls `visit` with what a node, or a list of them, has: expressions, statements, lists, and other values. */
export function eachPart(node: object, visit: (part: unknown) => void): void {
  for (const key in node) if (!REFERENCES.has(key)) visit((node as Record<string, unknown>)[key])
}
