/** A chunk's tree to JavaScript text: one factory per Lua function, helpers by name (abi.ts). */
import type { Prototype, Site } from "../abi.ts"
import { SUPPORT_NAMES } from "../abi_names.ts"
import type { FunctionNode } from "../syntax/ast.ts"
import type { LuaNumber } from "../value/number.ts"
import { FunctionBuilder } from "./builder.ts"
import { calledOnce } from "./called_once.ts"
import { finish, LINES_BEFORE, type EmittedText } from "./emitted_text.ts"
import { ChunkBuilder, type ChunkOptions } from "./chunk_builder.ts"
import { pointSites, type DeferredFunction, type LoweredFunction } from "./ir.ts"
import { mentionFloats } from "./float_hint.ts"
import { inferFloats } from "./infer.ts"
import { noteGotos } from "./labels.ts"
import { capturesOf } from "./lower_expression.ts"
import { lowerExpression } from "./lower.ts"
import { lowerBlock, lowerBody } from "./lower_statement.ts"
import type { Prelude } from "./prelude.ts"
import { printDeferred, printFast } from "./print_fast.ts"
import { printResume } from "./print_resume.ts"
import { outlineLoops } from "./outline.ts"
import { releaseVariables } from "./release.ts"
import { lookForHooks } from "./watch.ts"
import { Printer } from "./printer.ts"

/** One function of a compiled chunk. */
export interface CompiledFunction {
  id: number
  prototype: Omit<Prototype, "compileResume" | "resume">
  /** Text and sites of the resume body for some yield points, made when asked for. */
  resume: (points: Set<number>) => EmittedText
}

/** Functions that are emitted together. */
export interface CompiledPart {
  /** Puts factories into `M`, by the functions' numbers, and returns that of the first function. */
  main: EmittedText
  functions: CompiledFunction[]
  /** All places that can raise, by number. */
  sites: Site[]
  /** To be called when the text has been evaluated. */
  settle: () => void
}

/** A chunk without the functions that are left for later; of those, `functions` has what is known. */
export interface CompiledChunk extends CompiledPart {
  /** The main factory takes `_ENV` in a cell. */
  environmentInCell: boolean
  constants: LuaNumber[]
  /** Compiles a function that was left for later. siteBase: the number of its first site. */
  complete: (id: number, siteBase: number) => CompiledPart
}

/** Compiles a resolved tree; what has no body yet is left for later. */
export function compileChunk(main: FunctionNode, options: ChunkOptions): CompiledChunk {
  const chunk = new ChunkBuilder(options)
  const nodes: FunctionNode[] = []
  number(main, nodes, chunk)
  chunk.nextLoop = nodes.length
  // The variables of loops that run elsewhere would stay where they were all the same.
  if (!chunk.collects) for (const node of [main, ...calledOnce(main)]) chunk.outlined.add(node)
  const part = compilePart(chunk, main, true)
  return {
    ...part,
    functions: withDeferred(part.functions, nodes),
    constants: chunk.constants,
    environmentInCell: chunk.inCell(main.upvalues[0]!),
    complete(id, siteBase) {
      const node = nodes[id]!
      node.deferred?.()
      chunk.beginText(siteBase)
      return compilePart(chunk, node, false)
    },
  }
}

/** A chunk whose functions are compiled one by one. */
export interface LateChunk extends Pick<CompiledChunk, "functions" | "constants" | "complete"> {
  /**
   * The parameters of a function's factory: numbers of upvalues, and whether it takes their cells; isSelf: the variable whose value the
   * function is to be.
   */
  captures: (id: number) => { upvalue: number; inCell: boolean; isSelf: boolean }[]
}

/** Compiles no function of a chunk that has been checked for the time being. */
export function compileLate(main: FunctionNode, options: ChunkOptions): LateChunk {
  const chunk = new ChunkBuilder(options)
  chunk.isLate = chunk.shared.isLate = true
  chunk.shared.active = true
  const nodes: FunctionNode[] = []
  number(main, nodes, chunk)
  return {
    functions: withDeferred([], nodes),
    constants: chunk.constants,
    complete(id, siteBase) {
      const node = nodes[id]!
      node.deferred?.()
      const { self } = node
      if (self !== null && !chunk.inCell(self)) chunk.setDeferredSelf(self, node)
      chunk.beginText(siteBase)
      return compilePart(chunk, node, false)
    },
    captures(id) {
      const node = nodes[id]!
      return capturesOf(chunk, node).map((variable) => ({
        upvalue: node.upvalues.indexOf(variable),
        inCell: chunk.inCell(variable),
        isSelf: variable === node.self,
      }))
    },
  }
}

/** All functions by number: those compiled, and descriptions of the others. */
function withDeferred(compiled: CompiledFunction[], nodes: FunctionNode[]): CompiledFunction[] {
  const functions = nodes.map((node, id): CompiledFunction => ({
    id,
    prototype: describe(node, []),
    resume: notCompiled,
  }))
  for (const f of compiled) functions[f.id] = f
  return functions
}

function notCompiled(): never {
  throw new Error("a function was suspended that never ran")
}

