/**
 * The resume body: the same statements as a state machine, `for (;;) switch (pc)`, entered behind the
 * yield point where the activation was suspended. Only statements that contain an entry are taken
 * apart; the rest stays structured.
 *
 * Only yield points at which the function has been suspended are entries: what never yields is as in the fast body, loops are loops, and
 * the JS engine finds the types of variables. If it is suspended elsewhere, another resume body is made.
 */
import type { Site } from "../abi.ts"
import { joinOp } from "./print_fast.ts"
import { someOp, type LoweredFunction, type Node, type Op } from "./ir.ts"
import type { Printer } from "./printer.ts"
import { savedAt, variablesOf } from "./saved.ts"

interface Flattener {
  printer: Printer
  saved: string[][]
  nextPoint: number
  /** Whether the body can be entered behind an operation. */
  isEntry: (op: Op) => boolean
  entries: Op[]
  /** What was printed so far can be reached: what is before the first entry cannot. */
  isReached: boolean
  /** pc of the end and the start of each flattened loop or block, by label. */
  ends: Map<string, number>
  starts: Map<string, number>
}

/** A function that has been suspended at more points than FEW_POINTS may be at all its calls; at more than MANY_POINTS, everywhere. */
const FEW_POINTS = 4
const MANY_POINTS = 12

/** Prints `function r<unit>$id(frame, v) {…}`; `v` is the awaited result. points: those where it has been suspended. */
export function printResume(f: LoweredFunction, printer: Printer, points: Set<number>): void {
  printer.line(`function r${f.jsName.slice(1)}(frame,v){`)
  const saved = savedAt(f)
  const names = variablesOf(f)
  if (names.length > 0) printer.line(`var ${names.join(",")};`)
  printer.line("var s=frame.variables,pc=frame.point;")
  const hasAll = points.size > MANY_POINTS
  const hasCalls = points.size > FEW_POINTS
  const flat: Flattener = {
    printer,
    saved,
    nextPoint: f.points + 1,
    isEntry: (op) => hasAll || (hasCalls && op.isCall) || points.has(op.point),
    entries: [],
    isReached: false,
    ends: new Map(),
    starts: new Map(),
  }
  const place = printer.lines.length
  printer.line("")
  flattenAll(f.body, flat)
  printer.lines[place] = `${entryText(flat.entries, saved, hasAll)}R:for(;;)switch(pc){`
  printer.line("}}")
}

/** Reads the variables, and makes of the awaited result what it is awaited for. */
function entryText(entries: Op[], saved: string[][], hasAll: boolean): string {
  const loads = casesOf(entries, ({ point }) =>
    saved[point - 1]!.map((name, i) => `${name}=s[${i}];`).join(""),
  )
  const awaiting = entries.filter(({ target }) => target !== "")
  const results = casesOf(awaiting, ({ target, post }) => `${target}=${conversion(post)};`)
  const others = hasAll ? "" : "default:return frame.resumeAnew(v);"
  return `switch(pc){${loads}${others}}${results === "" ? "" : `switch(pc){${results}}`}`
}

/** `case` clauses by yield point, operations with the same text together. */
function casesOf(ops: Op[], text: (op: Op) => string): string {
  return [...Map.groupBy(ops, text)]
    .map(([code, group]) => `${group.map(({ point }) => `case ${point}:`).join("")}${code}break;`)
    .join("")
}

/** Prints code that follows what was printed before. */
function print(flat: Flattener, text: string, site?: Site): void {
  if (flat.isReached) flat.printer.line(text, site)
}

/** Prints code that begins with the case of a pc; before: how what comes before leaves. */
function printCase(flat: Flattener, pc: number, before = ""): void {
  if (before !== "") print(flat, before)
  flat.isReached = true
  flat.printer.line(`case ${pc}:`)
}

function flattenAll(nodes: Node[], flat: Flattener): void {
  for (const node of nodes) flatten(node, flat)
}

function flatten(node: Node, flat: Flattener): void {
  if (!someOp([node], flat.isEntry)) {
    if (flat.isReached) printStructured(node, flat)
    return
  }
  switch (node.kind) {
    case "op":
      print(flat, joinOp(node, leave(node, flat)), node.site)
      flat.entries.push(node)
      printCase(flat, node.point)
      break
    case "if": {
      const orElse = flat.nextPoint++
      const end = node.orElse.length > 0 ? flat.nextPoint++ : orElse
      print(flat, `if(!(${node.condition})){pc=${orElse};continue R}`)
      flattenAll(node.then, flat)
      if (node.orElse.length > 0) {
        printCase(flat, orElse, `pc=${end};continue R;`)
        flattenAll(node.orElse, flat)
      }
      printCase(flat, end)
      break
    }
    case "loop": {
      const start = flat.nextPoint++
      const end = flat.nextPoint++
      flat.starts.set(node.label, start)
      flat.ends.set(node.label, end)
      printCase(flat, start)
      flattenAll(node.body, flat)
      printCase(flat, end, `pc=${start};continue R;`)
      break
    }
    case "block": {
      const end = flat.nextPoint++
      flat.ends.set(node.label, end)
      flattenAll(node.body, flat)
      printCase(flat, end)
      break
    }
  }
}

/**
 * How an operation that yields leaves. Each by itself: where all met, the JS engine would find all values that a variable ever has in one
 * place, and give it no type.
 */
function leave({ point }: Op, { saved }: Flattener): string {
  return `return frame.leave(${point},[${saved[point - 1]!.join(",")}])`
}

function conversion(post: Op["post"]): string {
  switch (post) {
    case "first":
      return "isArray(v)?v[0]:v"
    case "truthy":
      return "truth(v)"
    case "float":
      return "unboxFloat(first(v))"
    default:
      return "v"
  }
}

/** Prints a statement without entries; jumps out of it to flattened labels go through the switch. */
function printStructured(node: Node, flat: Flattener): void {
  const { printer } = flat
  switch (node.kind) {
    case "js":
      printer.line(node.code, node.site)
      break
    case "if":
      printer.line(`if(${node.condition}){`)
      node.then.forEach((n) => printStructured(n, flat))
      if (node.orElse.length > 0) {
        printer.line("}else{")
        node.orElse.forEach((n) => printStructured(n, flat))
      }
      printer.line("}")
      break
    case "loop":
    case "block":
      printer.line(node.kind === "loop" ? `${node.label}:for(;;){` : `${node.label}:{`)
      node.body.forEach((n) => printStructured(n, flat))
      printer.line("}")
      break
    case "break":
    case "continue": {
      const pc = (node.kind === "break" ? flat.ends : flat.starts).get(node.label)
      printer.line(pc === undefined ? `${node.kind} ${node.label};` : `{pc=${pc};continue R}`)
      break
    }
    case "return":
      printer.line(`return ${node.code};`, node.site)
      break
    case "op":
      printer.line(joinOp(node, leave(node, flat)), node.site)
      break
  }
}
