/**
 * What the system refuses: `nil, "name: message", errno`, as luaL_fileresult returns it. Bun's fs
 * functions throw errors with a code and a negative errno; calls through libc throw SystemError. The
 * texts are glibc's strerror, which programs print and sometimes compare.
 */
import { once } from "../value/once.ts"
import type { LuaValue } from "../value/value.ts"

const texts = once<Record<string, string>>(() => ({
  EPERM: "Operation not permitted",
  ENOENT: "No such file or directory",
  ESRCH: "No such process",
  EINTR: "Interrupted system call",
  EIO: "Input/output error",
  ENXIO: "No such device or address",
  E2BIG: "Argument list too long",
  ENOEXEC: "Exec format error",
  EBADF: "Bad file descriptor",
  ECHILD: "No child processes",
  EAGAIN: "Resource temporarily unavailable",
  ENOMEM: "Cannot allocate memory",
  EACCES: "Permission denied",
  EFAULT: "Bad address",
  ENOTBLK: "Block device required",
  EBUSY: "Device or resource busy",
  EEXIST: "File exists",
  EXDEV: "Invalid cross-device link",
  ENODEV: "No such device",
  ENOTDIR: "Not a directory",
  EISDIR: "Is a directory",
  EINVAL: "Invalid argument",
  ENFILE: "Too many open files in system",
  EMFILE: "Too many open files",
  ENOTTY: "Inappropriate ioctl for device",
  ETXTBSY: "Text file busy",
  EFBIG: "File too large",
  ENOSPC: "No space left on device",
  ESPIPE: "Illegal seek",
  EROFS: "Read-only file system",
  EMLINK: "Too many links",
  EPIPE: "Broken pipe",
  EDEADLK: "Resource deadlock avoided",
  ENAMETOOLONG: "File name too long",
  ENOSYS: "Function not implemented",
  ENOTEMPTY: "Directory not empty",
  ELOOP: "Too many levels of symbolic links",
  EOVERFLOW: "Value too large for defined data type",
  EPROTO: "Protocol error",
  EOPNOTSUPP: "Operation not supported",
  EAFNOSUPPORT: "Address family not supported by protocol",
  EADDRINUSE: "Address already in use",
  EADDRNOTAVAIL: "Cannot assign requested address",
  ECONNABORTED: "Software caused connection abort",
  ENOTCONN: "Transport endpoint is not connected",
  ECONNREFUSED: "Connection refused",
  EHOSTUNREACH: "No route to host",
  ECONNRESET: "Connection reset by peer",
  ETIMEDOUT: "Connection timed out",
  ESTALE: "Stale file handle",
  EDQUOT: "Disk quota exceeded",
}))

/** Linux numbers of the errors that this code raises itself or gets from libc. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  EINTR: 4,
  E2BIG: 7,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  ENOTDIR: 20,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ESPIPE: 29,
  ENAMETOOLONG: 36,
  ELOOP: 40,
  EOVERFLOW: 75,
} as const

export type ErrorCode = keyof typeof ERRNO

/** A refusal that does not come from Bun's fs functions; shaped like theirs. */
export class SystemError extends Error {
  readonly code: string
  readonly errno: number
  constructor(code: ErrorCode) {
    super(code)
    this.code = code
    this.errno = -ERRNO[code]
  }
}

/** The error for an errno that libc left behind. */
export function errnoError(errno: number): SystemError {
  for (const code in ERRNO) if (ERRNO[code as ErrorCode] === errno) return new SystemError(code as ErrorCode)
  return new SystemError("EINVAL")
}

export interface Refusal {
  code: string
  errno: number
}

/** Whether a caught exception is the system's refusal. */
export function isRefusal(e: unknown): e is Refusal {
  const refusal = e as Partial<Refusal> | null
  return e instanceof Error && typeof refusal!.code === "string" && typeof refusal!.errno === "number"
}

/** strerror of a refusal. */
export function refusalText(e: Refusal): string {
  return texts()[e.code] ?? e.code
}

/** `nil, message, errno` for a caught refusal (luaL_fileresult); anything else is thrown on. */
export function refused(e: unknown, name?: string): LuaValue[] {
  if (!isRefusal(e)) throw e
  const text = refusalText(e)
  return [undefined, name === undefined ? text : `${name}: ${text}`, Math.abs(e.errno)]
}
