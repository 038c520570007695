/**
 * The Gregorian calendar: days since 1970-01-01 to dates and back, for any year that C's `struct tm`
 * holds. Seconds are Lua integers, because the largest of those years lie beyond 2^53 seconds.
 */
import { intToBigInt, type LuaInteger } from "../value/number.ts"

/** In the "C" locale. */
export const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
export const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
]

/** A date and time split into fields, with C's ranges except that months and days of the year begin at 1. */
export interface BrokenTime {
  year: number
  month: number
  day: number
  hour: number
  min: number
  sec: number
  /** 1 to 366. */
  yday: number
  /** 0 (Sunday) to 6. */
  wday: number
  /** undefined: unknown. */
  isdst: boolean | undefined
  /** Seconds east of Greenwich. */
  offset: number
  /** Abbreviation of the time zone. */
  zone: string
}

const SECONDS_PER_DAY = 86400
const DAYS_PER_CYCLE = 146097
/** From 0000-03-01 to 1970-01-01. */
const EPOCH_DAYS = 719468
/** Days before each month of a year that begins in March. */
const MARCH_DAYS = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337]

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days from 1970-01-01 to a date; month 1 to 12, any day. */
export function daysOfDate(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const cycle = Math.floor(y / 400)
  const yearOfCycle = y - cycle * 400
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  const dayOfYear = MARCH_DAYS[(month + 9) % 12]! + day - 1
  return cycle * DAYS_PER_CYCLE + yearOfCycle * 365 + leapDays + dayOfYear - EPOCH_DAYS
}

/** The date that is so many days after 1970-01-01. */
function dateOfDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + EPOCH_DAYS
  const cycle = Math.floor(shifted / DAYS_PER_CYCLE)
  const dayOfCycle = shifted - cycle * DAYS_PER_CYCLE
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36524) -
      Math.floor(dayOfCycle / 146096)) /
      365,
  )
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + leapDays)
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - MARCH_DAYS[marchMonth]! + 1 }
}

/** Whole days and the seconds of the day. */
function splitSeconds(t: LuaInteger): { days: number; rest: number } {
  if (typeof t === "number") {
    const days = Math.floor(t / SECONDS_PER_DAY)
    const rest = t - days * SECONDS_PER_DAY
    // The quotient of a large number may be rounded up to the next day.
    return rest < 0 ? { days: days - 1, rest: rest + SECONDS_PER_DAY } : { days, rest }
  }
  const rest = Number(((intToBigInt(t) % 86400n) + 86400n) % 86400n)
  return { days: Number((intToBigInt(t) - BigInt(rest)) / 86400n), rest }
}

/** Universal time; undefined when the year does not fit `struct tm`. */
export function universalTime(t: LuaInteger): BrokenTime | undefined {
  const { days, rest } = splitSeconds(t)
  const { year, month, day } = dateOfDays(days)
  if (year - 1900 > 0x7fffffff || year - 1900 < -0x80000000) return undefined
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    min: Math.floor(rest / 60) % 60,
    sec: rest % 60,
    yday: days - daysOfDate(year, 1, 1) + 1,
    wday: (((days + 4) % 7) + 7) % 7,
    isdst: false,
    offset: 0,
    zone: "GMT",
  }
}
