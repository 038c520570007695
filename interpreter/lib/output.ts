/**
 * Standard output as far as `print` needs it: lines are kept here and written at the end of the program. When there is
 * more to it, its stream takes over (standard_stream.ts), which is loaded then.
 */
import { once } from "../value/once.ts"
import { lateModule } from "../value/late_module.ts"
import { bytesOf, firstLibc, isTerminal } from "./first_calls.ts"
import { pointerTo } from "./libc.ts"

const STDOUT = 1
/** What is longer is left to the stream. */
const MOST = 4096

/**
 * What the host may change. brokenPipe: what happens when nobody reads standard output any more; nothing by
 * default, so that io.write returns an error. C programs are killed by SIGPIPE, which Bun ignores: a stand-alone
 * program sets this to end.
 */
export const outputActions: { brokenPipe: () => void; printFlushes: boolean } = {
  brokenPipe: () => {},
  /** Whether print hands each line to the system at once, as PUC's does. */
  printFlushes: false,
}

interface Streams {
  printLine(line: string): void
  flushAll(): void
}

let streams: Streams | undefined
let kept = ""
const flushesLines = once(() => isTerminal(STDOUT))

/** From now on output goes to these. Returns what was kept for them. */
export function takeOver(by: Streams): string {
  streams = by
  const text = kept
  kept = ""
  return text
}

function loadStreams(): Streams {
  if (streams === undefined)
    lateModule<typeof import("./standard_stream.ts")>("interpreter/lib/standard_stream")
  return streams!
}

/** What print does with its line. */
export function printLine(line: string): void {
  if (streams !== undefined) streams.printLine(line)
  else if (kept.length + line.length > MOST || outputActions.printFlushes) loadStreams().printLine(line)
  else {
    kept += line
    if (flushesLines()) writeKept()
  }
}

/** What exit(3) does with C's streams. */
export function flushAll(): void {
  if (streams !== undefined) streams.flushAll()
  else if (kept !== "") writeKept()
}

/** What cannot be written at once is left to the stream, which knows why. */
function writeKept(): void {
  const bytes = bytesOf(kept)
  const count: number = firstLibc()?.write(STDOUT, pointerTo(bytes), kept.length) ?? -1
  kept = kept.slice(Math.max(0, count))
  if (kept !== "") loadStreams().flushAll()
}
