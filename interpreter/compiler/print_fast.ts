/** The fast body: structured JavaScript that runs at full speed and returns YIELD when a call does. */
import type { DeferredFunction, LoweredFunction, Node, Op } from "./ir.ts"
import type { Printer } from "./printer.ts"
import { savedAt } from "./saved.ts"

/**
 * Prints `function mk$id(captures) {return function f$id(…) {…}}`.
 * self: the capture that is to hold the function itself, unless it already holds the one that stands for it.
 */
export function printFast(f: LoweredFunction, printer: Printer, register: boolean, self?: string): void {
  const open = `function ${f.jsName}(${f.parameters.join(",")}){`
  // A name of its own, since it is called at each yield point: together, these are a good part of the text. Assigned
  // twice, it is no constant to the JS engine, which so sees at the name that what follows has never been reached.
  // Otherwise the list would be a use of all variables as they are in lists, and numbers were kept in that form.
  if (f.points > 0) printer.line(`var y$${f.id}=0;y$${f.id}=(p,v)=>suspend(U,${f.id},p,v);`)
  const head = `function mk$${f.id}(${f.captures.join(",")}){`
  if (register) printer.line(`${head}return register(${open}`)
  else printer.line(self === undefined ? `${head}return ${open}` : `${head}const me=${open}`)
  if (f.variables.length > 0) printer.line(`var ${f.variables.join(",")};`)
  const saved = savedAt(f)
  let last: string[] = []
  let text = ""
  const leave = (point: number): string => {
    const list = saved[point - 1]!
    if (list !== last) text = (last = list).join(",")
    return `return y$${f.id}(${point},[${text}])`
  }
  printNodes(f.body, printer, leave)
  if (register) printer.line(`},[${f.captures.join(",")}],${rebinder(f)})}`)
  else printer.line(self === undefined ? "}}" : `};if(${self}===void 0)${self}=me;return me}`)
}

/**
 * Prints the factory of a function that is left for later. What it makes has the same name, and fetches the real
 * function when it is called; once that has been done, the factory makes real ones. self: as above.
 */
export function printDeferred(f: DeferredFunction, printer: Printer, self?: string): void {
  const { id, jsName } = f
  const captures = f.captures.join(",")
  const parameters = f.parameters.join(",")
  const keep = self === undefined ? "" : `${self}=`
  printer.line(
    `var made$${id};function mk$${id}(${captures}){if(made$${id}!==void 0)return made$${id}(${captures});var real;` +
      `return ${keep}function ${jsName}(${parameters}){` +
      `return(real===void 0?real=(made$${id}===void 0?made$${id}=U.complete(${id}):made$${id})(${captures}):real)(${parameters})}}`,
  )
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
  const none = op.mixed === true ? `${t}===N?void 0:` : ""
  const slow =
    op.slowIf === null && op.post === "first"
      ? `${t}=${op.slow};if(typeof ${t}!=="number"&&(${t}===null||isArray(${t}))){if(${t}===null)${leave};${t}=${none}${t}[0]}`
      : `if(${assigned}===null)${leave};`
  if (op.slowIf === null) return slow
  if (op.post === "float") return `${op.fast}{${slow}${t}=unboxFloat(${t})}`
  if (op.slowIf === "true") return `${op.fast}{${slow}}`
  return `${op.fast}if(${op.slowIf}){${slow}}`
}
