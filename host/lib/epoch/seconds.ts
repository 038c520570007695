/**
 * The seconds since 1970 that the fields of a date and time stand for. Missing fields are those of the
 * first second of 1970; the time is local unless an offset was read. Fields beyond their month's or
 * minute's end carry over, as in mktime.
 */
import { type BrokenTime, daysOfDate, localTime, secondsOfLocalTime } from "../../../interpreter/index.ts"
import { intFromBigInt, type LuaInteger } from "../../../interpreter/index.ts"
import type { Fields } from "./strptime.ts"

const LARGEST = 0x7fffffffffffffffn

/** Seconds; undefined when they lie beyond what the C library's calendar reaches. */
export function secondsOf(fields: Fields): LuaInteger | undefined {
  if (fields.absolute !== undefined) return absoluteSeconds(fields.absolute)
  const { month, day } = dateOf(fields)
  const [hour, minute, second] = [hourOf(fields), fields.minute ?? 0, fields.second ?? 0]
  const year = yearOf(fields)
  if (fields.offset !== undefined)
    return daysOfDate(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - fields.offset
  const time: BrokenTime = {
    year,
    month,
    day,
    hour,
    min: minute,
    sec: second,
    isdst: undefined,
    yday: 0,
    wday: 0,
    offset: 0,
    zone: "",
  }
  return secondsOfLocalTime(time)?.seconds
}

function absoluteSeconds(digits: string): LuaInteger | undefined {
  const value = BigInt(digits)
  if (value > LARGEST) return undefined
  const seconds = intFromBigInt(value)
  return localTime(seconds) === undefined ? undefined : seconds
}

/** %Y; or %C with %y; or %y, which without a century means 1969 to 2068; or a century's first year. */
function yearOf({ year, century, yearOfCentury }: Fields): number {
  if (year !== undefined) return year
  if (century !== undefined) return century * 100 + (yearOfCentury ?? 0)
  if (yearOfCentury !== undefined) return yearOfCentury + (yearOfCentury >= 69 ? 1900 : 2000)
  return 1970
}

function hourOf({ hour, hour12, isAfternoon }: Fields): number {
  if (hour12 === undefined) return hour ?? 0
  return isAfternoon ? hour12 + 12 : hour12
}

/** Month and day; a day of the year or of a week counts where these are not both known. */
function dateOf(fields: Fields): { month: number; day: number } {
  const { month, day, dayOfYear, weekday } = fields
  if (month !== undefined && day !== undefined) return { month, day }
  if (dayOfYear !== undefined) return { month: 1, day: dayOfYear }
  const week = fields.sundayWeek ?? fields.mondayWeek
  if (week === undefined || weekday === undefined) return { month: month ?? 1, day: day ?? 1 }
  const begin = fields.sundayWeek === undefined ? 1 : 0
  const firstOfYear = (((daysOfDate(yearOf(fields), 1, 1) + 4) % 7) + 7) % 7
  const firstOfWeekOne = 1 + ((begin - firstOfYear + 7) % 7)
  return { month: 1, day: firstOfWeekOne + (week - 1) * 7 + ((weekday - begin + 7) % 7) }
}
