/**
 * Letting go of values early. The engine keeps alive what JavaScript variables hold, those too that will not be read
 * again. In chunks whose program can see when something is collected, temporaries and variables that are out of scope
 * are set to nil before everything that may call the collector: a call, or a checkpoint of a loop. What the
 * arguments of earlier calls have left on the stack is overwritten before calls of collectgarbage.
 */
import { eachIdentifier } from "./identifier.ts"
import type { LoweredFunction, Node, Op } from "./ir.ts"
import { liveBefore } from "./liveness.ts"

/** A call whose arguments take the places of earlier ones. */
const COVER = `cover(${Array(16).fill("0").join(",")});`

/** What loops do in each round, in such chunks: they may be paused for a collection. */
export const CHECKPOINT = {
  slowIf: "--budget.left<0",
  slow: `(${COVER.slice(0, -1)},checkpoint(true))`,
  target: "",
  post: "none",
} as const

/** Adds the assignments to a function's body. Parameters are in scope all the time. */
export function releaseVariables(f: LoweredFunction): void {
  const live = liveBefore(f, f.variables)
  f.body = new Releaser(new Set(f.variables), (node) => live.get(node)).list(f.body, new Set())
}

class Releaser {
  readonly #mine: Set<string>
  readonly #liveBefore: (node: Node) => Set<string> | undefined

  constructor(mine: Set<string>, liveBefore: (node: Node) => Set<string> | undefined) {
    this.#mine = mine
    this.#liveBefore = liveBefore
  }

  /**
   * used: variables that may hold something when the nodes begin; those when they end are added to it.
   */
  list(nodes: Node[], used: Set<string>): Node[] {
    const out: Node[] = []
    for (const node of nodes) {
      if (node.kind === "op") {
        const dead = this.#deadBefore(node, used)
        if (dead.length > 0) out.push({ kind: "js", code: dead.map((name) => `${name} = void 0;`).join(" ") })
        for (const name of dead) used.delete(name)
        if (callsCollector(node)) out.push({ kind: "js", code: COVER })
      }
      // The engine's optimised code for the loop may never use the places of what was computed before it.
      if (node.kind === "loop") out.push({ kind: "js", code: COVER })
      out.push(this.#node(node, used))
    }
    return out
  }

  #deadBefore(node: Op, used: Set<string>): string[] {
    const kept = new Set(this.#liveBefore(node))
    for (let s = node.scope; s !== null; s = s.outer) kept.add(s.name)
    return [...used].filter((name) => this.#mine.has(name) && !kept.has(name))
  }

  #node(node: Node, used: Set<string>): Node {
    switch (node.kind) {
      case "if": {
        const after = new Set(used)
        const then = this.list(node.then, used)
        const orElse = this.list(node.orElse, after)
        for (const name of after) used.add(name)
        return { ...node, then, orElse }
      }
      case "loop":
      case "block": {
        // Whatever is used in the body may be so at its start in the next round, and at any exit.
        mention(node.body, used)
        return { ...node, body: this.list(node.body, new Set(used)) }
      }
      default:
        mention([node], used)
        return node
    }
  }
}

/** Whether it calls something of that name. */
function callsCollector(node: Node): boolean {
  return node.kind === "op" && node.site.called.endsWith("'collectgarbage'")
}

/** Adds the names that occur in nodes. */
function mention(nodes: Node[], names: Set<string>): void {
  const see = (name: string): void => void names.add(name)
  for (const node of nodes) {
    if (node.kind === "op") eachIdentifier(`${node.fast} ${node.slowIf} ${node.slow} ${node.target}`, see)
    else if (node.kind === "js") eachIdentifier(node.code, see)
    else if (node.kind === "if") {
      mention(node.then, names)
      mention(node.orElse, names)
    } else if (node.kind === "loop" || node.kind === "block") mention(node.body, names)
  }
}
