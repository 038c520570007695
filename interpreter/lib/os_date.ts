/**
 * os.date, os.time and os.difftime (§6.9): strftime's conversions of C99 in the "C" locale, and the
 * tables of date fields. The calendar is calendar.ts, the time zone local_time.ts.
 */
import { libraryError } from "../runtime/error.ts"
import { indexOf, setIndexOf } from "../runtime/barrier.ts"
import {
  isNumber,
  type LuaInteger,
  LuaInt64,
  makeFloat,
  toInteger,
  toDouble,
  intToBigInt,
} from "../value/number.ts"
import { parseNumeral } from "../value/numeral.ts"
import { LuaTable } from "../value/table.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"
import { argumentError, checkInteger, checkTable, optString } from "./args.ts"
import { type BrokenTime, DAY_NAMES, daysOfDate, isLeapYear, MONTH_NAMES, universalTime } from "./calendar.ts"
import { cString } from "./host_string.ts"
import { localTime, secondsOfLocalTime } from "./local_time.ts"

/** Conversions without modifier, with E and with O (ISO C99). */
const PLAIN = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%"
const WITH_E = "cCxXyY"
const WITH_O = "deHImMSuUVwWy"

// -- strftime -------------------------------------------------------------------------------------

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n)
}

/** Padded with spaces to two places. */
function blankTwo(n: number): string {
  return n < 10 ? ` ${n}` : String(n)
}

/** Hour of the twelve-hour clock. */
function hour12(t: BrokenTime): number {
  return t.hour % 12 === 0 ? 12 : t.hour % 12
}

/** Year and number of the ISO 8601 week. */
function isoWeek(t: BrokenTime): { year: number; week: number } {
  const weekday = t.wday === 0 ? 7 : t.wday
  const week = Math.floor((t.yday - weekday + 10) / 7)
  if (week < 1) return { year: t.year - 1, week: weeksOf(t.year - 1) }
  if (week > weeksOf(t.year)) return { year: t.year + 1, week: 1 }
  return { year: t.year, week }
}

/** ISO weeks of a year: 53 if it begins on a Thursday, or on a Wednesday and is a leap year. */
function weeksOf(year: number): number {
  const first = (((daysOfDate(year, 1, 1) + 4) % 7) + 7) % 7
  return first === 4 || (first === 3 && isLeapYear(year)) ? 53 : 52
}

/** Last two digits of a year, and what is before them. */
function yearOfCentury(year: number): string {
  return two(((year % 100) + 100) % 100)
}

/** A year as strftime prints it: glibc adds 1900 to `tm_year`, which is a C int. */
function int(year: number): number {
  return year | 0
}

