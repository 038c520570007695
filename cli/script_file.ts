/** Which words of the command line name scripts. */
import { existsSync, statSync } from "node:fs"

/** True for the path of something that can be read as a script. */
export function isScript(word: string): boolean {
  return word === "-" || (existsSync(word) && !statSync(word).isDirectory())
}
