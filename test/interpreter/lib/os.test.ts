/** The os library: dates against known values and, where it is installed, against lua5.4; commands; files. */
import { expect, test } from "bun:test"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { openOs } from "../../../interpreter/lib/os.ts"
import { LuaError } from "../../../interpreter/runtime/error.ts"
import { intFromBigInt, LuaFloat } from "../../../interpreter/value/number.ts"
import { getString, type LuaTable, tableOf } from "../../../interpreter/value/table.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../../../interpreter/value/value.ts"

const library = openOs()

function os(key: string, ...args: LuaValue[]): LuaResult {
  return (getString(library, key) as LuaFunction)(...args)
}
function messageOf(action: () => unknown): string {
  try {
    action()
  } catch (e) {
    if (e instanceof LuaError) return e.value as string
    throw e
  }
  return "no error"
}

test.each([
  ["!%c", 0, "Thu Jan  1 00:00:00 1970"],
  ["!%Y-%m-%d %H:%M:%S", 1e9, "2001-09-09 01:46:40"],
  ["!%D %F %T %R %r", 951782400, "02/29/00 2000-02-29 00:00:00 00:00 12:00:00 AM"],
  ["!%a %A %b %B %h", 1709210096, "Thu Thursday Feb February Feb"],
  ["!%C|%y|%e|%I|%j|%p|%u|%w", 1709210096, "20|24|29|12|060|PM|4|4"],
  ["!%G-W%V %g %U %W", 1230768000 - 86400 * 3, "2009-W01 09 52 52"],
  ["!%G-W%V", 1293840000 + 86400, "2010-W52"],
  ["!%Ec|%Ex|%Oy|%Od|%%|%n|%t", 0, "Thu Jan  1 00:00:00 1970|01/01/70|70|01|%|\n|\t"],
  ["!%z %Z", 0, "+0000 GMT"],
  ["!%c", -1, "Wed Dec 31 23:59:59 1969"],
  ["!%F", -62198755200, "-1-01-01"],
  ["!\0%H\0", 0, "\x0000\0"],
])("os.date(%j, %d)", (format, time, expected) => {
  expect(os("date", format, time)).toBe(expected)
})

test.each(["%", "%9", "%E", "%O", "%Ea", "%s", "%Ez tail"])("%j is no conversion", (format) => {
  expect(messageOf(() => os("date", format))).toEndWith(
    `(invalid conversion specifier '%${format.slice(1)}')`,
  )
})

test("tables of fields", () => {
  const table = os("date", "!*t", 1709210096) as LuaTable
  const fields = ["year", "month", "day", "hour", "min", "sec", "yday", "wday", "isdst"]
  expect(fields.map((key) => getString(table, key))).toEqual([2024, 2, 29, 12, 34, 56, 60, 5, false])
  const odd = tableOf([], { year: 2005, month: 1, day: 1, hour: 1, min: 0, sec: -3602 })
  const time = os("time", odd) as number
  expect(os("date", "%F %T", time)).toBe("2004-12-31 23:59:58")
  expect(fields.slice(0, 8).map((key) => getString(odd, key))).toEqual([2004, 12, 31, 23, 59, 58, 366, 6])
  const noon = tableOf([], { year: "2020", month: "0x1", day: new LuaFloat(1) })
  expect(os("date", "%F %T", os("time", noon) as number)).toBe("2020-01-01 12:00:00")
})

test.each([
  [{ month: 1, day: 1 }, "field 'year' missing in date table"],
  [{ year: 2020, month: 1 }, "field 'day' missing in date table"],
  [{ year: 2020, month: "x", day: 1 }, "field 'month' is not an integer"],
  [{ year: 2020, month: 1.5, day: 1 }, "field 'month' is not an integer"],
  [{ year: 2 ** 31 + 1900, month: 1, day: 1 }, "field 'year' is out-of-bound"],
  [{ year: -(2 ** 31) + 1899, month: 1, day: 1 }, "field 'year' is out-of-bound"],
  [{ year: 2020, month: 1, day: 2 ** 32 }, "field 'day' is out-of-bound"],
  [{ year: 2 ** 31 + 1899, month: 13, day: 1 }, "time result cannot be represented in this installation"],
] as [Record<string, LuaValue>, string][])("os.time(%j)", (fields, message) => {
  expect(messageOf(() => os("time", tableOf([], fields)))).toEndWith(message)
})