function zoneOffset(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60)
  return `${seconds < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}

/** One conversion; the letter is known to be valid. */
function convert(letter: string, t: BrokenTime): string {
  switch (letter) {
    case "a":
      return DAY_NAMES[t.wday]!.slice(0, 3)
    case "A":
      return DAY_NAMES[t.wday]!
    case "b":
    case "h":
      return MONTH_NAMES[t.month - 1]!.slice(0, 3)
    case "B":
      return MONTH_NAMES[t.month - 1]!
    case "c":
      return `${convert("a", t)} ${convert("b", t)} ${blankTwo(t.day)} ${convert("T", t)} ${int(t.year)}`
    case "C":
      return String(Math.floor(int(t.year) / 100))
    case "d":
      return two(t.day)
    case "D":
    case "x":
      return `${two(t.month)}/${two(t.day)}/${yearOfCentury(t.year)}`
    case "e":
      return blankTwo(t.day)
    case "F":
      return `${int(t.year)}-${two(t.month)}-${two(t.day)}`
    case "g":
      return yearOfCentury(int(isoWeek(t).year))
    case "G":
      return String(int(isoWeek(t).year))
    case "H":
      return two(t.hour)
    case "I":
      return two(hour12(t))
    case "j":
      return String(t.yday).padStart(3, "0")
    case "m":
      return two(t.month)
    case "M":
      return two(t.min)
    case "n":
      return "\n"
    case "p":
      return t.hour < 12 ? "AM" : "PM"
    case "r":
      return `${two(hour12(t))}:${two(t.min)}:${two(t.sec)} ${convert("p", t)}`
    case "R":
      return `${two(t.hour)}:${two(t.min)}`
    case "S":
      return two(t.sec)
    case "t":
      return "\t"
    case "T":
    case "X":
      return `${two(t.hour)}:${two(t.min)}:${two(t.sec)}`
    case "u":
      return String(t.wday === 0 ? 7 : t.wday)
    case "U":
      return two(Math.floor((t.yday + 6 - t.wday) / 7))
    case "V":
      return two(isoWeek(t).week)
    case "w":
      return String(t.wday)
    case "W":
      return two(Math.floor((t.yday + 6 - ((t.wday + 6) % 7)) / 7))
    case "y":
      return yearOfCentury(t.year)
    case "Y":
      return String(int(t.year))
    case "z":
      return zoneOffset(t.offset)
    case "Z":
      return t.zone
    default:
      return "%"
  }
}

/** Length of the conversion at `at`, behind its percent sign; 0 for an invalid one. */
function conversionLength(format: string, at: number): number {
  const letter = format.charAt(at)
  if (letter !== "" && PLAIN.includes(letter)) return 1
  const second = format.charAt(at + 1)
  const set = letter === "E" ? WITH_E : letter === "O" ? WITH_O : ""
  return second !== "" && set.includes(second) ? 2 : 0
}

/** Raises for a format with an invalid conversion. */
function checkConversions(format: string): void {
  let percent = format.indexOf("%")
  while (percent >= 0) {
    const length = conversionLength(format, percent + 1)
    if (length === 0)
      throw argumentError(1, `invalid conversion specifier '%${cString(format.slice(percent + 1))}'`)
    percent = format.indexOf("%", percent + 1 + length)
  }
}

function formatTime(format: string, t: BrokenTime): string {
  let text = ""
  let at = 0
  for (;;) {
    const percent = format.indexOf("%", at)
    if (percent < 0) return text + format.slice(at)
    const length = conversionLength(format, percent + 1)
    text += format.slice(at, percent) + convert(format.charAt(percent + length), t)
    at = percent + 1 + length
  }
}

// -- tables ---------------------------------------------------------------------------------------

function setFields(table: LuaTable, t: BrokenTime): void {
  setIndexOf(table, "year", t.year)
  setIndexOf(table, "month", t.month)
  setIndexOf(table, "day", t.day)
  setIndexOf(table, "hour", t.hour)
  setIndexOf(table, "min", t.min)
  setIndexOf(table, "sec", t.sec)
  setIndexOf(table, "yday", t.yday)
  setIndexOf(table, "wday", t.wday + 1)
  if (t.isdst !== undefined) setIndexOf(table, "isdst", t.isdst)
}

/** A field as an int of `struct tm` that counts from `base`. */
function getField(table: LuaTable, key: string, fallback: number | undefined, base: number): number {
  const v = indexOf(table, key)
  const number = typeof v === "string" ? parseNumeral(v) : v
  const integer = isNumber(number) ? toInteger(number) : undefined
  if (integer === undefined) {
    if (v !== undefined) throw libraryError(`field '${key}' is not an integer`)
    if (fallback === undefined) throw libraryError(`field '${key}' missing in date table`)
    return fallback
  }
  const n = integer instanceof LuaInt64 ? toDouble(integer) : integer
  if (n >= 0 ? n - base > 0x7fffffff : n < -0x80000000 + base)
    throw libraryError(`field '${key}' is out-of-bound`)
  return n
}

function getBoolean(table: LuaTable, key: string): boolean | undefined {
  const v = indexOf(table, key)
  return v === undefined ? undefined : v !== false
}

// -- library functions ----------------------------------------------------------------------------

function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** os.date([format [, time]]) — §6.9 */
export function osDate(format: LuaValue, time: LuaValue): LuaResult {
  const count = arguments.length
  const text = optString(format, 1, count, "%c")
  const t = time === undefined ? now() : checkInteger(time, 2, count)
  const isUniversal = text.startsWith("!")
  const broken = isUniversal ? universalTime(t) : localTime(t)
  if (broken === undefined) throw libraryError("date result cannot be represented in this installation")
  const rest = isUniversal ? text.slice(1) : text
  if (cString(rest) === "*t") {
    const table = new LuaTable()
    setFields(table, broken)
    return table
  }
  checkConversions(rest)
  return formatTime(rest, broken)
}

/** os.time([table]) — §6.9 */
export function osTime(table: LuaValue): LuaResult {
  if (table === undefined) return now()
  const fields = checkTable(table, 1, arguments.length)
  const result = secondsOfLocalTime({
    year: getField(fields, "year", undefined, 1900),
    month: getField(fields, "month", undefined, 1),
    day: getField(fields, "day", undefined, 0),
    hour: getField(fields, "hour", 12, 0),
    min: getField(fields, "min", 0, 0),
    sec: getField(fields, "sec", 0, 0),
    isdst: getBoolean(fields, "isdst"),
    yday: 0,
    wday: 0,
    offset: 0,
    zone: "",
  })
  if (result !== undefined) setFields(fields, result.normal)
  if (result === undefined || result.seconds === -1)
    throw libraryError("time result cannot be represented in this installation")
  return result.seconds
}

/** os.difftime(t2, t1) — §6.9 */
export function osDifftime(t2: LuaValue, t1: LuaValue): LuaResult {
  const count = arguments.length
  const later = checkInteger(t2, 1, count)
  const earlier = checkInteger(t1, 2, count)
  return makeFloat(difference(later, earlier))
}

function difference(later: LuaInteger, earlier: LuaInteger): number {
  if (typeof later === "number" && typeof earlier === "number") return later - earlier
  return Number(intToBigInt(later) - intToBigInt(earlier))
}
