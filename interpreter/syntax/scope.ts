/**
 * The open functions, blocks and variables of the chunk being checked, as lparser.c keeps them
 * (FuncState, BlockCnt, Dyndata). What a name means is found by its id at once: `#visible` holds the
 * innermost binding, each binding what it shadows.
 */
import type { Attrib, Block, Expression, FunctionNode, Variable } from "./ast.ts"
import { emptyBlock } from "./facts.ts"
import type { Facts } from "./facts.ts"
import { Labels } from "./labels.ts"
import type { Label, PendingGoto } from "./labels.ts"
import { complaints, TokenReader } from "./token_reader.ts"
import * as T from "./token.ts"

const MAX_LOCALS = 200
const MAX_UPVALUES = 255
const MAX_REGISTERS = 255
/** Names the break of a loop and the end it jumps to; no label can have a reserved word's id. */
const BREAK_ID = T.BREAK - T.FIRST_KIND

/** A constant expression that replaces the uses of a `<const>` variable. */
export type Constant = Extract<Expression, { type: "Nil" | "True" | "False" | "Number" | "String" }>

/** A variable whose attrib is still to be read. */
interface NewVariable extends Variable {
  attrib: Attrib
}

/** A local variable, visible once it is bound. */
export interface Binding {
  readonly nameId: number
  readonly name: string
  readonly variable: NewVariable
  /** Null for the `_ENV` of the main chunk, which is nobody's local. */
  readonly scope: FunctionScope | null
  constant: Constant | null
  shadowed: Binding | null
}

interface BlockScope {
  readonly previous: BlockScope | null
  /** Null for the scopes that hold no statement list. */
  readonly node: Block | null
  readonly isLoop: boolean
  readonly firstLabel: number
  readonly firstGoto: number
  /** How many variables of the function are in scope outside. */
  readonly active: number
}

export interface FunctionScope {
  readonly node: FunctionNode
  readonly outer: FunctionScope | null
  /** Where its variables and labels begin in the lists of the chunk. */
  readonly firstLocal: number
  readonly firstLabel: number
  /** How many of its variables are in scope, and how many of those need a register. */
  active: number
  registers: number
  /** A lower bound of the registers that unfinished expressions occupy. */
  temporaries: number
  block: BlockScope | null
}

export class ScopeChecker extends TokenReader {
  readonly facts: Facts
  scope: FunctionScope
  readonly #locals: Binding[] = []
  readonly #visible: (Binding | null)[]
  readonly labels = new Labels()
  readonly #env: Binding
  readonly #envId: number
  readonly selfId: number

