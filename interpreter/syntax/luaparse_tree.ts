/**
 * The only file that knows luaparse, which gives the tree its shape. luaparse calls a constructor for
 * every node it completes; ours take the next entry of the checker's facts and build our nodes at
 * once, so that no tree of luaparse's own is ever made. ORDER facts.
 */
import type {
  BinaryOp,
  Block,
  CallExpression,
  Expression,
  FunctionNode,
  IndexExpression,
  LocalExpression,
  MethodCallExpression,
  Statement,
  TableItem,
  UnaryOp,
  Variable,
} from "./ast.ts"
import { emptyBlock, GlobalName } from "./facts.ts"
import type { Facts, Leaf, Position } from "./facts.ts"
import { skeleton, type Stretch } from "./skeleton.ts"
import type { Tokens } from "./token.ts"

// Not imported: the bundler would make an object of accessors for it, 0.02 ms of a start.
const luaparse = require("luaparse") as typeof import("luaparse").default

interface Clause {
  condition: Expression | null
  body: Block
}

const OPTIONS = { luaVersion: "5.3", comments: false }
const NO_VALUES: Expression[] = []
/** What luaparse finds in place of a body that is left out. */
const LEFT_OUT: Expression = { type: "Nil", line: 0 }
const LEFT_OUT_BODY: Statement = { type: "Return", values: [LEFT_OUT], line: 0 }

let facts: Facts
let lineCursor = 0
let leafCursor = 0
let functionCursor = 0
let blockCursor = 0
let jumpCursor = 0

/** Where the statements of the root go, and the functions in it whose bodies are left out, from `omittedCursor` on. */
let root: FunctionNode
let omitted: FunctionNode[]
let omittedCursor = 0

const START: Position = { token: 0, lines: 0, leaves: 0, functions: 0, blocks: 0, jumps: 0 }

/**
 * Fills in the bodies of the checked chunk and returns its main function. Of texts of at least `limit` bytes, the
 * bodies of the functions in it that the checker has noted are left out, but for very short ones, until `deferred` is called; so again in these.
 */
export function buildTree(tokens: Tokens, checked: Facts, limit: number): FunctionNode {
  const { main, lines } = checked
  const end = { ...START, token: tokens.count, lines: lines.length }
  buildBody(main, { kinds: tokens.kind, facts: checked, limit }, START, end)
  return main
}

/**
 * Leaves the bodies of all functions of the checked chunk for later, the main function's too: `deferred` of each fills it in, with those of
 * the functions in it unless it has at least `limit` bytes. The checker has noted all bodies.
 */
export function deferTree(tokens: Tokens, checked: Facts, limit: number): FunctionNode {
  const { main, lines, bodies } = checked
  const origin: Origin = { kinds: tokens.kind, facts: checked, limit }
  for (const [node, { from, to }] of bodies) node.deferred = () => buildBody(node, origin, from, to)
  const end = { ...START, token: tokens.count, lines: lines.length }
  main.deferred = () => buildBody(main, origin, START, end)
  return main
}

/** What all functions of a chunk are built from. */
interface Origin {
  kinds: Uint16Array
  facts: Facts
  limit: number
}

function buildBody(node: FunctionNode, origin: Origin, from: Position, to: Position): void {
  const { bodies } = origin.facts
  facts = origin.facts
  moveTo(from)
  root = node
  omitted =
    node.end - node.start < origin.limit ? [] : node.children.filter((child) => isLeftOut(child, origin))
  omittedCursor = 0
  const gaps: Stretch[] = []
  for (const child of omitted) {
    const body = bodies.get(child)!
    child.deferred = () => buildBody(child, origin, body.from, body.to)
    gaps.push({ from: body.from.token, to: body.to.token })
  }
  luaparse.parse(skeleton(origin.kinds, { from: from.token, to: to.token }, gaps), OPTIONS)
  if (lineCursor !== to.lines) throw disagreement()
  node.deferred = null
  facts = NOTHING
  omitted = []
}

/** Shorter functions are not left without bodies: what would take their place is no shorter. */
const SHORTEST_LEFT_OUT = 100

function isLeftOut(child: FunctionNode, { facts: { bodies }, limit }: Origin): boolean {
  return bodies.has(child) && child.end - child.start >= Math.min(limit, SHORTEST_LEFT_OUT)
}

