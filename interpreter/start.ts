/** The end of the program's start. */

/** Sources from this length on take time to read: the reader is worth optimising. */
export const LONG_SOURCE = 4096

/**
 * Has the JS engine optimise as eagerly as it usually does. The executable begins with little eagerness
 * (cli/build.ts): what runs only once, at the start, is not worth compiling.
 */
export function endStart(): void {
  if (ended) return
  ended = true
  Bun.unsafe.setJITPolicy?.(1)
}
export let ended = false
