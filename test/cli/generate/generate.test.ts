// Completions and manual page: up to date, and understood by those they are for, as far as these are here.
import { afterAll, expect, test } from "bun:test"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { GENERATED } from "../../../cli/generate/generate.ts"
import { ROWS } from "../../../cli/option_table.ts"
import { ROOT } from "../../support/paths.ts"
import { Terminal } from "../../support/terminal.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-generate-"))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, "handler.lua"), "")
writeFileSync(join(folder, "with blank.lua"), "")
mkdirSync(join(folder, "scripts"))

test.each(Object.entries(GENERATED))("%s is up to date (npm run generate)", (path, make) => {
  expect(readFileSync(join(ROOT, path), "utf8")).toBe(make())
})

const missing = (command: string) => {
  if (Bun.which(command) !== null) return false
  console.log(`${command} is not installed: its part is not tried`)
  return true
}

/** What bash would offer for the last word. */
function bash(...words: string[]): string[] {
  const script = `
    source "$0" || exit
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _slua && printf '%s\\n' "\${COMPREPLY[@]}"`
  const path = join(ROOT, "docs/shell/slua.bash")
  const { stdout, stderr } = Bun.spawnSync(["bash", "-c", script, path, "slua", ...words], { cwd: folder })
  expect(stderr.toString()).toBe("")
  return stdout
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .sort()
}

test.skipIf(missing("bash"))("bash completes", () => {
  expect(bash("--work")).toEqual(["--worker", "--worker-pool"])
  expect(bash("-")).toEqual(ROWS.flatMap(({ short, long }) => [...short, long]).sort())
  const files = ["handler.lua", "scripts", "with blank.lua"]
  expect(bash("")).toEqual(files)
  expect(bash("-w", "h")).toEqual(["handler.lua"])
  expect(bash("--worker", "=", "h")).toEqual(["handler.lua"])
  expect(bash("--worker", "=")).toEqual(files)
  expect(bash("-wp", "")).toEqual([])
  expect(bash("-su", "roo")).toContain("root")
  // Behind the script: its arguments. The value of an option is no script.
  expect(bash("handler.lua", "-")).toEqual([])
  expect(bash("-wp", "4", "--max-j")).toEqual(["--max-jobs"])
  expect(bash("--worker-pool", "=", "4", "--max-j")).toEqual(["--max-jobs"])
  expect(bash("--", "--max-j")).toEqual([])
})

test.skipIf(missing("fish"))("fish completes", () => {
  const fish = (words: string) => {
    const script = `source ${join(ROOT, "docs/shell/slua.fish")}; complete -C "slua ${words}"`
    const child = Bun.spawnSync(["fish", "--no-config", "-c", script], { cwd: folder })
    expect(child.stderr.toString()).toBe("")
    return child.stdout
      .toString()
      .split("\n")
      .map((line) => line.split("\t")[0]!)
      .filter((line) => line !== "")
  }
  expect(fish("--work").sort()).toEqual(["--worker", "--worker-pool"])
  expect(fish("-w ha")).toEqual(["handler.lua"])
  for (const { long } of ROWS) expect(fish(long)).toContain(long)
})

test.skipIf(missing("zsh"))("zsh completes", async () => {
  const zsh = new Terminal(["zsh", "-f", "-i"], { cwd: folder, env: { PS1: "$ ", HOME: folder } })
  await zsh.answers(
    `fpath=(${join(ROOT, "docs/shell")} $fpath); autoload -U compinit; compinit -D -u; echo rea''dy\r`,
    "ready\r\n",
  )
  await zsh.answers("echo slua; slua --worker-\t", "--worker-pool")
  await zsh.answers("\x15slua -wp 4 -w ha\t", "-w handler.lua")
  zsh.type("\x15exit\r")
  await zsh.end()
})

test.skipIf(missing("man"))("the manual page has every option, and no warnings", () => {
  const child = Bun.spawnSync(["man", "--warnings", "-l", join(ROOT, "docs/man/slua.1")], {
    env: { PATH: process.env.PATH, MANWIDTH: "80", MANPAGER: "cat", LC_ALL: "C", MAN_KEEP_FORMATTING: "" },
  })
  expect(child.stderr.toString()).toBe("")
  const text = child.stdout.toString().replaceAll(/.\x08/g, "")
  for (const { long, help } of ROWS) {
    expect(text).toContain(` ${long}`)
    expect(text.replaceAll(/\s+/g, " ")).toContain(help.slice(1))
  }
})
