// Runs batches of programs on one engine, by means of driver.lua.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { TEST } from "../support/paths.ts"

/** One way to run programs. */
export interface Engine {
  name: string
  /** The interpreter: driver.lua and its arguments follow. */
  command: string[]
  modes: string[]
  environment?: Record<string, string>
  /** Milliseconds that each program may take on the average, if not PER_PROGRAM. */
  patience?: number
}

/** Outputs by mode, for each program. A program that took the process with it has "crash …" there. */
export type Outputs = Record<string, string>[]

const DRIVER = join(TEST, "fuzz", "driver.lua")

/** Milliseconds that a program has at least, and a batch beyond that. */
const PATIENCE = 4_000
const PER_PROGRAM = 50

/** Runs the programs in `folder`'s file. */
export async function runPrograms(engine: Engine, programs: string[], folder: string): Promise<Outputs> {
  const outputs: Outputs = []
  while (outputs.length < programs.length) {
    const rest = programs.slice(outputs.length)
    const { frames, ending } = await runProcess(engine, rest, folder)
    const done = collect(engine, frames)
    // the last one may lack a mode: it is the culprit then
    const complete = done.filter((o) => engine.modes.every((mode) => mode in o))
    outputs.push(...complete)
    if (complete.length < rest.length) {
      const partial = done[complete.length] ?? {}
      outputs.push(Object.fromEntries(engine.modes.map((mode) => [mode, partial[mode] ?? `crash ${ending}`])))
    }
  }
  return outputs
}

interface Frame {
  program: number
  mode: string
  output: string
}

async function runProcess(engine: Engine, programs: string[], folder: string) {
  const file = join(folder, `${engine.name.replaceAll(" ", "-")}.txt`)
  writeFileSync(file, programs.map((p) => `${Buffer.byteLength(p)}\n${p}`).join(""))
  const child = Bun.spawn([...engine.command, DRIVER, file, ...engine.modes], {
    env: { ...process.env, ...engine.environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    timeout: PATIENCE + (engine.patience ?? PER_PROGRAM) * programs.length,
    killSignal: "SIGKILL",
  })
  const [stdout, stderr] = await Promise.all([child.stdout.bytes(), child.stderr.text(), child.exited])
  const ending = `${child.signalCode ?? child.exitCode} ${stderr.slice(0, 500)}`
  return { frames: readFrames(Buffer.from(stdout).toString("latin1")), ending }
}

function readFrames(text: string): Frame[] {
  const frames: Frame[] = []
  const head = /(\d+) (\w+) (\d+)\n/y
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const end = head.lastIndex + Number(match[3])
    if (text[end] !== "\n") break
    frames.push({ program: Number(match[1]), mode: match[2]!, output: text.slice(head.lastIndex, end) })
    head.lastIndex = end + 1
  }
  return frames
}

function collect(engine: Engine, frames: Frame[]): Outputs {
  const outputs: Outputs = []
  for (const { program, mode, output } of frames)
    if (engine.modes.includes(mode)) (outputs[program - 1] ??= {})[mode] = output
  return outputs
}
