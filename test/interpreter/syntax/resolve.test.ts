/** What names mean: variables, captures, upvalues, constants, labels. */
import { expect, test } from "bun:test"
import type { Expression, FunctionNode, Statement } from "../../../interpreter/syntax/ast.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"

function parse(source: string): FunctionNode {
  return parseChunk(source, "=x")
}

function returned(func: FunctionNode): Expression[] {
  const last = func.body.body.at(-1)
  if (last?.type !== "Return") throw new Error("no return")
  return last.values
}

function statement<K extends Statement["type"]>(node: FunctionNode, at: number, type: K) {
  const found = node.body.body[at]
  if (found?.type !== type) throw new Error(`${found?.type} is not ${type}`)
  return found as Extract<Statement, { type: K }>
}

const upvalueNames = (func: FunctionNode): string => func.upvalues.map((variable) => variable.name).join()

test("the main chunk has the upvalue _ENV, which globals index", () => {
  const main = parse("return x")
  expect(upvalueNames(main)).toBe("_ENV")
  const [value] = returned(main)
  expect(value).toMatchObject({ type: "Index", global: true, key: { type: "String", value: "x" } })
  expect(value?.type === "Index" && value.object.type === "Local" && value.object.variable).toBe(
    main.upvalues[0]!,
  )
  expect(main.upvalues[0]!.owner).toBeNull()
})

test("a local named _ENV takes the globals", () => {
  const main = parse("local _ENV = {}; return x")
  const [value] = returned(main)
  const declared = statement(main, 0, "LocalDeclaration").variables[0]!
  expect(value?.type === "Index" && value.object.type === "Local" && value.object.variable).toBe(declared)
})

test("a declaration is visible after its values", () => {
  const main = parse("local x = x; local x = x; return x")
  const [first, second] = [statement(main, 0, "LocalDeclaration"), statement(main, 1, "LocalDeclaration")]
  expect(first.values[0]).toMatchObject({ type: "Index", global: true })
  expect(second.values[0]).toMatchObject({ type: "Local", variable: first.variables[0] })
  expect(returned(main)[0]).toMatchObject({ type: "Local", variable: second.variables[0] })
})

test("a local function sees itself", () => {
  const main = parse("local function f() return f end")
  const { variable, func } = statement(main, 0, "LocalFunction")
  expect(func.upvalues).toEqual([variable])
  expect(variable.captured).toBe(true)
  expect(variable.assigned).toBe(false)
})

test("captures pass through the functions in between, in the order of use", () => {
  const main = parse("local a, b, c\nfunction f() local d; return function() return c, d, g, a end, b end")
  const f = main.children[0]!
  const inner = f.children[0]!
  expect(upvalueNames(inner)).toBe("c,d,_ENV,a")
  expect(upvalueNames(f)).toBe("c,_ENV,a,b")
  const [a, b, c] = statement(main, 0, "LocalDeclaration").variables
  expect([a!.captured, b!.captured, c!.captured]).toEqual([true, true, true])
  expect(statement(f, 0, "LocalDeclaration").variables[0]!.owner).toBe(f)
})

test("assigned is what an assignment after the declaration makes a variable", () => {
  const main = parse("local a, b, c = 1; b = 2; for i = 1, 2 do i = 3 end; function c() end")
  const flags = statement(main, 0, "LocalDeclaration").variables.map((variable) => variable.assigned)
  expect(flags).toEqual([false, true, true])
  expect(statement(main, 2, "NumericFor").variable.assigned).toBe(true)
})

test("a compile-time constant is put where it is used, and is no upvalue", () => {
  const main = parse(
    "local n <const>, s <const> = nil, -2.5\nlocal t <const> = 'k'; local u <const> = t; return function() return s, u, n end",
  )
  const inner = main.children[0]!
  expect(upvalueNames(inner)).toBe("n")
  expect(returned(inner)).toMatchObject([
    { type: "Number", value: -2.5, line: 2 },
    { type: "String", value: "k" },
    { type: "Local", variable: { name: "n", attrib: "const" } },
  ])
})

test("the condition of repeat sees the locals of the body", () => {
  const loop = statement(parse("repeat local x until x"), 0, "Repeat")
  const declared = loop.body.body[0]
  expect(loop.condition).toMatchObject({
    type: "Local",
    variable: declared?.type === "LocalDeclaration" ? declared.variables[0] : null,
  })
})

test("a method has self first; names of functions are as declared", () => {
  const main = parse(
    "function a.b:c(d, ...) end local function f() end local g = function(x) end function h() end",
  )
  const [method, f, g, h] = main.children
  expect(method).toMatchObject({ name: "a.b:c", isVararg: true, parent: main })
  expect(method!.params.map((variable) => variable.name)).toEqual(["self", "d"])
  expect([f!.name, g!.name, h!.name]).toEqual(["f", null, "h"])
  expect(statement(main, 0, "Assign").targets[0]).toMatchObject({
    type: "Index",
    global: false,
    key: { value: "c" },
    object: { type: "Index", key: { value: "b" }, object: { global: true } },
  })
})

test("gotos find their labels, forward, backward and outward", () => {
  const main = parse("::top:: do goto top; goto out; ::inner:: goto inner end ::out::")
  const [top, block, out] = main.body.body
  if (top?.type !== "Label" || out?.type !== "Label" || block?.type !== "Do") throw new Error("shape")
  const [first, second, inner, third] = block.body.body
  expect(first?.type === "Goto" && first.label).toBe(top.label)
  expect(second?.type === "Goto" && second.label).toBe(out.label)
  expect(inner?.type === "Label" && inner.label.block).toBe(block.body)
  expect(third?.type === "Goto" && inner?.type === "Label" && third.label === inner.label).toBe(true)
  expect(top.label.block).toBe(main.body)
})

test("hasClose marks the block that declares a to-be-closed variable", () => {
  const main = parse("do local x <close> = nil; do local y end end")
  const block = statement(main, 0, "Do").body
  expect([main.body.hasClose, block.hasClose]).toEqual([false, true])
  const inner = block.body[1]
  expect(inner?.type === "Do" && inner.body.hasClose).toBe(false)
})

test("offsets and lines of functions", () => {
  const source = "local x\nfunction f()\n end local g = function\n() end"
  const main = parse(source)
  expect(main).toMatchObject({ line: 0, endLine: 0, start: 0, end: source.length })
  const [f, g] = main.children
  expect(source.slice(f!.start, f!.end)).toBe("function f()\n end")
  expect(source.slice(g!.start, g!.end)).toBe("function\n() end")
  expect([f!.line, f!.endLine, g!.line, g!.endLine]).toEqual([2, 3, 4, 4])
})
