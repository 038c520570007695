/** Allocations so large that the next answer to how much memory is in use is to know of them (heap.ts). */
export const LARGE = 1 << 16
export const allocations = { large: false }
