/**
 * Modules that are loaded when they are first needed. They are entry points of the build of their own, which
 * share all other modules with the main one: a plain `require` would make the bundler wrap every
 * module that is reachable from there in a function, which cost 2 ms at each start.
 */

import { ended } from "../start.ts"

/** Where the project's files are: the sources, or the file system inside the executable. */
const compiled = import.meta.dir.startsWith("/$bunfs/")
const root = compiled ? "/$bunfs/root" : `${import.meta.dir}/../..`

/** How many modules are being loaded. An interrupt stops everything at once, and leaves its count here. */
export const loading = { count: 0 }

/** Words of the stack that loading a module certainly does with: it takes some 6 KB. */
const ROOM = 4096

/** Raises where the stack has not that much left. */
function checkStack(..._room: unknown[]): void {}

/**
 * Loads the module at this path from the project's top, without its extension. A module that runs out of stack while it is
 * loaded stays broken: a stack overflow is raised before. At a start there is room enough.
 */
export function lateModule<Module>(path: string): Module {
  if (ended) checkStack(...new Array(ROOM))
  loading.count++
  try {
    return import.meta.require(`${root}/${path}.${compiled ? "js" : "ts"}`) as Module
  } finally {
    loading.count--
  }
}
