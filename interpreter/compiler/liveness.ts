/**
 * Which variables are live behind each yield point: those an activation must keep to go on from there.
 * A classical backward analysis over the structured statements; a loop is repeated until its head no
 * longer changes. What is not understood counts as a use, which costs speed only.
 */
import { eachDollar, isVariable, isWordCode } from "./identifier.ts"
import type { LoweredFunction, Node } from "./ir.ts"

/** Sets of variables: a bit for each number. */
type Live = Uint32Array

const has = (live: Live, number: number): boolean => (live[number >>> 5]! & (1 << (number & 31))) !== 0
const add = (live: Live, number: number): void => void (live[number >>> 5]! |= 1 << (number & 31))
const remove = (live: Live, number: number): void => void (live[number >>> 5]! &= ~(1 << (number & 31)))

/** Adds the variables of another set; whether there were new ones. */
function addAll(live: Live, others: Live): boolean {
  let grew = false
  for (let i = 0; i < live.length; i++) {
    const word = (live[i]! | others[i]!) >>> 0
    grew ||= word !== live[i]
    live[i] = word
  }
  return grew
}

/** What one statement does: reads `uses`, then writes `targets`. */
interface Effect {
  uses: number[]
  targets: number[]
}

/** Live variables by yield point minus one, in the order of `names`. */
export function liveAt(f: LoweredFunction, names: string[]): string[][] {
  return new Liveness(f, names).run()
}

/** Live variables before each statement that is no compound one. */
export function liveBefore(f: LoweredFunction, names: string[]): Map<Node, Set<string>> {
  const before = new Map<Node, Live>()
  new Liveness(f, names, before).run()
  return new Map(
    [...before].map(([node, live]) => [node, new Set(names.filter((_, number) => has(live, number)))]),
  )
}

/** The variables of a function by number, and the numbers of those that a piece of code mentions. */
class Variables {
  readonly names: string[]
  readonly #numbers = new Map<string, number>()
  /** By the number in the name, of temporaries and of the others. */
  readonly #temporaries: number[] = []
  readonly #others = new Map<number, number>()
  /** Names without such a number: varargs, and the function itself. */
  readonly #special: string[] = []

  constructor(names: string[]) {
    this.names = names
    names.forEach((name, i) => {
      this.#numbers.set(name, i)
      const serial = Number(name.slice(name.indexOf("$") + 1))
      if (name.startsWith("$") && serial > 0) this.#temporaries[serial] = i
      else if (serial > 0 && name.indexOf("$") === 1) this.#others.set(serial, i)
      else this.#special.push(name)
    })
  }

  numberOf(name: string): number | undefined {
    return this.#numbers.get(name)
  }

  /** The variables that code mentions, perhaps more than once. */
  in(code: string): number[] {
    const found: number[] = []
    eachDollar(code, (serial, at) => {
      if (serial < 0) return
      const number = isWordCode(code.charCodeAt(at - 1))
        ? this.#others.get(serial)
        : this.#temporaries[serial]
      // A factory or a shape may have the number, too.
      if (number !== undefined && code.startsWith(this.names[number]!, at - this.names[number]!.indexOf("$")))
        found.push(number)
    })
    for (const name of this.#special) if (code.includes(name)) found.push(this.#numbers.get(name)!)
    return found
  }
}

class Liveness {
  readonly #f: LoweredFunction
  readonly #variables: Variables
  readonly #effects = new Map<Node, Effect[]>()
  /** Live behind the block or loop, and at the loop's start, by label. */
  readonly #behind = new Map<string, Live>()
  readonly #heads = new Map<string, Live>()
  /** What is live behind each yield point, one after the other. */
  readonly #points: Uint32Array
  readonly #words: number
  readonly #noted: Map<Node, Live> | undefined

  /** noted: takes what is live before each simple statement. */
  constructor(f: LoweredFunction, names: string[], noted?: Map<Node, Live>) {
    this.#noted = noted
    this.#f = f
    this.#variables = new Variables(names)
    this.#words = (names.length + 31) >>> 5
    this.#points = new Uint32Array(f.points * this.#words)
  }

