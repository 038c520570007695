// The system's iconv as the reference, through probe.c.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const compiler = Bun.which("gcc") ?? Bun.which("cc")

export interface Probe {
  /** For each complete sequence up to a length: its bytes in hex, then its code points in hex. */
  decode(name: string, length: number): string[]
  /** For each code point that can be written: code point and bytes, "~" if otherwise than as itself. */
  encode(name: string): [code: number, bytes: string, isChanged: boolean][]
  close(): void
}

/** Builds the probe; null where there is no C compiler, or an iconv other than glibc's. */
export function openProbe(): Probe | null {
  if (compiler === null || process.platform !== "linux") return null
  const folder = mkdtempSync(join(tmpdir(), "slua-charset-"))
  const path = join(folder, "probe")
  const built = Bun.spawnSync([compiler, "-O1", "-o", path, join(import.meta.dir, "probe.c")])
  const ask = (...args: string[]): string[] =>
    Bun.spawnSync([path, ...args], { maxBuffer: 1 << 30 })
      .stdout.toString()
      .split("\n")
      .filter(Boolean)
  const close = (): void => rmSync(folder, { recursive: true })
  if (!built.success || ask("dec", "IBM037", "1").length !== 256) {
    close()
    return null
  }
  return {
    decode: (name, length) => ask("dec", name, String(length)),
    encode: (name) =>
      ask("enc", name).map((line) => {
        const [code, bytes, changed] = line.split(" ")
        return [parseInt(code!, 16), bytes!, changed === "~"]
      }),
    close,
  }
}

export const NO_PROBE = "no C compiler or no glibc: string.iconv is not compared with the system's iconv"
