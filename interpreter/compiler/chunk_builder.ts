/** The state of compiling one chunk: names, constants, table shapes, field accessors. */
import type { Site } from "../abi.ts"
import type { FunctionNode, LabelInfo, Variable } from "../syntax/ast.ts"
import { isIdentifier } from "./identifier.ts"
import type { Type } from "./types.ts"
import { LuaFloat, type LuaNumber } from "../value/number.ts"

/** What the library gives strings (§6.4). */
const STRING_METHODS = new Set(
  "byte char dump find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper".split(
    " ",
  ),
)

export interface ChunkOptions {
  /** Number of the unit the text will be registered as. */
  unitId: number
  chunkname: string
  /** Number of the chunk's first site. */
  siteBase: number
  /** Keep all captured variables in cells and register closures, for the debug library. */
  openUpvalues: boolean
  /** The program may see when values are collected: let go of them early, and look for lost ones in loops. */
  collects: boolean
  /** Route every call through the runtime's forced yields (tests). */
  forceYields: boolean
}

export class ChunkBuilder {
  /** Emitted functions' numbers, by node. */
  readonly ids = new Map<FunctionNode, number>()
  /** What is known of the value of variables that are never assigned. */
  readonly types = new Map<Variable, Type>()
  /** Labels that some goto names, and those that some goto behind them names. */
  readonly gotoTargets = new Set<LabelInfo>()
  readonly backwardTargets = new Set<LabelInfo>()
  /** A guess at what its numbers are (float_hint.ts). */
  prefersFloats = false
  /** Number constants JavaScript has no literal for. */
  readonly constants: LuaNumber[] = []
  /** Captured variables are all kept in cells and closures registered, so that debug can reach them. */
  readonly openUpvalues: boolean
  readonly collects: boolean
  /** Every call inside a coroutine may be made to yield first (the tests' hard mode). */
  readonly forceYields: boolean
  readonly #names = new Map<Variable, string>()
  readonly #shapes = new Map<string, string>()
  readonly #getters = new Map<string, string>()
  readonly #setters = new Map<string, string>()
  #usesNil = false
  readonly #methods = new Map<string, string>()
  readonly #selves = new Map<Variable, FunctionNode>()
  #serial = 0

  readonly unitId: number
  readonly chunkname: string
  /** All sites, numbered from `siteBase`. */
  readonly sites: Site[] = []
  readonly #siteBase: number

  constructor(options: ChunkOptions) {
    const { unitId, openUpvalues, collects, forceYields } = options
    this.unitId = unitId
    this.chunkname = options.chunkname
    this.#siteBase = options.siteBase
    this.openUpvalues = openUpvalues
    this.collects = collects
    this.forceYields = forceYields
  }

