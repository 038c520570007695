/**
 * What tests set in the environment to have chunks compiled in other ways. It does not keep simple scripts from being
 * walked: reading it would take a start 0.02 ms.
 */
import { MANY_BYTES, record } from "./chunk_record.ts"

const { env } = process

/** Every second call of a Lua function yields. */
export const forceYields = env.SLUA_FORCE_YIELDS === "1"

/**
 * From which length on a chunk, or a function that is compiled by itself, leaves the functions in it for their first
 * call. A function of its own costs some 0.1 ms, and each call passes through another one.
 */
export const DEFER_FROM = Number(env.SLUA_DEFER_FROM ?? MANY_BYTES)

/** From how many bytes of source on, of all chunks so far together, chunks are tiered. */
export const TIER_FROM = Number(env.SLUA_TIER_FROM ?? MANY_BYTES)

if (env.SLUA_DEBUG_FORM === "1") record.debugForm = true
if (env.SLUA_WATCH === "1") record.hooks = true

/** Whether an ordinary chunk (chunk_record.ts) may be something else after all. */
export const areUnusual =
  forceYields || record.debugForm || record.hooks || Math.min(DEFER_FROM, TIER_FROM) < MANY_BYTES
