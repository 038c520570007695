/** An expression whose value is not yet where it is wanted (expdesc of lparser.h). */
import type { Constant } from "./code.ts"

export type Kind =
  /** No expression: an empty list. */
  | "void"
  | "nil"
  | "true"
  | "false"
  /** info: constant. */
  | "k"
  | "flt"
  | "int"
  | "str"
  /** info: register of the value. */
  | "nonreloc"
  /** info: register, aux: number of the variable. */
  | "local"
  /** info: upvalue. */
  | "upval"
  /** A compile-time constant: `value`. */
  | "const"
  /** info: register of the table, aux: register of the key. */
  | "indexed"
  /** info: upvalue that is the table, aux: constant. */
  | "indexup"
  /** info: register of the table, aux: integer. */
  | "indexi"
  /** info: register of the table, aux: constant. */
  | "indexstr"
  /** info: the jump behind a test. */
  | "jmp"
  /** info: instruction whose operand A is to be set. */
  | "reloc"
  /** info: the instruction. */
  | "call"
  | "vararg"

/** The end of a list of jumps. */
export const NO_JUMP = -1

export class Exp {
  k: Kind
  info: number
  aux = 0
  value: Constant
  /** Jumps taken when the value is true, false; linked through their destinations. */
  t = NO_JUMP
  f = NO_JUMP

  constructor(k: Kind = "void", info = 0, value: Constant = undefined) {
    this.k = k
    this.info = info
    this.value = value
  }

  set(k: Kind, info = 0, value: Constant = undefined): void {
    this.k = k
    this.info = info
    this.value = value
    this.t = this.f = NO_JUMP
  }

  copy(from: Exp): void {
    this.k = from.k
    this.info = from.info
    this.aux = from.aux
    this.value = from.value
    this.t = from.t
    this.f = from.f
  }

  get hasJumps(): boolean {
    return this.t !== this.f
  }

  /** A number literal without jumps. */
  get isNumeral(): boolean {
    return !this.hasJumps && (this.k === "int" || this.k === "flt")
  }

  get isMulti(): boolean {
    return this.k === "call" || this.k === "vararg"
  }

  get isIndexed(): boolean {
    return this.k === "indexed" || this.k === "indexup" || this.k === "indexi" || this.k === "indexstr"
  }
}

export function swap(x: Exp, y: Exp): void {
  const saved = new Exp()
  saved.copy(x)
  x.copy(y)
  y.copy(saved)
}
