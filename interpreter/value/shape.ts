/**
 * Constructors of tables with the same fields in the same order. Tables that one of them makes share a hidden class of the JS engine, so code
 * that reads them is fast; what comes from elsewhere, be it of the same fields, has another.
 */
import { LuaTable, NO_ELEMENTS } from "./table.ts"
import type { LuaValue } from "./value.ts"

export type Shape = new (...values: LuaValue[]) => LuaTable

const shapes = new Map<string, Shape>()

/** The constructor for a list of fields, joined by commas: `make`, unless there is one already. */
export function shape(fields: string, make: () => Shape): Shape {
  let known = shapes.get(fields)
  if (known === undefined) {
    known = make()
    known.prototype = LuaTable.prototype
    shapes.set(fields, known)
  }
  return known
}

/** Tables made at one place after which a constructor is made for them: what a program does a few times is not worth one. */
const FEW = 8

/** Makes the tables of one constructor expression; their fields are set one by one. */
export class LateShape {
  readonly #fields: string[]
  #shape: Shape | undefined
  #count = 0

  constructor(fields: string[]) {
    this.#fields = fields
  }

  table(): LuaTable {
    const known = this.#shape
    if (known !== undefined) return new known()
    const name = this.#fields.join(",")
    if (shapes.has(name) || ++this.#count > FEW) this.#shape = shape(name, () => makeShape(this.#fields))
    return this.#shape === undefined ? new LuaTable() : new this.#shape()
  }
}

function makeShape(fields: string[]): Shape {
  return (new Function("NE", `return ${shapeText(fields)}`) as (elements: LuaValue[]) => Shape)(NO_ELEMENTS)
}

/** JavaScript of the constructor for a list of names; `NE` stands for NO_ELEMENTS in it. */
export function shapeText(fields: string[], name = ""): string {
  const parameters = fields.map((_, i) => `a${i}`).join(",")
  const sets = fields.map((field, i) => `this.${field}=a${i};`).join("")
  return `function ${name}(${parameters}){this.λmeta=null;this.λarr=NE;this.λhash=null;${sets}}`
}
