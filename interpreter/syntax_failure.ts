/** Chunks with syntax errors: what is raised, and what a message is about. */
import { LuaError } from "./runtime/error.ts"
import { type Excerpt, excerptAt, LuaSyntaxError } from "./syntax/syntax_error.ts"

let last: { message: string; source: string; place: number | undefined } | undefined

/** What to throw for an exception of the parser: a LuaError for a syntax error. */
export function parseFailure(e: unknown, source: string): unknown {
  if (!(e instanceof LuaSyntaxError)) return e
  last = { message: e.message, source, place: e.place }
  return new LuaError(e.message)
}

/** The source that a message is about, if it is, or contains, that of the last syntax error. */
export function excerptFor(message: string): Excerpt | undefined {
  if (last?.place === undefined || !message.includes(last.message)) return undefined
  return excerptAt(last.source, last.place)
}
