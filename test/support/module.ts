// Scripts about a module that other Lua interpreters load from C: run by slua, and by the reference with
// the original module, where that is installed.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SLUA } from "./paths.ts"
import { findReference } from "./reference.ts"
import { PATIENCE } from "./patience.ts"

const reference = findReference()

/** Whether the reference interpreter can load a module. */
export function referenceHas(module: string): boolean {
  if (reference === null) return false
  return Bun.spawnSync([reference, "-e", `require "${module}"`], { stderr: "ignore" }).exitCode === 0
}

interface Place {
  cwd?: string
  /** The script's arguments. */
  args?: string[]
}

/** What slua prints when it runs the code. */
export function runSlua(code: string, place: Place = {}): string {
  return run(SLUA, code, place)
}

/** What the reference prints. */
export function runReference(code: string, place: Place = {}): string {
  return run([reference!], code, place)
}

function run(command: string[], code: string, { cwd = ".", args = [] }: Place): string {
  const folder = mkdtempSync(join(tmpdir(), "slua-module-"))
  const script = join(folder, "script.lua")
  writeFileSync(script, code)
  const child = Bun.spawnSync([...command, script, ...args], { cwd, stdin: "ignore", timeout: PATIENCE })
  rmSync(folder, { recursive: true })
  return child.stdout.toString() + child.stderr.toString()
}