function moveTo(position: Position): void {
  lineCursor = position.lines
  leafCursor = position.leaves
  functionCursor = position.functions
  blockCursor = position.blocks
  jumpCursor = position.jumps
}

/** A mistake in this folder, never of the chunk. */
function disagreement(): Error {
  return new Error("luaparse and the checker disagree")
}

/**
 * The right operand of a difference. Of `x - 0`, PUC's compiler makes the sum of x and the integer 0 (finishbinexpneg), which differs
 * for -0.0: here the operand is JavaScript's -0, which is no other integer's form.
 */
function subtrahend(e: Expression): Expression {
  let inner = e
  while (inner.type === "Paren") inner = inner.inner
  return inner.type === "Number" && inner.value === 0 ? { ...inner, value: -0 } : e
}

/** Between two chunks, so that the last one can be freed. */
const NOTHING: Facts = {
  lines: [],
  leaves: [],
  functions: [],
  blocks: [],
  jumps: [],
  main: undefined as never,
  bodies: new Map(),
}

// The next entries

function line(): number {
  return facts.lines[lineCursor++]!
}

function leaf(): Expression {
  const stands = facts.leaves[leafCursor++]
  const at = line()
  const node = expressionOf(stands, Math.abs(at))
  return at < 0 ? truncated(node) : node
}

function expressionOf(leaf: Leaf, line: number): Expression {
  switch (typeof leaf) {
    case "string":
      return { type: "String", value: leaf, line }
    case "number":
      return { type: "Number", value: leaf, line }
    case "boolean":
      return { type: leaf ? "True" : "False", line }
    case "undefined":
      return { type: "Nil", line }
    default:
      if (leaf === null) return { type: "Vararg", line }
      if (leaf instanceof GlobalName) return globalOf(leaf, line)
      if ("owner" in leaf) return { type: "Local", variable: leaf, line }
      return { type: "Number", value: leaf, line }
  }
}

function globalOf({ environment, name }: GlobalName, line: number): Expression {
  const object = expressionOf(environment, line)
  return {
    type: "Index",
    object,
    key: { type: "String", value: name, line },
    global: object.type === "Local",
    line,
  }
}

function block(body: Statement[]): Block {
  const node = facts.blocks[blockCursor++]!
  node.body = body
  return node
}

function truncated(inner: Expression): Expression {
  return { type: "Paren", inner, line: inner.line }
}

// Expressions

function call(callee: Expression, args: Expression[]): Expression {
  const at = line()
  let node: CallExpression | MethodCallExpression
  if (callee.type === "MethodCall" && callee.args === NO_VALUES) {
    callee.args = args
    callee.line = Math.abs(at)
    node = callee
  } else node = { type: "Call", callee, args, line: Math.abs(at) }
  return at < 0 ? truncated(node) : node
}

const isEnvironment = (e: Expression): boolean => e.type === "Local" && e.variable.name === "_ENV"

function member(object: Expression, indexer: string, key: Expression): Expression {
  if (indexer === ".") return { type: "Index", object, key, global: isEnvironment(object), line: line() }
  // Completed by the call that follows, or made an index by `function a:b()`.
  return { type: "MethodCall", object, name: nameOf(key), args: NO_VALUES, line: line() }
}

function nameOf(key: Expression): string {
  if (key.type !== "String") throw disagreement()
  return key.value
}

function variableOf(node: Expression): Variable {
  if (node.type !== "Local") throw disagreement()
  return node.variable
}

function functionOf(body: Statement[]): FunctionNode {
  if (body[0] === LEFT_OUT_BODY) moveTo(facts.bodies.get(omitted[omittedCursor++]!)!.to)
  else {
    const node = facts.functions[functionCursor]!
    node.body.body = body
    node.deferred = null
  }
  return facts.functions[functionCursor++]!
}

/** What a function statement assigns to. */
function functionTarget(node: Expression): LocalExpression | IndexExpression {
  if (node.type === "Local" || node.type === "Index") return node
  if (node.type !== "MethodCall") throw disagreement()
  const key: Expression = { type: "String", value: node.name, line: node.line }
  return { type: "Index", object: node.object, key, global: isEnvironment(node.object), line: node.line }
}

