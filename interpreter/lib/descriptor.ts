/**
 * File descriptors: reading and writing that goes on after EINTR and waits after EAGAIN (someone else
 * may have made a shared pipe or terminal non-blocking), and the questions that need the C library.
 */
import { fstatSync, readSync, writeSync } from "node:fs"
import { pointerTo, type CFunctions, lastErrno, openLibc } from "./libc.ts"
import { errnoError, isRefusal, SystemError } from "./system_error.ts"

const POLLIN = 1
const POLLOUT = 4
/** Linux's major number of /dev/null and the like, which need not be asked whether they are terminals. */
const MEMORY_DEVICES = 1

type Calls = CFunctions<"lseek" | "poll" | "isatty">
let opened: Calls | undefined

function libc(): Calls | undefined {
  opened ??= openLibc({
    lseek: { args: ["i32", "i64", "i32"], returns: "i64" },
    poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
    isatty: { args: ["i32"], returns: "i32" },
  })
  return opened
}

/** Reads some bytes, 0 at the end; position null: where the descriptor stands. */
export function readBytes(
  fd: number,
  to: Buffer,
  offset: number,
  length: number,
  position: number | null,
): number {
  for (;;) {
    try {
      return readSync(fd, to, offset, length, position)
    } catch (e) {
      awaitRetry(e, fd, POLLIN)
    }
  }
}

/** Writes some bytes and returns how many. */
export function writeBytes(
  fd: number,
  from: Buffer,
  offset: number,
  length: number,
  position: number | null,
): number {
  for (;;) {
    try {
      return writeSync(fd, from, offset, length, position)
    } catch (e) {
      awaitRetry(e, fd, POLLOUT)
    }
  }
}

/** Returns when a failed call is worth another try, throws its error otherwise. */
function awaitRetry(e: unknown, fd: number, events: number): void {
  if (!isRefusal(e)) throw e
  if (e.code === "EINTR") return
  if (e.code !== "EAGAIN") throw e
  const calls = libc()
  if (calls === undefined) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  else calls.poll(pointerTo(Int32Array.of(fd, events)), 1, -1)
}

/** lseek(2); whence 0 start, 1 current, 2 end. */
export function seekDescriptor(fd: number, offset: number, whence: 0 | 1 | 2): number {
  const calls = libc()
  if (calls === undefined) throw new SystemError("ESPIPE")
  const place = Number(calls.lseek(fd, BigInt(offset), whence))
  if (place < 0) throw errnoError(lastErrno())
  return place
}

/** Whether a descriptor is a terminal. */
export function isTerminal(fd: number): boolean {
  try {
    const status = fstatSync(fd)
    if (!status.isCharacterDevice() || (process.platform === "linux" && status.rdev >> 8 === MEMORY_DEVICES))
      return false
  } catch {
    return false
  }
  return libc()?.isatty(fd) === 1
}