test("times beyond all calendars", () => {
  const huge = intFromBigInt(2n ** 60n)
  for (const format of ["%Y", "!%Y"])
    expect(messageOf(() => os("date", format, huge))).toEndWith(
      "date result cannot be represented in this installation",
    )
  expect(os("date", "!%Y", intFromBigInt(67768036191676799n))).toBe("-2147481749")
  expect(os("difftime", huge, 0)).toBe(2 ** 60)
  expect(os("difftime", 5, 3)).toEqual(new LuaFloat(2))
})

const FORMAT = "%c|%C|%D|%F|%g|%G|%I|%j|%p|%r|%u|%U|%V|%w|%W|%x|%X|%y|%z|%Z"

test.skipIf(Bun.which("lua5.4") === null).each(["America/New_York", "Europe/Dublin", "<+0530>-5:30"])(
  "local time as lua5.4 has it: TZ=%s",
  (zone) => {
    let seed = 7
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
      return Math.floor((seed / 0x7fffffff) * n)
    }
    let program = ""
    for (let i = 0; i < 150; i++) {
      program += `print(os.date("${FORMAT}", ${random(4e9) - 1e9}))\n`
      const isdst = ["nil", "true", "false"][i % 3]
      program += `t = {year=${1950 + random(100)}, month=${random(30) - 9}, day=${random(90) - 30}, isdst=${isdst}}\n`
      program += `print(os.time(t), t.month, t.day, t.hour, t.isdst)\n`
    }
    const folder = mkdtempSync("/tmp/slua-os-")
    writeFileSync(`${folder}/dates.lua`, program)
    writeFileSync(`${folder}/run.ts`, RUNNER)
    const env = { ...process.env, TZ: zone }
    const ours = Bun.spawnSync([process.execPath, `${folder}/run.ts`, `${folder}/dates.lua`], { env })
    const theirs = Bun.spawnSync(["lua5.4", `${folder}/dates.lua`], { env })
    rmSync(folder, { recursive: true })
    expect(ours.stderr.toString()).toBe("")
    expect(ours.stdout.toString()).toBe(theirs.stdout.toString())
  },
)

const FACE = `${import.meta.dir}/../../../interpreter/index.ts`
/** A process of its own: the time zone is read from the environment once. */
const RUNNER = `import { flushAll, loadFile, openLibraries } from "${FACE}"
openLibraries()
loadFile(process.argv[2])()
flushAll()
`

test("commands", () => {
  expect(os("execute")).toBe(true)
  expect(os("execute", "true")).toEqual([true, "exit", 0])
  expect(os("execute", "exit 3")).toEqual([undefined, "exit", 3])
  expect(os("execute", "kill -9 $$")).toEqual([undefined, "signal", 9])
  expect(os("execute", "not-to-be-found-command 2> /dev/null")).toEqual([undefined, "exit", 127])
  expect(os("execute", "test \"$(printf '\\303\\377')\" = \xc3\xff")).toEqual([true, "exit", 0])
})

test("files by name", () => {
  const name = os("tmpname") as string
  expect(name).toMatch(/^\/tmp\/lua_\w{6}$/)
  expect(existsSync(name)).toBe(true)
  const other = `${name}\xe9`
  expect(os("rename", name, other)).toBe(true)
  expect(os("rename", name, other)).toEqual([undefined, "No such file or directory", 2])
  expect(os("remove", other)).toBe(true)
  expect(os("remove", other)).toEqual([undefined, `${other}: No such file or directory`, 2])
  const folder = mkdtempSync("/tmp/slua-os-")
  writeFileSync(`${folder}/x`, "")
  expect(os("remove", folder)).toEqual([undefined, `${folder}: Directory not empty`, 39])
  os("remove", `${folder}/x`)
  expect(os("remove", folder)).toBe(true)
})

test("environment, locale, clock", () => {
  process.env.SLUA_TEST = "ä"
  expect(os("getenv", "SLUA_TEST")).toBe("\xc3\xa4")
  expect(os("getenv", "SLUA_NONE")).toBeUndefined()
  expect([
    os("setlocale"),
    os("setlocale", "C"),
    os("setlocale", "POSIX", "time"),
    os("setlocale", ""),
  ]).toEqual(Array(4).fill("C"))
  expect(os("setlocale", "xx")).toBeUndefined()
  expect(messageOf(() => os("setlocale", "C", "x"))).toEndWith("(invalid option 'x')")
  const clock = os("clock")
  expect(typeof clock === "number" || clock instanceof LuaFloat).toBe(true)
})
