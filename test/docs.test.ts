// Runs every example of the reference: the ```lua blocks of docs/reference/*.md, each as a script of its
// own in an empty folder. What a block prints is what its `--> ` comments say, line by line:
//
//   print(1, 2)       --> 1	2         (a tab, or as many blanks as one likes)
//   print("a\nb")     --> a
//                     --> b
//   error("no")       --> error: no   (the last line: the program ends in this uncaught error)
//
// `...` in an expectation stands for any text. A block whose first line is `-- not run` is only compiled;
// one that begins with `-- worker.lua` is the worker of all blocks behind it that begin with `-- handler.lua`,
// up to the next.
import { afterAll, describe, expect, test } from "bun:test"
import { Glob } from "bun"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT, SLUA } from "./support/paths.ts"
import { PATIENCE } from "./support/patience.ts"

const REFERENCE = join(ROOT, "docs", "reference")
const folders: string[] = []

interface Example {
  /** Line of the page on which the code begins. */
  line: number
  code: string
  /** Code of its worker, if it is a handler. */
  worker: string | undefined
}

const WORKER = "-- worker.lua\n"

function examplesOf(page: string): Example[] {
  const text = readFileSync(join(REFERENCE, page), "utf8")
  const examples: Example[] = []
  let worker = ""
  for (const match of text.matchAll(/^```lua\n([^]*?)^```$/gm)) {
    const code = match[1]!
    const line = text.slice(0, match.index).split("\n").length + 1
    if (code.startsWith(WORKER)) worker = code
    else examples.push({ line, code, worker: code.startsWith("-- handler.lua\n") ? worker : undefined })
  }
  return examples
}

const squeeze = (line: string) => line.replaceAll(/\s+/g, " ").trim()

/** The lines that a block says it prints. */
function expectedLines(code: string): string[] {
  return code.split("\n").flatMap((line) => {
    const mark = /--> ?(.*)$/.exec(line)
    return mark ? [squeeze(mark[1]!)] : []
  })
}

/** Whether a line is as expected, `...` standing for anything. */
function fits(line: string, expected: string): boolean {
  const pieces = expected.split("...").map((piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
  return new RegExp(`^${pieces.join(".*")}$`).test(line)
}

function run({ code, worker }: Example): string[] {
  const folder = mkdtempSync(join(tmpdir(), "slua-docs-"))
  folders.push(folder)
  const isRun = !code.startsWith("-- not run\n")
  const script = isRun ? code : `assert(load(${JSON.stringify(code)}))`
  const words = worker === undefined ? [script] : ["-h", script, "-w", worker]
  const child = Bun.spawnSync([...SLUA, ...words], { cwd: folder, stdin: "ignore", timeout: PATIENCE })
  const lines = child.stdout.toString().split("\n").slice(0, -1)
  const error = /^slua: (?:.*?:\d+: )?(.*)/.exec(child.stderr.toString())
  if (error) lines.push(`error: ${error[1]}`)
  return lines.map(squeeze)
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const pages = [...new Glob("*.md").scanSync(REFERENCE)]
  .filter((page) => !readFileSync(join(REFERENCE, page), "utf8").includes("```console"))
  .sort()

test("there are pages", () => {
  expect(pages).not.toEqual([])
})

for (const page of pages)
  describe(page, () => {
    const examples = examplesOf(page)

    test("has examples", () => {
      expect(examples).not.toEqual([])
    })

    for (const example of examples)
      test(`line ${example.line}`, () => {
        const expected = expectedLines(example.code)
        const printed = run(example)
        const shown = printed.map((text, i) => (fits(text, expected[i] ?? "") ? expected[i]! : text))
        expect(shown).toEqual(expected)
      })
  })
