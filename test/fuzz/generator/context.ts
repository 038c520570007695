// What the parts of the generator share: random choices, the variables in scope, and the lines written so far.
import { Random } from "../../support/random.ts"

/** What a value most probably is. An "arr" is a table without holes; "obj" has metamethods; "any" may be all. */
export type Kind = "int" | "num" | "str" | "bool" | "arr" | "tbl" | "obj" | "fn" | "any"

export interface Variable {
  name: string
  kind: Kind
  constant: boolean
}

interface Block {
  variables: Variable[]
  /** Innermost loop around it, in the same function. */
  inLoop: boolean
  /** Whether the function has `...`. */
  varargs: boolean
  /** Labels for goto in this function that can be jumped to from here. */
  labels: string[]
}

const LOCAL_NAMES = "abcdefhijkmnpqrs"
const KINDS: Kind[] = [
  "int",
  "int",
  "int",
  "num",
  "num",
  "str",
  "str",
  "arr",
  "tbl",
  "obj",
  "fn",
  "any",
  "bool",
]

export class Context {
  readonly random: Random
  readonly lines: string[] = []
  readonly #blocks: Block[] = [{ variables: [], inLoop: false, varargs: true, labels: [] }]
  /** Statements that may still be written. */
  budget: number
  #names = 0

  constructor(seed: number) {
    this.random = new Random(Math.imul(seed, 0x9e3779b1))
    this.budget = 4 + this.below(14)
  }

  below(n: number): number {
    return this.random.below(n)
  }
  chance(probability: number): boolean {
    return this.random.chance(probability)
  }
  pick<T>(list: readonly T[]): T {
    return this.random.pick(list)
  }
  /** One of the alternatives, made only when chosen. */
  oneOf<T>(...alternatives: (() => T)[]): T {
    return this.pick(alternatives)()
  }
  /** Up to n results, at least `least`. */
  several<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make)
  }

  get block(): Block {
    return this.#blocks[this.#blocks.length - 1]!
  }
  get depth(): number {
    return this.#blocks.length
  }

  kind(): Kind {
    return this.pick(KINDS)
  }

  write(line: string): void {
    this.lines.push(line)
  }

  /** Writes `head`, what `body` writes in a block of its own, and `tail`. */
  nested(head: string, tail: string | (() => string), body: () => void, changes: Partial<Block> = {}): void {
    this.write(head)
    this.#blocks.push({ ...this.block, variables: [], ...changes })
    body()
    const end = typeof tail === "string" ? tail : tail()
    this.#blocks.pop()
    this.write(end)
  }

  /** A name for a new local: sometimes one that hides another, sometimes one of its own. */
  newName(): string {
    return this.chance(0.3)
      ? this.random.pick(LOCAL_NAMES)
      : `${this.random.pick(LOCAL_NAMES)}${++this.#names}`
  }
  newLabel(): string {
    return `l${++this.#names}`
  }

  declare(name: string, kind: Kind, constant = false): void {
    this.block.variables.push({ name, kind, constant })
  }

  /** The visible variables that pass. */
  variables(test: (variable: Variable) => boolean): Variable[] {
    const seen = new Set<string>()
    const found: Variable[] = []
    for (let i = this.#blocks.length - 1; i >= 0; i--) {
      const { variables } = this.#blocks[i]!
      for (let j = variables.length - 1; j >= 0; j--) {
        const variable = variables[j]!
        if (seen.has(variable.name)) continue
        seen.add(variable.name)
        if (test(variable)) found.push(variable)
      }
    }
    return found
  }

  /** The name of a variable of the kind, if there is one; later ones are likelier. */
  variable(kind: Kind): string | undefined {
    const found = this.variables((v) => v.kind === kind)
    return found.length === 0
      ? undefined
      : found[Math.min(this.below(found.length), this.below(found.length))]!.name
  }
}
