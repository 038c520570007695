/** Functions of small chunks in debug form (compiler/debug/stub.ts): their JavaScript is shared by all that need the same. */
import type { Prototype, Stub, Unit } from "../abi.ts"

type Factory = (...cells: unknown[]) => unknown
type Maker = (prototype: Prototype, id: number, name: string) => Factory

export class SharedStubs {
  readonly #names: object
  readonly #text: (stub: Stub) => string
  readonly #makers = new Map<string, Maker>()

  /** names: those that emitted code in debug form uses. text: that of a function which gives a maker of factories. */
  constructor(names: object, text: (stub: Stub) => string) {
    this.#names = { ...names, named }
    this.#text = text
  }

  /** Makes the factories of a unit. */
  fill(unit: Unit): void {
    unit.prototypes.forEach((prototype, id) => {
      const { params, isVararg, upvalues } = prototype
      const maker = this.#maker({ params, isVararg, upvalues: upvalues.length, isOpen: unit.openUpvalues })
      unit.factories[id] = maker(prototype, id, `f${unit.id}$${id}`)
    })
  }

  #maker(stub: Stub): Maker {
    const key = `${stub.params},${stub.isVararg},${stub.upvalues},${stub.isOpen}`
    let maker = this.#makers.get(key)
    if (maker === undefined) {
      // No unit has this number: what is in the unit is found by the name of the function.
      const text = `${this.#text(stub)}\n//# sourceURL=λ-1`
      maker = (new Function("R", text) as (names: object) => Maker)(this.#names)
      this.#makers.set(key, maker)
    }
    return maker
  }
}

function named(f: unknown, name: string): unknown {
  return Object.defineProperty(f, "name", { value: name })
}
