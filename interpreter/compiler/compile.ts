/** A chunk's tree to JavaScript text: one factory per Lua function, helpers by name (abi.ts). */
import { SUPPORT_NAMES, type Prototype, type Site } from "../abi.ts"
import type { FunctionNode } from "../syntax/ast.ts"
import type { LuaNumber } from "../value/number.ts"
import { FunctionBuilder } from "./builder.ts"
import { ChunkBuilder, type ChunkOptions } from "./chunk_builder.ts"
import { pointSites, type LoweredFunction } from "./ir.ts"
import { mentionFloats } from "./float_hint.ts"
import { inferFloats } from "./infer.ts"
import { noteGotos } from "./labels.ts"
import { capturesOf } from "./lower_expression.ts"
import { lowerExpression } from "./lower.ts"
import { lowerBlock, lowerBody } from "./lower_statement.ts"
import { printFast } from "./print_fast.ts"
import { printResume } from "./print_resume.ts"
import { outlineLoops } from "./outline.ts"
import { releaseVariables } from "./release.ts"
import { Printer } from "./printer.ts"

/** Texts longer than this are not searched for the helpers they use. */
const LONG_TEXT = 50_000

/** One function of a compiled chunk. */
export interface CompiledFunction {
  prototype: Omit<Prototype, "compileResume" | "resume">
  /** Text and sites of the resume body, made when asked for. */
  resume: () => EmittedText
}

export interface EmittedText {
  /** Body of `new Function("R", "U", "C", "M", text)`. */
  text: string
  sites: (Site | undefined)[]
}

export interface CompiledChunk {
  /** The main factory takes `_ENV` in a cell. */
  environmentInCell: boolean
  /** The text returns the array of factories; factory 0 makes the main function of `_ENV`. */
  main: EmittedText
  functions: CompiledFunction[]
  constants: LuaNumber[]
  /** All places that can raise, by number. */
  sites: Site[]
}

/** Compiles a resolved tree. */
export function compileChunk(main: FunctionNode, options: ChunkOptions): CompiledChunk {
  const chunk = new ChunkBuilder(options)
  const nodes: FunctionNode[] = []
  number(main, nodes, chunk)
  chunk.prefersFloats = mentionFloats(nodes)
  const own = nodes.map((node, id) => lowerFunction(chunk, node, id))
  if (chunk.collects) own.forEach(releaseVariables)
  // The variables of loops that run elsewhere would stay here all the same.
  const loops = chunk.collects ? [] : outlineLoops(own[0]!, nodes.length, (id) => chunk.functionName(id))
  const lowered = [...own, ...loops]
  const printer = new Printer()
  printer.line("")
  printer.line("")
  for (const f of own) printFast(f, printer, options.openUpvalues)
  for (const f of loops) printFast(f, printer, false)
  for (const f of loops) printer.line(`var ${f.jsName}=mk$${f.id}();`)
  printer.line(`return [${lowered.map((f) => `mk$${f.id}`).join(",")}]`)
  printer.lines[1] = chunk.declarations()
  printer.lines[0] = prologue(printer)
  return {
    main: { text: printer.text, sites: printer.sites },
    constants: chunk.constants,
    sites: chunk.sites,
    environmentInCell: chunk.inCell(main.upvalues[0]!),
    functions: lowered.map((f, id) => {
      const node = nodes[id] ?? main
      return {
        prototype: { ...describe(node, f), isLoop: id >= nodes.length },
        resume: () => resumeText(chunk, node, f, node === main ? loops : []),
      }
    }),
  }
}

/** Names the helpers that occur in the printed text: most of a short chunk's text would be those it has not. */
function prologue(printer: Printer): string {
  const { text } = printer
  const names = text.length > LONG_TEXT ? SUPPORT_NAMES : SUPPORT_NAMES.filter((name) => text.includes(name))
  return `"use strict";var {${names.join(",")}}=R;`
}

/** Numbers functions in source order, outer before inner. */
function number(node: FunctionNode, nodes: FunctionNode[], chunk: ChunkBuilder): void {
  const queue = [node]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    chunk.ids.set(next, nodes.push(next) - 1)
    queue.push(...next.children.toReversed())
  }
}

function lowerFunction(chunk: ChunkBuilder, node: FunctionNode, id: number): LoweredFunction {
  const b = new FunctionBuilder(chunk, node, id, { expression: lowerExpression, block: lowerBlock })
  noteGotos(chunk, node.body)
  inferFloats(chunk, node)
  const parameters = node.params.map((p) => chunk.nameOf(p))
  for (const p of node.params) {
    b.declared.add(chunk.nameOf(p))
    if (chunk.inCell(p)) b.js(`${chunk.nameOf(p)} = {v: ${chunk.nameOf(p)}};`)
  }
  lowerBody(b, node.body)
  if (b.usesVarargs) parameters.push("...va")
  const captures = capturesOf(b, node).map((v) => chunk.nameOf(v))
  return b.finish(captures, parameters)
}

function describe(node: FunctionNode, f: LoweredFunction): CompiledFunction["prototype"] {
  return {
    name: node.name,
    line: node.line,
    endLine: node.endLine,
    params: node.params.length,
    isVararg: node.isVararg,
    upvalues: node.upvalues.map((v) => v.name),
    points: pointSites(f.body),
    isLoop: false,
    start: node.start,
    end: node.end,
  }
}

function resumeText(
  chunk: ChunkBuilder,
  node: FunctionNode,
  f: LoweredFunction,
  loops: LoweredFunction[],
): EmittedText {
  const printer = new Printer()
  printer.line("")
  printer.line(chunk.declarations())
  for (const child of node.children) {
    const id = chunk.ids.get(child)!
    printer.line(`var mk$${id}=M[${id}];`)
  }
  for (const loop of loops) printer.line(`var ${loop.jsName}=M[${loop.id}]();`)
  printer.line("return ")
  const last = printer.lines.length - 1
  printResume(f, printer)
  printer.lines[last] = `return ${printer.lines[last + 1]}`
  printer.lines[last + 1] = ""
  printer.lines[0] = prologue(printer)
  return { text: printer.text, sites: printer.sites }
}