  /** A new place that can raise; event: that of the metamethod which may be called there. */
  site(line: number, names: string[], event?: string): Site {
    const called = event === undefined ? (names[0] ?? "") : `metamethod '${event}'`
    const site = { id: this.#siteBase + this.sites.length, chunkname: this.chunkname, line, names, called }
    this.sites.push(site)
    return site
  }

  /** JS name of an emitted function; stack.ts reads it back. */
  functionName(id: number): string {
    return `f${this.unitId}$${id}`
  }

  nextSerial(): number {
    return ++this.#serial
  }

  /** The JS name of a Lua variable: the same in its owner and in every function that captures it. */
  nameOf(variable: Variable): string {
    let name = this.#names.get(variable)
    if (name === undefined) {
      // PUC's own hidden variables have names like `(for state)`.
      name = `${isIdentifier(variable.name) ? variable.name : "_"}$${this.nextSerial()}`
      this.#names.set(variable, name)
    }
    return name
  }

  /** Whether the variable lives in a cell `{v}`: closures share it and it changes. */
  inCell(variable: Variable): boolean {
    return variable.captured && (variable.assigned || this.openUpvalues)
  }

  /** Records that a `local function` variable always holds the closure of this function. */
  setSelf(variable: Variable, node: FunctionNode): void {
    this.#selves.set(variable, node)
  }
  selfOf(variable: Variable): FunctionNode | undefined {
    return this.#selves.get(variable)
  }

  /** A JS expression for a number constant. */
  number(value: LuaNumber): string {
    if (typeof value === "number") {
      if (value !== value) return "NaN"
      if (value === Infinity) return "1e999"
      return value < 0 ? `(${value})` : String(value)
    }
    const index = this.constants.push(value) - 1
    return `C[${index}]`
  }

  /** The double of a number constant when a float fast path can use it. */
  literalOf(value: LuaNumber): number | undefined {
    return typeof value === "number" ? value : value instanceof LuaFloat ? value.λn : undefined
  }

  /** Name of the constructor function for tables with exactly these fields in this order. */
  shape(fields: string[]): string {
    const key = fields.join(",")
    let name = this.#shapes.get(key)
    if (name === undefined) {
      name = `K$${this.nextSerial()}`
      this.#shapes.set(key, name)
    }
    return name
  }

  getter(field: string): string {
    return this.#accessor(this.#getters, "get", field)
  }
  /** The accessor of a field that is called as a method. */
  method(field: string): string {
    const getter = this.getter(field)
    return STRING_METHODS.has(field) ? this.#accessor(this.#methods, "met", field) : getter
  }
  setter(field: string): string {
    return this.#accessor(this.#setters, "set", field)
  }
  #accessor(map: Map<string, string>, prefix: string, field: string): string {
    let name = map.get(field)
    if (name === undefined) {
      name = `${prefix}$${field}`
      map.set(field, name)
    }
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

  /** The chunk-level declarations that the functions use. */
  declarations(): string {
    const lines: string[] = []
    // Assigned twice, or the engine would see that it never changes.
    if (this.#usesNil) lines.push("var nil=0;nil=undefined;")
    for (const [key, name] of this.#shapes) {
      const fields = key.split(",")
      const args = fields.map((_, i) => `a${i}`).join(",")
      const sets = fields.map((f, i) => `this.${f}=a${i};`).join("")
      lines.push(
        `function ${name}(${args}){this.λmeta=null;this.λarr=NE;this.λhash=null;${sets}}${name}.prototype=T.prototype;`,
      )
    }
    for (const [f, name] of this.#getters) lines.push(getterText(f, name))
    for (const [f, name] of this.#methods) lines.push(methodText(f, name))
    for (const [f, name] of this.#setters) lines.push(setterText(f, name))
    return lines.join("")
  }
}

/**
 * `o.f` where that is no field of the record itself. Small enough for the JS engine to inline: the hash part, or
 * the first table behind `__index`; from there, `up…` walks a chain of `__index` tables as long as it consists of
 * records. Each name has functions of its own, so that these have inline caches of their own.
 */
function getterText(f: string, name: string): string {
  return (
    `function ${name}(o,s){if(typeof o==="object"){const m=o.λmeta;if(m===null)return o.λhash===null?undefined:o.λhash.get("${f}");` +
    `if(m!==undefined&&o.λhash===null){const h=m.__index;if(typeof h==="object"){const v=h.${f};if(v!==undefined)return v}}}` +
    `return up$${name}(o,s)}` +
    `function up$${name}(o,s){if(typeof o==="object"){let p=o,m=o.λmeta;` +
    `for(let n=0;n<100&&m!==undefined&&m!==null&&p.λhash===null;n++){const h=m.__index;if(typeof h!=="object")break;` +
    `const v=h.${f};if(v!==undefined)return v;p=h;m=h.λmeta}}` +
    `return index(o,"${f}",s)}`
  )
}

/** `o.f` for a name that strings have: looked up in the table behind their metatable's `__index` first. */
function methodText(f: string, name: string): string {
  return (
    `function ${name}(o,s){if(typeof o==="string"){const m=G.metatables.string;if(m!==null&&m.λhash===null){const h=m.__index;` +
    `if(typeof h==="object"){const v=h.${f};if(v!==undefined)return v}}}return get$${f}(o,s)}`
  )
}

/** `o.f = v` for a new field of a record without `__newindex`. */
function setterText(f: string, name: string): string {
  return (
    `function ${name}(o,v,s){if(typeof o==="object"&&o.λhash===null){const m=o.λmeta;` +
    `if(m===null||m!==undefined&&m.λhash===null&&m.__newindex===undefined){if(v!==undefined)o.${f}=v;return}}` +
    `return setfield(o,"${f}",v,s)}`
  )
}
