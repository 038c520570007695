/**
 * The debug form of a chunk: PUC's instructions (statements.ts) as JavaScript (function_printer.ts). Made for
 * chunks whose text names hooks or locals; docs/design.md, "Debug form".
 */
import {
  DEBUG_SUPPORT_NAMES,
  SUPPORT_NAMES,
  type DebugCall,
  type DebugPrototype,
  type Site,
} from "../../abi.ts"
import type { FunctionNode } from "../../syntax/ast.ts"
import { ChunkBuilder, type ChunkOptions } from "../chunk_builder.ts"
import type { CompiledChunk, CompiledFunction } from "../compile.ts"
import { Printer } from "../printer.ts"
import type { Code, Instruction } from "./code.ts"
import { InstructionPrinter } from "./instruction_printer.ts"
import { localName } from "./names.ts"
import { codeOf } from "./statements.ts"

/** Compiles a chunk that has been parsed, from its source. */
export function compileDebug(main: FunctionNode, source: string, options: ChunkOptions): CompiledChunk {
  const chunk = new ChunkBuilder(options)
  const nodes = functionsOf(main)
  const codes = codeOf(source, options.chunkname)
  const printer = new Printer()
  printer.line("")
  printer.line("")
  const addSite = (make: (id: number) => Site): Site => {
    const site = make(options.siteBase + chunk.sites.length)
    chunk.sites.push(site)
    return site
  }
  const functions = codes.map((code, id): CompiledFunction => {
    const body = new InstructionPrinter(chunk, code, addSite)
    printFactory(chunk, code, printer)
    body.print(printer)
    return { id, prototype: describe(nodes[id]!, code, body.sites), resume: notResumed }
  })
  printer.line(`${codes.map(({ id }) => `M[${id}]=mk$${id};`).join("")}return mk$0`)
  printer.lines[1] = chunk.prelude.text()
  const { text } = printer
  const names = [...SUPPORT_NAMES, ...DEBUG_SUPPORT_NAMES].filter((name) => text.includes(name))
  printer.lines[0] = `"use strict";const {${names.join(",")}}=R,P=U.prototypes;`
  return {
    environmentInCell: true,
    main: { text: printer.text, sites: printer.sites },
    functions,
    constants: chunk.constants,
    sites: chunk.sites,
    complete: nothingLeft,
  }
}

function nothingLeft(): never {
  throw new Error("the debug form leaves nothing for later")
}

/** A suspended activation is resumed in the body it has: there is no other. */
function notResumed(): never {
  throw new Error("the debug form has no resume bodies")
}

/** Functions in source order, outer before inner. */
function functionsOf(node: FunctionNode): FunctionNode[] {
  return [node, ...node.children.flatMap(functionsOf)]
}

/**
 * `function mk$3(c0,c1){const u=[c0,c1];return register(function f17$3(a0,...va){…},u,rebind)}`: the function makes its
 * frame and goes over to the body.
 */
function printFactory(chunk: ChunkBuilder, code: Code, printer: Printer): void {
  const cells = code.upvalues.map((_, i) => `c${i}`).join(",")
  const parameters = Array.from({ length: code.params }, (_, i) => `a${i}`)
  const registers = Array.from({ length: code.maxStack }, (_, i) => parameters[i] ?? "undefined")
  const list = [...parameters, ...(code.isVararg ? ["...va"] : [])].join(",")
  const name = chunk.functionName(code.id)
  const body = `d${name.slice(1)}`
  const varargs = code.isVararg ? "va" : "NE"
  const frame = `enter(P[${code.id}],${name},[${registers.join(",")}],${varargs},u,${body})`
  printer.line(
    `function mk$${code.id}(${cells}){const u=[${cells}];return register(function ${name}(${list}){` +
      `return ${body}(${frame},0)},u,(i,c)=>{u[i]=c})}`,
  )
}

function describe(node: FunctionNode, code: Code, sites: Site[]): CompiledFunction["prototype"] {
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
    debug: describeCode(code, sites),
  }
}

/** What a debugger may ask about the functions of a chunk that is not in debug form, by number. */
export function debugPrototypes(source: string, chunkname: string): DebugPrototype[] {
  return codeOf(source, chunkname).map((code) => describeCode(code, []))
}

function describeCode(code: Code, sites: Site[]): DebugPrototype {
  return {
    lines: code.instructions.map(({ line }) => line),
    locals: code.locals,
    maxStack: code.maxStack,
    siteAt: (pc) => sites[pc],
    localName: (n, pc) => localName(code, n, pc),
    callAt: (pc) => callAt(code.instructions[pc]),
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
