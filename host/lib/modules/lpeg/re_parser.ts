/** The syntax of the module re: text to patterns. */
import { getString, type LuaFunction, type LuaTable, type LuaValue } from "../../../../interpreter/index.ts"
import { checkCalls, checkGrammar, isNullable, Malformed } from "./check.ts"
import { captured, classTree, patternFrom, replacement } from "./index.ts"
import { choice, difference, repetition, sequence, setOf, text, TRUE, type Tree } from "./tree.ts"

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y
const BLANK = /(?:[\t-\r ]|--[^\n]*)*/y
const NUMBER = /[0-9]+/y
const STRING = /"([^"]*)"|'([^']*)'/y
const RULE = /([A-Za-z_][A-Za-z0-9_]*)(?:[\t-\r ]|--[^\n]*(?![^\n]))*<-/y
const GROUP_NAME = /([A-Za-z_][A-Za-z0-9_]*):/y
const NEAR = 20

const ANY: Tree = { kind: "any", count: 1 }

/** Names that need no definition, by letter; upper case is the complement. */
const PREDEFINED: Record<string, string> = {
  a: "alpha",
  c: "cntrl",
  d: "digit",
  g: "graph",
  l: "lower",
  p: "punct",
  s: "space",
  u: "upper",
  w: "alnum",
  x: "xdigit",
}

/** The pattern of a text; definitions of names in a table. Raises Malformed. */
export function parseRe(source: string, definitions: LuaTable | undefined): Tree {
  const parser = new Parser(source, definitions)
  const tree = parser.whole()
  checkCalls(tree, undefined)
  return tree
}

class Parser {
  readonly #source: string
  readonly #definitions: LuaTable | undefined
  #at = 0
  /** Grammars that are open around here. */
  #grammars = 0

  constructor(source: string, definitions: LuaTable | undefined) {
    this.#source = source
    this.#definitions = definitions
  }

  whole(): Tree {
    const tree = this.#expression()
    if (this.#at < this.#source.length) throw this.#wrong()
    return tree
  }

  #wrong(): Malformed {
    const rest = this.#source.slice(this.#at)
    const shown = rest.length < NEAR ? rest : `${rest.slice(0, NEAR + 1)}...`
    return new Malformed(`pattern error near '${shown}'`)
  }

  // -- reading --------------------------------------------------------------------------------------

  /** Takes what an expression finds here. */
  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at
    const found = expression.exec(this.#source)
    if (found !== null) this.#at += found[0].length
    return found
  }

