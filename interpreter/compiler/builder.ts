/**
 * The state of lowering one function: the statement list being filled, temporaries, variable names,
 * yield points. Temporaries live until the end of the statement that made them and are then reused.
 */
import type { Site } from "../abi.ts"
import type { Block, Expression, FunctionNode } from "../syntax/ast.ts"
import type { ChunkBuilder } from "./chunk_builder.ts"
import type { HalvesOf } from "./halved.ts"
import type { LoweredFunction, Node, Op, Post, Scope } from "./ir.ts"
import type { Type } from "./types.ts"

/**
 * A JS expression without side effects.
 * `stable`: it means the same after any further statement of the expression being lowered.
 * `cell`: it reads a captured local of this very function, which PUC keeps in a register until it is
 * used by an operator; otherwise an unstable operand must be copied before something else runs.
 */
export interface Operand {
  js: string
  type: Type
  stable: boolean
  cell?: boolean
  /** `local 'x'` and the like, for messages; "" for none. */
  name: string
  /** The value, when it is a numeric literal. */
  literal?: number
  /** Of what is the counter of a loop, or a little more or less: its variable, the difference, and whether it is above 0. */
  shifted?: { js: string; offset: number; isPositive: boolean }
  /** The JS variable that tells whether a number of type "tagged" is a float. */
  flag?: string
  /** Where the value is if it is not in `js`: only for lower_wide.ts. */
  halves?: HalvesOf
}

/** How to leave the statements of one block: labels for break, what is to be closed. */
export interface LoopScope {
  label: string
  /** closeHeights.length when the loop began. */
  closeDepth: number
}

export interface LabelTarget {
  /** Label of the enclosing IR loop or block that a jump goes to. */
  label: string
  /** Sets this before continuing, when the block has several segments. */
  selector: string | null
  segment: number
  closeDepth: number
  /** A jump only leaves a block forwards. */
  forwardOnly: boolean
}

/** The two recursive entries, tied together by compile.ts so that the files do not import in circles. */
export interface Lowering {
  expression: (b: FunctionBuilder, e: Expression) => Operand
  block: (b: FunctionBuilder, block: Block, atEnd?: () => void) => void
}

export class FunctionBuilder {
  readonly chunk: ChunkBuilder
  readonly node: FunctionNode
  readonly id: number
  out: Node[] = []
  points = 0
  usesSelf = false
  /** Integers are computed in halves where that can be (lower_wide.ts). */
  inHalves = true
  /** Variables in scope, innermost first. */
  scope: Scope | null = null
  usesVarargs = false
  readonly variables: string[] = []
  /** JS names of the Lua locals declared so far. */
  readonly declared = new Set<string>()
  readonly loops: LoopScope[] = []
  readonly labels = new Map<object, LabelTarget>()
  /** JS variables that hold the heights of the to-be-closed list at the open scopes that need closing. */
  readonly closeHeights: string[] = []
  #temps = 0
  #tempsMade = 0
  /** Most temporaries in use at once since the statement began. */
  #peak = 0

  readonly #lowering: Lowering

  constructor(chunk: ChunkBuilder, node: FunctionNode, id: number, lowering: Lowering) {
    this.#lowering = lowering
    this.chunk = chunk
    this.node = node
    this.id = id
  }

  /** Lowers an expression to one value; floats may be unboxed. */
  lower(e: Expression): Operand {
    return this.#lowering.expression(this, e)
  }

  /** Lowers a block with a scope of its own; `atEnd` still sees its variables. */
  lowerBlock(block: Block, atEnd?: () => void): void {
    this.#lowering.block(this, block, atEnd)
  }

  /** A new temporary. */
  temp(): string {
    const name = `$${++this.#temps}`
    this.#peak = Math.max(this.#peak, this.#temps)
    if (this.#temps > this.#tempsMade) {
      this.#tempsMade = this.#temps
      this.variables.push(name)
    }
    return name
  }

  /** A temporary that this statement has not used yet: for code that goes before code already emitted. */
  unusedTemp(): string {
    this.#temps = this.#peak
    return this.temp()
  }

  beginStatement(): void {
    this.#peak = this.#temps
  }

  /** Number of temporaries in use; hand it to releaseTemps at the end of the statement. */
  get tempMark(): number {
    return this.#temps
  }
  releaseTemps(mark: number): void {
    this.#temps = mark
  }

  /** A variable of its own that outlives statements (loop state, locals). */
  hidden(prefix: string): string {
    const name = `${prefix}$${this.chunk.nextSerial()}`
    this.variables.push(name)
    this.enter(name)
    return name
  }

  /** Puts a variable in scope, until the scope is set back. */
  enter(name: string): void {
    this.scope = { name, outer: this.scope }
  }

  label(): string {
    return `L${this.chunk.nextSerial()}`
  }

  js(code: string, site?: Site): void {
    this.out.push(site === undefined ? { kind: "js", code } : { kind: "js", code, site })
  }

  /** Emits an operation that may call Lua code. */
  op(
    part: {
      fast?: string
      slowIf?: string | null
      slow: string
      target: string
      post: Post
      isCall?: boolean
      mixed?: boolean
      defines?: string[]
    },
    site: Site,
  ): void {
    const op: Op = {
      kind: "op",
      fast: part.fast ?? "",
      slowIf: part.slowIf ?? null,
      slow: part.slow,
      target: part.target,
      post: part.post,
      isCall: part.isCall === true,
      mixed: part.mixed === true,
      defines: part.defines ?? [],
      point: ++this.points,
      scope: this.scope,
      site,
    }
    this.out.push(op)
  }

  /** Runs `fill` with an empty statement list and returns what it emitted. */
  collect(fill: () => void): Node[] {
    const saved = this.out
    this.out = []
    fill()
    const nodes = this.out
    this.out = saved
    return nodes
  }

  /** Copies an operand to a temporary unless nothing can change it. */
  pin(operand: Operand): Operand {
    if (operand.stable) return operand
    const t = this.temp()
    this.js(`${t} = ${operand.js};`)
    const pinned = { ...operand, js: t, stable: true, cell: false }
    if (operand.flag === undefined) return pinned
    const flag = this.temp()
    this.js(`${flag} = ${operand.flag};`)
    return { ...pinned, flag }
  }

  /** Name of the JS function being made. */
  get jsName(): string {
    return this.chunk.functionName(this.id)
  }

  finish(captures: string[], parameters: string[]): LoweredFunction {
    return {
      id: this.id,
      jsName: this.jsName,
      captures,
      parameters,
      variables: this.variables,
      body: this.out,
      points: this.points,
      usesSelf: this.usesSelf,
    }
  }
}
