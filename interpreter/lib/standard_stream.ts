/**
 * The standard streams of this thread. `print` and io.write share one buffer, so their order is kept;
 * it is written when full, at each newline on a terminal, before the terminal is read, and by flushAll,
 * which whoever ends the thread must call. All Lua states of a thread share these streams.
 */
import { isTerminal } from "./first_calls.ts"
import { outputActions, takeOver } from "./output.ts"
import { flushStreams, Stream } from "./stream.ts"
import { isRefusal } from "./system_error.ts"

let input: Stream | undefined
let output: Stream | undefined
let error: Stream | undefined

export function standardInput(): Stream {
  input ??= new Stream(0, { readable: true, writable: false, sequential: true, beforeInput: flushTerminal })
  return input
}

let outputIsTerminal = false

export function standardOutput(): Stream {
  if (output === undefined) {
    outputIsTerminal = isTerminal(1)
    const buffering = outputIsTerminal ? "line" : "full"
    const onBrokenPipe = (): void => outputActions.brokenPipe()
    output = new Stream(1, { readable: false, writable: true, sequential: true, buffering, onBrokenPipe })
  }
  return output
}

export function standardError(): Stream {
  error ??= new Stream(2, { readable: false, writable: true, sequential: true, buffering: "no" })
  return error
}

/** A prompt without newline must be seen before the answer is read. */
function flushTerminal(): void {
  if (outputIsTerminal) flushStreams()
}

/** Writes bytes to standard output; a refusal is ignored, as print does. */
export function writeStdout(text: string): void {
  writeAnyway(standardOutput(), text)
}

/** What print does with its line. */
function printLine(line: string): void {
  writeStdout(line)
  if (outputActions.printFlushes) flushQuietly(standardOutput())
}

/** Writes bytes to standard error at once; a refusal is ignored. */
export function writeStderr(text: string): void {
  writeAnyway(standardError(), text)
}

function flushQuietly(stream: Stream): void {
  try {
    stream.flush()
  } catch (e) {
    if (!isRefusal(e)) throw e
  }
}

function writeAnyway(stream: Stream, text: string): void {
  try {
    stream.write(text)
  } catch (e) {
    if (!isRefusal(e)) throw e
  }
}

/** What exit(3) does with C's streams: all output written, input not used given back. */
export function flushAll(): void {
  flushStreams()
  input?.giveBackInput()
}

const kept = takeOver({ printLine, flushAll })
if (kept !== "") writeStdout(kept)
