/** What the chunks that were loaded so far have asked for, and which chunks ask for nothing of the kind. */

const { env } = process

/** For tests: every second call of a Lua function yields. */
export const forceYields = env.SLUA_FORCE_YIELDS === "1"

/**
 * From which length on a chunk, or a function that is compiled by itself, leaves the functions in it for their first
 * call. A function of its own costs some 0.1 ms, and each call passes through another one.
 */
export const DEFER_FROM = Number(env.SLUA_DEFER_FROM ?? 16384)

/** From how many bytes of source on, of all chunks so far together, chunks are tiered. */
export const TIER_FROM = Number(env.SLUA_TIER_FROM ?? 16384)

export const record = {
  /** All chunks are compiled in debug form. */
  debugForm: env.SLUA_DEBUG_FORM === "1",
  /** Some chunk may set hooks. */
  hooks: env.SLUA_WATCH === "1",
  /** Some chunk may reach into upvalues. */
  upvalues: false,
  /** Bytes of source of all chunks. */
  bytes: 0,
}

/** Parts of the names of all that chunk_form.ts looks for. */
const WORDS = ["upvalue", "setfenv", "etlocal", "sethook", "getinfo", "__gc", "__mode"]

/** Whether a chunk is certainly of the usual form and not tiered, by its text and the chunks before. */
export function isOrdinary(source: string): boolean {
  if (forceYields || record.debugForm || record.hooks || record.upvalues) return false
  if (record.bytes + source.length >= TIER_FROM) return false
  for (const word of WORDS) if (source.includes(word)) return false
  return true
}
