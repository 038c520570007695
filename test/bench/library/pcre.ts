// string.pcrematch against PCRE2 itself, through a small C program, without and with its compiler.
import { join } from "node:path"
import type { Case } from "../library.ts"

const LINE =
  "GET /index.html HTTP/1.1 host=example.com user=jane.doe@example.org id=12345 date=2024-05-06T07:08:09Z"
const TIMES = 300_000

const PATTERNS: [name: string, pattern: string][] = [
  ["request", "^([^ ]+) (.+)"],
  ["date", "(\\d+)-(\\d+)-(\\d+)"],
  ["address", "\\b[\\w.]+@[\\w.]+\\.\\w+\\b"],
  ["alternatives", "(?:foo|bar|id)=(\\d+)"],
  ["atomic", "(?>[a-z]+)=(?<value>\\d++)"],
  ["recursion", "(\\w(?:(?1)|=))\\d"],
]

/** The reference, if it can be built here: gcc and libpcre2-dev. */
function buildReference(folder: string): string | null {
  const compiler = Bun.which("gcc")
  if (compiler === null) return null
  const path = join(folder, "pcre2")
  const built = Bun.spawnSync([compiler, "-O2", "-o", path, join(import.meta.dir, "pcre2.c"), "-lpcre2-8"])
  return built.success ? path : null
}

export function cases(folder: string): Case[] {
  const reference = buildReference(folder)
  return PATTERNS.flatMap(([name, pattern]) => {
    const code = `local match, line, pattern = string.pcrematch, ${JSON.stringify(LINE)}, [==[${pattern}]==]
      for i = 1, ${TIMES} do match(line, pattern) end`
    return ["off", "on"].map((jit) => ({
      name: `pcrematch ${name}, JIT ${jit}`,
      code,
      reference:
        reference === null
          ? null
          : { name: "PCRE2", command: [reference, jit, String(TIMES), pattern, LINE] },
    }))
  })
}
