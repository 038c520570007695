/** The shape of the tree and its lines, written as short texts. */
import { expect, test } from "bun:test"
import type { Block, Expression, Statement } from "../../../interpreter/syntax/ast.ts"
import { isFloat, toDouble } from "../../../interpreter/value/number.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"

/** Lisp-like, with the line of whatever may raise an error: `(call@2 f 1)`. */
function show(node: Expression): string {
  switch (node.type) {
    case "Nil":
    case "True":
    case "False":
      return node.type.toLowerCase()
    case "Vararg":
      return "..."
    case "Number":
      return (isFloat(node.value) ? "float " : "") + toDouble(node.value)
    case "String":
      return `'${node.value}'`
    case "Function":
      return `(function ${showBlock(node.func.body)})`
    case "Local":
      return `%${node.variable.name}`
    case "Index":
      if (node.global && node.key.type === "String") return `${node.key.value}@${node.line}`
      return `(index@${node.line} ${show(node.object)} ${show(node.key)})`
    case "Call":
      return `(call@${node.line} ${[node.callee, ...node.args].map(show).join(" ")})`
    case "MethodCall":
      return `(method@${node.line} ${show(node.object)} ${[`'${node.name}'`, ...node.args.map(show)].join(" ")})`
    case "Binary":
    case "Logical":
      return `(${node.op}@${node.line} ${show(node.left)} ${show(node.right)})`
    case "Unary":
      return `(${node.op}@${node.line} ${show(node.operand)})`
    case "Paren":
      return `(one ${show(node.inner)})`
    case "Table":
      return `{${node.items.map((item) => (item.type === "Keyed" ? `${show(item.key)}=@${item.line} ` : "") + show(item.value)).join(" ")}}`
  }
}

function showStatement(node: Statement): string {
  const values = (list: Expression[]): string => list.map(show).join(" ")
  switch (node.type) {
    case "LocalDeclaration":
      return `(local@${node.line} ${node.variables.map((v) => v.name).join(" ")} = ${values(node.values)})`
    case "LocalFunction":
      return `(localfunction ${node.variable.name} ${showBlock(node.func.body)})`
    case "Assign":
      return `(set@${node.line} ${values(node.targets)} = ${values(node.values)})`
    case "CallStatement":
      return show(node.call)
    case "Do":
      return `(do ${showBlock(node.body)})`
    case "While":
      return `(while ${show(node.condition)} ${showBlock(node.body)})`
    case "Repeat":
      return `(repeat ${showBlock(node.body)} ${show(node.condition)})`
    case "If": {
      const clauses = node.clauses.map((clause) => `${show(clause.condition)} ${showBlock(clause.body)}`)
      return `(if ${clauses.join(" ")}${node.orElse ? ` else ${showBlock(node.orElse)}` : ""})`
    }
    case "NumericFor":
      return `(for@${node.line} ${node.variable.name} ${show(node.start)} ${show(node.limit)} ${node.step ? show(node.step) : "1"} ${showBlock(node.body)})`
    case "GenericFor":
      return `(for@${node.line} ${node.variables.map((v) => v.name).join(" ")} in ${values(node.values)} ${showBlock(node.body)})`
    case "Return":
      return `(return@${node.line} ${values(node.values)})`
    case "Break":
      return "break"
    case "Goto":
    case "Label":
      return `(${node.type.toLowerCase()} ${node.label.name})`
  }
}

function showBlock(block: Block): string {
  return `[${block.body.map(showStatement).join(" ")}]`
}

function tree(source: string): string {
  return showBlock(parseChunk(source, "=x").body)
}

function expression(source: string): string {
  return tree(`local a, b, c, f = ...; return ${source}`).replace(/^.*?\(return@\d+ (.*)\)\]$/s, "$1")
}

test.each([
  ["a + b * c ^ a ^ b", "(+@1 %a (*@1 %b (^@1 %c (^@1 %a %b))))"],
  ["a - b - c", "(-@1 (-@1 %a %b) %c)"],
  ["a .. b .. c", "(..@1 %a (..@1 %b %c))"],
  ["-a ^ b", "(-@1 (^@1 %a %b))"],
  ["not a == b", "(==@1 (not@1 %a) %b)"],
  ["2 ^ -a", "(^@1 2 (-@1 %a))"],
  ["a or b and c", "(or@1 %a (and@1 %b %c))"],
  ["a | b ~ c & a << b .. c + a", "(|@1 %a (~@1 %b (&@1 %c (<<@1 %a (..@1 %b (+@1 %c %a))))))"],
  ["~a ~= #b", "(~=@1 (~@1 %a) (#@1 %b))"],
  ["(a + b) * c", "(*@1 (+@1 %a %b) %c)"],
  ["a < b == c", "(==@1 (<@1 %a %b) %c)"],
])("precedence of %s", (source, shown) => {
  expect(expression(source)).toBe(shown)
})

