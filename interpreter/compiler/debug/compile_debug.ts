/**
 * The debug form of a chunk: PUC's instructions (statements.ts) as JavaScript (function_printer.ts). Made for
 * chunks whose text names hooks or locals; docs/design.md, "Debug form".
 */
import type { DebugPrototype, Stub } from "../../abi.ts"
import { DEBUG_SUPPORT_NAMES, SUPPORT_NAMES } from "../../abi_names.ts"
import type { FunctionNode } from "../../syntax/ast.ts"
import { tokenize } from "../../syntax/lexer.ts"
import type { CheckedChunk } from "../../syntax/parse.ts"
import { ChunkBuilder, type ChunkOptions } from "../chunk_builder.ts"
import type { CompiledChunk, CompiledFunction, CompiledPart } from "../compile.ts"
import { finish, LINES_BEFORE, type EmittedText } from "../emitted_text.ts"
import { Printer } from "../printer.ts"
import { registersOf } from "./assembler.ts"
import type { Code } from "./code.ts"
import { DebugCode } from "./debug_code.ts"
import { InstructionPrinter } from "./instruction_printer.ts"
import { LateCodes } from "./late_code.ts"
import { codeOf } from "./statements.ts"
import { debugFactory, sharedFactory, tieredFactory } from "./stub.ts"

const NAMES = [...SUPPORT_NAMES, ...DEBUG_SUPPORT_NAMES]
const PROTOTYPES = ",P=U.prototypes"
const NO_TEXT: EmittedText = { text: "", sites: [] }

/**
 * "tiered": functions that are called often go over to the usual form; instructions are made when a function is first called. "small": the
 * same without a text; the factories are to be those that `sharedFactory` makes.
 */
export type DebugKind = "debug" | "tiered" | "small"

/**
 * Compiles a chunk that has been checked. Its tree is not needed. The text has the functions'
 * factories only; the JavaScript of a body is made when the interpreter gives it up.
 */
export function compileDebug(checked: CheckedChunk, options: ChunkOptions, kind: DebugKind): CompiledChunk {
  const chunk = new ChunkBuilder(options)
  chunk.shared.active = true
  const nodes = functionsOf(checked.main)
  const codeAt = codesOf(checked, options.chunkname, kind === "debug" ? null : nodes)
  const bodies: InstructionPrinter[] = []
  // Few functions are called so often that they need one.
  const bodyOf = (id: number): InstructionPrinter =>
    (bodies[id] ??= new InstructionPrinter(chunk, codeAt(id)))
  const functions = nodes.map((node, id): CompiledFunction => {
    const debug = new DebugCode(options.chunkname, () => codeAt(id), bodyOf)
    return { id, prototype: describe(node, debug), resume: notResumed }
  })
  return {
    environmentInCell: true,
    main: kind === "small" ? NO_TEXT : factoriesText(chunk, nodes, kind === "tiered" ? null : codeAt),
    functions,
    constants: chunk.constants,
    sites: chunk.sites,
    settle: settler(chunk),
    complete: (id, siteBase) => completeBody(chunk, bodyOf(id), siteBase),
  }
}

/** The text of all factories; codeAt: the code of each function, if that is known. */
function factoriesText(
  chunk: ChunkBuilder,
  nodes: FunctionNode[],
  codeAt: ((id: number) => Code) | null,
): EmittedText {
  const printer = new Printer(LINES_BEFORE)
  nodes.forEach((node, id) => {
    const stub = stubOf(node, chunk.openUpvalues)
    const names = { factory: `mk$${id}`, prototype: `P[${id}]`, id: `${id}`, self: chunk.functionName(id) }
    printer.line(
      codeAt === null ? tieredFactory(stub, names) : debugFactory(stub, names, registersOf(codeAt(id))),
    )
  })
  printer.line(`${nodes.map((_, id) => `M[${id}]=mk$${id};`).join("")}return mk$0`)
  return finish(printer, chunk.prelude, NAMES, PROTOTYPES)
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

/** What the text of a function's factory depends on. */
function stubOf(node: FunctionNode, isOpen: boolean): Stub {
  const { params, isVararg, upvalues } = node
  return { params: params.length, isVararg, upvalues: upvalues.length, isOpen }
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
    loopOf: undefined,
    start: node.start,
    end: node.end,
    debug,
  }
}

/** What a debugger may ask about the functions of a chunk that is not in debug form, by number. */
export function debugPrototypes(source: string, chunkname: string): DebugPrototype[] {
  return codeOf(tokenize(source), chunkname).map((code) => new DebugCode(chunkname, () => code))
}

export { sharedFactory }
