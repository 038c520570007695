/** What the runtime sees of a function's code. */
import type {
  Bytecode,
  DebugBody,
  DebugCall,
  DebugLocal,
  DebugPrototype,
  Opcodes,
  Site,
  Unit,
} from "../../abi.ts"
import { assemble, registersOf } from "./assembler.ts"
import { firstFree, nestsLoops, type Code } from "./code.ts"
import type { InstructionPrinter } from "./instruction_printer.ts"
import { InstructionSite } from "./instruction_site.ts"
import { localName } from "./names.ts"

export class DebugCode implements DebugPrototype {
  unit: Unit | undefined = undefined
  bytecode: Bytecode | undefined = undefined
  promoted: DebugPrototype["promoted"] | undefined = undefined
  body: DebugBody | undefined = undefined
  readonly #chunkname: string
  readonly #make: () => Code
  readonly #bodyOf: ((id: number) => InstructionPrinter) | undefined
  #code: Code | undefined
  #lines: number[] | undefined
  #nestsLoops: boolean | undefined
  #registers = 0

  /** make: gives the code, now or later. bodyOf: gives the JavaScript of a function of the chunk. */
  constructor(chunkname: string, make: () => Code, bodyOf?: (id: number) => InstructionPrinter) {
    this.#chunkname = chunkname
    this.#make = make
    this.#bodyOf = bodyOf
  }

  get #its(): Code {
    return (this.#code ??= this.#make())
  }

  get lines(): number[] {
    return (this.#lines ??= this.#its.instructions.map(({ line }) => line))
  }

  get locals(): DebugLocal[] {
    return this.#its.locals
  }

  get maxStack(): number {
    return this.#its.maxStack
  }

  get nestsLoops(): boolean {
    return (this.#nestsLoops ??= nestsLoops(this.#its))
  }

  siteAt(pc: number): Site | undefined {
    return new InstructionSite(-1, this.#chunkname, this.#its, pc)
  }

  localName(n: number, pc: number): string | undefined {
    return localName(this.#its, n, pc)
  }

  callAt(pc: number): DebugCall | null {
    const i = this.#its.instructions[pc]
    switch (i?.op) {
      case "CALL":
      case "TAILCALL":
        return { callee: i.a, arguments: i.a + 1, count: i.b - 1, limit: i.a }
      case "TFORCALL":
        return { callee: i.a, arguments: i.a + 1, count: 2, limit: i.a + 4 }
      default:
        return null
    }
  }

  firstFree(pc: number): number {
    return firstFree(this.#its, pc)
  }

  registers(): number {
    if (this.#registers === 0) this.#registers = registersOf(this.#its)
    return this.#registers
  }

  assemble(opcodes: Opcodes): Bytecode {
    return assemble(this.#its, this.#chunkname, opcodes)
  }

  entryOf(from: number, to: number): number {
    return this.#bodyOf === undefined ? 0 : this.#bodyOf(this.#its.id).entryOf(from, to)
  }
}
