/** Which words of the command line name scripts. */
import { pathExists, toBytes } from "../interpreter/start_face.ts"

/** True for the path of something that can be read as a script. */
export function isScript(word: string): boolean {
  if (word === "-") return true
  const path = toBytes(word)
  return pathExists(path) && !isDirectory(path)
}

function isDirectory(path: string): boolean {
  return pathExists(`${path}/.`)
}
