/**
 * Compile-time constants of surrounding functions (`local n <const> = 5`) that a function uses. They are no upvalues:
 * where the function's text is compiled alone (string.dump), they must be declared anew.
 */
import type { Expression } from "../syntax/ast.ts"
import { Checker } from "../syntax/checker.ts"
import { tokenize } from "../syntax/lexer.ts"
import type { Binding } from "../syntax/scope.ts"
import { formatNumber } from "../value/format_number.ts"
import { isFloat, type LuaNumber, toDouble } from "../value/number.ts"

/** The declarations of the constants from outside which the function at `start` of a valid chunk uses: `n <const> = 5`. */
export function outerConstants(source: string, start: number): string[] {
  if (!source.includes("const")) return []
  const checker = new ConstantFinder(source, start)
  checker.chunk()
  return [...checker.found].map(([name, value]) => `${name} <const> = ${value}`)
}

class ConstantFinder extends Checker {
  /** Names, with the constants as source. */
  readonly found = new Map<string, string>()
  readonly #start: number

  constructor(source: string, start: number) {
    super(tokenize(source), "=?", false)
    this.#start = start
  }

  override resolve(nameId: number): Binding | null {
    const binding = super.resolve(nameId)
    if (binding === null || binding.constant === null) return binding
    for (let scope = this.scope; scope !== binding.scope; scope = scope.outer!)
      if (scope.node.start === this.#start) this.found.set(binding.name, literal(binding.constant))
    return binding
  }
}

function literal(constant: Expression): string {
  switch (constant.type) {
    case "Number":
      return numeral(constant.value)
    case "String":
      return `"${constant.value.replace(/[^a-zA-Z ]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, "0")}`)}"`
    case "True":
      return "true"
    case "False":
      return "false"
    default:
      return "nil"
  }
}

/** A numeral without loss. */
function numeral(value: LuaNumber): string {
  if (!isFloat(value)) {
    const digits = formatNumber(value)
    return digits === "-9223372036854775808" ? "0x8000000000000000" : digits
  }
  const x = toDouble(value)
  if (!Number.isFinite(x)) return x < 0 ? "-1e999" : "1e999"
  const text = String(x)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}
