/** The state of compiling one chunk: names, types, constants; and of the text being emitted: its sites and prelude. */
import type { Site } from "../abi.ts"
import type { Expression, FunctionNode, LabelInfo, Variable } from "../syntax/ast.ts"
import type { HalvesOf } from "./halved.ts"
import { Prelude, Shared } from "./prelude.ts"
import type { Type } from "./types.ts"
import { LuaFloat, type LuaNumber } from "../value/number.ts"

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
  /** Hooks may be set: functions look for them when they are called (watch.ts). */
  watch: Watch | null
  /** Route every call through the runtime's forced yields (tests). */
  forceYields: boolean
}

/** Which functions always run in debug form, by where their text begins and ends: those that set hooks. */
export type Watch = (start: number, end: number) => boolean

export class ChunkBuilder {
  /** Emitted functions' numbers, by node. */
  readonly ids = new Map<FunctionNode, number>()
  /** What is known of the value of variables that are never assigned. */
  readonly types = new Map<Variable, Type>()
  /** Types of operators that have been asked for since the locals' types are known; null while they are being found. */
  operatorTypes: Map<Expression, Type> | null = null
  /** Locals whose value may be in two variables for halves (halved.ts). */
  readonly halved = new Set<Variable>()
  /** Counters of loops (counter.ts), and the least that each may be. */
  readonly counters = new Map<Variable, number>()
  /** Labels that some goto names, and those that some goto behind them names. */
  readonly gotoTargets = new Set<LabelInfo>()
  readonly backwardTargets = new Set<LabelInfo>()
  /** A guess at what its numbers are (float_hint.ts). */
  prefersFloats = false
  /** Functions are compiled in any order, whether those around them have been or not: captured variables hold Lua values. */
  isLate = false
  /** Functions whose loops become functions of their own, and the number of the next one of these. */
  readonly outlined = new Set<FunctionNode>()
  nextLoop = 0
  /** Number constants JavaScript has no literal for. */
  readonly constants: LuaNumber[] = []
  /** Captured variables are all kept in cells and closures registered, so that debug can reach them. */
  readonly openUpvalues: boolean
  readonly collects: boolean
  readonly watch: Watch | null
  /** Every call inside a coroutine may be made to yield first (the tests' hard mode). */
  readonly forceYields: boolean
  readonly #names = new Map<Variable, string>()
  readonly #flags = new Map<Variable, string>()
  readonly #highs = new Map<Variable, string>()
  readonly #lows = new Map<Variable, string>()
  readonly #selves = new Map<Variable, FunctionNode>()
  readonly #deferredSelves = new Map<FunctionNode, Variable>()
  #serial = 0

  readonly unitId: number
  readonly chunkname: string
  /** The text's sites, numbered from `#siteBase`. */
  sites: Site[] = []
  #siteBase: number
  prelude: Prelude
  readonly shared = new Shared()

  constructor(options: ChunkOptions) {
    const { unitId, openUpvalues, collects, forceYields } = options
    this.unitId = unitId
    this.chunkname = options.chunkname
    this.#siteBase = options.siteBase
    this.openUpvalues = openUpvalues
    this.collects = collects
    this.watch = options.watch
    this.forceYields = forceYields
    this.prelude = new Prelude(this.shared, () => this.nextSerial())
  }

  /** Begins another text; its first site gets the number `siteBase`. */
  beginText(siteBase: number): void {
    this.sites = []
    this.#siteBase = siteBase
    this.prelude = new Prelude(this.shared, () => this.nextSerial())
  }

  /** A new place that can raise; event: that of the metamethod which may be called there. */
  site(line: number, names: string[], event?: string): Site {
    const called = event === undefined ? (names[0] ?? "") : `metamethod '${event}'`
    return this.addSite((id) => ({ id, chunkname: this.chunkname, line, names, called }))
  }

  /** Adds a place that can raise; make: gets its number. */
  addSite(make: (id: number) => Site): Site {
    const site = make(this.#siteBase + this.sites.length)
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

  /**
   * The JS name of a Lua variable: the same in its owner and in every function that captures it. All variables have a `$`
   * in their names: `v$7` and the like, `$3` for temporaries, and `$va`. The number is no other variable's.
   */
  nameOf(variable: Variable): string {
    return this.#numbered(this.#names, variable, "v")
  }

  /** The JS variable beside one of type "tagged". */
  flagOf(variable: Variable): string {
    return this.#numbered(this.#flags, variable, "b")
  }

  /** The JS variables beside one that may be in halves. */
  halvesOf(variable: Variable): HalvesOf {
    return {
      high: this.#numbered(this.#highs, variable, "j"),
      low: this.#numbered(this.#lows, variable, "k"),
    }
  }

  #numbered(names: Map<Variable, string>, variable: Variable, prefix: string): string {
    let name = names.get(variable)
    if (name === undefined) names.set(variable, (name = `${prefix}$${this.nextSerial()}`))
    return name
  }

  /** Whether the variable lives in a cell `{v}`: closures share it and it changes. */
  inCell(variable: Variable): boolean {
    return variable.captured && (variable.assigned || this.openUpvalues)
  }

  /** Records that a `local function` variable always holds the closure of this function. */
  setSelf(variable: Variable, node: FunctionNode): void {
    this.#deferredSelves.delete(node)
    this.#selves.set(variable, node)
  }
  selfOf(variable: Variable): FunctionNode | undefined {
    return this.#selves.get(variable)
  }

  /** The same where the function is left for later. Its factory takes the variable, and gives it its value. */
  setDeferredSelf(variable: Variable, node: FunctionNode): void {
    this.#selves.delete(variable)
    this.#deferredSelves.set(node, variable)
  }
  deferredSelfOf(node: FunctionNode): Variable | undefined {
    return this.#deferredSelves.get(node)
  }

  /** A JS expression for a number constant. */
  number(value: LuaNumber): string {
    if (typeof value === "number") {
      if (value !== value) return "NaN"
      if (value === Infinity) return "1e999"
      if (Object.is(value, -0)) return "(-0)"
      // a large float without a fraction, too: what follows may be a point
      return value < 0 || value >= 2 ** 53 ? `(${value})` : String(value)
    }
    const index = this.constants.push(value) - 1
    return `C[${index}]`
  }

  /** The double of a number constant when a float fast path can use it. */
  literalOf(value: LuaNumber): number | undefined {
    return typeof value === "number" ? value : value instanceof LuaFloat ? value.λn : undefined
  }
}
