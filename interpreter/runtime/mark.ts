/** How functions are named whose frames stack.ts looks for in JS stack traces. */

/** Mark of library functions' JS names. */
export const NATIVE_MARK = "[C]"
/** Mark of the functions that stand for walked chunks: `[W]17$0`. */
export const WALKER_MARK = "[W]"
/** Name of the function that runs activations in debug form from their instructions. */
export const INTERPRETER_MARK = "[I]"
/** Mark of the function in which a coroutine's stack begins. */
export const BOUNDARY_MARK = "[R]"

/** How many chunks are being walked. */
export const walkers = { active: 0 }
