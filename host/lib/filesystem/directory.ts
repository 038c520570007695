/** The current directory, which belongs to the process, and with it to all threads of the program. */
import {
  errnoError,
  lastErrno,
  once,
  openLibc,
  pointerTo,
  toBytes,
  toPath,
} from "../../../interpreter/index.ts"

const PATH_BYTES = 64 * 1024
const NUL = Buffer.alloc(1)

const libc = once(() =>
  openLibc({
    chdir: { args: ["ptr"], returns: "i32" },
    getcwd: { args: ["ptr", "usize"], returns: "ptr" },
  }),
)

/** Changes it; throws the system's refusals. */
export function changeDirectory(path: string): void {
  const name = toPath(path)
  const text = name.toString()
  const functions = libc()
  // Bun keeps the directory too, and has to be told; but it takes texts only.
  if (typeof name === "string" || functions === undefined || Buffer.from(text).equals(name))
    process.chdir(text)
  else if (functions.chdir(pointerTo(Buffer.concat([name, NUL]))) !== 0) throw errnoError(lastErrno())
}

/** Its path as bytes; throws the system's refusals. */
export function currentDirectory(): string {
  const functions = libc()
  if (functions === undefined) return toBytes(process.cwd())
  const buffer = Buffer.alloc(PATH_BYTES)
  if (functions.getcwd(pointerTo(buffer), PATH_BYTES) === null) throw errnoError(lastErrno())
  return buffer.latin1Slice(0, buffer.indexOf(0))
}

/** A path that does not depend on the current directory. */
export function absolutePath(path: string): string | Buffer {
  return toPath(path.startsWith("/") ? path : `${currentDirectory()}/${path}`)
}
