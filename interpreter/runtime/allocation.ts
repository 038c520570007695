/** Strings so large that what is known of them says more about the memory in use than the engine does (baseline.ts). */
export const LARGE = 1 << 16
const MOST_NOTED = 64

/** Bytes of the large strings made since the last full collection, the last few of them; and whether there is a new one. */
export const allocations = { large: false, made: [] as number[] }
let count = 0

/** Notes a string that a library function has made, if it is large. */
export function noteString(length: number): void {
  if (length < LARGE) return
  allocations.large = true
  allocations.made[count++ % MOST_NOTED] = length
}

/** Forgets the strings noted so far. */
export function forgetStrings(): void {
  allocations.made = []
  count = 0
}
