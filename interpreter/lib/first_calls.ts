/** What every start calls of the C library, opened apart from the rest (descriptor.ts). */
import { fileSystem } from "./file_system.ts"
import { cString, toPath } from "./host_string.ts"
import { pointerTo, type CFunctions, openLibcQuickly } from "./libc.ts"

const F_OK = 0

type FirstCalls = CFunctions<"write" | "isatty" | "access">
let opened: FirstCalls | undefined

export function firstLibc(): FirstCalls | undefined {
  opened ??= openLibcQuickly({
    write: { args: ["i32", "ptr", "u64"], returns: "i32" },
    isatty: { args: ["i32"], returns: "i32" },
    access: { args: ["ptr", "i32"], returns: "i32" },
  })
  return opened
}

/** Whether a descriptor is a terminal. */
export function isTerminal(fd: number): boolean {
  return firstLibc()?.isatty(fd) === 1
}

/** Whether there is anything under this path; asking costs no exception. */
export function pathExists(path: string): boolean {
  const calls = firstLibc()
  return calls === undefined
    ? fileSystem().existsSync(toPath(path))
    : calls.access(pointerTo(cBytes(path)), F_OK) === 0
}

/** A path as a C string. */
export function cBytes(path: string): Uint8Array {
  return bytesOf(`${cString(path)}\0`)
}

/** The bytes of a short text. Not in a Buffer, with which come 126 functions when it is first used. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}
