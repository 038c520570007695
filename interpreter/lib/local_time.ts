/**
 * Local time: the C library's localtime_r and mktime, which know the rules of the time zone, daylight
 * saving and the zone's abbreviation. Where there is no such library, JavaScript's Date has to do; it
 * knows no abbreviations and only the years around now.
 */
import { intFromBigInt, intToBigInt, toDouble, type LuaInteger } from "../value/number.ts"
import { type BrokenTime, daysOfDate, universalTime } from "./calendar.ts"
import { pointerTo, type CFunctions, openLibc } from "./libc.ts"

/** `struct tm` of every 64-bit Unix: nine ints, then tm_gmtoff and tm_zone. */
const TM_SIZE = 56
const GMTOFF = 40
const ZONE = 48

interface Library {
  calls: CFunctions<"localtime_r" | "mktime">
  time: BigInt64Array
  tm: DataView
}

let library: Library | null | undefined

function openLibrary(): Library | null {
  if (library !== undefined) return library
  const calls = openLibc({
    localtime_r: { args: ["ptr", "ptr"], returns: "ptr" },
    mktime: { args: ["ptr"], returns: "i64" },
  })
  if (calls === undefined) library = null
  else library = { calls, time: new BigInt64Array(1), tm: new DataView(new ArrayBuffer(TM_SIZE)) }
  return library
}

/** Local time; undefined when the year does not fit `struct tm`. */
export function localTime(t: LuaInteger): BrokenTime | undefined {
  const c = openLibrary()
  if (c === null) return localTimeOfDate(t)
  c.time[0] = intToBigInt(t)
  const tm = new Uint8Array(c.tm.buffer)
  if (c.calls.localtime_r(pointerTo(c.time), pointerTo(tm)) === null) return undefined
  return readTm(c.tm)
}

/**
 * The seconds of a local date and time whose fields may be out of range, with the fields normalised
 * (mktime); -1 seconds or undefined when C cannot represent it.
 */
export function secondsOfLocalTime(
  time: BrokenTime,
): { seconds: LuaInteger; normal: BrokenTime } | undefined {
  const c = openLibrary()
  if (c === null) return secondsOfDate(time)
  writeTm(c.tm, time)
  const seconds = c.calls.mktime(pointerTo(new Uint8Array(c.tm.buffer))) as bigint
  return { seconds: intFromBigInt(seconds), normal: readTm(c.tm) }
}

function writeTm(tm: DataView, time: BrokenTime): void {
  const fields = [time.sec, time.min, time.hour, time.day, time.month - 1, time.year - 1900, 0, 0]
  for (const [i, value] of fields.entries()) tm.setInt32(i * 4, value, true)
  tm.setInt32(32, time.isdst === undefined ? -1 : Number(time.isdst), true)
}

function readTm(tm: DataView): BrokenTime {
  const field = (i: number): number => tm.getInt32(i * 4, true)
  const isdst = field(8)
  return {
    sec: field(0),
    min: field(1),
    hour: field(2),
    day: field(3),
    month: field(4) + 1,
    year: field(5) + 1900,
    wday: field(6),
    yday: field(7) + 1,
    isdst: isdst < 0 ? undefined : isdst > 0,
    offset: Number(tm.getBigInt64(GMTOFF, true)),
    zone: readZone(tm.getBigUint64(ZONE, true)),
  }
}

function readZone(address: bigint): string {
  if (address === 0n) return ""
  const { CString } = require("bun:ffi") as typeof import("bun:ffi")
  return String(new CString(Number(address) as never))
}

// -- without the C library ------------------------------------------------------------------------

/** The fields of local time are those of universal time, the zone's offset later. */
function localTimeOfDate(t: LuaInteger): BrokenTime | undefined {
  const offset = offsetOfDate(toDouble(t))
  const time = universalTime(intFromBigInt(intToBigInt(t) + BigInt(offset)))
  if (time === undefined) return undefined
  const january = offsetOfDate(daysOfDate(time.year, 1, 1) * 86400)
  const july = offsetOfDate(daysOfDate(time.year, 7, 1) * 86400)
  time.isdst = offset > Math.min(january, july)
  time.offset = offset
  time.zone = offset === 0 ? "UTC" : ""
  return time
}

/** Seconds east of Greenwich at a time; 0 for what Date does not reach. */
function offsetOfDate(seconds: number): number {
  const minutes = new Date(seconds * 1000).getTimezoneOffset()
  return Number.isNaN(minutes) ? 0 : Math.round(minutes * -60)
}

function secondsOfDate(time: BrokenTime): { seconds: LuaInteger; normal: BrokenTime } | undefined {
  const date = new Date(2000, 0, 1)
  date.setFullYear(time.year, time.month - 1, time.day)
  date.setHours(time.hour, time.min, time.sec, 0)
  const seconds = Math.floor(date.getTime() / 1000)
  const normal = Number.isNaN(seconds) ? undefined : localTimeOfDate(seconds)
  return normal === undefined ? undefined : { seconds, normal }
}
