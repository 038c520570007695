// Errors of operators, with every kind of operand that a message may name.
import * as atoms from "./atoms.ts"
import type { Context } from "./context.ts"

/** A value without the operation, and how it is reached. */
function operandText(c: Context): string {
  const name = c.variables(() => true)
  const variable = name.length > 0 ? c.pick(name).name : "g1"
  const t = c.variable("tbl") ?? "g4"
  const arr = c.variable("arr") ?? "g4"
  return c.oneOf(
    () => variable,
    () => variable,
    () => c.pick(["g1", "g2", "g3", "g4", "unknown", "_G", "_ENV.g1", "string", "math.pi"]),
    () => `${t}.${atoms.field(c)}`,
    () => `${t}["${atoms.field(c)}"]`,
    () => `${t}[${variable}]`,
    () => `${arr}[${atoms.smallInteger(c)}]`,
    () => `${t}.x.y`,
    () => `(${variable})`,
    () => `(${variable} or ${t}.x)`,
    () => `(${variable} and g1)`,
    () => `${t}:v()`,
    () => `("x"):${c.pick(["len", "nomethod", "upper"])}()`,
    () => `id(${variable})`,
    () => c.pick(['"text"', "nil", "true", "1", "2.5", "{}", "print", "(...)", "-1", "2^53", '"10"']),
    () => `#${arr}`,
    () => `(-${variable})`,
    () => `(${variable} .. "")`,
    () => `(function() return ${variable} end)()`,
  )
}

const BINARY = ["+", "-", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", "..", "<", "<=", ">", ">="]

/** An operation that may well fail. */
function operation(c: Context): string {
  const x = operandText(c)
  const prefix = /^["\d({-]|^(nil|true)$/.test(x) ? `(${x})` : x
  return c.oneOf(
    () => `${x} ${c.pick(BINARY)} ${operandText(c)}`,
    () => `${x} ${c.pick(BINARY)} ${operandText(c)}`,
    () => `${x} ${c.pick(BINARY)} ${operandText(c)} ${c.pick(BINARY)} ${operandText(c)}`,
    () => `${c.pick(["-", "#", "~"])}${prefix}`,
    () => `${prefix}.${atoms.field(c)}.${atoms.field(c)}`,
    () => `${prefix}[${operandText(c)}]`,
    () => `${prefix}()`,
    () => `${prefix}.${atoms.field(c)}()`,
    () => `${prefix}:${atoms.field(c)}(${operandText(c)})`,
    () => `${prefix}(${operandText(c)})`,
    () => `${prefix}[${operandText(c)}](1)`,
  )
}

/** Protected statements of which one probably raises, where the locals and upvalues have names. */
export function errorSite(c: Context): void {
  const result = c.oneOf(
    () => `return ${operation(c)}`,
    () => `local r = ${operation(c)} return r`,
    () => `if ${operation(c)} then return 1 end`,
    () => `g1 = ${operation(c)}`,
    () => `local t = {${operation(c)}, x = ${operation(c)}} return t`,
    () => `for i = ${operandText(c)}, ${operandText(c)}, ${operandText(c)} do tick() return i end`,
    () => `for k, v in ${operandText(c)} do tick() return k, v end`,
    () => `local r <close> = ${operandText(c)}`,
    () => `${c.variable("tbl") ?? "g4"}.x[${operandText(c)}] = ${operandText(c)}`,
    () => `${c.variable("tbl") ?? "g4"}[${operandText(c)}] = ${operation(c)}`,
    () => `while ${operation(c)} do return 2 end`,
    () => `return (${operation(c)})`,
    () => `return id(${operation(c)})`,
    () => `return not (${operation(c)}), ${operandText(c)}`,
  )
  c.write(`show(pcall(function(...) ${c.chance(0.3) ? `local q = ${operandText(c)} ` : ""}${result} end, 1))`)
}
