/**
 * JavaScript of the code of one function: a state machine, `for (;;) switch (pc)`, over an array of
 * registers. Only places that are jumped to or resumed at have a `case`.
 *
 *   F frame   r registers   u upvalues' cells   H coroutine   h hooks to be called at instructions
 *   t, w operands           v a result          pc the case to go on at
 *
 * It is printed twice: the first time tells which places need a case.
 */
import type { Site } from "../../abi.ts"
import type { ChunkBuilder } from "../chunk_builder.ts"
import { Printer } from "../printer.ts"
import { firstFree, isCellAt, missedBy, startingAt, type Code, type Instruction } from "./code.ts"
import { InstructionSite } from "./instruction_site.ts"

/** Where a case begins: `start` at the instruction, `call` behind its trace, `resume` behind what it awaited. */
type Entry = `start${number}` | `call${number}` | `resume${number}`

export abstract class FunctionPrinter {
  readonly chunk: ChunkBuilder
  readonly code: Code
  printer = new Printer()
  /** Cases to go on at when a call that yielded is resumed; they stand at the end. */
  landings: string[] = []
  readonly #sites: Site[] = []
  readonly #labels = new Map<string, number>()

  constructor(chunk: ChunkBuilder, code: Code) {
    this.chunk = chunk
    this.code = code
    this.#labels.set("0start0", 0)
  }

  abstract instruction(i: Instruction, pc: number): void

  /** The text of the function's body, `function d17$3(F,pc,v){…}`. */
  print(into: Printer): void {
    this.#printBody()
    this.printer = new Printer()
    this.landings = []
    this.#printBody()
    this.printer.lines.forEach((text, i) => into.line(text, this.printer.sites[i]))
  }

  #printBody(): void {
    const { code, printer } = this
    const name = `d${this.chunk.unitId}$${code.id}`
    printer.line(`function ${name}(F,pc,v){const r=F.r,u=F.u,H=F.co;let h=H.λtrap,t,w;B:for(;;)switch(pc){`)
    for (let pc = 0; pc < code.instructions.length; pc++) {
      this.#begin(pc)
      this.instruction(code.instructions[pc]!, pc)
    }
    for (const landing of this.landings) printer.line(landing)
    printer.line("}}")
  }

  /** Prints the cases at an instruction, with the cells of variables whose scope begins there. */
  #begin(pc: number): void {
    this.#case(pc, 0, "start0")
    startingAt(this.code, pc).forEach((local, i) => {
      this.printer.line(`r[${local.register}]={v:r[${local.register}]};`)
      this.#case(pc, i + 1, "start0")
    })
  }

  // Labels

  #key(pc: number, cells: number, entry: Entry): string {
    return `${pc}${cells === 0 ? entry : `start${cells}`}`
  }

  #label(key: string): number {
    let label = this.#labels.get(key)
    if (label === undefined) this.#labels.set(key, (label = this.#labels.size))
    return label
  }

  #case(pc: number, cells: number, entry: Entry): void {
    const label = this.#labels.get(this.#key(pc, cells, entry))
    if (label !== undefined) this.printer.line(`case ${label}:`)
  }

  /** The number of the case at which an instruction's `entry` begins, which the caller prints. */
  labelOf(pc: number, entry: Entry): number {
    return this.#label(`${pc}${entry}`)
  }

  /**
   * The statement that goes from an instruction to another. Variables whose scope begins at the destination
   * get their cells, unless the jump stays in their scope.
   */
  goto(from: number, to: number): string {
    const entry = this.entryOf(from, to)
    const cells = missedBy(this.code, from, to).map(({ register: n }) => `r[${n}]={v:r[${n}]};`)
    // Cells are made behind a pause.
    const check = cells.length > 0 ? "checkpoint()" : `if(checkpoint(true)===null)return S(F,${entry})`
    // A loop that waits for something to be collected calls nothing that would look whether that is due.
    const look =
      to <= from
        ? `if(--budget.left<0){t=v=w=void 0;r.fill(void 0,${firstFree(this.code, to)});F.pc=${from};${check};h=H.λtrap}`
        : ""
    return `{${look}${cells.join("")}pc=${entry};continue B}`
  }

  /** The case at which a jump from an instruction to another goes on. */
  entryOf(from: number, to: number): number {
    const inside = startingAt(this.code, to).filter(
      (local) => from >= local.cellStart && from < local.end,
    ).length
    return this.#label(this.#key(to, inside, "start0"))
  }

  /** Whether some jump goes to an instruction. */
  isTarget(pc: number): boolean {
    return this.#labels.has(`${pc}start0`)
  }

  // Operands

  register(n: number, pc: number): string {
    return isCellAt(this.code, n, pc) ? `r[${n}].v` : `r[${n}]`
  }

  constant(index: number): string {
    const value = this.code.constants[index]
    if (value === undefined) return "void 0"
    if (typeof value === "boolean") return String(value)
    return typeof value === "string" ? JSON.stringify(value) : this.chunk.number(value)
  }

  /** A register, or a constant if `k`. */
  operand(n: number, k: boolean, pc: number): string {
    return k ? this.constant(n) : this.register(n, pc)
  }

  /** The site of an instruction. */
  site(pc: number): Site {
    return (this.#sites[pc] ??= this.chunk.addSite(
      (id) => new InstructionSite(id, this.chunk.chunkname, this.code, pc),
    ))
  }

  extraSite(key: number, make: (id: number) => Site): Site {
    return (this.#extra[key] ??= this.chunk.addSite(make))
  }
  readonly #extra: Site[] = []

  // Lines

  /** The call of hooks before an instruction. */
  trace(pc: number): string {
    return `if(h)h=trace(F,${pc});`
  }

  /** Prints one line of an instruction, traced. */
  line(pc: number, text: string): void {
    this.printer.line(`${this.trace(pc)}${text}`, this.site(pc))
  }

  /** Prints a line of an instruction that is not its first. */
  more(pc: number, text: string): void {
    this.printer.line(text, this.site(pc))
  }

  /**
   * `v = call`, where the call may yield; `landing` is what to do with `v` when it is resumed, going on at
   * the instruction `next`.
   */
  awaited(pc: number, call: string, landing: string, next: number): string {
    const label = this.labelOf(pc, "resume0")
    this.landings.push(`case ${label}:${landing}${this.goto(pc, next)}`)
    return `F.pc=${pc};v=${call};if(v===null)return S(F,${label});h=H.λtrap;`
  }
}

/** The first value of the result `v`. */
export const FIRST = 'typeof v!=="number"&&isArray(v)?v[0]:v'
