/**
 * In which form chunks are compiled. What programs may ask of the debug library costs speed, so each chunk's text is searched for the names of
 * its functions; what a chunk names holds for those after it.
 */
import { record } from "./chunk_record.ts"
import "./chunk_settings.ts"
import type { FunctionNode } from "./syntax/ast.ts"

/** Where the text takes a function of this name from a table; that it has the name in a list is no sign. */
function* takes(source: string, name: string): Generator<number> {
  for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1))
    if (isTaken(source, at, at + name.length)) yield at
}

/** Whether what stands there is a field: `.name`, `:name` or `"name"]`. */
function isTaken(source: string, start: number, end: number): boolean {
  const isQuote = (c: string | undefined): boolean => c === '"' || c === "'"
  if (isQuote(source[start - 1]))
    return isQuote(source[end]) && /^\s*\]/.test(source.slice(end + 1, end + NEAR))
  const before = source.slice(Math.max(0, start - NEAR), start).trimEnd()
  return (before.endsWith(".") || before.endsWith(":")) && !/^\w/.test(source.slice(end, end + 1))
}

/** Blanks go on no further than that. */
const NEAR = 200

function takesAny(source: string, names: string[]): boolean {
  return names.some((name) => !takes(source, name).next().done)
}

/** The debug functions that reach into upvalues: a chunk that takes one keeps its upvalues open. */
export function namesUpvalues(source: string): boolean {
  return (
    source.includes("upvalue") && takesAny(source, ["getupvalue", "setupvalue", "upvalueid", "upvaluejoin"])
  )
}

/**
 * So does one that takes a function of this name from a table: Lua 5.4 has none, so it is made of those, perhaps in a chunk
 * that comes later. (With Lua 5.1 in mind, many programs look for a global of that name.)
 */
export function setsEnvironments(source: string): boolean {
  return source.includes("setfenv") && /(?<!\b_G)[.:]\s*setfenv\b/.test(source)
}

function takesLocals(source: string): boolean {
  return source.includes("etlocal") && takesAny(source, ["getlocal", "setlocal"])
}

const HOOK = "sethook"

function takesHooks(source: string): boolean {
  return source.includes(HOOK) && takesAny(source, [HOOK])
}

/** Whether the text takes the function of a level from debug.getinfo. */
function asksForFunctions(source: string): boolean {
  return source.includes("getinfo") && /\.func\b/.test(source)
}

/**
 * "debug": compiler/debug makes it; "watched": usual code that looks for hooks whenever a function is called;
 * "usual": neither hooks nor locals are to be had.
 */
export type ChunkForm = "usual" | "watched" | "debug"

/** Chunks that set hooks are in debug form themselves, unless they are larger than this: there, only the functions that do. */
const LARGE_CHUNK = 16384

/**
 * Compiles all chunks in debug form from now on, in this thread and those that it starts: hooks, locals and the
 * functions of levels are there.
 */
export function useDebugForm(): void {
  record.debugForm = true
  process.env.SLUA_DEBUG_FORM = "1"
}

/** Whether some chunk has asked for debug form for all that come after it. */
export function usesDebugForm(): boolean {
  return record.debugForm
}

/** The form of a chunk, by its text and those before. */
export function formOf(source: string): ChunkForm {
  record.debugForm ||= takesLocals(source) || asksForFunctions(source)
  if (record.debugForm) return "debug"
  const takes = takesHooks(source)
  record.hooks ||= takes
  if (takes && source.length < LARGE_CHUNK) return "debug"
  return record.hooks ? "watched" : "usual"
}

/** Which functions of a watched chunk always run in debug form: those whose text sets hooks. */
export function alwaysWatched(source: string): (start: number, end: number) => boolean {
  const places = hookPlaces(source)
  return (start, end) => places.some((at) => start <= at && at < end)
}

/** Whether the main function of a chunk sets hooks itself, so that its own lines may come under them. */
export function setsHooksItself(source: string, { children }: FunctionNode): boolean {
  return hookPlaces(source).some((at) => !children.some(({ start, end }) => start <= at && at < end))
}

function hookPlaces(source: string): number[] {
  return [...takes(source, HOOK)]
}

/**
 * Whether a chunk can see when something is collected: it gives some table a field `__gc`, or `__mode` and takes
 * `collectgarbage`. Most weak tables are caches, whose programs do not look for what has gone.
 */
export function seesCollections(source: string): boolean {
  if (source.includes("__gc") && setsFinalizers(source)) return true
  // The function itself, not its name in a list.
  const names = source.includes("__mode") && source.includes("collectgarbage")
  return names && /(?<!["'])\bcollectgarbage\b/.test(source)
}

/** `__gc = f`, `["__gc"] = f`, `function C.__gc(o)`; not where `__gc` is one of a set of names. */
function setsFinalizers(source: string): boolean {
  return /\b__gc(?:["']?\s*\]?\s*=(?!=|\s*(?:[{"'\d]|true\b|false\b|nil\b))|\s*\()/.test(source)
}
