/**
 * The lowered form of a function: structured statements over JavaScript expressions without side
 * effects. Everything that may call Lua code, and so may yield, is an `op` with a yield point of its
 * own; both printers (print_fast.ts, print_resume.ts) work from this form, so they cannot disagree.
 */
import type { Site } from "../abi.ts"

/**
 * What becomes of a result awaited at a yield point: its first value, all of it as it came, its truth
 * value, nothing, or the first value in unboxed form (types.ts).
 */
export type Post = "first" | "all" | "truthy" | "none" | "float"

/** A JS variable that holds a Lua local or the state of a loop, and those declared before it. */
export interface Scope {
  name: string
  outer: Scope | null
}

export interface Op {
  kind: "op"
  /** Statements that compute the result the fast way, ending in `;`, or "". */
  fast: string
  /** JS condition under which the fast way does not hold; null: `slow` is always evaluated. */
  slowIf: string | null
  /** A call expression; its value is a result, or YIELD. */
  slow: string
  /** Variable that takes the value; "" with post "none". */
  target: string
  post: Post
  /** A call of the program's own: not that of a metamethod or an iterator, which hardly ever yield. */
  isCall: boolean
  /** A call that may give floats: see joinOp in print_fast.ts. */
  mixed?: boolean
  /** Variables of the fast way alone, which gives them values before it reads them. */
  defines: string[]
  /** Number of the yield point, from 1. */
  point: number
  /** The variables in scope here. */
  scope: Scope | null
  site: Site
}

export type Node =
  | Op
  /**
   * Code that cannot yield; with a site if it can raise. `defines`, here and of a condition: variables it gives
   * new values before anything reads them, when that is not plain to see. `mayLeave`: the block that the code breaks, perhaps.
   */
  | { kind: "js"; code: string; site?: Site; defines?: string[]; mayLeave?: string }
  | { kind: "if"; condition: string; defines?: string[]; then: Node[]; orElse: Node[] }
  /** Endless; left by break, repeated by continue. */
  | { kind: "loop"; label: string; body: Node[]; scope: Scope | null }
  | { kind: "block"; label: string; body: Node[] }
  | { kind: "break"; label: string }
  | { kind: "continue"; label: string }
  /** `return <code>`; may be a tail call. */
  | { kind: "return"; code: string; site?: Site }

/** A lowered function: what both printers need. */
export interface LoweredFunction {
  id: number
  /** Name of the JS function: unit and number, so that a stack trace names both. */
  jsName: string
  /** JS names of captured variables handed to the factory. */
  captures: string[]
  /** Parameters of the JS function; `...$va` last for varargs. */
  parameters: string[]
  /** All other variables: locals and temporaries. */
  variables: string[]
  body: Node[]
  points: number
  /** The function mentions itself by its JS name (recursive `local function`). */
  usesSelf: boolean
  /** Of a loop that was made a function: the number of the function it was in (outline.ts). */
  loopOf?: number
}

/** A function that is left for later: what its factory needs. */
export type DeferredFunction = Pick<LoweredFunction, "id" | "jsName" | "captures" | "parameters">

/** The yield points' sites in order. */
export function pointSites(nodes: Node[], sites: Site[] = []): Site[] {
  for (const node of nodes) {
    if (node.kind === "op") sites[node.point - 1] = node.site
    else if (node.kind === "if") pointSites(node.orElse, pointSites(node.then, sites))
    else if (node.kind === "loop" || node.kind === "block") pointSites(node.body, sites)
  }
  return sites
}

/** True if there is such an operation inside. */
export function someOp(nodes: Node[], test: (op: Op) => boolean): boolean {
  for (const node of nodes) {
    if (node.kind === "op" && test(node)) return true
    if (node.kind === "if" && (someOp(node.then, test) || someOp(node.orElse, test))) return true
    if ((node.kind === "loop" || node.kind === "block") && someOp(node.body, test)) return true
  }
  return false
}
