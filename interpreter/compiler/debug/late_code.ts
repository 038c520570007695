/**
 * The code of the functions of a checked chunk, made one by one when it is asked for. Of a function that was not asked for yet, the
 * functions around it know what the checker has found out: parameters and upvalues.
 */
import type { FunctionNode } from "../../syntax/ast.ts"
import type { CheckedChunk } from "../../syntax/parse.ts"
import { newCode, type Code } from "./code.ts"
import { activate, captureFor, declare, visibleConstants, type Constants } from "./scope.ts"
import { StatementCoder } from "./statements.ts"

interface LateFunction {
  node: FunctionNode
  /** Without instructions until it is made. */
  code: Code
  isMade: boolean
  /** The compile-time constants it sees outside. */
  constants: Constants | null
}

export class LateCodes {
  readonly #chunk: CheckedChunk
  readonly #chunkname: string
  readonly #functions: LateFunction[]
  readonly #ids = new Map<FunctionNode, number>()

  /** nodes: all functions, outer before inner. */
  constructor(chunk: CheckedChunk, chunkname: string, nodes: FunctionNode[]) {
    this.#chunk = chunk
    this.#chunkname = chunkname
    this.#functions = nodes.map((node, id) => {
      this.#ids.set(node, id)
      return { node, code: newCode(id), isMade: false, constants: null }
    })
  }

  /** The code of a function. */
  at(id: number): Code {
    const f = this.#functions[id]!
    if (f.isMade) return f.code
    // What the upvalues are, and the constants outside, comes to light when the code around it is made.
    if (f.node.parent !== null) this.at(this.#ids.get(f.node.parent)!)
    f.isMade = true
    const coder = new LateCoder(this.#chunk, this.#chunkname, f.code, f.node, (node, isMadeBy) => {
      const child = this.#functions[this.#ids.get(node)!]!
      child.constants = visibleConstants(isMadeBy.fs)
      return child.code
    })
    coder.fs.outerConstants = f.constants
    coder.function()
    return f.code
  }
}

/** Makes the code of one function. */
class LateCoder extends StatementCoder {
  readonly #chunk: CheckedChunk
  readonly #node: FunctionNode
  readonly #meet: (node: FunctionNode, isMadeBy: LateCoder) => Code

  /** meet: gives the code of a function that is made in this one. */
  constructor(
    chunk: CheckedChunk,
    chunkname: string,
    code: Code,
    node: FunctionNode,
    meet: (node: FunctionNode, isMadeBy: LateCoder) => Code,
  ) {
    super(chunk.tokens, chunkname, code)
    this.#chunk = chunk
    this.#node = node
    this.#meet = meet
  }

  override leaveOut(): Code {
    const { fs } = this
    const node = this.#node.children[fs.code.children.length]!
    const code = this.#meet(node, this)
    code.upvalues = node.upvalues.map(({ name }) => captureFor(fs, name))
    // To its `end`.
    this.moveTo(this.#chunk.bodies.get(node)!.to.token)
    this.next()
    return code
  }

  function(): void {
    const body = this.#chunk.bodies.get(this.#node)
    if (body === undefined) {
      this.chunk()
      return
    }
    const { fs } = this
    for (const { name } of this.#node.params) declare(fs, name)
    activate(fs, this.#node.params.length)
    fs.code.params = fs.active
    // The parameters end with `...)`, or with anything and `)`.
    this.moveTo(body.from.token - 2)
    this.next()
    if (this.#node.isVararg) this.setVararg()
    fs.reserve(fs.active)
    this.next()
    this.statementList()
    this.next()
    this.closeFunction()
  }
}
