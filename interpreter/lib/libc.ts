/**
 * The C library, opened at need through bun:ffi (0.2 ms): for what Bun's own functions cannot do. Each
 * user declares the functions it calls, so that a missing one disables that user only.
 */
import type { FFIFunction } from "bun:ffi"

const NAMES: Record<string, string[]> = {
  linux: ["libc.so.6", "libc.musl-x86_64.so.1", "libc.musl-aarch64.so.1"],
  darwin: ["libSystem.B.dylib"],
}

// biome-ignore lint: the signatures are data
export type CFunctions<Name extends string> = Record<Name, (...args: any[]) => any>

/** Opens functions of the C library; undefined where there is none that has them. */
export function openLibc<Name extends string>(
  declarations: Record<Name, FFIFunction>,
): CFunctions<Name> | undefined {
  const ffi = require("bun:ffi") as typeof import("bun:ffi")
  for (const name of NAMES[process.platform] ?? []) {
    try {
      return ffi.dlopen(name, declarations).symbols as CFunctions<Name>
    } catch {
      // Another C library, or a function it lacks: try the next.
    }
  }
  return undefined
}

/** What bun:ffi is made of; it has no declaration, and may go. */
interface NativeFfi {
  /** Returns the error that bun:ffi would throw. */
  dlopen(name: string, declarations: object): { symbols: object } | Error
  ptr(buffer: NodeJS.TypedArray): number
}
const native = (Bun as { FFI?: Partial<NativeFfi> }).FFI

/** Numbers of the argument types (bun:ffi's FFIType). */
const TYPES = { i32: 5, u64: 8, ptr: 12 } as const

interface PlainFunction {
  args: (keyof typeof TYPES)[]
  returns: keyof typeof TYPES
}

/**
 * The same for what every start needs: without the JavaScript part of bun:ffi, which takes 0.3 ms to load.
 * Arguments are passed as they are: int32 numbers, and addresses that pointerTo gives.
 */
export function openLibcQuickly<Name extends string>(
  declarations: Record<Name, PlainFunction>,
): CFunctions<Name> | undefined {
  if (native?.dlopen === undefined) return openLibc(declarations)
  const plain: Record<string, object> = {}
  for (const name in declarations) {
    const { args, returns } = declarations[name]
    const types: number[] = []
    for (const type of args) types.push(TYPES[type])
    plain[name] = { args: types, returns: TYPES[returns] }
  }
  for (const name of NAMES[process.platform] ?? []) {
    const library = native.dlopen(name, plain)
    if (!(library instanceof Error)) return library.symbols as CFunctions<Name>
  }
  return undefined
}

/** Address of a buffer's bytes; the caller keeps the buffer alive during the call. */
export function pointerTo(buffer: NodeJS.TypedArray): number {
  return native?.ptr?.(buffer) ?? (require("bun:ffi") as typeof import("bun:ffi")).ptr(buffer)
}

/** `errno` of this thread, to be read right after the failing call. */
export function lastErrno(): number {
  errnoFunctions ??= openLibc({ __errno_location: { args: [], returns: "ptr" } })
  if (errnoFunctions === undefined) return 0
  const { read } = require("bun:ffi") as typeof import("bun:ffi")
  return read.i32(errnoFunctions.__errno_location(), 0)
}

let errnoFunctions: CFunctions<"__errno_location"> | undefined
