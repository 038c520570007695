/**
 * Which main chunks are walked rather than compiled. Both kinds run straight through, once: no loops, no
 * functions, no jumps.
 */
import type { Block, Expression, FunctionNode, Statement, TableItem } from "../syntax/ast.ts"

/**
 * A script without loops and functions, like most of those given on the command line. It may call, so it may
 * only be walked where nothing can yield: on the main coroutine.
 */
export function isStraight(main: FunctionNode): boolean {
  return main.children.length === 0 && isStraightBlock(main.body)
}

/** Data: tables and constants, perhaps with local names. Nothing in it calls anything. */
export function isData(main: FunctionNode): boolean {
  if (main.children.length > 0) return false
  return main.body.body.every((s) => {
    if (s.type === "Return") return s.values.every(isDatum)
    return s.type === "LocalDeclaration" && !main.body.hasClose && s.values.every(isDatum)
  })
}

function isDatum(e: Expression): boolean {
  switch (e.type) {
    case "Nil":
    case "True":
    case "False":
    case "Number":
    case "String":
      return true
    case "Local":
      return e.variable.owner !== null
    case "Unary":
      return e.op === "-" && e.operand.type === "Number"
    case "Table":
      return e.items.every((item) => isDatum(item.value) && (item.type === "Positional" || isKey(item.key)))
    default:
      return false
  }
}

/** Any other key could be nil or NaN, which is an error with a position. */
function isKey(e: Expression): boolean {
  return e.type === "String" || (e.type === "Number" && e.value === e.value)
}

/** Array.prototype.every is JavaScript too, which the engine reads when it is first called: 0.05 ms of a start. */
function isEach<T>(list: T[], test: (element: T) => boolean): boolean {
  for (const element of list) if (!test(element)) return false
  return true
}

function isStraightBlock(block: Block): boolean {
  return !block.hasClose && isEach(block.body, isStraightStatement)
}

function isStraightStatement(s: Statement): boolean {
  switch (s.type) {
    case "LocalDeclaration":
      return isEach(s.values, isPlain)
    case "Assign":
      return (
        s.targets.length === 1 && s.values.length === 1 && isPlain(s.targets[0]!) && isPlain(s.values[0]!)
      )
    case "CallStatement":
      return isPlain(s.call)
    case "Do":
      return isStraightBlock(s.body)
    case "If":
      return (
        isEach(s.clauses, (clause) => isPlain(clause.condition) && isStraightBlock(clause.body)) &&
        (s.orElse === null || isStraightBlock(s.orElse))
      )
    case "Return":
      // A tail call would have to drop the chunk from the stack.
      return isEach(s.values, isPlain) && !(s.values.length === 1 && isCall(s.values[0]!))
    default:
      return false
  }
}

function isCall(e: Expression): boolean {
  return e.type === "Call" || e.type === "MethodCall"
}

/** An expression without functions; there are none, when the chunk has no children. */
function isPlain(e: Expression): boolean {
  switch (e.type) {
    case "Index":
      return isPlain(e.object) && isPlain(e.key)
    case "Call":
      return isPlain(e.callee) && isEach(e.args, isPlain)
    case "MethodCall":
      return isPlain(e.object) && isEach(e.args, isPlain)
    case "Binary":
    case "Logical":
      return isPlain(e.left) && isPlain(e.right)
    case "Unary":
      return isPlain(e.operand)
    case "Paren":
      return isPlain(e.inner)
    case "Table":
      return isEach(
        e.items,
        (item: TableItem) => isPlain(item.value) && (item.type === "Positional" || isPlain(item.key)),
      )
    case "Function":
      return false
    default:
      return true
  }
}

/** Whether some statement of a block, not of the functions in it, is a loop or may jump backwards. */
export function hasLoop(block: Block): boolean {
  return block.body.some((s) => {
    switch (s.type) {
      case "While":
      case "Repeat":
      case "NumericFor":
      case "GenericFor":
      case "Goto":
        return true
      case "Do":
        return hasLoop(s.body)
      case "If":
        return s.clauses.some((clause) => hasLoop(clause.body)) || (s.orElse !== null && hasLoop(s.orElse))
      default:
        return false
    }
  })
}
