// Times the start of the binary: a one-line script against a hello world made by `bun build --compile`, and
// against one made with the flags of our own build, in runs whose order changes. Not part of the tests.
//
// usage: bun test/bench/start.ts [--runs N] [--slua PATH]
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { FLAGS } from "../../cli/build.ts"
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

/** A compiled hello world. */
function buildHello(name: string, flags: string[]): string {
  const source = join(folder, "hello.ts")
  const hello = join(folder, name)
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
  const commands = {
    slua: [slua, `print("hello world")`],
    hello: [buildHello("hello", ["--compile"])],
    "hello, our flags": [buildHello("hello-flags", FLAGS)],
  }
  const names = Object.keys(commands) as (keyof typeof commands)[]
  const times = { slua: [] as number[], hello: [] as number[], "hello, our flags": [] as number[] }
  const warmUp = 5
  for (let i = -warmUp; i < runs; i++) {
    for (const name of i % 2 === 0 ? names : names.toReversed()) {
      const milliseconds = time(commands[name])
      if (i >= 0) times[name].push(milliseconds)
    }
  }
  for (const name of names) {
    const ratio = median(times.slua.map((t, i) => t / times[name][i]!))
    const own = `min ${Math.min(...times[name]).toFixed(2)} ms, median ${median(times[name]).toFixed(2)} ms`
    console.log(
      `${name.padEnd(17)} ${own}${name === "slua" ? "" : `; slua / this: ${ratio.toFixed(2)} in the median`}`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
