// The reference implementation: a PUC Lua 5.4, if this machine has one.

/** The command of the first interpreter that calls itself Lua 5.4, or null. */
export function findReference(): string | null {
  for (const name of ["lua5.4", "lua"]) {
    const path = Bun.which(name)
    if (path && Bun.spawnSync([path, "-v"]).stdout.toString().startsWith("Lua 5.4")) return path
  }
  return null
}

/** Said once where the reference would have been used: never silently. */
export const NO_REFERENCE = "lua5.4 is not installed: nothing is compared with the reference"
