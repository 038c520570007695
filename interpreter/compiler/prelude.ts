/**
 * What the functions of one emitted text share and call: constructors of table shapes, getters and setters of fields.
 * Each exists once in a chunk, and has inline caches of its own.
 */

import { shapeText } from "../value/shape.ts"
import { readable } from "./operand.ts"

/** What the library gives strings (§6.4). */
const STRING_METHODS = new Set(
  "byte char dump find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper".split(
    " ",
  ),
)

/** What the texts of one chunk know of one another. */
export class Shared {
  /** Whether texts leave what they declare in `U.shared`, for later ones: if some functions are left for later. */
  active = false
  /** What is there: declared in texts that have been evaluated. */
  readonly names = new Set<string>()
  /** Whether tables made by instructions are to be like those that the texts make. */
  isLate = false
  /** Names of constructors, by the fields of their tables. */
  readonly shapes = new Map<string, string>()
}

export class Prelude {
  readonly #shared: Shared
  readonly #serial: () => number
  /** The text of each declaration that the functions use, by name. */
  readonly #used = new Map<string, () => string>()
  #usesNil = false

  /** serial: gives numbers that no other name of the chunk has. */
  constructor(shared: Shared, serial: () => number) {
    this.#shared = shared
    this.#serial = serial
  }

  /** Name of the constructor function for tables with exactly these fields in this order. */
  shape(fields: string[]): string {
    const { shapes } = this.#shared
    const key = fields.join(",")
    let name = shapes.get(key)
    if (name === undefined) {
      name = `K$${this.#serial()}`
      shapes.set(key, name)
    }
    return this.#use(name, this.#shared.isLate ? sharedShapeText : ownShapeText, fields)
  }

  getter(field: string): string {
    return this.#use(`get$${field}`, getterText, field)
  }
  /** The accessor of a field that is called as a method. */
  method(field: string): string {
    const getter = this.getter(field)
    return STRING_METHODS.has(field) ? this.#use(`met$${field}`, methodText, field) : getter
  }
  setter(field: string): string {
    return this.#use(`set$${field}`, setterText, field)
  }

  #use<T>(name: string, text: (of: T, name: string) => string, of: T): string {
    if (!this.#used.has(name)) this.#used.set(name, () => text(of, name))
    return name
  }

  /**
   * A JS expression for nil on a way that is seldom taken. The JS engine counts each constant among the values that a
   * variable may have, also where it never was; what it has to read, and never has, it does not count.
   */
  nil(): string {
    this.#usesNil = true
    return "nil"
  }

  /** The code that goes before the functions. */
  text(): string {
    const { active, names } = this.#shared
    const borrowed: string[] = []
    const own: string[] = []
    for (const [name, text] of this.#used) {
      if (names.has(name)) borrowed.push(name)
      else own.push(text(), active ? `U.shared.${name}=${name};` : "")
    }
    // Assigned twice, or the engine would see that it never changes.
    const nil = this.#usesNil ? "var nil=0;nil=void 0;" : ""
    return `${nil}${borrowed.length > 0 ? `var {${borrowed.join(",")}}=U.shared;` : ""}${own.join("")}`
  }

  /** To be called when the text has been evaluated: others need not declare the same again. */
  settle(): void {
    if (this.#shared.active) for (const name of this.#used.keys()) this.#shared.names.add(name)
  }
}

function ownShapeText(fields: string[], name: string): string {
  return `${shapeText(fields, name)}${name}.prototype=T.prototype;`
}

/** The same, for whoever makes such tables. */
function sharedShapeText(fields: string[], name: string): string {
  return `var ${name}=shape("${fields.join(",")}",()=>${shapeText(fields)});`
}

/**
 * `o.f` where that is no field of the record itself. Small enough for the JS engine to inline: the hash part, or
 * the first table behind `__index`; from there, `up…` walks a chain of `__index` tables as long as it consists of
 * records, to its end, a table (`λmeta` null) or metatable without `__index`. Each name has functions of its own, so that these have inline caches of their own.
 */
function getterText(f: string, name: string): string {
  const [o, h] = [readable("o", f), readable("h", f)]
  return (
    `function ${name}(o,s){if(${o}){const m=o.λmeta;if(m===null)return o.λhash===null?void 0:o.λhash.get("${f}");` +
    `if(m!==void 0&&o.λhash===null){const h=m.__index;if(${h}){const v=h.${f};if(v!==void 0)return v}}}` +
    `return up$${name}(o,s)}` +
    `function up$${name}(o,s){if(${o}){let p=o,m=o.λmeta;` +
    `for(let n=0;n<100&&m!==void 0&&p.λhash===null;n++){if(m===null)return;` +
    `const h=m.__index;if(h===void 0&&m.λhash===null)return;if(!(${h}))break;` +
    `const v=h.${f};if(v!==void 0)return v;p=h;m=h.λmeta}}` +
    `return index(o,"${f}",s)}`
  )
}

/** `o.f` for a name that strings have: looked up in the table behind their metatable's `__index` first. */
function methodText(f: string, name: string): string {
  return (
    `function ${name}(o,s){if(typeof o==="string"){const m=G.metatables.string;if(m!==null&&m.λhash===null){const h=m.__index;` +
    `if(${readable("h", f)}){const v=h.${f};if(v!==void 0)return v}}}return get$${f}(o,s)}`
  )
}

/** `o.f = v` for a new field of a record without `__newindex`. */
function setterText(f: string, name: string): string {
  return (
    `function ${name}(o,v,s){if(${readable("o")}&&o.λhash===null){const m=o.λmeta;` +
    `if(m===null||m!==void 0&&m.λhash===null&&m.__newindex===void 0){if(v!==void 0)o.${f}=v;return}}` +
    `return setfield(o,"${f}",v,s)}`
  )
}
