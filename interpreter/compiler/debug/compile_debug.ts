/**
 * The debug form of a chunk: PUC's instructions (statements.ts) as JavaScript (function_printer.ts). Made for
 * chunks whose text names hooks or locals; docs/design.md, "Debug form".
 */
import { DEBUG_SUPPORT_NAMES, SUPPORT_NAMES, type DebugCall, type DebugPrototype } from "../../abi.ts"
import type { FunctionNode } from "../../syntax/ast.ts"
import { tokenize } from "../../syntax/lexer.ts"
import type { CheckedChunk } from "../../syntax/parse.ts"
import { ChunkBuilder, type ChunkOptions } from "../chunk_builder.ts"
import type { CompiledChunk, CompiledFunction, CompiledPart } from "../compile.ts"
import { finish, LINES_BEFORE } from "../emitted_text.ts"
import { Printer } from "../printer.ts"
import { assemble, registersOf } from "./assembler.ts"
import { firstFree, nestsLoops, type Code, type Instruction } from "./code.ts"
import { InstructionSite } from "./instruction_site.ts"
import { InstructionPrinter } from "./instruction_printer.ts"
import { localName } from "./names.ts"
import { codeOf } from "./statements.ts"

const NAMES = [...SUPPORT_NAMES, ...DEBUG_SUPPORT_NAMES]
const PROTOTYPES = ",P=U.prototypes"

/**
 * Compiles a chunk that has been checked. Its tree is not needed. The text has the functions'
 * factories only; the JavaScript of a body is made when the interpreter gives it up. tiered: functions that are called often go over to the
 * usual form.
 */
export function compileDebug(
  { main, tokens }: CheckedChunk,
  options: ChunkOptions,
  tiered: boolean,
): CompiledChunk {
  const chunk = new ChunkBuilder(options)
  chunk.shared.active = true
  const nodes = functionsOf(main)
  const codes = codeOf(tokens, options.chunkname)
  const printer = new Printer(LINES_BEFORE)
  const bodies: InstructionPrinter[] = []
  // Few functions are called so often that they need one.
  const bodyOf = (id: number): InstructionPrinter =>
    (bodies[id] ??= new InstructionPrinter(chunk, codes[id]!))
  const functions = codes.map((code, id): CompiledFunction => {
    printer.line((tiered ? tieredFactory : debugFactory)(chunk, code))
    return { id, prototype: describe(nodes[id]!, options.chunkname, code, bodyOf), resume: notResumed }
  })
  printer.line(`${codes.map(({ id }) => `M[${id}]=mk$${id};`).join("")}return mk$0`)
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
function factoryParts(chunk: ChunkBuilder, code: Code) {
  const parameters = Array.from({ length: code.params }, (_, i) => `a${i}`)
  const registers = Array.from({ length: registersOf(code) }, (_, i) => parameters[i] ?? "undefined")
  const list = [...parameters, ...(code.isVararg ? ["...va"] : [])].join(",")
  const cells = code.upvalues.map((_, i) => `c${i}`).join(",")
  const name = chunk.functionName(code.id)
  const varargs = code.isVararg ? "va" : "NE"
  return {
    cells,
    list,
    open: `function ${name}(${list}){`,
    run: `const F=enter(P[${code.id}],${name},[${registers.join(",")}],${varargs},u);return F.body(F,0)`,
  }
}

/**
 * `function mk$3(c0,c1){const u=[c0,c1];return register(function f17$3(a0,...va){…},u,rebind)}`: the function makes its
 * frame and goes over to what runs it.
 */
function debugFactory(chunk: ChunkBuilder, code: Code): string {
  const { cells, open, run } = factoryParts(chunk, code)
  return `function mk$${code.id}(${cells}){const u=[${cells}];return register(${open}${run}},u,(i,c)=>{u[i]=c})}`
}

/**
 * The same for a function that becomes one of the usual form, `g`, when it has been called often; under a hook it stays what it is. From then
 * on the factory makes functions of the usual form.
 */
function tieredFactory(chunk: ChunkBuilder, code: Code): string {
  const { cells, list, open, run } = factoryParts(chunk, code)
  const { id } = code
  return (
    `function mk$${id}(${cells}){const u=[${cells}],p=P[${id}].debug.promoted;if(p!==undefined)return p(u,true);var g;return ${open}` +
    `if((g===undefined||G.hooks!==0)&&(g=hot(P[${id}],${id},u))===undefined){${run}}return g(${list})}}`
  )
}

function describe(
  node: FunctionNode,
  chunkname: string,
  code: Code,
  bodyOf: (id: number) => InstructionPrinter,
): CompiledFunction["prototype"] {
  return {
    name: node.name,
    line: node.line,
    endLine: node.endLine,
    params: code.params,
    isVararg: code.isVararg,
    upvalues: code.upvalues.map(({ name }) => name),
    points: [],
    isLoop: false,
    start: node.start,
    end: node.end,
    debug: {
      ...describeCode(code, chunkname),
      entryOf: (from, to) => bodyOf(code.id).entryOf(from, to),
    },
  }
}

/** What a debugger may ask about the functions of a chunk that is not in debug form, by number. */
export function debugPrototypes(source: string, chunkname: string): DebugPrototype[] {
  return codeOf(tokenize(source), chunkname).map((code) => describeCode(code, chunkname))
}

function describeCode(code: Code, chunkname: string): DebugPrototype {
  return {
    lines: code.instructions.map(({ line }) => line),
    locals: code.locals,
    maxStack: code.maxStack,
    siteAt: (pc) => new InstructionSite(-1, chunkname, code, pc),
    localName: (n, pc) => localName(code, n, pc),
    callAt: (pc) => callAt(code.instructions[pc]),
    firstFree: (pc) => firstFree(code, pc),
    nestsLoops: nestsLoops(code),
    registers: () => registersOf(code),
    assemble: (opcodes) => assemble(code, chunkname, opcodes),
    entryOf: () => 0,
  }
}

function callAt(i: Instruction | undefined): DebugCall | null {
  switch (i?.op) {
    case "CALL":
    case "TAILCALL":
      return { callee: i.a, arguments: i.a + 1, count: i.b - 1, limit: i.a }
    case "TFORCALL":
      return { callee: i.a, arguments: i.a + 1, count: 2, limit: i.a + 4 }
    default:
      return null
  }
}
