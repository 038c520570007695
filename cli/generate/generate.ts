/**
 * Writes what is made from the table of options: completions for shells, and the manual page. Not part of the binary.
 *
 * usage: bun cli/generate/generate.ts
 */
import { join } from "node:path"
import { ROOT } from "../build.ts"
import { bashCompletion } from "./bash.ts"
import { fishCompletion } from "./fish.ts"
import { manPage } from "./man.ts"
import { zshCompletion } from "./zsh.ts"

/** Files from the project's folder, and who makes their text. */
export const GENERATED: Record<string, () => string> = {
  "docs/shell/slua.bash": bashCompletion,
  "docs/shell/_slua": zshCompletion,
  "docs/shell/slua.fish": fishCompletion,
  "docs/man/slua.1": manPage,
}

if (import.meta.main)
  for (const [path, make] of Object.entries(GENERATED)) await Bun.write(join(ROOT, path), make())
