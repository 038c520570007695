// Times the libraries that slua adds to Lua against those that do the same elsewhere: lua-cjson, openssl and
// others, as far as they are installed. Whole processes in turn, a warm-up first, the median of N rounds.
// What there is to measure is in test/bench/library/*.ts. Not part of the tests.
//
// usage: bun test/bench/library.ts [--runs N] [--slua PATH] [--cpu] [case ...]
//
// --cpu: processor time of all threads instead of time on the clock, for a machine that has other things to do.
import { Glob } from "bun"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { ROOT, SLUA } from "../support/paths.ts"
import { median, geometricMean } from "./statistics.ts"

/** One comparison. */
export interface Case {
  name: string
  /** Lua code that slua runs. */
  code: string
  /** What does the same; null when it is not installed. */
  reference: { name: string; command: string[] } | null
}

/** What a file of test/bench/library exports: the cases, which may keep their data in the folder. */
export interface Part {
  cases(folder: string): Case[]
}

const BINARY = join(ROOT, "dist", "slua")
const PARTS = join(import.meta.dir, "library")

/** Seconds that a command takes, or its processor time; throws when it fails. */
function time(command: string[], isCpu: boolean): number {
  const start = Bun.nanoseconds()
  const child = Bun.spawnSync(command, { stdin: "ignore", stdout: "ignore", stderr: "pipe" })
  if (!child.success) throw new Error(`${command[0]}: exit code ${child.exitCode}\n${child.stderr}`)
  const elapsed = (Bun.nanoseconds() - start) / 1e9
  return isCpu ? Number(child.resourceUsage.cpuTime.total) / 1e6 : elapsed
}

async function main(): Promise<void> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: "string", default: "5" },
      slua: { type: "string" },
      cpu: { type: "boolean", default: false },
    },
  })
  const slua = options.slua ? [options.slua] : existsSync(BINARY) ? [BINARY] : SLUA
  const runs = Number(options.runs)
  const folder = mkdtempSync(join(tmpdir(), "slua-bench-"))
  const unit = options.cpu ? "seconds of processor time" : "seconds"
  console.log(`slua: ${slua.join(" ")}; ${runs} runs after a warm-up, medians of ${unit}`)
  console.log(`${"".padEnd(28)}${"slua".padStart(9)}${"other".padStart(9)}${"ratio".padStart(8)}  other`)
  const ratios: number[] = []
  for (const file of [...new Glob("*.ts").scanSync(PARTS)].sort()) {
    const part = (await import(join(PARTS, file))) as Part
    for (const item of part.cases(folder)) {
      if (positionals.length > 0 && !positionals.some((word) => item.name.includes(word))) continue
      const ratio = measure(item, slua, runs, options.cpu)
      if (ratio !== null) ratios.push(ratio)
    }
  }
  rmSync(folder, { recursive: true, force: true })
  if (ratios.length > 0) console.log(`slua / other: geometric mean ${geometricMean(ratios).toFixed(2)}`)
}

/** Measures a case and prints its line; the ratio, if there is a reference. */
function measure(
  { name, code, reference }: Case,
  slua: string[],
  runs: number,
  isCpu: boolean,
): number | null {
  const ours: number[] = []
  const theirs: number[] = []
  for (let i = 0; i <= runs; i++) {
    ours.push(time([...slua, code], isCpu))
    if (reference !== null) theirs.push(time(reference.command, isCpu))
  }
  const mine = median(ours.slice(1))
  const other = reference === null ? null : median(theirs.slice(1))
  const ratio = other === null ? null : mine / other
  const cells = [mine.toFixed(3), other?.toFixed(3) ?? "–", ratio?.toFixed(2) ?? "–"]
  console.log(
    `${name.padEnd(28)}${cells[0]!.padStart(9)}${cells[1]!.padStart(9)}${cells[2]!.padStart(8)}` +
      `  ${reference?.name ?? "not installed"}`,
  )
  return ratio
}

if (import.meta.main) await main()
