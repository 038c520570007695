/**
 * What an activation must save at each yield point: captures, parameters, the variables in scope there,
 * and the temporaries that are used again afterwards. Saving more would be wrong only in speed: a value
 * kept alive for a suspension that never comes must be kept in its general form all the time.
 */
import { assignedTemporary, eachTemporary } from "./identifier.ts"
import type { LoweredFunction, Node, Scope } from "./ir.ts"

/** Saved names by yield point minus one, in the order both bodies agree on. */
export function savedAt(f: LoweredFunction): string[][] {
  const parameters = f.parameters.map((p) => p.replace("...", ""))
  const always = [...f.captures, ...(f.usesSelf ? [f.jsName] : []), ...parameters]
  const tracker: Tracker = {
    defined: new Map(),
    points: [],
    temps: Array.from({ length: f.points }, () => new Set()),
  }
  const scopes: (Scope | null)[] = []
  track(f.body, tracker, scopes)
  // The loops that outline.ts moved out know only the variables they use.
  const known = new Set(f.variables)
  const inScope = (i: number): string[] => scopeNames(scopes[i]!).filter((name) => known.has(name))
  return tracker.temps.map((temps, i) => [...always, ...inScope(i), ...temps])
}

function scopeNames(scope: Scope | null): string[] {
  const names: string[] = []
  for (let s = scope; s !== null; s = s.outer) if (!names.includes(s.name)) names.push(s.name)
  return names
}

interface Tracker {
  /** For each temporary, how many points had been passed when it got its value. */
  defined: Map<string, number>
  /** Points passed, in order. */
  points: number[]
  temps: Set<string>[]
}

/** Follows statements in order; a use behind a point marks the points since the definition. */
function track(nodes: Node[], tracker: Tracker, scopes: (Scope | null)[]): void {
  for (const node of nodes) {
    switch (node.kind) {
      case "js": {
        use(node.code, tracker)
        const target = assignedTemporary(node.code)
        if (target !== undefined) tracker.defined.set(target, tracker.points.length)
        break
      }
      case "op":
        use(node.slow, tracker, node.target)
        use(node.fast, tracker, node.target)
        scopes[node.point - 1] = node.scope
        tracker.points.push(node.point)
        if (node.target !== "") tracker.defined.set(node.target, tracker.points.length)
        break
      case "if":
        use(node.condition, tracker)
        trackBranches(node.then, node.orElse, tracker, scopes)
        break
      case "loop":
      case "block":
        track(node.body, tracker, scopes)
        break
      case "return":
        use(node.code, tracker)
        break
      default:
        break
    }
  }
}

/** After a choice, a temporary has the older of the two definitions. */
function trackBranches(then: Node[], orElse: Node[], tracker: Tracker, scopes: (Scope | null)[]): void {
  const before = new Map(tracker.defined)
  track(then, tracker, scopes)
  const afterThen = tracker.defined
  tracker.defined = before
  track(orElse, tracker, scopes)
  for (const [temp, at] of afterThen) {
    const other = tracker.defined.get(temp)
    tracker.defined.set(temp, other === undefined ? at : Math.min(at, other))
  }
}

/** Marks the temporaries a piece of code mentions; `target` is being written by it. */
function use(code: string, tracker: Tracker, target?: string): void {
  eachTemporary(code, (temp) => {
    if (temp === target) return
    const from = tracker.defined.get(temp)
    if (from === undefined) return
    for (let i = from; i < tracker.points.length; i++) tracker.temps[tracker.points[i]! - 1]!.add(temp)
  })
}
