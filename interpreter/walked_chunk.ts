/** The main functions of chunks that are walked, and what is registered of those chunks. */
import type { Unit } from "./abi.ts"
import { registerUnit } from "./runtime/unit.ts"
import { endStart } from "./start.ts"
import type { FunctionNode } from "./syntax/ast.ts"
import type { LuaFunction } from "./value/value.ts"
import { type Scope, walked } from "./walker/walker.ts"

/** The main function of a chunk. The unit keeps that of a script, so that debug finds the function of its level. */
export function walkedFunction(
  tree: FunctionNode,
  source: string,
  chunkname: string,
  scope: Scope,
  isScript = false,
): LuaFunction {
  const unit = walkedUnit(source, chunkname)
  const main = walked(unit, tree.body, scope, endStart)
  if (isScript) unit.main = main
  return main
}

export function walkedUnit(source: string, chunkname: string): Unit {
  return registerUnit({
    openUpvalues: false,
    factories: [],
    constants: [],
    chunkname,
    source,
    prototypes: [
      {
        name: null,
        line: 0,
        endLine: 0,
        params: 0,
        isVararg: true,
        upvalues: ["_ENV"],
        points: [],
        loopOf: undefined,
        start: 0,
        end: source.length,
        resume: null,
        compileResume: notResumed,
      },
    ],
    sites: [],
    keeps: [],
  })
}

function notResumed(): never {
  throw new Error("a walked chunk was suspended")
}
