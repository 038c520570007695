/** string.epoch(str, format): a date and time in words and digits as seconds since 1970. */
import { checkString, type LuaResult, type LuaValue } from "../../../interpreter/index.ts"
import { MESSAGE } from "./messages.ts"
import { secondsOf } from "./seconds.ts"
import { readTime } from "./strptime.ts"

/**
 * string.epoch(str, format): the seconds; where the format ended before the text, also the place of the
 * first byte that was not read; nil and a message when the text does not follow the format.
 */
export function epoch(text: LuaValue, format: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(text, 1, count)
  const reading = readTime(subject, checkString(format, 2, count))
  if (typeof reading === "string") return [undefined, reading]
  const seconds = secondsOf(reading.fields)
  if (seconds === undefined) return [undefined, MESSAGE.tooLarge]
  return reading.end < subject.length ? [seconds, reading.end + 1] : seconds
}
