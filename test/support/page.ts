// Pages of documentation whose examples can be carried out:
//
//   ```lua                 with `-- name.lua` as the first line: a file; any other first line: not for us
//   ```text                with `# name` as the first line: a file of the lines below it
//   ```console             commands behind `$ `, each with the lines it shows
//
// `...` in shown lines stands for any text, a line `...` for any lines. A command that ends in ` &` is a server; it is
// stopped at the end of its block. A port of an example, 7000 and the like, is a free one in truth.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

export interface Step {
  command: string
  shown: string[]
}

export interface Page {
  /** By name. */
  files: Map<string, string>
  /** The console blocks: the line they begin on, and what is in them. */
  blocks: { line: number; steps: Step[] }[]
}

/** A port that an example names, as a word of its own. */
export const EXAMPLE_PORT = /\b(70\d\d|91\d\d)\b/g

export function readPage(path: string): Page {
  const text = readFileSync(path, "utf8")
  const page: Page = { files: new Map(), blocks: [] }
  for (const match of text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)) {
    const [, kind, body] = match as unknown as [string, string, string]
    const line = text.slice(0, match.index).split("\n").length + 1
    const name = (kind === "lua" ? /^-- ([\w/.-]+\.lua)$/m : /^# ([\w/.-]+)$/m).exec(
      body.split("\n")[0]!,
    )?.[1]
    if (name !== undefined && kind === "lua") page.files.set(name, body)
    else if (name !== undefined && kind === "text") page.files.set(name, body.slice(body.indexOf("\n") + 1))
    else if (kind === "console") page.blocks.push({ line, steps: readSteps(body) })
  }
  return page
}

function readSteps(body: string): Step[] {
  const steps: Step[] = []
  for (const line of body.split("\n").slice(0, -1)) {
    if (line.startsWith("$ ")) steps.push({ command: line.slice(2), shown: [] })
    else if (steps.length > 0 && steps.at(-1)!.command.endsWith("\\")) {
      const step = steps.at(-1)!
      step.command = `${step.command.slice(0, -1)}${line.trim()}`
    } else steps.at(-1)!.shown.push(line)
  }
  return steps
}

export function writeFiles(page: Page, folder: string): void {
  for (const [name, text] of page.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** Whether lines are as shown; what does not fit is kept, what does becomes what is shown. */
export function compared(lines: string[], shown: string[]): string[] {
  const result: string[] = []
  let at = 0
  for (const [i, text] of shown.entries()) {
    if (text === "...") {
      const rest = shown.length - i - 1
      while (lines.length - at > rest) at++
      result.push(text)
      continue
    }
    const line = lines[at++]
    if (line === undefined) break
    const pieces = text.split("...").map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    result.push(new RegExp(`^${pieces.join(".*")}$`).test(line.trimEnd()) ? text : line)
  }
  return [...result, ...lines.slice(at)]
}
