// Makes a diverging program small: lines and blocks go, blocks lose their frame, expressions become simpler,
// as long as the divergence stays. Candidates are tried in batches, the greatest savings first.

/** For each candidate, whether it still diverges. */
export type Test = (candidates: string[]) => Promise<boolean[]>

const BATCH = 60

export async function shrink(program: string, test: Test): Promise<string> {
  for (;;) {
    const smaller = await firstThatStays(candidatesOf(program), test)
    if (smaller === null) return program
    program = smaller
  }
}

async function firstThatStays(candidates: string[], test: Test): Promise<string | null> {
  for (let i = 0; i < candidates.length; i += BATCH) {
    const batch = candidates.slice(i, i + BATCH)
    const found = (await test(batch)).indexOf(true)
    if (found >= 0) return batch[found]!
  }
  return null
}

function candidatesOf(program: string): string[] {
  const lines = program.split("\n").filter((line) => line !== "")
  const found = new Set([...withoutLines(lines), ...withoutFrames(lines), ...simplerLines(lines)])
  found.delete(program)
  return [...found].sort((a, b) => a.length - b.length)
}

const join = (lines: string[]): string => lines.map((line) => `${line}\n`).join("")

const count = (line: string, pattern: RegExp): number => line.match(pattern)?.length ?? 0

/** By how much a line opens more blocks than it closes. */
const rise = (line: string): number =>
  count(line, /\b(function|do|then|repeat)\b/g) - count(line, /\b(elseif|end|until)\b/g)

/** Balanced runs of lines, removed. */
function* withoutLines(lines: string[]): Generator<string> {
  for (let start = 0; start < lines.length; start++) {
    let level = 0
    for (let end = start; end < lines.length; end++) {
      level += rise(lines[end]!)
      if (level < 0) break
      if (level === 0) yield join([...lines.slice(0, start), ...lines.slice(end + 1)])
    }
  }
}

/** The first and last line of a block, removed. */
function* withoutFrames(lines: string[]): Generator<string> {
  for (let start = 0; start < lines.length; start++) {
    let level = rise(lines[start]!)
    if (level <= 0) continue
    let end = start
    while (level > 0 && ++end < lines.length) level += rise(lines[end]!)
    yield join([...lines.slice(0, start), ...lines.slice(start + 1, end), ...lines.slice(end + 1)])
  }
}

/** One pair of parentheses replaced by something simpler, or one operand of a list removed. */
function* simplerLines(lines: string[]): Generator<string> {
  for (const [i, line] of lines.entries())
    for (const simpler of simplerTexts(line))
      yield join([...lines.slice(0, i), simpler, ...lines.slice(i + 1)])
}

function* simplerTexts(line: string): Generator<string> {
  for (const [open, close] of pairsOf(line)) {
    const before = line.slice(0, open)
    const after = line.slice(close + 1)
    const inner = line.slice(open + 1, close)
    const name = /[\w.:]*$/.exec(before)![0]
    const head = before.slice(0, before.length - name.length)
    for (const replacement of ["1", "nil", '"a"', `(${inner})`]) yield head + replacement + after
    if (name !== "") {
      yield `${before}()${after}`
      for (const part of partsOf(inner)) yield `${before}(${part})${after}`
    } else for (const operand of inner.split(/ (?:[-+*/%&|~^<>=.]+|and|or) /)) yield head + operand + after
  }
  // a declaration of several names or values, down to one
  const values = /^(.*?= )(.*)$/.exec(line)
  if (values) for (const part of partsOf(values[2]!)) yield values[1]! + part
  for (const part of [" <const>", "local ", ", ..."]) if (line.includes(part)) yield line.replace(part, "")
  for (const match of line.matchAll(/\b(?:0x)?[0-9a-f.]{2,}\b/g))
    yield `${line.slice(0, match.index)}3${line.slice(match.index + match[0].length)}`
}

/** The positions of parentheses that belong together. */
function pairsOf(line: string): [number, number][] {
  const pairs: [number, number][] = []
  const open: number[] = []
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') i = line.indexOf('"', i + 1)
    if (i < 0) break
    if (line[i] === "(") open.push(i)
    else if (line[i] === ")" && open.length > 0) pairs.push([open.pop()!, i])
  }
  return pairs.sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
}

/** A list without one of its items, and each item alone. */
function* partsOf(list: string): Generator<string> {
  const items: string[] = []
  let level = 0
  let start = 0
  for (let i = 0; i <= list.length; i++) {
    if (i === list.length || (list[i] === "," && level === 0)) {
      items.push(list.slice(start, i).trim())
      start = i + 1
    } else if ("({[".includes(list[i]!)) level++
    else if (")}]".includes(list[i]!)) level--
  }
  if (items.length < 2) return
  for (let i = 0; i < items.length; i++) {
    yield items.filter((_, j) => j !== i).join(", ")
    yield items[i]!
  }
}
