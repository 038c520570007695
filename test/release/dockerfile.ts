// Carries out a Dockerfile without Docker: each stage is a folder instead of a root file system, and RUN has the
// Bun of the tests. Knows what our Dockerfile uses.
import { cpSync, mkdirSync, readFileSync } from "node:fs"
import { basename, isAbsolute, join } from "node:path"

interface Stage {
  image: string
  name: string | undefined
  root: string
  workdir: string
  user: string
  entrypoint: string[]
  command: string[]
}

/** Instructions and their texts; lines that end in a backslash go on. */
export function instructions(text: string): [string, string][] {
  return text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line)!
      return [name!, rest!]
    })
}

/** The names that .dockerignore leaves: it ignores everything but them. */
function contextNames(context: string): string[] {
  const lines = readFileSync(join(context, ".dockerignore"), "utf8").split("\n")
  const patterns = lines.filter((line) => line !== "" && !line.startsWith("#"))
  if (patterns[0] !== "*" || !patterns.slice(1).every((line) => line.startsWith("!")))
    throw new Error("this .dockerignore is not understood")
  return patterns.slice(1).map((line) => line.slice(1))
}

interface Settings {
  context: string
  /** Where the stages are made. */
  folder: string
  environment: Record<string, string>
}

/** The last stage. Fails with the output of a RUN that fails. */
export async function carryOut(text: string, { context, folder, environment }: Settings): Promise<Stage> {
  const stages: Stage[] = []
  const names = contextNames(context)
  for (const [instruction, rest] of instructions(text)) {
    const stage = stages.at(-1)!
    /** A path of the stage, as a path here. */
    const inside = (of: Stage, path: string) =>
      join(of.root, isAbsolute(path) ? path : join(of.workdir, path))
    if (instruction === "FROM") {
      const [image, , name] = rest.split(" ")
      const root = join(folder, `stage${stages.length}`)
      const fresh = { image: image!, name, root, workdir: "/", user: "root", entrypoint: [], command: [] }
      stages.push(fresh)
      mkdirSync(root)
    } else if (instruction === "WORKDIR") {
      stage.workdir = rest
      mkdirSync(inside(stage, rest), { recursive: true })
    } else if (instruction === "COPY") {
      const words = rest.split(" ")
      const from = /^--from=(.*)/.exec(words[0]!)?.[1]
      const source = stages.find(({ name }) => name === from && from !== undefined)
      const files = words.slice(source === undefined ? 0 : 1)
      const to = files.pop()!
      for (const file of files) {
        if (source === undefined && !names.includes(file.split("/")[0]!))
          throw new Error(`${file} is ignored by .dockerignore`)
        const path = source === undefined ? join(context, file) : inside(source, file)
        const target = inside(stage, to)
        cpSync(path, to.endsWith("/") ? join(target, basename(file)) : target, { recursive: true })
      }
    } else if (instruction === "RUN") {
      const cwd = inside(stage, ".")
      const child = Bun.spawn(["/bin/sh", "-c", rest], {
        cwd,
        env: environment,
        stdout: "pipe",
        stderr: "pipe",
      })
      const output = (await child.stdout.text()) + (await child.stderr.text())
      if ((await child.exited) !== 0) throw new Error(`RUN ${rest}\n${output}`)
    } else if (instruction === "USER") stage.user = rest
    else if (instruction === "ENTRYPOINT") stage.entrypoint = JSON.parse(rest)
    else if (instruction === "CMD") stage.command = JSON.parse(rest)
    else throw new Error(`unknown instruction ${instruction}`)
  }
  return stages.at(-1)!
}
