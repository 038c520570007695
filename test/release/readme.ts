// The commands of the README's section on installing.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "../support/paths.ts"

/** Those of the block whose introduction contains a word. */
export function readmeCommands(word: string): string[] {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8")
  const section = /^## Install\n([^]*?)^## /m.exec(readme)![1]!
  const blocks = [...section.matchAll(/^([^\n]*):\n\n```sh\n([^]*?)^```$/gm)]
  const block = blocks.find(([, introduction]) => introduction!.includes(word))
  return block![2]!.trimEnd().split("\n")
}
