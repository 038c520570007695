/**
 * File descriptors: reading and writing that goes on after EINTR and waits after EAGAIN (someone else
 * may have made a shared pipe or terminal non-blocking), and the questions that need the C library.
 *
 * What succeeds is done by the C library alone: a call is quicker than one of node:fs, and start-up is
 * spared loading that. A call that fails is made again through node:fs, which has the error to throw.
 */
import { interruption } from "../runtime/interruption.ts"
import { intFromBigInt, intToBigInt, type LuaInteger } from "../value/number.ts"
import { fileSystem } from "./file_system.ts"
import { cBytes, firstLibc } from "./first_calls.ts"
import { toPath } from "./host_string.ts"
import { pointerTo, type CFunctions, lastErrno, openLibc } from "./libc.ts"
import { errnoError, isRefusal, SystemError } from "./system_error.ts"

const POLLIN = 1
const POLLOUT = 4
const O_RDONLY = 0
const O_WRONLY = 1
const O_ACCMODE = 3
const F_GETFL = 3
const CHUNK = 65536
/** Milliseconds between two moments at which a program that waits can be interrupted. */
const LOOK = 50

type Calls = CFunctions<"read" | "pread" | "pwrite" | "lseek" | "poll" | "open" | "close" | "fcntl">
let opened: Calls | undefined

function libc(): Calls | undefined {
  opened ??= openLibc({
    read: { args: ["i32", "ptr", "u64"], returns: "i32" },
    pread: { args: ["i32", "ptr", "u64", "i64"], returns: "i32" },
    pwrite: { args: ["i32", "ptr", "u64", "i64"], returns: "i32" },
    lseek: { args: ["i32", "i64", "i32"], returns: "i64" },
    poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
    open: { args: ["ptr", "i32"], returns: "i32" },
    close: { args: ["i32"], returns: "i32" },
    fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
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
  const calls = libc()
  if (calls !== undefined) {
    // The signal may end the wait of another thread than this one: a program that can be interrupted looks by itself.
    if (interruption.inWaits && position === null) awaitReady(calls, fd, POLLIN)
    const from = pointerTo(to) + offset
    const count = position === null ? calls.read(fd, from, length) : calls.pread(fd, from, length, position)
    if (count >= 0) return count
    awaitReady(calls, fd, POLLIN)
  }
  for (;;) {
    try {
      return fileSystem().readSync(fd, to, offset, length, position)
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
  const start = pointerTo(from) + offset
  const count =
    position === null ? firstLibc()?.write(fd, start, length) : libc()?.pwrite(fd, start, length, position)
  if (count >= 0) return count
  const calls = libc()
  if (calls !== undefined) awaitReady(calls, fd, POLLOUT)
  for (;;) {
    try {
      return fileSystem().writeSync(fd, from, offset, length, position)
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
  else awaitReady(calls, fd, events)
}

/**
 * Waits until a descriptor can be read or written, or refuses that; one that is not open for it refuses at once, which
 * poll does not tell. Comes back to our own code now and then: only there can the engine interrupt a program
 * (runtime/interrupt.ts), which it may want to do a moment after a signal has ended a call. Functions of node:fs go on
 * after signals by themselves.
 */
function awaitReady(calls: Calls, fd: number, events: number): void {
  const never = events === POLLIN ? O_WRONLY : O_RDONLY
  if ((calls.fcntl(fd, F_GETFL, 0) & O_ACCMODE) === never) return
  const entry = Int32Array.of(fd, events)
  while (calls.poll(pointerTo(entry), 1, LOOK) <= 0);
}

/** lseek(2); whence 0 start, 1 current, 2 end. The end of a directory may be beyond 2^53. */
export function seekDescriptor(fd: number, offset: LuaInteger, whence: 0 | 1 | 2): LuaInteger {
  const calls = libc()
  if (calls === undefined) throw new SystemError("ESPIPE")
  const place = BigInt(calls.lseek(fd, intToBigInt(offset), whence))
  if (place < 0n) throw errnoError(lastErrno())
  return intFromBigInt(place)
}

/** All bytes of a file. */
export function readWhole(path: string): string {
  return tryReadWhole(path) ?? fileSystem().readFileSync(toPath(path)).latin1Slice()
}

/** The same by the C library alone; undefined when any call fails. */
function tryReadWhole(path: string): string | undefined {
  const calls = libc()
  const fd = calls?.open(cBytes(path), O_RDONLY)
  if (calls === undefined || fd < 0) return undefined
  const chunk = Buffer.allocUnsafe(CHUNK)
  const pieces: string[] = []
  let count: number
  do {
    count = calls.read(fd, chunk, CHUNK)
    if (count > 0) pieces.push(chunk.latin1Slice(0, count))
  } while (count > 0)
  calls.close(fd)
  return count < 0 ? undefined : pieces.join("")
}
