/** Types and permissions of files, as io.stat and `ls -l` show them. */

/** Bits of st_mode. */
const TYPE_MASK = 0o170000
const SET_USER = 0o4000
const SET_GROUP = 0o2000
const STICKY = 0o1000

/** Name and letter by the type bits. */
const TYPES: Record<number, readonly [name: string, letter: string]> = {
  0o140000: ["socket", "s"],
  0o120000: ["link", "l"],
  0o100000: ["file", "-"],
  0o060000: ["bdev", "b"],
  0o040000: ["directory", "d"],
  0o020000: ["cdev", "c"],
  0o010000: ["fifo", "p"],
}

/** `file`, `directory`, `link`, `cdev`, `bdev`, `fifo`, `socket` or `unknown`. */
export function typeOfMode(mode: number): string {
  return TYPES[mode & TYPE_MASK]?.[0] ?? "unknown"
}

/** `rwxr-xr-x`; with s, S, t, T for the set-id and sticky bits. */
export function permissionsOfMode(mode: number): string {
  return (
    triple(mode >> 6, mode & SET_USER, "s") +
    triple(mode >> 3, mode & SET_GROUP, "s") +
    triple(mode, mode & STICKY, "t")
  )
}

/** The ten letters of `ls -l`. */
export function modeText(mode: number): string {
  return (TYPES[mode & TYPE_MASK]?.[1] ?? "?") + permissionsOfMode(mode)
}

function triple(bits: number, special: number, letter: string): string {
  const execute = (bits & 1) !== 0
  const last = special !== 0 ? (execute ? letter : letter.toUpperCase()) : execute ? "x" : "-"
  return (bits & 4 ? "r" : "-") + (bits & 2 ? "w" : "-") + last
}

const OCTAL = /^[0-7]{1,4}$/
const LETTERS = /^(?:[r-][w-][xsS-]){2}[r-][w-][xtT-]$/

/** The permission bits of `755`, `0755` or `rwxr-xr-x`; undefined for anything else. */
export function parsePermissions(text: string): number | undefined {
  if (OCTAL.test(text)) return Number.parseInt(text, 8)
  if (!LETTERS.test(text)) return undefined
  let mode = 0
  for (const letter of text) mode = (mode << 1) | (letter === "-" || letter === "S" || letter === "T" ? 0 : 1)
  for (const [at, bit] of [
    [2, SET_USER],
    [5, SET_GROUP],
    [8, STICKY],
  ] as const)
    if (/[sStT]/.test(text[at]!)) mode |= bit
  return mode
}
