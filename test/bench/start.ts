// Times the start of the binary: a one-line script against a compiled `console.log("hello world")`, built
// with the same settings, in pairs of runs whose order changes. Not part of the tests.
//
// usage: bun test/bench/start.ts [--runs N] [--slua PATH]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { ROOT } from "../support/paths.ts"
import { median } from "./statistics.ts"

const { values: options } = parseArgs({
  options: { runs: { type: "string", default: "100" }, slua: { type: "string" } },
})
const runs = Number(options.runs)
const slua = options.slua ?? join(ROOT, "dist", "slua")
if (!existsSync(slua)) {
  console.error(`no ${slua}: npm run build makes it`)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), "slua-start-"))

/** A compiled hello world, with the flags of the build. */
function buildHello(): string {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))
  const flags = (scripts.build as string)
    .split(" ")
    .filter((word) => word.startsWith("--") && word !== "--outfile")
  const source = join(folder, "hello.ts")
  const hello = join(folder, "hello")
  writeFileSync(source, `console.log("hello world")\n`)
  const built = Bun.spawnSync([process.execPath, "build", ...flags, source, "--outfile", hello])
  if (built.exitCode !== 0) throw new Error(built.stderr.toString())
  return hello
}

/** Milliseconds of a whole process. */
function time(command: string[]): number {
  const start = performance.now()
  const { exitCode, stdout } = Bun.spawnSync(command, { cwd: folder })
  const milliseconds = performance.now() - start
  if (exitCode !== 0 || stdout.toString() !== "hello world\n") throw new Error(`${command[0]} failed`)
  return milliseconds
}

try {
  const commands = { slua: [slua, `print("hello world")`], hello: [buildHello()] }
  const times = { slua: [] as number[], hello: [] as number[] }
  const warmUp = 5
  for (let i = -warmUp; i < runs; i++) {
    const order = i % 2 === 0 ? (["slua", "hello"] as const) : (["hello", "slua"] as const)
    for (const name of order) {
      const milliseconds = time(commands[name])
      if (i >= 0) times[name].push(milliseconds)
    }
  }
  for (const name of ["slua", "hello"] as const)
    console.log(
      `${name.padEnd(6)} min ${Math.min(...times[name]).toFixed(2)} ms, median ${median(times[name]).toFixed(2)} ms`,
    )
  const ratios = times.slua.map((t, i) => t / times.hello[i]!)
  console.log(`slua / hello: ${median(ratios).toFixed(2)} in the median of ${runs} pairs`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
