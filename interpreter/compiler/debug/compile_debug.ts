/**
 * The debug form of a chunk: PUC's instructions (statements.ts) as JavaScript (function_printer.ts). Made for
 * chunks whose text names hooks or locals; docs/design.md, "Debug form".
 */
import type { DebugPrototype } from "../../abi.ts"
import { DEBUG_SUPPORT_NAMES, SUPPORT_NAMES } from "../../abi_names.ts"
import type { FunctionNode } from "../../syntax/ast.ts"
import { tokenize } from "../../syntax/lexer.ts"
import type { CheckedChunk } from "../../syntax/parse.ts"
import { ChunkBuilder, type ChunkOptions } from "../chunk_builder.ts"
import type { CompiledChunk, CompiledFunction, CompiledPart } from "../compile.ts"
import { finish, LINES_BEFORE } from "../emitted_text.ts"
import { Printer } from "../printer.ts"
import { registersOf } from "./assembler.ts"
import type { Code } from "./code.ts"
import { DebugCode } from "./debug_code.ts"
import { InstructionPrinter } from "./instruction_printer.ts"
import { LateCodes } from "./late_code.ts"
import { codeOf } from "./statements.ts"

const NAMES = [...SUPPORT_NAMES, ...DEBUG_SUPPORT_NAMES]
const PROTOTYPES = ",P=U.prototypes"

/**
 * Compiles a chunk that has been checked. Its tree is not needed. The text has the functions'
 * factories only; the JavaScript of a body is made when the interpreter gives it up. tiered: functions that are called often go over to the
 * usual form; instructions are made when a function is first called.
 */
export function compileDebug(checked: CheckedChunk, options: ChunkOptions, tiered: boolean): CompiledChunk {
  const chunk = new ChunkBuilder(options)
  chunk.shared.active = true
  const nodes = functionsOf(checked.main)
  const codeAt = codesOf(checked, options.chunkname, tiered ? nodes : null)
  const printer = new Printer(LINES_BEFORE)
  const bodies: InstructionPrinter[] = []
  // Few functions are called so often that they need one.
  const bodyOf = (id: number): InstructionPrinter =>
    (bodies[id] ??= new InstructionPrinter(chunk, codeAt(id)))
  const functions = nodes.map((node, id): CompiledFunction => {
    const text = tiered ? tieredFactory(chunk, id, node) : debugFactory(chunk, id, node, codeAt(id))
    printer.line(text)
    const debug = new DebugCode(options.chunkname, () => codeAt(id), bodyOf)
    return { id, prototype: describe(node, debug), resume: notResumed }
  })
  printer.line(`${nodes.map((_, id) => `M[${id}]=mk$${id};`).join("")}return mk$0`)
  return {
    environmentInCell: true,
    main: finish(printer, chunk.prelude, NAMES, PROTOTYPES),
    functions,
    constants: chunk.constants,
    sites: chunk.sites,
    settle: settler(chunk),
    complete: (id, siteBase) => completeBody(chunk, bodyOf(id), siteBase),
  }
}

/** The code of each function; late: these are all functions, whose code is made when it is asked for. */
function codesOf(
  checked: CheckedChunk,
  chunkname: string,
  late: FunctionNode[] | null,
): (id: number) => Code {
  if (late === null) {
    const codes = codeOf(checked.tokens, chunkname)
    return (id) => codes[id]!
  }
  const codes = new LateCodes(checked, chunkname, late)
  return (id) => codes.at(id)
}

function settler({ prelude }: ChunkBuilder): () => void {
  return () => prelude.settle()
}

function bodyName(chunk: ChunkBuilder, code: Code): string {
  return `d${chunk.functionName(code.id).slice(1)}`
}

