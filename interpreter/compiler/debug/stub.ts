/**
 * The JavaScript of functions in debug form. It only begins an activation: what runs that are the function's instructions, or its own
 * JavaScript if it has been called often.
 */

import type { Stub } from "../../abi.ts"

/** How a text refers to a function's prototype and number, and to the function itself. */
export interface StubNames {
  factory: string
  prototype: string
  id: string
  self: string
  /** Makes a value of the text of the function. */
  wrap?: (text: string) => string
}

function partsOf({ params, isVararg, upvalues }: Stub) {
  const parameters = Array.from({ length: params }, (_, i) => `a${i}`)
  return {
    parameters,
    list: [...parameters, ...(isVararg ? ["...va"] : [])].join(),
    cells: Array.from({ length: upvalues }, (_, i) => `c${i}`).join(),
    varargs: isVararg ? "va" : "NE",
  }
}

/**
 * `function mk$3(c0,c1){const u=[c0,c1];return register(function f17$3(a0,...va){…},u,rebind)}`: the function makes its
 * frame and goes over to what runs it.
 */
export function debugFactory(stub: Stub, names: StubNames, registers: number): string {
  const { cells, parameters, list, varargs } = partsOf(stub)
  const { factory, prototype, self } = names
  const all = Array.from({ length: registers }, (_, i) => parameters[i] ?? "void 0")
  return (
    `function ${factory}(${cells}){const u=[${cells}];return register(function ${self}(${list}){` +
    `const F=enter(${prototype},${self},[${all.join(",")}],${varargs},u);return F.body(F,0)},u,(i,c)=>{u[i]=c})}`
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
export function tieredFactory(stub: Stub, names: StubNames): string {
  const { cells, parameters, list, varargs } = partsOf(stub)
  const { factory, prototype, id, self, wrap } = names
  const text =
    `function ${self}(${list}){if((g===void 0||G.hooks!==0)&&(g=hot(${prototype},${id},u))===void 0){` +
    `const F=begin(${prototype},${self},[${[...parameters, FIRST_REGISTERS]}],${varargs},u);return F.body(F,0)}return g(${list})}`
  // The usual form is made anew when upvalues are others.
  const [open, close] = stub.isOpen ? ["register(", ",u,(i,c)=>{u[i]=c;g=void 0})"] : ["", ""]
  return (
    `function ${factory}(${cells}){const u=[${cells}],p=${prototype}.debug.promoted;if(p!==void 0)return p(u,true);var g;` +
    `return ${open}${wrap === undefined ? text : wrap(text)}${close}}`
  )
}

/**
 * The body of a function that makes such factories: all functions that need the same text share it, and the JS engine does not read one
 * for each. `R` are the names that emitted code uses, `P`, `I`, `N` the prototype of a function, its number and JavaScript name.
 */
export function sharedFactory(stub: Stub): string {
  const factory = tieredFactory(stub, {
    factory: "",
    prototype: "P",
    id: "I",
    self: "f",
    wrap: (text) => `named(${text},N)`,
  })
  return `"use strict";var {${SHARED_NAMES}}=R;return (P,I,N)=>${factory}`
}

const SHARED_NAMES = ["G", "NE", "register", "hot", "begin", "named"]
