/** The fast body: structured JavaScript that runs at full speed and returns YIELD when a call does. */
import type { LoweredFunction, Node, Op } from "./ir.ts"
import type { Printer } from "./printer.ts"
import { savedAt } from "./saved.ts"

/** Prints `function mk$id(captures) {return function f$id(…) {…}}`. */
export function printFast(f: LoweredFunction, printer: Printer, register: boolean): void {
  const open = `function ${f.jsName}(${f.parameters.join(",")}){`
  if (register) printer.line(`function mk$${f.id}(${f.captures.join(",")}){return register(${open}`)
  else printer.line(`function mk$${f.id}(${f.captures.join(",")}){return ${open}`)
  if (f.variables.length > 0) printer.line(`var ${f.variables.join(",")};`)
  const saved = savedAt(f)
  const leave = (point: number): string =>
    `return suspend(U,${f.id},${point},[${saved[point - 1]!.join(",")}])`
  printNodes(f.body, printer, leave)
  printer.line(register ? `},[${f.captures.join(",")}],${rebinder(f)})}` : "}}")
}

/** `(i,c)=>{…}`: makes the closure use cell `c` as its upvalue number `i` (debug.upvaluejoin). */
function rebinder(f: LoweredFunction): string {
  return `(i,c)=>{switch(i){${f.captures.map((name, i) => `case ${i}:${name}=c;break;`).join("")}}}`
}

/** Text of the statement that leaves at a yield point. */
type Leave = (point: number) => string

function printNodes(nodes: Node[], printer: Printer, leave: Leave): void {
  for (const node of nodes) printNode(node, printer, leave)
}

function printNode(node: Node, printer: Printer, leave: Leave): void {
  switch (node.kind) {
    case "js":
      printer.line(node.code, node.site)
      break
    case "op":
      printer.line(joinOp(node, leave(node.point)), node.site)
      break
    case "if":
      printer.line(`if(${node.condition}){`)
      printNodes(node.then, printer, leave)
      if (node.orElse.length > 0) {
        printer.line("}else{")
        printNodes(node.orElse, printer, leave)
      }
      printer.line("}")
      break
    case "loop":
      printer.line(`${node.label}:for(;;){`)
      printNodes(node.body, printer, leave)
      printer.line("}")
      break
    case "block":
      printer.line(`${node.label}:{`)
      printNodes(node.body, printer, leave)
      printer.line("}")
      break
    case "break":
    case "continue":
      printer.line(`${node.kind} ${node.label};`)
      break
    case "return":
      printer.line(`return ${node.code};`, node.site)
      break
  }
}

/**
 * One operation: the fast way, and the slow way which may give YIELD and then runs `leave`.
 *
 * That a `mixed` call may have no result is said with a constant, where `t[0]` alone would do: the JS engine takes code
 * that never ran for impossible, but a constant is one more type that the variable may have. So it does not bet on
 * the one type seen so far, a bet that is lost again and again when a float is integral, and so boxed, once in a while.
 */
export function joinOp(op: Op, leave: string): string {
  if (op.slowIf === "false") return op.fast
  const assigned = op.target === "" ? `(${op.slow})` : `(${op.target}=${op.slow})`
  const t = op.target
  const none = op.mixed === true ? `${t}===N?undefined:` : ""
  const slow =
    op.slowIf === null && op.post === "first"
      ? `${t}=${op.slow};if(isArray(${t})){if(${t}===Y)${leave};${t}=${none}${t}[0]}`
      : `if(${assigned}===Y)${leave};`
  if (op.slowIf === null) return slow
  if (op.post === "float") return `${op.fast}{${slow}${t}=unboxFloat(${t})}`
  if (op.slowIf === "true") return `${op.fast}{${slow}}`
  return `${op.fast}if(${op.slowIf}){${slow}}`
}
