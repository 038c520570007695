/**
 * Output of a thread among others: each call that writes to stdout or stderr does so under a lock that
 * all threads share, and a buffer is only ever written out under it, so lines never mix, whatever their
 * length. Buffered output is written before the thread waits. When nobody can read stdout any more, or
 * the disk is full, the run ends.
 */
import { writeSync } from "node:fs"
import {
  isRefusal,
  isTerminal,
  refusalText,
  standardError,
  standardOutput,
  type Stream,
} from "../../interpreter/index.ts"
import { H_DRAWN, STDERR_LOCK, STDOUT_LOCK } from "../memory/layout.ts"
import { Mutex } from "../memory/mutex.ts"
import type { Shared } from "../memory/shared.ts"
import { takeDrawn, WIPE } from "../watch/screen.ts"

let dirty = false

/** Puts the thread's standard streams under the shared locks. */
export function guardOutput(shared: Shared, onFailure: (text: string) => void): void {
  const stdout = new Mutex(shared, STDOUT_LOCK)
  guard(shared, standardOutput(), stdout, (e) => onFailure(`cannot write to standard output: ${e}`))
  guard(shared, standardError(), new Mutex(shared, STDERR_LOCK), () => {})
}

function guard(shared: Shared, stream: Stream, mutex: Mutex, onFailure: (reason: string) => void): void {
  const write = stream.write.bind(stream)
  const flush = stream.flush.bind(stream)
  const locked = (action: () => void) => {
    mutex.lock()
    try {
      if (shared.words[H_DRAWN] === 1) wipeDrawn(shared, stream)
      action()
    } catch (e) {
      if (isRefusal(e)) onFailure(refusalText(e))
      throw e
    } finally {
      mutex.unlock()
    }
  }
  const isOutput = stream === standardOutput()
  stream.write = (text) => {
    if (isOutput) dirty = true
    locked(() => write(text))
  }
  stream.flush = () => locked(flush)
}

/** What --stats has drawn on a terminal gives way to what is written there. */
function wipeDrawn(shared: Shared, stream: Stream): void {
  const fd = stream === standardOutput() ? 1 : 2
  if (isTerminal(fd) && takeDrawn(shared)) writeSync(fd, WIPE)
}

/** Writes out what print and the like have buffered; called before the thread waits for others. */
export function flushOutput(): void {
  if (!dirty) return
  dirty = false
  standardOutput().flush()
}
