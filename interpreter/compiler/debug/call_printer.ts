/** Calls, returns, loops and to-be-closed variables. */
import { isFunction } from "../operand.ts"
import type { Instruction } from "./code.ts"
import { FIRST, FunctionPrinter } from "./function_printer.ts"

export abstract class CallPrinter extends FunctionPrinter {
  /** Prints an instruction of these kinds; false if it is of another kind. */
  control(i: Instruction, pc: number): boolean {
    switch (i.op) {
      case "CALL":
        this.#call(i, pc)
        return true
      case "TAILCALL":
        this.#tailCall(i, pc)
        return true
      case "RETURN":
      case "RETURN0":
      case "RETURN1":
        this.#return(i, pc)
        return true
      case "VARARG":
        this.#vararg(i, pc)
        return true
      case "TBC":
        this.line(pc, `F.pc=${pc};mark(F,${i.a},${this.register(i.a, pc)},${this.site(pc).id});`)
        return true
      case "CLOSE":
        this.line(pc, "")
        this.#closeFrom(pc, i.a)
        return true
      case "FORPREP":
        this.line(pc, `F.pc=${pc};if(forPrep(F,${i.a},${this.site(pc).id}))${this.goto(pc, pc + i.b + 2)}`)
        return true
      case "FORLOOP":
        this.#forLoop(i, pc)
        return true
      case "TFORPREP":
        this.line(
          pc,
          `F.pc=${pc};mark(F,${i.a + 3},r[${i.a + 3}],${this.site(pc).id});` +
            `{pc=${this.labelOf(pc + 1 + i.b, "call0")};continue B}`,
        )
        return true
      case "TFORCALL":
        this.#iterate(i, pc)
        return true
      case "TFORLOOP":
        this.more(pc, `if((t=r[${i.a + 4}])!==void 0){r[${i.a + 2}]=t;${this.goto(pc, pc + 1 - i.b)}}`)
        return true
      default:
        return false
    }
  }

  // Calls

  /** The expression that calls `t`. */
  #callText(pc: number, args: string): string {
    const { id } = this.site(pc)
    const behind = args === "" ? "" : `,${args}`
    const plain = `${isFunction("t")}?t(${args}):callAt(${id},t${behind})`
    const forced = this.chunk.forceYields ? `isLuaFunction(t)?forceCall(t${behind}):` : ""
    return `H.λcalls?hookedCall(F,t,[${args}],${id}):${forced}${plain}`
  }

  #arguments(i: Instruction): string {
    if (i.b === 0) return `...r.slice(${i.a + 1},F.top)`
    return Array.from({ length: i.b - 1 }, (_, n) => `r[${i.a + 1 + n}]`).join(",")
  }

  #await(pc: number, first: boolean, callee: number, args: string): void {
    const label = this.labelOf(pc, "resume0")
    const load = `F.pc=${pc};t=r[${callee}];v=${this.#callText(pc, args)};`
    const text = `${load}if(v===null)return S(F,${label});h=H.λtrap;`
    if (first) this.line(pc, text)
    else this.more(pc, text)
    this.printer.line(`case ${label}:`)
  }

  #call(i: Instruction, pc: number): void {
    this.#await(pc, true, i.a, this.#arguments(i))
    this.#results(pc, i.a, i.c - 1)
  }

  /** Puts `count` values of the result `v` into registers from `a` on; all if negative. */
  #results(pc: number, a: number, count: number): void {
    if (count < 0) this.more(pc, `F.top=spread(r,${a},v);`)
    else if (count === 1) this.more(pc, `r[${a}]=${FIRST};`)
    else if (count > 1) this.more(pc, `take(r,${a},${count},v);`)
  }

  /** As in PUC, a library function is called, not jumped to. */
  #tailCall(i: Instruction, pc: number): void {
    const args = this.#arguments(i)
    const behind = args === "" ? "" : `,${args}`
    const jump = this.chunk.forceYields ? `forceCall(t${behind})` : `t(${args})`
    this.line(
      pc,
      `F.pc=${pc};t=r[${i.a}];if(${isFunction("t")}){if(t.λc===void 0){` +
        `if(H.λcalls)hookedTail(F,t,[${args}]);H.λtop=F.below;H.λtail=t;return ${jump}}}`,
    )
    this.more(pc, `else if((w=callHandler(t))!==void 0){H.λtop=F.below;H.λtail=w;return w(t${behind})}`)
    this.#await(pc, false, i.a, args)
    this.more(pc, `F.top=spread(r,${i.a},v);`)
    this.#leave(pc, i.a, 0)
  }

  // Returns

  #return(i: Instruction, pc: number): void {
    this.line(pc, "")
    if (i.k) this.#closeFrom(pc, 0)
    this.#leave(pc, i.a, i.b)
  }

  /** Returns `b - 1` values from register `a` on, all up to the top if that is negative. */
  #leave(pc: number, a: number, b: number): void {
    const count = b === 0 ? `F.top-${a}` : String(b - 1)
    const value =
      b === 0
        ? `F.top===${a + 1}?r[${a}]:r.slice(${a},F.top)`
        : b === 1
          ? "N"
          : b === 2
            ? this.register(a, pc)
            : `r.slice(${a},${a + b - 1})`
    this.more(pc, `if(H.λcalls){F.pc=${pc};hookedReturn(F,${a},${count});}H.λtop=F.below;return ${value};`)
  }

  /** Closes the pending variables in registers from `level` on; when resumed, those that are left. */
  #closeFrom(pc: number, level: number): void {
    const label = this.labelOf(pc, "resume0")
    this.printer.line(`case ${label}:`)
    this.more(
      pc,
      `if(F.tbc!==null){F.pc=${pc};if(closeFrom(F,${level})===null)return S(F,${label});h=H.λtrap}`,
    )
  }

  #vararg(i: Instruction, pc: number): void {
    if (i.c === 0) {
      this.line(pc, `F.top=spread(r,${i.a},F.va);`)
      return
    }
    const loads = Array.from({ length: i.c - 1 }, (_, n) => `${this.register(i.a + n, pc)}=F.va[${n}];`)
    this.line(pc, loads.join(""))
  }

  // Loops

  #forLoop(i: Instruction, pc: number): void {
    const { a } = i
    const back = this.goto(pc, pc + 1 - i.b)
    this.line(
      pc,
      `if(F.loops===null){t=r[${a + 1}];if(t>0){r[${a + 1}]=t-1;r[${a + 3}]=r[${a}]+=r[${a + 2}];${back}}}` +
        `else if(forLoop(F,${a}))${back}`,
    )
  }

  #iterate(i: Instruction, pc: number): void {
    this.line(pc, "")
    this.printer.line(`case ${this.labelOf(pc, "call0")}:`)
    this.#await(pc, false, i.a, `r[${i.a + 1}],r[${i.a + 2}]`)
    this.#results(pc, i.a + 4, i.c)
  }
}