/** The text that makes the body of a function that was left for later. */
function completeBody(chunk: ChunkBuilder, body: InstructionPrinter, siteBase: number): CompiledPart {
  chunk.beginText(siteBase)
  const { code } = body
  const printer = new Printer(LINES_BEFORE)
  body.print(printer)
  for (const { id } of code.children) printer.line(`var mk$${id}=M[${id}];`)
  printer.line(`return ${bodyName(chunk, code)}`)
  return {
    main: finish(printer, chunk.prelude, NAMES, PROTOTYPES),
    functions: [],
    sites: chunk.sites,
    settle: settler(chunk),
  }
}

/** A suspended activation is resumed in the body it has: there is no other. */
function notResumed(): never {
  throw new Error("the debug form has no resume bodies")
}

/** Functions in source order, outer before inner. */
function functionsOf(node: FunctionNode): FunctionNode[] {
  return [node, ...node.children.flatMap(functionsOf)]
}

/** The parts of a factory's text. */
function factoryParts(chunk: ChunkBuilder, id: number, node: FunctionNode) {
  const parameters = node.params.map((_, i) => `a${i}`)
  return {
    parameters,
    name: chunk.functionName(id),
    list: [...parameters, ...(node.isVararg ? ["...va"] : [])].join(","),
    cells: node.upvalues.map((_, i) => `c${i}`).join(","),
    varargs: node.isVararg ? "va" : "NE",
  }
}

/**
 * `function mk$3(c0,c1){const u=[c0,c1];return register(function f17$3(a0,...va){…},u,rebind)}`: the function makes its
 * frame and goes over to what runs it.
 */
function debugFactory(chunk: ChunkBuilder, id: number, node: FunctionNode, code: Code): string {
  const { cells, parameters, list, name, varargs } = factoryParts(chunk, id, node)
  const registers = Array.from({ length: registersOf(code) }, (_, i) => parameters[i] ?? "void 0")
  return (
    `function mk$${id}(${cells}){const u=[${cells}];return register(function ${name}(${list}){` +
    `const F=enter(P[${id}],${name},[${registers.join(",")}],${varargs},u);return F.body(F,0)},u,(i,c)=>{u[i]=c})}`
  )
}

/**
 * Most functions need no more registers, besides their parameters. An array of numbers alone would be of another kind for the JS engine, and
 * all accesses to registers slower.
 */
const FIRST_REGISTERS = Array(8).fill("void 0").join()

/**
 * The same for a function that becomes one of the usual form, `g`, when it has been called often; under a hook it stays what it is. From then
 * on the factory makes functions of the usual form.
 */
function tieredFactory(chunk: ChunkBuilder, id: number, node: FunctionNode): string {
  const { cells, parameters, list, name, varargs } = factoryParts(chunk, id, node)
  // The usual form is made anew when upvalues are others.
  const [open, close] = chunk.openUpvalues ? ["register(", ",u,(i,c)=>{u[i]=c;g=void 0})"] : ["", ""]
  return (
    `function mk$${id}(${cells}){const u=[${cells}],p=P[${id}].debug.promoted;if(p!==void 0)return p(u,true);var g;` +
    `return ${open}function ${name}(${list}){if((g===void 0||G.hooks!==0)&&(g=hot(P[${id}],${id},u))===void 0){` +
    `const F=begin(P[${id}],${name},[${[...parameters, FIRST_REGISTERS]}],${varargs},u);return F.body(F,0)}return g(${list})}${close}}`
  )
}

function describe(node: FunctionNode, debug: DebugPrototype): CompiledFunction["prototype"] {
  return {
    name: node.name,
    line: node.line,
    endLine: node.endLine,
    params: node.params.length,
    isVararg: node.isVararg,
    upvalues: node.upvalues.map(({ name }) => name),
    points: [],
    isLoop: false,
    start: node.start,
    end: node.end,
    debug,
  }
}

/** What a debugger may ask about the functions of a chunk that is not in debug form, by number. */
export function debugPrototypes(source: string, chunkname: string): DebugPrototype[] {
  return codeOf(tokenize(source), chunkname).map((code) => new DebugCode(chunkname, () => code))
}
