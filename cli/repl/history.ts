/**
 * What was entered, over sessions: a file with a line per entry, `\n` and `\\` escaped. Several sessions may add
 * to it at the same time.
 */
import { appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** Entries that are kept; the file is cut when it has twice as many. */
const LIMIT = 1000
const PRIVATE = 0o600

/** Where the history is; undefined: nowhere. SLUA_HISTORY names another file, or none if it is empty. */
export function historyPath(environment: Record<string, string | undefined>): string | undefined {
  const { SLUA_HISTORY, XDG_STATE_HOME, HOME } = environment
  if (SLUA_HISTORY !== undefined) return SLUA_HISTORY === "" ? undefined : SLUA_HISTORY
  if (XDG_STATE_HOME?.startsWith("/")) return join(XDG_STATE_HOME, "slua", "history")
  return HOME === undefined || HOME === "" ? undefined : join(HOME, ".slua_history")
}

const escaped = (entry: string) => entry.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")
const unescaped = (line: string) => line.replaceAll(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c))

export class History {
  readonly #path: string | undefined
  /** Oldest first. */
  readonly entries: string[] = []

  constructor(path: string | undefined) {
    this.#path = path
    if (path === undefined) return
    try {
      const lines = readFileSync(path, "utf8").split("\n").slice(0, -1)
      this.entries = lines.slice(-LIMIT).map(unescaped)
      if (lines.length > 2 * LIMIT) this.#shorten(path)
    } catch {
      // There is none yet, or it cannot be read: this session begins without.
    }
  }

  #shorten(path: string): void {
    const next = `${path}.${process.pid}`
    writeFileSync(next, this.entries.map((entry) => `${escaped(entry)}\n`).join(""), { mode: PRIVATE })
    renameSync(next, path)
  }

  /** Adds an entry, unless it is blank or the one before it. */
  add(entry: string): void {
    if (entry.trim() === "" || entry === this.entries.at(-1)) return
    this.entries.push(entry)
    if (this.entries.length > LIMIT) this.entries.shift()
    if (this.#path === undefined) return
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
      appendFileSync(this.#path, `${escaped(entry)}\n`, { mode: PRIVATE })
      chmodSync(this.#path, PRIVATE)
    } catch {
      // A history that cannot be kept is none.
    }
  }
}
