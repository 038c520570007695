/** What completions need to know of an option, from the one table. */
import { type OptionRow, ROWS } from "../option_table.ts"

/** What its value is; "none": it takes no value. */
export type ValueKind = "none" | "file" | "user" | "other"

export interface CompletedOption {
  row: OptionRow
  names: string[]
  kind: ValueKind
}

const KINDS: Record<string, ValueKind> = { PATH: "file", USER: "user" }

export const OPTIONS: CompletedOption[] = ROWS.map((row) => ({
  row,
  names: [...row.short, row.long],
  kind: row.value === undefined ? "none" : (KINDS[row.value] ?? "other"),
}))

/** The names of the options with a kind of value. */
export function namesOf(...kinds: ValueKind[]): string[] {
  return OPTIONS.filter(({ kind }) => kinds.includes(kind)).flatMap(({ names }) => names)
}

/** First line of what is generated, behind the comment sign. */
export const NOTE = "Made by npm run generate from cli/option_table.ts."
