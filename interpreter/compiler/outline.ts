/**
 * Loops of the main chunk, and of functions that it calls once, as JS functions of their own. The JS engine enters optimised code of a running
 * function at one loop only, so of several hot loops in a function that is called once all but the first
 * would stay slow; as functions, each gets its own. The loop's variables go in as arguments and come back
 * as the result, an array; a yield inside suspends both, like any call.
 */
import { eachIdentifier } from "./identifier.ts"
import type { LoweredFunction, Node, Op, Scope } from "./ir.ts"

type Loop = Node & { kind: "loop" }

/**
 * Moves the outermost loops out of `f` (changing it), and loops inside of them that have loops themselves; the functions
 * made of them, numbered by `nextId`.
 */
export function outlineLoops(
  f: LoweredFunction,
  nextId: () => number,
  jsName: (id: number) => string,
): LoweredFunction[] {
  const outlined: LoweredFunction[] = []
  const outline = (from: Outlining, nodes: Node[], isWanted: (loop: Loop) => boolean): Node[] =>
    replaceLoops(nodes, (loop) => {
      if (!canMove(loop) || !isWanted(loop)) return null
      const id = nextId()
      const moved = moveLoop(from, loop, id, jsName(id))
      outlined.push(moved.made)
      const inside = outlined.length
      loop.body = outline({ f: moved.made, constants: moved.constants }, loop.body, ({ body }) =>
        hasLoop(body),
      )
      if (outlined.length > inside) moved.made.points = renumber(moved.made.body)
      return moved.call
    })
  f.body = outline({ f, constants: f.captures }, f.body, () => true)
  if (outlined.length > 0) f.points = renumber(f.body)
  return outlined
}

/** A function that loops are moved out of, and those of its variables that nothing assigns. */
interface Outlining {
  f: LoweredFunction
  constants: string[]
}

function hasLoop(nodes: Node[]): boolean {
  let found = false
  visitNodes(nodes, (node) => {
    found ||= node.kind === "loop"
  })
  return found
}

function replaceLoops(nodes: Node[], replace: (loop: Loop) => Node[] | null): Node[] {
  return nodes.flatMap((node): Node[] => {
    switch (node.kind) {
      case "loop":
        return replace(node) ?? [node]
      case "block":
        return [{ ...node, body: replaceLoops(node.body, replace) }]
      case "if":
        return [
          { ...node, then: replaceLoops(node.then, replace), orElse: replaceLoops(node.orElse, replace) },
        ]
      default:
        return [node]
    }
  })
}

/** Whether control only leaves the loop at its end, and it does something that takes time. */
function canMove(loop: Loop): boolean {
  const labels = new Set<string>()
  let jumps: string[] = []
  let works = false
  let movable = true
  visitNodes([loop], (node) => {
    if (node.kind === "loop" || node.kind === "block") labels.add(node.label)
    else if (node.kind === "break" || node.kind === "continue") jumps.push(node.label)
    else if (node.kind === "return") movable = false
    // Closing what a scope left open is a loop too, but never a long one.
    else if (node.kind === "op" && node.slow !== "closeTop()") works = true
    eachCode(node, (code) => {
      if (code.includes("$va")) eachIdentifier(code, (name) => (movable &&= name !== "$va"))
    })
  })
  jumps = jumps.filter((label) => !labels.has(label))
  return movable && works && jumps.length === 0
}

function visitNodes(nodes: Node[], visit: (node: Node) => void): void {
  for (const node of nodes) {
    visit(node)
    if (node.kind === "loop" || node.kind === "block") visitNodes(node.body, visit)
    else if (node.kind === "if") {
      visitNodes(node.then, visit)
      visitNodes(node.orElse, visit)
    }
  }
}

function eachCode(node: Node, visit: (code: string) => void): void {
  switch (node.kind) {
    case "js":
    case "return":
      visit(node.code)
      break
    case "op":
      visit(node.fast)
      visit(node.slow)
      if (node.slowIf !== null) visit(node.slowIf)
      visit(node.target)
      break
    case "if":
      visit(node.condition)
      break
    default:
      break
  }
}

function moveLoop(
  { f, constants }: Outlining,
  loop: Loop,
  id: number,
  jsName: string,
): { made: LoweredFunction; constants: string[]; call: Node[] } {
  const used = new Set<string>()
  visitNodes([loop], (node) => eachCode(node, (code) => eachIdentifier(code, (name) => used.add(name))))
  const outside = scopeNames(loop.scope)
  const kept = constants.filter((name) => used.has(name))
  const shared = [...new Set([...f.parameters, ...outside])].filter(
    (name) => used.has(name) && !kept.includes(name),
  )
  const passed = [...kept, ...shared]
  const body: Node[] = [loop, { kind: "return", code: `[${shared.join(",")}]` }]
  const made: LoweredFunction = {
    id,
    jsName,
    captures: [],
    parameters: passed,
    variables: f.variables.filter((name) => used.has(name) && !passed.includes(name)),
    body,
    points: renumber(body),
    usesSelf: false,
    loopOf: f.id,
  }
  const result = f.variables.includes("$1") ? "$1" : (f.variables.push("$1"), "$1")
  const site = firstSite(loop)
  const call: Op = {
    kind: "op",
    fast: "",
    slowIf: null,
    slow: `${jsName}(${passed.join(",")})`,
    target: result,
    post: "all",
    isCall: true,
    defines: [],
    point: 0,
    scope: loop.scope,
    site,
  }
  return {
    made,
    constants: kept,
    call: [call, { kind: "js", code: shared.map((name, i) => `${name} = ${result}[${i}];`).join(" ") }],
  }
}

function scopeNames(scope: Scope | null): string[] {
  const names: string[] = []
  for (let s = scope; s !== null; s = s.outer) names.push(s.name)
  return names
}

function firstSite(loop: Loop): Op["site"] {
  let site: Op["site"] | undefined
  visitNodes([loop], (node) => {
    if (node.kind === "op") site ??= node.site
  })
  return site!
}

/** Numbers the yield points from 1; how many there are. */
function renumber(nodes: Node[]): number {
  let points = 0
  visitNodes(nodes, (node) => {
    if (node.kind === "op") node.point = ++points
  })
  return points
}
