// What a conformance script says about itself, in comments:
//
//   -- expect: <line>            one line of output; all of them, in this order
//   -- expect error: <message>   the program ends in this uncaught error
//
// White space at the end of a line does not count. Texts are latin1, one code unit per byte.
import { readFileSync } from "node:fs"

export interface Outcome {
  lines: string[]
  /** The message of the uncaught error, as `lua` shows it behind "lua: "; null when there is none. */
  error: string | null
}

export function readExpectation(path: string): Outcome {
  const lines: string[] = []
  let error: string | null = null
  for (const line of readFileSync(path, "latin1").split("\n")) {
    const mark = /-- expect( error)?:(.*)$/.exec(line)
    if (!mark) continue
    const text = mark[2]!.slice(1).trimEnd()
    if (mark[1]) error = text
    else lines.push(text)
  }
  return { lines, error }
}

/** The lines of what a program wrote, as an expectation would list them. */
export function outputLines(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trimEnd())
  while (lines.at(-1) === "") lines.pop()
  return lines
}
