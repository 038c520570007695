/**
 * Takes a call out of tail position, so that the calling function's frame stays on the JS stack. A variable
 * would not do: Bun turns `const r = f(); return r` back into a tail call.
 */
export function keep<T>(result: T): T {
  return result
}
