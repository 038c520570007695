/** Completion for fish. */
import { type CompletedOption, NOTE, OPTIONS } from "./option.ts"

const ACTIONS = { none: "", file: " -r -F", user: " -x -a '(__fish_complete_users)'", other: " -x" } as const

const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, "\\$&")}'`

function line({ row, names, kind }: CompletedOption): string {
  const words = names.map((name) => {
    const bare = name.replace(/^-+/, "")
    // -o: one dash before a name of several letters.
    return name.startsWith("--") ? `-l ${bare}` : bare.length === 1 ? `-s ${quoted(bare)}` : `-o ${bare}`
  })
  return `complete -c slua ${words.join(" ")}${ACTIONS[kind]} -d ${quoted(row.help)}`
}

export function fishCompletion(): string {
  return `# ${NOTE}
# To be put into ~/.config/fish/completions under the name slua.fish.

${OPTIONS.map(line).join("\n")}
`
}