Object.assign(luaparse.ast, {
  identifier: leaf,
  literal(_type: unknown, _value: unknown, text: string): Expression {
    return text === "nil" ? LEFT_OUT : leaf()
  },

  memberExpression: member,

  indexExpression(object: Expression, key: Expression): Expression {
    return { type: "Index", object, key, global: isEnvironment(object), line: line() }
  },

  callExpression: call,

  tableCallExpression(callee: Expression, arg: Expression): Expression {
    return call(callee, [arg])
  },

  stringCallExpression(callee: Expression, arg: Expression): Expression {
    return call(callee, [arg])
  },

  binaryExpression(op: BinaryOp | "and" | "or", left: Expression, right: Expression): Expression {
    if (op === "and" || op === "or") return { type: "Logical", op, left, right, line: line() }
    return { type: "Binary", op, left, right: op === "-" ? subtrahend(right) : right, line: line() }
  },

  unaryExpression(op: UnaryOp, operand: Expression): Expression {
    return { type: "Unary", op, operand, line: line() }
  },

  tableConstructorExpression(items: TableItem[]): Expression {
    return { type: "Table", items, line: line() }
  },

  tableKey(key: Expression, value: Expression): TableItem {
    return { type: "Keyed", key, value, line: line() }
  },

  tableKeyString(key: Expression, value: Expression): TableItem {
    return { type: "Keyed", key, value, line: line() }
  },

  tableValue(value: Expression): TableItem {
    return { type: "Positional", value }
  },
})

// Two objects: one with so many fields takes a start a block of the heap more.
Object.assign(luaparse.ast, {
  functionStatement(
    target: Expression | null,
    _parameters: unknown,
    isLocal: boolean,
    body: Statement[],
  ): Expression | Statement {
    const func = functionOf(body)
    const at = line()
    if (target === null) return { type: "Function", func, line: at }
    if (isLocal) return { type: "LocalFunction", variable: variableOf(target), func, line: at }
    const values: Expression[] = [{ type: "Function", func, line: at }]
    return { type: "Assign", targets: [functionTarget(target)], values, line: at }
  },

  // Statements

  localStatement(variables: Expression[], values: Expression[]): Statement {
    return { type: "LocalDeclaration", variables: variables.map(variableOf), values, line: line() }
  },

  assignmentStatement(targets: (LocalExpression | IndexExpression)[], values: Expression[]): Statement {
    return { type: "Assign", targets, values, line: line() }
  },

  callStatement(expression: CallExpression | MethodCallExpression): Statement {
    return { type: "CallStatement", call: expression, line: line() }
  },

  doStatement(body: Statement[]): Statement {
    const at = line()
    const jump = facts.jumps[jumpCursor++]
    return jump ?? { type: "Do", body: block(body), line: at }
  },

  whileStatement(condition: Expression, body: Statement[]): Statement {
    return { type: "While", condition, body: block(body), line: line() }
  },

  repeatStatement(condition: Expression, body: Statement[]): Statement {
    return { type: "Repeat", body: block(body), condition, line: line() }
  },

  ifClause(condition: Expression, body: Statement[]): Clause {
    return { condition, body: block(body) }
  },

  elseifClause(condition: Expression, body: Statement[]): Clause {
    return { condition, body: block(body) }
  },

  elseClause(body: Statement[]): Clause {
    return { condition: null, body: block(body) }
  },

  ifStatement(clauses: Clause[]): Statement {
    const orElse = clauses.at(-1)?.condition === null ? (clauses.pop()?.body ?? null) : null
    return { type: "If", clauses: clauses as { condition: Expression; body: Block }[], orElse, line: line() }
  },

  forNumericStatement(
    variable: Expression,
    start: Expression,
    limit: Expression,
    step: Expression | null,
    body: Statement[],
  ): Statement {
    const node = variableOf(variable)
    return { type: "NumericFor", variable: node, start, limit, step, body: block(body), line: line() }
  },

  forGenericStatement(variables: Expression[], values: Expression[], body: Statement[]): Statement {
    return {
      type: "GenericFor",
      variables: variables.map(variableOf),
      values,
      body: block(body),
      line: line(),
    }
  },

  returnStatement(values: Expression[]): Statement {
    if (values[0] === LEFT_OUT) return LEFT_OUT_BODY
    return { type: "Return", values, line: line() }
  },

  breakStatement(): Statement {
    return { type: "Break", line: line() }
  },

  chunk(body: Statement[]): Statement {
    root.body.body = body
    return { type: "Do", body: emptyBlock(), line: 0 }
  },
})
