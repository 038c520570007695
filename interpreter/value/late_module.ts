/**
 * Modules that are loaded when they are first needed. They are entry points of the build of their own, which
 * share all other modules with the main one: a plain `require` would make the bundler wrap every
 * module that is reachable from there in a function, which cost 2 ms at each start.
 */

/** Where the project's files are: the sources, or the file system inside the executable. */
const compiled = import.meta.dir.startsWith("/$bunfs/")
const root = compiled ? "/$bunfs/root" : `${import.meta.dir}/../..`

/** How many modules are being loaded. An interrupt stops everything at once, and leaves its count here. */
export const loading = { count: 0 }

/** Loads the module at this path from the project's top, without its extension. */
export function lateModule<Module>(path: string): Module {
  loading.count++
  try {
    return import.meta.require(`${root}/${path}.${compiled ? "js" : "ts"}`) as Module
  } finally {
    loading.count--
  }
}
