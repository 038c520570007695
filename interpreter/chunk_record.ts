/** What the chunks that were loaded so far have asked for, and which chunks ask for nothing of the kind. */

export const record = {
  /** All chunks are compiled in debug form. */
  debugForm: false,
  /** Some chunk may set hooks. */
  hooks: false,
  /** Some chunk may reach into upvalues. */
  upvalues: false,
  /** Bytes of source of all chunks. */
  bytes: 0,
}

/** Parts of the names of all that chunk_form.ts looks for. */
const WORDS = ["upvalue", "setfenv", "etlocal", "sethook", "getinfo", "__gc", "__mode"]

/** Chunks may be tiered, or leave functions for later, when they and those before have so many bytes (chunk_settings.ts). */
export const MANY_BYTES = 16384

/** Whether a chunk is certainly of the usual form, compiled as a whole, by its text and the chunks before. */
export function isOrdinary(source: string): boolean {
  if (record.debugForm || record.hooks || record.upvalues) return false
  if (record.bytes + source.length >= MANY_BYTES) return false
  for (const word of WORDS) if (source.includes(word)) return false
  return true
}
