/** Files that are pipes from or to a running command (io.popen). */
import { libraryError } from "../runtime/error.ts"
import type { Userdata } from "../value/userdata.ts"
import type { LuaResult } from "../value/value.ts"
import { newFile } from "./file.ts"
import { fileSystem } from "./file_system.ts"
import { withDescriptors } from "./lost_file.ts"
import { awaitCommand, hasShell, makePipe, startCommand } from "./shell.ts"
import { flushStreams, Stream } from "./stream.ts"
import { isRefusal, refused } from "./system_error.ts"

/** Starts a command to read from ("r") or write to ("w"). */
export function openProcess(command: string, mode: "r" | "w"): Userdata {
  if (!hasShell()) throw libraryError("'popen' not supported")
  flushStreams()
  const reading = mode === "r"
  const { readEnd, writeEnd } = withDescriptors(makePipe)
  const [ours, theirs] = reading ? [readEnd, writeEnd] : [writeEnd, readEnd]
  let pid: number
  try {
    pid = startCommand(command, theirs, reading ? 1 : 0)
  } catch (e) {
    fileSystem().closeSync(ours)
    throw e
  } finally {
    fileSystem().closeSync(theirs)
  }
  const stream = new Stream(ours, {
    readable: reading,
    writable: !reading,
    sequential: true,
  })
  return newFile(stream, (pipe) => closeProcess(pipe, pid))
}

/** Closes the pipe, waits for the command and returns how it ended. */
function closeProcess(pipe: Stream, pid: number): LuaResult {
  try {
    pipe.close()
  } catch (e) {
    // A command that stopped reading says why in its status.
    if (!isRefusal(e)) throw e
  }
  try {
    return awaitCommand(pid)
  } catch (e) {
    return refused(e)
  }
}
