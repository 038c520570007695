// Times jobs that echo their payload, in slua and, where node and npm can install it, in piscina: pairs
// of runs, one of each in turn, the best of N rounds. Not part of the tests.
//
// usage: bun test/bench/ipc.ts [--runs N] [--slua PATH] [--workers N]
import { existsSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { ROOT, SLUA } from "../support/paths.ts"

const HERE = import.meta.dir
const BINARY = join(ROOT, "dist", "slua")
const PISCINA_VERSION = "5.3.2"

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    slua: { type: "string" },
    workers: { type: "string", default: "1" },
  },
})
const slua = options.slua ? [options.slua] : existsSync(BINARY) ? [BINARY] : SLUA

interface Load {
  count: number
  size: number
  flight: number
}

/** Jobs per run: about a second of slua's, a tenth of them for piscina. */
const LOADS: Load[] = [
  { count: 1_000_000, size: 16, flight: 200 },
  { count: 500_000, size: 1024, flight: 200 },
  { count: 100_000, size: 16384, flight: 200 },
  { count: 30_000, size: 65536, flight: 200 },
  { count: 200_000, size: 16, flight: 1 },
  { count: 150_000, size: 1024, flight: 1 },
  { count: 50_000, size: 16384, flight: 1 },
  { count: 20_000, size: 65536, flight: 1 },
]

/** Jobs per second of slua. */
async function timeSlua({ count, size, flight }: Load): Promise<number> {
  const scripts = [join(HERE, "ipc_handler.lua"), join(HERE, "ipc_worker.lua")]
  const settings = ["-wp", options.workers, "-mj", "1000", "-sh", "64"]
  const child = Bun.spawn([...slua, ...settings, ...scripts], { stdin: "pipe", stdout: "pipe" })
  child.stdin.write(`${count} ${size} ${flight}\n`)
  child.stdin.flush()
  const reader = child.stdout.getReader()
  await reader.read()
  const start = performance.now()
  child.stdin.write("go\n")
  child.stdin.flush()
  await reader.read()
  const seconds = (performance.now() - start) / 1000
  child.stdin.end()
  await child.exited
  return count / seconds
}

/** Jobs per second of piscina. */
async function timePiscina(piscina: string, { count, size, flight }: Load): Promise<number> {
  const jobs = Math.ceil(count / 10)
  const command = ["node", join(HERE, "ipc_piscina.mjs"), piscina, options.workers]
  const child = Bun.spawn([...command, ...[jobs, size, flight].map(String)], { stdout: "pipe" })
  const seconds = Number(await child.stdout.text())
  return jobs / seconds
}

/** Path of piscina, installed outside the project; null where that is not possible. */
function installPiscina(): string | null {
  const folder = join(tmpdir(), "slua-bench-piscina")
  const path = join(folder, "node_modules", "piscina")
  if (existsSync(path)) return path
  if (!Bun.which("node") || !Bun.which("npm")) return null
  mkdirSync(folder, { recursive: true })
  const command = [
    "npm",
    "install",
    "--silent",
    "--no-audit",
    "--prefix",
    folder,
    `piscina@${PISCINA_VERSION}`,
  ]
  return Bun.spawnSync(command).exitCode === 0 ? path : null
}

const piscina = installPiscina()
if (piscina === null) console.log("piscina cannot be installed: slua alone")
console.log("payload  under way      slua/s   piscina/s   ratio")
for (const load of LOADS) {
  const best = { slua: 0, piscina: 0 }
  for (let round = 0; round < Number(options.runs); round++) {
    best.slua = Math.max(best.slua, await timeSlua(load))
    if (piscina !== null) best.piscina = Math.max(best.piscina, await timePiscina(piscina, load))
  }
  const columns = [
    `${load.size} B`.padStart(7),
    String(load.flight).padStart(10),
    best.slua.toFixed(0).padStart(11),
    best.piscina.toFixed(0).padStart(11),
    best.piscina > 0 ? (best.slua / best.piscina).toFixed(1).padStart(7) : "",
  ]
  console.log(columns.join(" "))
}
