/** Completion for zsh. */
import { type CompletedOption, NOTE, OPTIONS } from "./option.ts"

const ACTIONS = { none: "", file: "_files", user: "_users", other: " " } as const

/** Text inside single quotes and brackets. */
const escaped = (text: string) => text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, "\\$&")

/** An argument of _arguments for each name: without those that are the same, more than once where that makes sense. */
function specs({ row, names, kind }: CompletedOption): string[] {
  const repeat = row.isList === true ? "*" : ""
  const others = row.isList === true ? "" : `(${names.join(" ")})`
  const value = kind === "none" ? "" : `:${row.value}:${ACTIONS[kind]}`
  return names.map((name) => `'${others}${repeat}${name}[${escaped(row.help)}]${value}'`)
}

export function zshCompletion(): string {
  const lines = OPTIONS.flatMap(specs).map((spec) => `  ${spec} \\`)
  return `#compdef slua
# ${NOTE}
# To be put into a folder of $fpath under the name _slua.

_arguments -S -A '-*' \\
${lines.join("\n")}
  '*:script, code or argument:_files'
`
}