  constructor(tokens: T.Tokens, chunkname: string) {
    super(tokens, chunkname)
    const env: NewVariable = { name: "_ENV", attrib: "none", owner: null, captured: true, assigned: false }
    const main = functionNode(null, 0, 0, null)
    main.isVararg = true
    main.end = tokens.source.length
    main.upvalues.push(env)
    this.facts = { lines: [], leaves: [], functions: [], blocks: [], jumps: [], main, bodies: new Map() }
    this.#envId = idOf(tokens.names, "_ENV")
    this.selfId = idOf(tokens.names, "self")
    this.#env = {
      nameId: this.#envId,
      name: "_ENV",
      variable: env,
      scope: null,
      constant: null,
      shadowed: null,
    }
    this.#visible = new Array<Binding | null>(tokens.names.length).fill(null)
    this.#visible[this.#envId] = this.#env
    this.scope = this.#functionScope(main, null)
  }

  // Functions

  openFunction(line: number, start: number, name: string | null): FunctionNode {
    const node = functionNode(this.scope.node, line, start, name)
    this.scope.node.children.push(node)
    this.scope = this.#functionScope(node, this.scope)
    return node
  }

  closeFunction(): void {
    this.leaveBlock()
    if (this.scope.outer !== null) this.scope = this.scope.outer
  }

  #functionScope(node: FunctionNode, outer: FunctionScope | null): FunctionScope {
    const firstLocal = this.#locals.length
    const firstLabel = this.labels.labels.length
    const firstGoto = this.labels.gotos.length
    const body: BlockScope = {
      previous: null,
      node: node.body,
      isLoop: false,
      firstLabel,
      firstGoto,
      active: 0,
    }
    return { node, outer, firstLocal, firstLabel, active: 0, registers: 0, temporaries: 0, block: body }
  }

  // Blocks

  /** Enters a scope; with a `node` when statements are directly in it. */
  enterBlock(isLoop: boolean, node: Block | null): void {
    const scope = this.scope
    scope.block = {
      previous: scope.block,
      node,
      isLoop,
      firstLabel: this.labels.labels.length,
      firstGoto: this.labels.gotos.length,
      active: scope.active,
    }
  }

  leaveBlock(): void {
    const scope = this.scope
    const block = scope.block!
    if (block.node !== null) block.node.lastLine = this.lastLine
    this.#unbind(block.active)
    if (block.isLoop) this.solve(this.label(BREAK_ID, 0, scope.active))
    this.labels.leave(block.firstLabel, block.firstGoto, block.active)
    scope.block = block.previous
    if (block.previous === null) {
      const pending = this.labels.gotos[block.firstGoto]
      if (pending !== undefined)
        throw pending.nameId === BREAK_ID
          ? complaints().strayBreak(this, pending)
          : complaints().undefinedGoto(this, pending)
    } else if (block.node !== null) this.facts.blocks.push(block.node)
  }

  /** Notes that a `<close>` variable is declared in the current block. */
  markClose(): void {
    const node = this.scope.block?.node
    if (node) node.hasClose = true
  }

  // Variables

  /** Declares a variable that `bind` makes visible. */
  newLocal(nameId: number, name: string): Binding {
    const scope = this.scope
    if (this.#locals.length + 1 - scope.firstLocal > MAX_LOCALS)
      throw complaints().limitError(this, scope.node.line, MAX_LOCALS, "local variables")
    const variable: NewVariable = {
      name,
      attrib: "none",
      owner: scope.node,
      captured: false,
      assigned: false,
    }
    const binding: Binding = { nameId, name, variable, scope, constant: null, shadowed: null }
    this.#locals.push(binding)
    return binding
  }

  /** Declares the hidden variables of a loop. */
  newHidden(count: number): void {
    for (let i = 0; i < count; i++) this.newLocal(-1, "(for state)")
  }

  /** Makes the next `count` declared variables visible. */
  bind(count: number): void {
    const scope = this.scope
    for (let i = 0; i < count; i++) {
      const binding = this.#locals[scope.firstLocal + scope.active++]!
      if (binding.constant === null) scope.registers++
      if (binding.nameId < 0) continue
      binding.shadowed = this.#visible[binding.nameId]!
      this.#visible[binding.nameId] = binding
    }
  }

  #unbind(active: number): void {
    const scope = this.scope
    while (scope.active > active) {
      const binding = this.#locals.pop()!
      scope.active--
      if (binding.constant === null) scope.registers--
      if (binding.nameId >= 0) this.#visible[binding.nameId] = binding.shadowed
    }
  }

  /** What a name means here, captured through the functions in between; null: a global. */
  resolve(nameId: number): Binding | null {
    const binding = this.#visible[nameId]!
    if (binding !== null && binding.scope !== this.scope && binding.constant === null)
      this.#capture(this.scope, binding)
    return binding
  }

  /** The `_ENV` that a global name indexes. */
  resolveEnv(): Binding {
    return this.resolve(this.#envId) ?? this.#env
  }

  #capture(scope: FunctionScope, binding: Binding): void {
    const upvalues = scope.node.upvalues
    if (upvalues.includes(binding.variable)) return
    if (scope.outer !== null && scope.outer !== binding.scope) this.#capture(scope.outer, binding)
    if (upvalues.length >= MAX_UPVALUES)
      throw complaints().limitError(this, scope.node.line, MAX_UPVALUES, "upvalues")
    upvalues.push(binding.variable)
    binding.variable.captured = true
  }

  /** Takes registers for unfinished expressions of the current function. */
  reserve(count: number): void {
    const scope = this.scope
    scope.temporaries += count
    if (scope.registers + scope.temporaries >= MAX_REGISTERS)
      throw this.syntaxError("function or expression needs too many registers")
  }

  /** Raises if there are not as many registers left. */
  needs(count: number): void {
    this.reserve(count)
    this.scope.temporaries -= count
  }

  // Labels

  /** A label of the current block, not yet visible to gotos. */
  label(nameId: number, line: number, active: number): Label {
    const block = this.scope.block!.node ?? emptyBlock()
    return { nameId, line, active, info: { name: this.tokens.names[nameId]!, block } }
  }

  /** Makes a label visible. */
  solve(label: Label): void {
    this.labels.labels.push(label)
    const stuck = this.labels.solve(label, this.scope.block!.firstGoto)
    if (stuck === null) return
    const local = this.#locals[this.scope.firstLocal + stuck.active]!.name
    throw complaints().jumpIntoScope(this, stuck, local)
  }

  newGoto(nameId: number, line: number, jump: PendingGoto["jump"]): void {
    this.labels.gotos.push({ nameId, line, active: this.scope.active, jump })
  }

  newBreak(line: number): void {
    this.newGoto(BREAK_ID, line, null)
  }
}

function functionNode(
  parent: FunctionNode | null,
  line: number,
  start: number,
  name: string | null,
): FunctionNode {
  return {
    type: "FunctionNode",
    parent,
    params: [],
    isVararg: false,
    body: emptyBlock(),
    line,
    endLine: line,
    start,
    end: start,
    deferred: null,
    upvalues: [],
    children: [],
    self: null,
    name,
  }
}

/** The id of a name, which is added when the chunk does not use it. */
function idOf(names: string[], name: string): number {
  const id = names.indexOf(name)
  return id < 0 ? names.push(name) - 1 : id
}