test.each([
  ["(f())", "(one (call@1 %f))"],
  ["((f()))", "(one (call@1 %f))"],
  ["(...)", "(one ...)"],
  ["(a)", "%a"],
  ["(f)()", "(call@1 %f)"],
  ["(f()).x", "(index@1 (one (call@1 %f)) 'x')"],
  ["(f():m())", "(one (method@1 (call@1 %f) 'm'))"],
  ["{(f()), (...), f()}", "{(one (call@1 %f)) (one ...) (call@1 %f)}"],
  ["(f() + 1)", "(+@1 (call@1 %f) 1)"],
])("parentheses of %s", (source, shown) => {
  expect(expression(source)).toBe(shown)
})

test.each([
  ["f'x'", "(call@1 %f 'x')"],
  ["f[[x]]{1}", "(call@1 (call@1 %f 'x') {1})"],
  ["a.b:c(1, ...)", "(method@1 (index@1 %a 'b') 'c' 1 ...)"],
  ["a:b{}:c''", "(method@1 (method@1 %a 'b' {}) 'c' '')"],
  ["('x'):rep(2)", "(method@1 'x' 'rep' 2)"],
  ["{1, a = 2; [b] = 3, f = f, f}", "{1 'a'=@1 2 %b=@1 3 'f'=@1 %f %f}"],
  ["{a; b,}", "{%a %b}"],
  ["function(x) return x end", "(function [(return@1 %x)])"],
  ["'a\\0b', 0x7fffffffffffffff - 1, 1e1", "'a\0b' (-@1 9223372036854776000 1) float 10"],
])("suffixes and constructors of %s", (source, shown) => {
  expect(expression(source)).toBe(shown)
})

test.each([
  ["local x <const>, y <close> = 1, nil", "[(local@1 x y = 1 nil)]"],
  ["local t; t.a, b = 1", "[(local@1 t = ) (set@1 (index@1 %t 'a') b@1 = 1)]"],
  ["goto l; ::l:: ; ; ::m::", "[(goto l) (label l) (label m)]"],
  ["goto --[[x]]\nl do end ::--\nl\n::", "[(goto l) (do []) (label l)]"],
  ["while 1 do break end", "[(while 1 [break])]"],
  ["if 1 then elseif 2 then return else return; end", "[(if 1 [] 2 [(return@1 )] else [(return@1 )])]"],
  ["if 1 then else end", "[(if 1 [] else [])]"],
  ["if 1 then goto e elseif 2 then end ::e::", "[(if 1 [(goto e)] 2 []) (label e)]"],
  ["for i = 1, 2, 3 do end for i = 1, 2 do end", "[(for@1 i 1 2 3 []) (for@1 i 1 2 1 [])]"],
  ["for k, v in 1, 2 do local x = k end", "[(for@1 k v in 1 2 [(local@1 x = %k)])]"],
  [
    "repeat local x until (function() do end return x end)",
    "[(repeat [(local@1 x = )] (function [(do []) (return@1 %x)]))]",
  ],
  ["local function f() end; ;", "[(localfunction f [])]"],
  ["", "[]"],
])("statements of %j", (source, shown) => {
  expect(tree(source)).toBe(shown)
})

test.each([
  ["f\n(\na\n)", "[(call@2 f@1 a@4)]"],
  ["return f\n.x\n.y", "[(return@3 (index@3 (index@2 f@1 'x') 'y'))]"],
  ["return a.x\n+\nb.y", "[(return@3 (+@2 (index@2 a@1 'x') (index@3 b@3 'y')))]"],
  ["return a\n<\nb", "[(return@3 (<@3 a@2 b@3))]"],
  ["return a\n..\nb\n..\nc", "[(return@5 (..@4 a@2 (..@4 b@4 c@5)))]"],
  ["return -\na", "[(return@2 (-@1 a@2))]"],
  ["x\n=\n1", "[(set@3 x@1 = 1)]"],
  ["return {a\n=\nb\n}", "[(return@4 {'a'=@3 b@3})]"],
  ["for i\n=\n1, 2\ndo end", "[(for@4 i 1 2 1 [])]"],
  ["for i\nin\n1\ndo end", "[(for@3 i in 1 [])]"],
  ["function a\n.b\n() end", "[(set@1 (index@2 a@1 'b') = (function []))]"],
  ["local a =\n1\n", "[(local@2 a = 1)]"],
])("lines of %j", (source, shown) => {
  expect(tree(source)).toBe(shown)
})
