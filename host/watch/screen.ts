/**
 * A picture on a terminal that others write to as well. It is drawn below the cursor, which is put back to where it
 * was, and a word in shared memory says that it is there. Whoever writes to the terminal wipes it away first: so
 * what is written stays as it is, and the picture is always below.
 */
import { H_DRAWN, STDERR_LOCK, STDOUT_LOCK } from "../memory/layout.ts"
import { Mutex } from "../memory/mutex.ts"
import type { Shared } from "../memory/shared.ts"

/** Erases from the cursor to the end of the screen. */
export const WIPE = "\x1b[J"
const SAVE = "\x1b7"
const RESTORE = "\x1b8"
/** One line down, without leaving the column; the screen is scrolled if need be. */
const DOWN = "\x1bD"

/** Whether there is a picture, which is then no more: the caller has to wipe it. */
export function takeDrawn(shared: Shared): boolean {
  return Atomics.exchange(shared.words, H_DRAWN, 0) === 1
}

/** What draws lines below the cursor. */
function drawing(lines: string[]): string {
  const room = `${DOWN.repeat(lines.length)}\x1b[${lines.length}A`
  return `${WIPE}${room}${SAVE}\r\n${lines.join("\r\n")}${RESTORE}`
}

/** Draws, unless somebody is writing just now: then the next picture will do. */
export function drawBelow(shared: Shared, lines: string[], write: (text: string) => void): void {
  const mutexes = [new Mutex(shared, STDOUT_LOCK), new Mutex(shared, STDERR_LOCK)]
  const held = mutexes.filter((mutex) => mutex.tryLock())
  if (held.length === mutexes.length) {
    write(drawing(lines))
    Atomics.store(shared.words, H_DRAWN, 1)
  }
  for (const mutex of held) mutex.unlock()
}