/** Compiles a function and those in it. isKept: the first one's factory goes into `M`, too. */
function compilePart(chunk: ChunkBuilder, root: FunctionNode, isKept: boolean): CompiledPart {
  const nodes: FunctionNode[] = []
  const deferred: FunctionNode[] = []
  gather(root, nodes, deferred)
  chunk.shared.active ||= deferred.length > 0
  chunk.prefersFloats = mentionFloats(nodes)
  const own = nodes.map((node) => lowerFunction(chunk, node))
  if (chunk.collects) own.forEach(releaseVariables)
  const loopsOf = new Map(nodes.map((node, i) => [node, outline(chunk, node, own[i]!)]))
  const loops = [...loopsOf.values()].flat()
  const printer = new Printer(LINES_BEFORE)
  own.forEach((f, i) => printFast(f, printer, chunk.openUpvalues, selfName(chunk, nodes[i]!)))
  for (const node of deferred) printDeferred(deferredFunction(chunk, node), printer, selfName(chunk, node))
  for (const f of loops) printFast(f, printer, false)
  for (const f of loops) printer.line(`var ${f.jsName}=mk$${f.id}();`)
  const made = [...own, ...loops].filter((f) => f !== own[0] || isKept)
  const factories = [...made.map(({ id }) => id), ...deferred.map((node) => chunk.ids.get(node)!)]
  printer.line(`${factories.map((id) => `M[${id}]=mk$${id};`).join("")}return mk$${own[0]!.id}`)
  const { prelude, sites } = chunk
  const main = finish(printer, prelude, SUPPORT_NAMES)
  const functions = nodes.flatMap((node, i) => {
    const inside = loopsOf.get(node)!
    return [own[i]!, ...inside].map((f): CompiledFunction => ({
      id: f.id,
      prototype: { ...describe(node, pointSites(f.body)), loopOf: f.loopOf },
      resume: (points) => resumeText(chunk, prelude, node, f, { loops: inside, points }),
    }))
  })
  return { main, sites, functions, settle: () => prelude.settle() }
}

/** Moves loops out of a function: what was made of them. */
function outline(chunk: ChunkBuilder, node: FunctionNode, f: LoweredFunction): LoweredFunction[] {
  if (!chunk.outlined.has(node)) return []
  return outlineLoops(
    f,
    () => chunk.nextLoop++,
    (id) => chunk.functionName(id),
  )
}

/** The functions that are compiled with a function, itself first, and those left for later. */
function gather(node: FunctionNode, nodes: FunctionNode[], deferred: FunctionNode[]): void {
  if (node.deferred !== null) {
    deferred.push(node)
    return
  }
  nodes.push(node)
  for (const child of node.children) gather(child, nodes, deferred)
}

/** The name of the variable through which a function that was left for later knows itself. */
function selfName(chunk: ChunkBuilder, node: FunctionNode): string | undefined {
  const self = chunk.deferredSelfOf(node)
  return self !== undefined && node.upvalues.includes(self) ? chunk.nameOf(self) : undefined
}

function deferredFunction(chunk: ChunkBuilder, node: FunctionNode): DeferredFunction {
  const id = chunk.ids.get(node)!
  const parameters = node.params.map((p) => chunk.nameOf(p))
  if (node.isVararg) parameters.push("...$va")
  const captures = capturesOf(chunk, node).map((v) => chunk.nameOf(v))
  return { id, jsName: chunk.functionName(id), captures, parameters }
}

/** Numbers functions in source order, outer before inner. */
function number(node: FunctionNode, nodes: FunctionNode[], chunk: ChunkBuilder): void {
  const queue = [node]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    chunk.ids.set(next, nodes.push(next) - 1)
    queue.push(...next.children.toReversed())
  }
}

function lowerFunction(chunk: ChunkBuilder, node: FunctionNode): LoweredFunction {
  const id = chunk.ids.get(node)!
  const b = new FunctionBuilder(chunk, node, id, { expression: lowerExpression, block: lowerBlock })
  noteGotos(chunk, node.body)
  inferFloats(chunk, node)
  const parameters = node.params.map((p) => chunk.nameOf(p))
  lookForHooks(b, node, parameters)
  for (const p of node.params) {
    b.declared.add(chunk.nameOf(p))
    if (chunk.inCell(p)) b.js(`${chunk.nameOf(p)} = {v: ${chunk.nameOf(p)}};`)
  }
  lowerBody(b, node.body)
  if (b.usesVarargs) parameters.push("...$va")
  const captures = capturesOf(chunk, node).map((v) => chunk.nameOf(v))
  return b.finish(captures, parameters)
}

function describe(node: FunctionNode, points: Site[]): CompiledFunction["prototype"] {
  return {
    name: node.name,
    line: node.line,
    endLine: node.endLine,
    params: node.params.length,
    isVararg: node.isVararg,
    upvalues: node.upvalues.map((v) => v.name),
    points,
    loopOf: undefined,
    start: node.start,
    end: node.end,
  }
}

function resumeText(
  chunk: ChunkBuilder,
  prelude: Prelude,
  node: FunctionNode,
  f: LoweredFunction,
  { loops, points }: { loops: LoweredFunction[]; points: Set<number> },
): EmittedText {
  const printer = new Printer(LINES_BEFORE)
  for (const child of node.children) {
    const id = chunk.ids.get(child)!
    printer.line(`var mk$${id}=M[${id}];`)
  }
  for (const loop of loops) printer.line(`var ${loop.jsName}=M[${loop.id}]();`)
  printer.line("return ")
  const last = printer.lines.length - 1
  printResume(f, printer, points)
  printer.lines[last] = `return ${printer.lines[last + 1]}`
  printer.lines[last + 1] = ""
  return finish(printer, prelude, SUPPORT_NAMES)
}
