/**
 * The script that the program runs: once, for the globals, on the main coroutine. A simple one is walked, which takes
 * no compiler, and until it looks at something else than `print` no libraries. All the rest is loaded late.
 */
import { isOrdinary, record } from "./chunk_record.ts"
import { print } from "./lib/print.ts"
import { state } from "./runtime/state.ts"
import { endStart, LONG_SOURCE } from "./start.ts"
import type { FunctionNode } from "./syntax/ast.ts"
import { parseChunk } from "./syntax/parse.ts"
import { once } from "./value/once.ts"
import { lateModule } from "./value/late_module.ts"
import type { LuaFunction, LuaValue } from "./value/value.ts"
import { walkedFunction } from "./walked_chunk.ts"
import { isStraight } from "./walker/eligible.ts"
import type { Scope } from "./walker/walker.ts"

const loader = once(() =>
  lateModule<typeof import("./lib/script_loader.ts")>("interpreter/lib/script_loader"),
)

/**
 * Makes the main function of a script. open: opens the libraries, if they are not open yet; it is called when something
 * of them is needed. Raises LuaError with PUC's message on a syntax error.
 */
export function loadScriptText(source: string, chunkname: string, open?: () => void): LuaFunction {
  if (!isOrdinary(source)) {
    open?.()
    return loader().loadUnusualScript(source, chunkname)
  }
  record.bytes += source.length
  const tree = parse(source, chunkname)
  if (isStraight(tree)) return walkedFunction(tree, source, chunkname, scopeOf(open), true)
  open?.()
  return loader().compileScript(tree, source, chunkname)
}

/** The same for a file, standard input without a name; it may be a binary chunk. */
export function loadScriptFile(filename: string | undefined, open?: () => void): LuaFunction {
  const { chunkName, isBinary, loadChunk, readChunk } = loader()
  const chunk = readChunk(filename)
  if (!isBinary(chunk)) return loadScriptText(chunk, chunkName(filename), open)
  open?.()
  return loadChunk(chunk, chunkName(filename), "b", state.globals)
}

/** What a walked script sees: the globals, and before they are looked at, `print`, which is one of them. */
function scopeOf(open: (() => void) | undefined): Scope {
  let isOpen = open === undefined
  return {
    environment(): LuaValue {
      if (!isOpen) {
        isOpen = true
        open!()
      }
      return state.globals
    },
    early: (name) => (!isOpen && name === "print" ? print : undefined),
  }
}

function parse(source: string, chunkname: string): FunctionNode {
  if (source.length >= LONG_SOURCE) endStart()
  try {
    return parseChunk(source, chunkname)
  } catch (e) {
    throw loader().parseFailure(e, source)
  }
}
