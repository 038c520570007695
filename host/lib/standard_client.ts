/** The client of STDIO mode: standard input and output. */
import { fileSystem, openLibc, standardInput, standardOutput } from "../../interpreter/index.ts"
import type { Client } from "./client.ts"
import { flushOutput } from "./output.ts"

/** Told when the handler begins and ends a wait for its client, and asked whether the program stops. */
export const clientHooks = {
  reading: (_isReading: boolean): void => {},
  isStopping: (): boolean => false,
}

class Refused extends Error {
  readonly code = "EBADF"
  readonly errno = -9
}

export class StandardClient implements Client {
  readonly info = {}
  readonly lineLimit = Number.POSITIVE_INFINITY
  #isOpen = true
  #isWritable = true

  /** Reads from the client, which must have seen what was written before. */
  #read<T>(read: () => T): T {
    if (!this.#isOpen) throw new Refused()
    flushOutput()
    clientHooks.reading(true)
    try {
      return read()
    } finally {
      clientHooks.reading(false)
    }
  }

  line(limit: number): string | undefined | null {
    const line = this.#read(() => standardInput().readLine(false))
    return line !== undefined && line.length > limit ? null : line
  }

  block(limit: number): string {
    return this.#read(() => standardInput().readBlock(limit))
  }

  write(text: string): void {
    if (!this.#isWritable) throw new Refused()
    standardOutput().write(text)
  }

  flush(): void {
    standardOutput().flush()
  }

  /** What is printed from now on goes nowhere, so that whoever reads it sees its end. */
  shutdown(): void {
    if (!this.#isWritable) return
    this.flush()
    this.#isWritable = false
    closeOutput()
  }

  close(): void {
    this.shutdown()
    this.#isOpen = false
  }

  isStopping(): boolean {
    return clientHooks.isStopping()
  }
}

/** Makes descriptor 1 lead to nowhere: others may write to it, so it must not be free for a file. */
function closeOutput(): void {
  const { openSync, closeSync } = fileSystem()
  const calls = openLibc({ dup2: { args: ["i32", "i32"], returns: "i32" } })
  if (calls === undefined) return
  const nowhere = openSync("/dev/null", "w")
  calls.dup2(nowhere, 1)
  closeSync(nowhere)
}
