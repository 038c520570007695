/** Which function lowers which kind of expression. */
import type { Expression } from "../syntax/ast.ts"
import type { FunctionBuilder, Operand } from "./builder.ts"
import { lowerBinary, lowerUnary } from "./lower_arith.ts"
import { lowerCallValue } from "./lower_call.ts"
import { closureText, lowerIndex, lowerLogical, lowerVariable } from "./lower_expression.ts"
import { lowerTable } from "./lower_table.ts"

/** Lowers an expression to one value. The operand may be an unboxed float (type f64). */
export function lowerExpression(b: FunctionBuilder, e: Expression): Operand {
  switch (e.type) {
    case "Nil":
      return constant("(void 0)", "nil")
    case "True":
      return constant("true", "bool")
    case "False":
      return constant("false", "bool")
    case "Number": {
      const js = b.chunk.number(e.value)
      const literal = b.chunk.literalOf(e.value)
      const type = literal === undefined ? "any" : Number.isSafeInteger(e.value) ? "int" : "f64"
      return literal === undefined ? constant(js, type) : { ...constant(js, type), literal }
    }
    case "String":
      return { ...constant(JSON.stringify(e.value), "str"), name: `constant '${e.value.split("\0")[0]}'` }
    case "Vararg":
      b.usesVarargs = true
      return { js: "$va[0]", type: "any", stable: true, name: "" }
    case "Function":
      return { js: closureText(b, e.func), type: "function", stable: false, name: "" }
    case "Local":
      return lowerVariable(b, e.variable)
    case "Index":
      return lowerIndex(b, e)
    case "Call":
    case "MethodCall":
      return lowerCallValue(b, e)
    case "Binary":
      return lowerBinary(b, e)
    case "Logical":
      return lowerLogical(b, e)
    case "Unary":
      return lowerUnary(b, e)
    case "Table":
      return lowerTable(b, e)
    case "Paren":
      return lowerExpression(b, e.inner)
  }
}

function constant(js: string, type: Operand["type"]): Operand {
  return { js, type, stable: true, name: "" }
}
