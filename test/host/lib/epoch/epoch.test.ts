// string.epoch: what each conversion reads, the same as the system's strptime in several time zones, and
// back from what os.date writes.
import { afterAll, beforeAll, describe, expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { epoch } from "../../../../host/lib/epoch/index.ts"
import { fuzzCount, fuzzSeed, Random } from "../../../support/random.ts"

const DRIVER = join(import.meta.dir, "driver.ts")
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
const compiler = Bun.which("gcc") ?? Bun.which("cc")

function run(command: string[], zone: string, lines: string[]): string[] {
  const child = Bun.spawnSync(command, {
    stdin: Buffer.from(`${lines.join("\n")}\n`, "latin1"),
    env: { ...process.env, TZ: zone, LC_ALL: "C" },
  })
  if (!child.success) throw new Error(child.stderr.toString())
  return child.stdout.toString("latin1").split("\n").slice(0, -1)
}

test.each([
  ["2016-02-29 12:34:56 +0000", "%Y-%m-%d %H:%M:%S %z", 1456749296],
  ["2016-02-29T12:34:56+02:00", "%FT%T%z", 1456742096],
  ["2016-02-29T12:34:56Z", "%FT%T%z", 1456749296],
  ["29 feb 16 12:34:56 pm +0000", "%d %b %y %I:%M:%S %p %z", 1456749296],
  ["Monday, FEBRUARY 29 2016 +00", "%a, %B %d %Y %z", 1456704000],
  ["1456749296", "%s", 1456749296],
  ["2016 060 +0000", "%Y %j %z", 1456704000],
  ["2016 09 1 +0000", "%Y %W %w %z", 1456704000],
  ["20 16 +0000", "%C %y %z", 1451606400],
  ["2016-02-30 +0000", "%F %z", 1456790400],
  ["  2016 -  2 - 29+0000", " %Y - %m - %d%z", 1456704000],
  ["100%", "1%d%%", undefined],
  ["2016-13-01", "%F", undefined],
  ["2016-01-32", "%F", undefined],
  ["", "%Y", undefined],
  ["24:00", "%R", undefined],
  ["99999999999999999999", "%s", undefined],
])("%j by %j", (text, format, expected) => {
  const result = epoch(text, format)
  if (expected === undefined) expect(result).toEqual([undefined, expect.any(String)])
  else expect(result).toBe(expected)
})

test("a failure says what was expected where", () => {
  expect(epoch("2016-1x-01", "%Y-%m-%d")).toEqual([undefined, "'-' expected at byte 7"])
  expect(epoch("2016-13-01", "%Y-%m-%d")).toEqual([
    undefined,
    "a number from 1 to 12 for %m expected at byte 6",
  ])
  expect(epoch("2016", "%Q")).toEqual([undefined, "invalid conversion in the format '%Q'"])
  expect(epoch("2016", "%")).toEqual([undefined, "invalid conversion in the format '%'"])
})

test("text behind the format is told by its place", () => {
  expect(epoch("1970-01-02T00:00:00Z, a Friday", "%FT%T%z")).toEqual([86400, 21])
  expect(epoch("1\x002", "%s")).toEqual([1, 2])
})

// -- os.date and back -----------------------------------------------------------------------------

/** Formats that name a second without doubt, and what they lose. */
const EXACT = [
  "%Y-%m-%d %H:%M:%S %z",
  "%a, %d %b %Y %T %z",
  "%c %z",
  "%A %e. %B %C%y, %r %z",
  "%D %T %z",
  "%j/%Y %I:%M %p:%S%z",
  "%Y week %U day %w %X %z",
  "%Y-W%W-%u %EX %z",
  "%FT%T%z",
  "%x %X %z",
  "%t%Od %OH %OM %OS%t%Ey %Om %z",
]

test.each(ZONES)(
  "10 000 times written by os.date in %s are read back",
  (zone) => {
    const random = new Random(fuzzSeed())
    const lines: string[] = []
    for (let i = 0; i < fuzzCount(10_000 / ZONES.length); i++) {
      const format = random.pick(EXACT)
      // %y and %D mean the years 1969 to 2068.
      const seconds = 86400 * 366 + random.below(3_000_000_000 - 86400 * 800)
      lines.push(String(seconds), format)
    }
    const results = run([process.execPath, DRIVER, "dates"], zone, lines)
    const wrong: string[] = []
    for (let i = 0; i < lines.length; i += 2)
      if (results[i + 1]!.split(" ")[0] !== lines[i])
        wrong.push(`${lines[i]} ${lines[i + 1]} ${results[i]} ${results[i + 1]}`)
    expect(results.length).toBe(lines.length)
    expect(wrong).toEqual([])
  },
  60_000,
)

// -- the system's strptime ------------------------------------------------------------------------

/**
 * Left out: %Ey, which glibc does not read in the "C" locale though strftime writes it; %EY and %O before
 * other conversions of the kind, where glibc loses its place ("2016-Sat" by "%EY-%a" ends before "Sat").
 */
const PIECES: [format: string, texts: string[]][] = [
  ["%Y", ["2016", "1999", "0050", "9999", "12345", "7", "-5"]],
  ["%m", ["1", "02", "12", "13", "0", " 3"]],
  ["%d", ["1", "31", "09", "32", " 7"]],
  ["%e", ["1", "31", "00"]],
  ["%H", ["0", "23", "24", "007"]],
  ["%k", ["5"]],
  ["%I %p", ["12 AM", "12 pm", "1 Pm", "13 am", "0 am"]],
  ["%p %l", ["pm 5", "am 12", "xm 1"]],
  ["%M", ["0", "59", "60"]],
  ["%S", ["0", "61", "62", "5"]],
  ["%y", ["68", "69", "00"]],
  ["%C", ["19", "20", "00"]],
  ["%b", ["jan", "MARCH", "Ma", "decemb"]],
  ["%OB", ["July"]],
  ["%a", ["mon", "Tuesday", "fr", "Satur"]],
  ["%j", ["1", "365", "060", "367"]],
  ["%u", ["1", "7", "8"]],
  ["%w", ["0", "6", "7"]],
  ["%U", ["10", "53", "54"]],
  ["%V", ["10", "53", "54"]],
  ["%g", ["10", "100"]],
  ["%G", ["2020", "x", "12345678"]],
  ["%Z", ["CET", "x y", ""]],
  ["%z", ["+0130", "-01", "Z", "+1", "-01:30", "+0160", "+01:", "z", "+9959"]],
  ["%F", ["2020-02-29", "2020-2-9", "2020-02"]],
  ["%T", ["1:2:3", "01:02:03", "1:2"]],
  ["%R", ["23:59"]],
  ["%D", ["02/29/20", "2/3/4"]],
  ["%c", ["Mon Feb 29 12:34:56 2016", "mon feb  1  1:02:03 2016"]],
  ["%r", ["01:02:03 PM"]],
  ["%s", ["1234567890", "0", "x"]],
  ["%-d", ["5"]],
  ["%n", ["  ", "\t", ""]],
  ["%t", [""]],
  ["%%", ["%", "x"]],
  ["x", ["x", "X"]],
  ["%Q", [""]],
  ["%Ed", ["1"]],
  ["%OY", ["2016"]],
  ["%", [""]],
]

/**
 * Formats in which glibc mixes what does not belong together: several kinds of date or clock. There
 * docs/reference/epoch.md says which one counts.
 */
function isMixed(format: string): boolean {
  const kinds = [/%[mbde]|%OB|%-d|%[FDc]/, /%j/, /%[UW]/].filter((kind) => kind.test(format)).length
  const years = (format.match(/%(E?[yYC]|[FDc])/g) ?? []).length
  const clocks = (format.match(/%[HkIlTRrc]/g) ?? []).length
  const times = (format.match(/%[sMS]/g) ?? []).length
  // glibc takes "monTuesday" for one name, Tuesday: it goes on behind "mon" with the names that follow in its list.
  const names = [/%a/g, /%b|%OB/g].some((name) => (format.match(name) ?? []).length > 1)
  const lone = /%j|%[UW]/.test(format) && !/%Y/.test(format)
  return (
    kinds > 1 ||
    years > 1 ||
    clocks > 1 ||
    lone ||
    names ||
    (/%s/.test(format) && times + clocks + years + kinds > 1) ||
    (/%s/.test(format) && /%z/.test(format)) ||
    (format.match(/%z/g) ?? []).length > 1 ||
    (/%j|%[UW]/.test(format) && /%[auwA]/.test(format))
  )
}

describe.skipIf(compiler === null)("like the system's strptime", () => {
  const folder = mkdtempSync(join(tmpdir(), "slua-epoch-"))
  const reference = join(folder, "strptime")
  beforeAll(() => {
    const source = join(import.meta.dir, "strptime.c")
    const built = Bun.spawnSync([compiler!, "-o", reference, source])
    if (!built.success) throw new Error(built.stderr.toString())
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each(ZONES)(
    "random texts and formats in %s",
    (zone) => {
      const random = new Random(fuzzSeed())
      const lines: string[] = []
      const count = fuzzCount(6000)
      while (lines.length < 2 * count) {
        let text = ""
        let format = ""
        for (let n = 1 + random.below(6); n > 0; n--) {
          const [piece, texts] = random.pick(PIECES)
          const separator = random.pick([" ", "", "-", "  "])
          format += piece + separator
          text += random.pick(texts) + (random.chance(0.95) ? separator : random.pick([" ", "", ":"]))
        }
        if (!isMixed(format)) lines.push(text, format)
      }
      const ours = run([process.execPath, DRIVER], zone, lines)
      const theirs = run([reference], zone, lines)
      const wrong: string[] = []
      for (let i = 0; i < count; i++)
        if (ours[i] !== theirs[i])
          wrong.push(`${JSON.stringify(lines[2 * i])} ${lines[2 * i + 1]}: ${ours[i]}, not ${theirs[i]}`)
      expect(wrong.slice(0, 12)).toEqual([])
      expect(theirs.filter((line) => line !== "nil").length).toBeGreaterThan(count / 20)
    },
    60_000,
  )
})

if (compiler === null) console.warn("no C compiler: string.epoch is not compared with the system's strptime")
