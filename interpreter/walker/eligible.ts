/**
 * Which scripts are walked rather than compiled: those that run straight through, once: no loops, no functions, no
 * jumps.
 */
import type { Block, Expression, FunctionNode, Statement, TableItem } from "../syntax/ast.ts"

/**
 * A script without loops and functions, like most of those given on the command line. It may call, so it may
 * only be walked where nothing can yield: on the main coroutine.
 */
export function isStraight(main: FunctionNode): boolean {
  return main.children.length === 0 && isStraightBlock(main.body)
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
