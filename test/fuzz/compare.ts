// Which outputs count as equal.
import type { Outputs } from "./engine.ts"

/** A program whose output in some form is not the reference's. */
export interface Divergence {
  program: string
  engine: string
  mode: string
  expected: string
  actual: string
}

/** Without addresses, and without PUC's guesses at what a register of a concatenation holds. */
const normalise = (output: string): string =>
  output
    .replaceAll(/\b(table|function|thread|builtin|obj): \w+/g, "$1")
    .replaceAll(/(to concatenate \w+ \w+ value) \(.*?'\)/g, "$1")

export const sameOutput = (expected: string, actual: string): boolean =>
  expected === actual || normalise(expected) === normalise(actual)

const unsigned = (output: string): string => output.replaceAll(/ *[-+]?nan/g, "nan")

/** Whether the outputs differ in nothing but signs of NaNs, which docs/differences.md allows in some cases. */
export const differsInSign = ({ expected, actual }: Divergence): boolean =>
  sameOutput(unsigned(expected), unsigned(actual))

/** The divergence of one program, if any. `expected` are the reference's outputs by mode. */
export function divergenceOf(
  program: string,
  expected: Record<string, string>,
  actual: { engine: string; outputs: Record<string, string> }[],
): Divergence | null {
  for (const { engine, outputs } of actual)
    for (const [mode, output] of Object.entries(outputs))
      if (!sameOutput(expected[mode]!, output))
        return { program, engine, mode, expected: expected[mode]!, actual: output }
  return null
}

/** The divergences in a batch. */
export function divergences(
  programs: string[],
  expected: Outputs,
  actual: [string, Outputs][],
): Divergence[] {
  return programs.flatMap((program, i) => {
    const found = divergenceOf(
      program,
      expected[i]!,
      actual.map(([engine, outputs]) => ({ engine, outputs: outputs[i]! })),
    )
    return found === null ? [] : [found]
  })
}
