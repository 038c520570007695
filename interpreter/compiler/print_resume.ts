/**
 * The resume body: the same statements as a state machine, `for (;;) switch (pc)`, entered behind the
 * yield point where the activation was suspended. Only statements that contain a yield point are taken
 * apart; the rest stays structured.
 */
import { joinOp } from "./print_fast.ts"
import { yields, type LoweredFunction, type Node, type Op } from "./ir.ts"
import type { Printer } from "./printer.ts"
import { savedAt, variablesOf } from "./saved.ts"

interface Flattener {
  printer: Printer
  nextPoint: number
  /** pc of the end and the start of each flattened loop or block, by label. */
  ends: Map<string, number>
  starts: Map<string, number>
}

/** Prints `function r<unit>$id(frame, v) {…}`; `v` is the awaited result. */
export function printResume(f: LoweredFunction, printer: Printer): void {
  printer.line(`function r${f.jsName.slice(1)}(frame,v){`)
  const saved = savedAt(f)
  const names = variablesOf(f)
  if (names.length > 0) printer.line(`var ${names.join(",")};`)
  printer.line("var s=frame.variables,pc=frame.point;")
  printer.line(`switch(pc){${perPoint(saved, (list) => list.map((name, i) => `${name}=s[${i}];`).join(""))}}`)
  printer.line("S:{R:for(;;)switch(pc){case 0:")
  const flat: Flattener = { printer, nextPoint: f.points + 1, ends: new Map(), starts: new Map() }
  flattenAll(f.body, flat)
  printer.line("}}")
  printer.line(`switch(pc){${perPoint(saved, (list) => `frame.variables=[${list.join(",")}];`)}}`)
  printer.line("frame.point=pc;return frame.suspend()}")
}

/** `case` clauses by yield point, points with equal lists together. */
function perPoint(saved: string[][], text: (names: string[]) => string): string {
  const groups = new Map<string, number[]>()
  saved.forEach((list, i) => {
    const key = text(list)
    const points = groups.get(key)
    if (points === undefined) groups.set(key, [i + 1])
    else points.push(i + 1)
  })
  return [...groups]
    .map(([code, points]) => `${points.map((p) => `case ${p}:`).join("")}${code}break;`)
    .join("")
}

function flattenAll(nodes: Node[], flat: Flattener): void {
  for (const node of nodes) flatten(node, flat)
}

function flatten(node: Node, flat: Flattener): void {
  const { printer } = flat
  if (node.kind === "op") {
    flattenOp(node, flat)
    return
  }
  if (!yields([node])) {
    printStructured(node, flat)
    return
  }
  switch (node.kind) {
    case "if": {
      const orElse = flat.nextPoint++
      const end = node.orElse.length > 0 ? flat.nextPoint++ : orElse
      printer.line(`if(!(${node.condition})){pc=${orElse};continue R}`)
      flattenAll(node.then, flat)
      if (node.orElse.length > 0) {
        printer.line(`pc=${end};continue R;case ${orElse}:`)
        flattenAll(node.orElse, flat)
      }
      printer.line(`case ${end}:`)
      break
    }
    case "loop": {
      const start = flat.nextPoint++
      const end = flat.nextPoint++
      flat.starts.set(node.label, start)
      flat.ends.set(node.label, end)
      printer.line(`case ${start}:`)
      flattenAll(node.body, flat)
      printer.line(`pc=${start};continue R;case ${end}:`)
      break
    }
    case "block": {
      const end = flat.nextPoint++
      flat.ends.set(node.label, end)
      flattenAll(node.body, flat)
      printer.line(`case ${end}:`)
      break
    }
  }
}

function flattenOp(op: Op, flat: Flattener): void {
  const leave = `{pc=${op.point};break S}`
  flat.printer.line(joinOp(op, leave), op.site)
  if (op.slowIf === "false") return
  if (op.target === "") {
    flat.printer.line(`case ${op.point}:`)
    return
  }
  if (op.post === "float") {
    const join = flat.nextPoint++
    flat.printer.line(
      `pc=${join};continue R;case ${op.point}:${op.target}=unboxFloat(first(v));case ${join}:`,
    )
    return
  }
  // Both ways in meet here: the value just computed, or the awaited result.
  flat.printer.line(`v=${op.target};case ${op.point}:${op.target}=${conversion(op.post)};`)
}

function conversion(post: Op["post"]): string {
  switch (post) {
    case "first":
      return "isArray(v)?v[0]:v"
    case "truthy":
      return "truth(v)"
    default:
      return "v"
  }
}

/** Prints a statement without yield points; jumps out of it to flattened labels go through the switch. */
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
      throw new Error("a yield point inside a structured statement")
  }
}