  /** Points behind one another often have equal sets: these are one array. */
  run(): string[][] {
    this.#before(this.#f.body, this.#none())
    const lists: string[][] = []
    for (let i = 0; i < this.#f.points; i++)
      lists.push(i > 0 && this.#isLikeBefore(i) ? lists[i - 1]! : this.#namesAt(i))
    return lists
  }

  #isLikeBefore(point: number): boolean {
    const start = point * this.#words
    for (let i = start; i < start + this.#words; i++)
      if (this.#points[i] !== this.#points[i - this.#words]) return false
    return true
  }

  #namesAt(point: number): string[] {
    const list: string[] = []
    const start = point * this.#words
    for (let i = 0; i < this.#words; i++)
      for (let word = this.#points[start + i]!; word !== 0; word &= word - 1)
        list.push(this.#variables.names[i * 32 + 31 - Math.clz32(word & -word)]!)
    return list
  }

  #none(): Live {
    return new Uint32Array(this.#words)
  }

  /** What is live before the nodes, from what is live behind them; `live` is changed. */
  #before(nodes: Node[], live: Live): Live {
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i]!
      live = this.#beforeNode(node, live)
      if (node.kind === "op" || node.kind === "js") this.#noted?.set(node, live.slice())
    }
    return live
  }

  #beforeNode(node: Node, live: Live): Live {
    switch (node.kind) {
      case "op": {
        const effects = this.#effectsOf(node)
        for (const target of effects[0]!.targets) remove(live, target)
        const start = (node.point - 1) * this.#words
        for (let i = 0; i < this.#words; i++) this.#points[start + i] = live[i]!
        return apply(effects, live)
      }
      case "if": {
        const orElse = this.#before(node.orElse, live.slice())
        const then = this.#before(node.then, live)
        addAll(then, orElse)
        return apply(this.#effectsOf(node), then)
      }
      case "block":
        this.#behind.set(node.label, live.slice())
        return this.#before(node.body, live)
      case "loop":
        return this.#beforeLoop(node, live)
      case "break":
        return this.#behind.get(node.label)?.slice() ?? this.#none()
      case "continue":
        return this.#heads.get(node.label)?.slice() ?? this.#none()
      case "return":
        return apply(this.#effectsOf(node), this.#none())
      default:
        if (node.mayLeave !== undefined) addAll(live, this.#behind.get(node.mayLeave)!)
        return apply(this.#effectsOf(node), live)
    }
  }

  /** The live set at a loop's head only grows; an enclosing loop's next round starts from the last one. */
  #beforeLoop(node: Node & { kind: "loop" }, live: Live): Live {
    this.#behind.set(node.label, live)
    const head = this.#heads.get(node.label) ?? this.#none()
    this.#heads.set(node.label, head)
    while (addAll(head, this.#before(node.body, head.slice())));
    return head.slice()
  }

  #effectsOf(node: Node): Effect[] {
    let effects = this.#effects.get(node)
    if (effects === undefined) this.#effects.set(node, (effects = this.#readEffects(node)))
    return effects
  }

  #readEffects(node: Node): Effect[] {
    switch (node.kind) {
      case "op": {
        const targets = this.#numbersOf([node.target, ...node.defines])
        const uses = this.#variables.in(node.fast).concat(this.#variables.in(node.slow))
        if (node.slowIf !== null) uses.push(...this.#variables.in(node.slowIf))
        return [{ uses: uses.filter((name) => !targets.includes(name)), targets }]
      }
      case "js":
        if (node.defines !== undefined) return [this.#readCode(node.code, node.defines)]
        return statementsOf(node.code).map((code) => this.#readStatement(code))
      case "if":
        return [this.#readCode(node.condition, node.defines ?? [])]
      case "return":
        return [this.#readCode(node.code, [])]
      default:
        return []
    }
  }

  #readStatement(code: string): Effect {
    const equals = code.indexOf(" = ")
    const target = equals > 0 && isVariable(code.slice(0, equals)) ? code.slice(0, equals) : undefined
    if (target === undefined) return this.#readCode(code, [])
    return { uses: this.#variables.in(code.slice(equals)), targets: this.#numbersOf([target]) }
  }

  /** Code that assigns its targets before it reads them. */
  #readCode(code: string, defines: string[]): Effect {
    const targets = this.#numbersOf(defines)
    return { uses: this.#variables.in(code).filter((name) => !targets.includes(name)), targets }
  }

  #numbersOf(names: string[]): number[] {
    return names.map((name) => this.#variables.numberOf(name)).filter((number) => number !== undefined)
  }
}

/** Undoes statements, the last one first. */
function apply(effects: Effect[], live: Live): Live {
  for (let i = effects.length - 1; i >= 0; i--) {
    const { uses, targets } = effects[i]!
    for (const name of targets) remove(live, name)
    for (const name of uses) add(live, name)
  }
  return live
}

/** The statements of one piece of code, when it is certain where they end. */
function statementsOf(code: string): string[] {
  for (const mark of ['"', "{"]) if (code.includes(mark)) return [code]
  return code.split(";").map((statement) => statement.trim())
}