  #blanks(): void {
    this.#take(BLANK)
  }

  /** Takes a sign if it is here. */
  #sign(sign: string): boolean {
    if (!this.#source.startsWith(sign, this.#at)) return false
    this.#at += sign.length
    return true
  }

  #need(sign: string): void {
    if (!this.#sign(sign)) throw this.#wrong()
  }

  #name(): string {
    const found = this.#take(NAME)
    if (found === null) throw this.#wrong()
    return found[0]
  }

  #string(): string | undefined {
    const found = this.#take(STRING)
    return found === null ? undefined : (found[1] ?? found[2])
  }

  // -- expressions ----------------------------------------------------------------------------------

  #expression(): Tree {
    this.#blanks()
    RULE.lastIndex = this.#at
    if (RULE.test(this.#source)) return this.#grammar()
    let tree = this.#sequence()
    while (this.#sign("/")) {
      this.#blanks()
      tree = choice(tree, this.#sequence())
    }
    return tree
  }

  #grammar(): Tree {
    const rules = new Map<unknown, Tree>()
    this.#grammars++
    for (let found = this.#take(RULE); found !== null; found = this.#take(RULE)) {
      const name = found[1]!
      if (rules.has(name)) throw new Malformed(`'${name}' already defined as a rule`)
      rules.set(name, TRUE)
      rules.set(name, this.#expression())
      this.#blanks()
    }
    this.#grammars--
    const grammar: Tree = { kind: "grammar", rules }
    checkGrammar(grammar)
    return grammar
  }

  #sequence(): Tree {
    let tree = TRUE
    for (let part = this.#prefix(); part !== undefined; part = this.#prefix()) tree = sequence(tree, part)
    return tree
  }

  #prefix(): Tree | undefined {
    const isAnd = this.#sign("&")
    if (!isAnd && !this.#sign("!")) return this.#suffix()
    this.#blanks()
    const a = this.#prefix()
    if (a === undefined) throw this.#wrong()
    return { kind: isAnd ? "and" : "not", a }
  }

  #suffix(): Tree | undefined {
    let tree = this.#primary()
    if (tree === undefined) return undefined
    for (;;) {
      this.#blanks()
      if (this.#sign("+")) tree = repeated(tree, 1)
      else if (this.#sign("*")) tree = repeated(tree, 0)
      else if (this.#sign("?")) tree = repetition(tree, -1)
      else if (this.#sign("^")) tree = this.#times(tree)
      else if (this.#sign("->")) tree = this.#arrow(tree)
      else if (this.#sign("=>")) tree = { kind: "runtime", a: tree, f: this.#function() }
      else if (this.#sign(">>")) tree = captured({ kind: "accumulator", f: this.#function() }, tree)
      else if (this.#sign("~>")) tree = captured({ kind: "fold", f: this.#function() }, tree)
      else return tree
    }
  }

  #times(tree: Tree): Tree {
    const sign = this.#sign("+") ? "+" : this.#sign("-") ? "-" : ""
    const found = this.#take(NUMBER)
    if (found === null) throw this.#wrong()
    const n = Number(found[0])
    if (sign === "+") return repeated(tree, n)
    if (sign === "-") return n === 0 ? TRUE : repetition(tree, -n)
    let result = TRUE
    for (let i = 0; i < n; i++) result = sequence(result, tree)
    return result
  }

  /** What is behind `->`: a string, a number, `{}`, or a name. */
  #arrow(tree: Tree): Tree {
    this.#blanks()
    const string = this.#string()
    if (string !== undefined) return captured({ kind: "string", format: string }, tree)
    if (this.#sign("{}")) return captured({ kind: "table" }, tree)
    const number = this.#take(NUMBER)
    if (number !== null) return captured({ kind: "number", index: Number(number[0]) }, tree)
    return replacement(tree, this.#definition(this.#name()))
  }

  #function(): LuaFunction {
    this.#blanks()
    const name = this.#name()
    const f = this.#definition(name)
    if (typeof f !== "function") throw new Malformed(`name '${name}' is not a function`)
    return f
  }

  #definition(name: string): LuaValue {
    const value = this.#definitions === undefined ? undefined : getString(this.#definitions, name)
    if (value === undefined) throw new Malformed(`name '${name}' undefined`)
    return value
  }

  /** The pattern behind a percent sign. */
  #defined(): Tree {
    const name = this.#name()
    const value = this.#definitions === undefined ? undefined : getString(this.#definitions, name)
    if (value !== undefined) return patternFrom(value)
    if (name === "nl") return text("\n")
    const letter = name.toLowerCase()
    const known = PREDEFINED[letter]
    if (known === undefined) throw new Malformed(`name '${name}' undefined`)
    const tree = classTree(known)!
    return name === letter ? tree : difference(ANY, tree)
  }

  #primary(): Tree | undefined {
    const string = this.#string()
    if (string !== undefined) return text(string)
    if (this.#sign("(")) return this.#upTo(")")
    if (this.#sign("[")) return this.#class()
    if (this.#sign("%")) return this.#defined()
    if (this.#sign(".")) return ANY
    if (this.#source.startsWith("{", this.#at)) return this.#braces()
    if (this.#source.startsWith("=>", this.#at)) return undefined
    if (this.#sign("=")) return sameAs(this.#name())
    if (this.#sign("<")) {
      const name = this.#name()
      this.#need(">")
      return this.#call(name)
    }
    RULE.lastIndex = this.#at
    if (RULE.test(this.#source)) return undefined
    const name = this.#take(NAME)
    return name === null ? undefined : this.#call(name[0])
  }

  #call(name: string): Tree {
    if (this.#grammars === 0) throw new Malformed(`rule '${name}' used outside a grammar`)
    return { kind: "call", key: name }
  }

  #upTo(sign: string): Tree {
    const tree = this.#expression()
    this.#need(sign)
    return tree
  }

  /** Captures in braces. */
  #braces(): Tree {
    if (this.#sign("{:")) {
      const name = this.#take(GROUP_NAME)?.[1]
      return captured({ kind: "group", name }, this.#upTo(":}"))
    }
    if (this.#sign("{~")) return captured({ kind: "substitution" }, this.#upTo("~}"))
    if (this.#sign("{|")) return captured({ kind: "table" }, this.#upTo("|}"))
    if (this.#sign("{}")) return captured({ kind: "position" }, TRUE)
    this.#need("{")
    return captured({ kind: "simple" }, this.#upTo("}"))
  }

  /** A class in brackets; a bracket that comes first belongs to it. */
  #class(): Tree {
    const isComplement = this.#sign("^")
    let tree = this.#item()
    while (!this.#sign("]")) tree = choice(tree, this.#item())
    return isComplement ? difference(ANY, tree) : tree
  }

  #item(): Tree {
    if (this.#at >= this.#source.length) throw this.#wrong()
    if (this.#source[this.#at] === "%" && /[A-Za-z_]/.test(this.#source[this.#at + 1] ?? "")) {
      this.#at++
      return this.#defined()
    }
    const low = this.#source.charCodeAt(this.#at++)
    const high = this.#source.charCodeAt(this.#at + 1)
    if (this.#source[this.#at] !== "-" || !(high >= 0) || high === 93) return text(String.fromCharCode(low))
    this.#at += 2
    return { kind: "set", set: setOf((byte) => byte >= low && byte <= high) }
  }
}

function repeated(tree: Tree, least: number): Tree {
  if (isNullable(tree)) throw new Malformed("loop body may accept empty string")
  return repetition(tree, least)
}

/** What a group captured before, again. */
function sameAs(name: string): Tree {
  const back = captured({ kind: "back", name }, TRUE)
  const isHere = (subject: string, place: number, value: LuaValue) =>
    typeof value === "string" && subject.startsWith(value, place - 1) ? place + value.length : undefined
  return { kind: "runtime", a: back, f: isHere }
}
