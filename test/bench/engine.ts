// The interpreters under comparison, and one timed run of a program in one of them.

export interface Engine {
  name: string
  command: string[]
}

export interface Run {
  /** Wall clock of the whole process, seconds. */
  seconds: number
  /** User and system time of all its threads, seconds. */
  cpu: number
  output: string
}

/** Runs the program in a process of its own; throws when it fails. */
export function runProgram(engine: Engine, path: string): Run {
  const start = Bun.nanoseconds()
  const child = Bun.spawnSync([...engine.command, path], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  })
  const seconds = (Bun.nanoseconds() - start) / 1e9
  if (!child.success) throw new Error(`${engine.name} ${path}: exit code ${child.exitCode}\n${child.stderr}`)
  return { seconds, cpu: Number(child.resourceUsage.cpuTime.total) / 1e6, output: child.stdout.toString() }
}

/** The engine of this name on the PATH, if there is one. */
export function findEngine(name: string): Engine | null {
  const path = Bun.which(name)
  return path ? { name, command: [path] } : null
}
