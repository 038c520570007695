// The differential fuzzer: generated programs run in all of slua's forms and on the reference; where the
// outputs differ, the program is made small and saved.
//
// usage: npm run fuzz -- [--seed N] [--seconds S] [--reference LUA] [--slua PROGRAM] [--out FOLDER]
//
// Programs are numbered; N is the first. Prints the divergences and, at the end, how many programs ran; how many
// so far, to standard error.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { SLUA } from "../support/paths.ts"
import { findReference, NO_REFERENCE } from "../support/reference.ts"
import { divergences, differsInSign, sameOutput, type Divergence } from "./compare.ts"
import { runPrograms, type Engine } from "./engine.ts"
import { makeProgram } from "./generator/program.ts"
import { shrink } from "./shrink.ts"

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    seconds: { type: "string", default: "30" },
    reference: { type: "string" },
    slua: { type: "string" },
    out: { type: "string", default: "fuzz-out" },
    /** How many divergences are made small; the others are counted. */
    shrink: { type: "string", default: "10" },
  },
})

/** Programs per process: what is compiled and optimised in it serves all of them. */
const BATCH = 2000

/** How often the reference runs a diverging program again, to see whether it agrees with itself. */
const TRIALS = 6

const referenceCommand = options.reference ?? findReference()
if (!referenceCommand) {
  console.error(NO_REFERENCE)
  process.exit(1)
}
const slua = options.slua === undefined ? SLUA : [options.slua]
const reference: Engine = {
  name: "reference",
  // strings that double in a loop end soon, and in an error
  command: ["sh", "-c", 'ulimit -v 1000000; exec "$@"', "sh", referenceCommand],
  modes: ["main", "coroutine"],
  patience: 5,
}
/** Otherwise all programs but the first of a batch would be tiered. */
const UNTIERED = { SLUA_TIER_FROM: "1e12" }
const engines: Engine[] = [
  { name: "slua", command: slua, modes: ["main", "coroutine"], environment: UNTIERED },
  {
    name: "tiers",
    command: slua,
    modes: ["main", "coroutine"],
    environment: { SLUA_TIER_FROM: "0", SLUA_PROMOTE: "3" },
  },
  {
    name: "deferred functions, forced yields",
    command: slua,
    modes: ["coroutine"],
    environment: { ...UNTIERED, SLUA_DEFER_FROM: "0", SLUA_FORCE_YIELDS: "1" },
  },
  {
    name: "debug form",
    command: slua,
    modes: ["main", "coroutine"],
    // first from instructions, then as JavaScript
    environment: { SLUA_DEBUG_FORM: "1", SLUA_HEAT: "20" },
  },
]
const folder = mkdtempSync(join(tmpdir(), "slua-fuzz-"))

async function compare(programs: string[], among = engines): Promise<Divergence[]> {
  const [expected, ...outputs] = await Promise.all(
    [reference, ...among].map((engine) => runPrograms(engine, programs, folder)),
  )
  const found = divergences(
    programs,
    expected!,
    among.map((engine, i) => [engine.name, outputs[i]!]),
  )
  const determined = await isDetermined(found)
  return found.filter((divergence, i) => determined[i] && !isBeyond(divergence))
}

/**
 * Whether the reference gives one output for each of these programs, whatever its processes' addresses are: they are in
 * texts that programs can turn, cut and compare.
 */
async function isDetermined(found: Divergence[]): Promise<boolean[]> {
  const determined = found.map(() => true)
  for (let i = 0; i < TRIALS && determined.includes(true); i++) {
    const outputs = await runPrograms(
      reference,
      found.map(({ program }) => program),
      folder,
    )
    for (const [j, { mode, expected }] of found.entries())
      if (!sameOutput(expected, outputs[j]![mode]!)) determined[j] = false
  }
  return determined
}

/** Whether something went wrong that is no fault of a shrunk program. */
const isGenuine = ({ expected, actual }: Divergence): boolean =>
  !expected.startsWith("load ") && !expected.startsWith("crash ") && !/^crash SIGKILL/.test(actual)

/** Whether the reference ran out of memory, or of time: then nothing is said of slua. */
const isBeyond = ({ expected }: Divergence): boolean => /^crash|not enough memory/m.test(expected)

async function makeSmall(found: Divergence): Promise<Divergence> {
  const among = engines.filter(({ name }) => name === found.engine)
  const test = async (candidates: string[]) => {
    const still = new Set((await compare(candidates, among)).filter(isGenuine).map(({ program }) => program))
    return candidates.map((candidate) => still.has(candidate))
  }
  const program = await shrink(found.program, test)
  return (await compare([program], among))[0] ?? found
}

function report(name: string, { program, engine, mode, expected, actual }: Divergence): void {
  const text = `${program}\n--[[ ${engine}, ${mode}\nexpected:\n${expected}\nactual:\n${actual}\n]]\n`
  mkdirSync(options.out, { recursive: true })
  writeFileSync(join(options.out, `${name}.lua`), text, "latin1")
  console.log(`-- ${name}\n${text}`)
}

function summary(): string {
  const ran = next - first
  const rate = Math.round((1000 * ran) / working)
  return `${ran} programs, ${rate}/s, ${diverging} diverging, ${signs} in the sign of a NaN`
}

const first = Number(options.seed)
const start = performance.now()
const deadline = start + 1000 * Number(options.seconds)
let next = first
let diverging = 0
/** Divergences in a NaN's sign alone. */
let signs = 0
let working = 0
while (performance.now() < deadline) {
  const before = performance.now()
  const seeds = Array.from({ length: BATCH }, () => next++)
  const programs = seeds.map(makeProgram)
  const found = await compare(programs)
  working += performance.now() - before
  for (const divergence of found) {
    if (differsInSign(divergence)) {
      signs++
      continue
    }
    const seed = seeds[programs.indexOf(divergence.program)]
    const small =
      ++diverging <= Number(options.shrink) && isGenuine(divergence)
        ? await makeSmall(divergence)
        : divergence
    report(`seed-${seed}`, small)
  }
  console.error(`… ${summary()}`)
}
rmSync(folder, { recursive: true, force: true })
console.log(summary())
process.exitCode = diverging === 0 ? 0 : 1
