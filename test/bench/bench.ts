// Times the programs of test/bench/programs in slua, lua5.4 and one engine more (those installed): whole
// processes, one of each engine in turn, a warm-up first, the median of N rounds. All must print the
// same. Programs whose first line is "-- luajit: no" need Lua 5.4; what there is in test/bench/javascript is the
// same by hand for Bun. Not part of the tests.
//
// usage: bun test/bench/bench.ts [--runs N] [--slua PATH] [--json FILE] [--beside luajit|joff|js] [program ...]
//        joff: LuaJIT's interpreter
import { Glob } from "bun"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { ROOT, SLUA } from "../support/paths.ts"
import { findEngine, runProgram, type Engine, type Run } from "./engine.ts"
import { geometricMean, median } from "./statistics.ts"

const PROGRAMS = join(ROOT, "test", "bench", "programs")
const JAVASCRIPT = join(ROOT, "test", "bench", "javascript")
const BINARY = join(ROOT, "dist", "slua")

/** One program's medians, by engine; a message for an engine that failed. */
interface Row {
  program: string
  cells: Map<Engine, { seconds: number; cpu: number } | string>
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5" },
    slua: { type: "string" },
    json: { type: "string" },
    beside: { type: "string", default: "luajit" },
  },
})
const runs = Number(options.runs)

const slua: Engine = {
  name: "slua",
  command: options.slua ? [options.slua] : existsSync(BINARY) ? [BINARY] : SLUA,
}
const lua = findEngine("lua5.4")
const luajit = findEngine("luajit")
const others: Record<string, Engine | null> = {
  luajit,
  joff: luajit && { name: "luajit -joff", command: [...luajit.command, "-joff"] },
  js: { name: "javascript", command: [process.execPath] },
}
if (!Object.hasOwn(others, options.beside)) {
  console.error(`bench: --beside '${options.beside}' is none of ${Object.keys(others).join(", ")}`)
  process.exit(2)
}
const other = others[options.beside] ?? null
const isJavaScript = other === others.js

const programs = [...new Glob("*.lua").scanSync(PROGRAMS)]
  .map((file) => file.replace(/\.lua$/, ""))
  .filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)))
  .sort()

const pathOf = (program: string) => join(PROGRAMS, `${program}.lua`)
const scriptOf = (program: string) => join(JAVASCRIPT, `${program}.js`)

function enginesFor(program: string): Engine[] {
  const hasOther = isJavaScript
    ? existsSync(scriptOf(program))
    : !/^-- luajit: no$/m.test(readFileSync(pathOf(program), "utf8"))
  return [slua, lua, hasOther ? other : null].filter((engine) => engine !== null)
}

/** Runs the program once in each engine that has not failed yet. */
function round(program: string, samples: Map<Engine, Run[]>, cells: Row["cells"]): void {
  for (const [engine, list] of samples) {
    if (cells.has(engine)) continue
    try {
      list.push(runProgram(engine, isJavaScript && engine === other ? scriptOf(program) : pathOf(program)))
    } catch (error) {
      cells.set(engine, String(error))
    }
  }
}

function measure(program: string): Row {
  const samples = new Map<Engine, Run[]>(enginesFor(program).map((engine) => [engine, []]))
  const cells: Row["cells"] = new Map()
  for (let i = 0; i <= runs; i++) round(program, samples, cells)
  const expected = samples.get(lua ?? slua)?.[0]?.output
  for (const [engine, [warmUp, ...rest]] of samples) {
    if (cells.has(engine)) continue
    if (warmUp!.output !== expected)
      cells.set(engine, `${engine.name} prints: ${warmUp!.output.slice(0, 200)}`)
    else
      cells.set(engine, { seconds: median(rest.map((r) => r.seconds)), cpu: median(rest.map((r) => r.cpu)) })
  }
  return { program, cells }
}

const timeOf = (row: Row, engine: Engine | null) => {
  const cell = engine && row.cells.get(engine)
  return cell && typeof cell !== "string" ? cell : null
}

/** How many times as long as the other engine slua takes. */
function ratio(row: Row, than: Engine | null): number | null {
  const [ours, theirs] = [timeOf(row, slua), timeOf(row, than)]
  return ours && theirs ? ours.seconds / theirs.seconds : null
}

const HEAD = ["program", "slua s", "cpu", "lua5.4 s", "cpu", "ratio", `${options.beside} s`, "cpu", "ratio"]

function printLine(first: string, cells: string[]): void {
  console.log(first.padEnd(20) + cells.map((cell) => cell.padStart(9)).join(""))
}

const show = (value: number | null | undefined, digits: number) => value?.toFixed(digits) ?? "–"

function printRow(row: Row): void {
  const times = (engine: Engine | null) => {
    const cell = timeOf(row, engine)
    return [show(cell?.seconds, 3), show(cell?.cpu, 2)]
  }
  const compared = (engine: Engine | null) => [...times(engine), show(ratio(row, engine), 2)]
  printLine(row.program, [...times(slua), ...compared(lua), ...compared(other)])
  for (const cell of row.cells.values()) if (typeof cell === "string") console.log(`  ${cell.trimEnd()}`)
}

function printMeans(rows: Row[]): void {
  for (const engine of [lua, other]) {
    const ratios = rows.map((row) => ratio(row, engine)).filter((value) => value !== null)
    if (!engine || ratios.length === 0) continue
    const best = Math.min(...ratios).toFixed(2)
    const worst = Math.max(...ratios).toFixed(2)
    console.log(
      `slua / ${engine.name}: geometric mean ${geometricMean(ratios).toFixed(3)}, ` +
        `${best} to ${worst}, ${ratios.length} programs`,
    )
  }
}

console.log(`slua: ${slua.command.join(" ")}; ${runs} runs after a warm-up, medians`)
printLine(HEAD[0]!, HEAD.slice(1))
const rows = programs.map((program) => {
  const row = measure(program)
  printRow(row)
  return row
})
printMeans(rows)
if (options.json) {
  const table = rows.map(({ program, cells }) => ({
    program,
    ...Object.fromEntries([...cells].map(([engine, cell]) => [engine.name, cell])),
  }))
  writeFileSync(options.json, JSON.stringify(table, null, 2) + "\n")
}
const failures = rows.flatMap(({ cells }) => [...cells.values()].filter((cell) => typeof cell === "string"))
process.exitCode = failures.length > 0 ? 1 : 0
