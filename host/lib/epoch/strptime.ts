/**
 * Reading a date and time by a format, as glibc's strptime does in the "C" locale: white space in the
 * format stands for any amount of it, names are matched without regard to case and in full or short,
 * numbers may have blanks before them and end where another digit would leave their range. The year,
 * century, clock and day fields are combined at the end, so that their order does not matter.
 */
import { DAY_NAMES, MONTH_NAMES } from "../../../interpreter/index.ts"
import { MESSAGE } from "./messages.ts"

const HALVES = ["AM", "PM"]

/** Conversions that stand for a format of their own. */
const COMPOSITE: Record<string, string> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
}

/** Numbers: least and greatest value, most digits. */
const NUMBER: Record<string, [number, number, number]> = {
  C: [0, 99, 2],
  d: [1, 31, 2],
  e: [1, 31, 2],
  g: [0, 99, 2],
  H: [0, 23, 2],
  k: [0, 23, 2],
  I: [1, 12, 2],
  l: [1, 12, 2],
  j: [1, 366, 3],
  m: [1, 12, 2],
  M: [0, 59, 2],
  S: [0, 61, 2],
  u: [1, 7, 1],
  U: [0, 53, 2],
  V: [0, 53, 2],
  w: [0, 6, 1],
  W: [0, 53, 2],
  y: [0, 99, 2],
  Y: [0, 9999, 4],
}

/** ±hh, ±hhmm or ±hh:mm; one or three digits are none of these. */
const OFFSET = /[+-](\d\d)(?::?(\d\d)|(?!:?\d))/y

/** Letters that may follow E and O. */
const WITH_E = "cCxXyY"
const WITH_O = "bBdeHImMSUVwWy"

/** What was read; undefined where the format had nothing of the kind. */
export interface Fields {
  /** Of %Y. */
  year?: number
  /** Of %C, without the last two digits. */
  century?: number
  /** Of %y. */
  yearOfCentury?: number
  /** 1 to 12. */
  month?: number
  /** 1 to 31. */
  day?: number
  /** 1 to 366. */
  dayOfYear?: number
  /** 0 (Sunday) to 6. */
  weekday?: number
  /** Week of the year, the first beginning on the year's first Sunday (%U). */
  sundayWeek?: number
  /** Week of the year, the first beginning on the year's first Monday (%W). */
  mondayWeek?: number
  hour?: number
  /** Hour of the twelve-hour clock, 0 to 11; it counts only if it was read after the last %H. */
  hour12?: number
  isAfternoon?: boolean
  minute?: number
  second?: number
  /** Seconds since 1970 (%s), as digits; fields that were read later count more. */
  absolute?: string
  /** Seconds east of Greenwich (%z). */
  offset?: number
}

export type Reading = { fields: Fields; /** Place behind what was read, 0-based. */ end: number } | string

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Raised inside the reader only. */
class Mismatch {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

class Reader {
  readonly text: string
  readonly fields: Fields = {}
  at = 0
  constructor(text: string) {
    this.text = text
  }

  skipSpace(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
  }

  fail(wanted: string): never {
    throw new Mismatch(MESSAGE.mismatch(wanted, this.at + 1))
  }

  /** Follows the format to its end. */
  readFormat(format: string): void {
    for (let i = 0; i < format.length; i++) {
      const code = format.charCodeAt(i)
      if (isSpace(code)) this.skipSpace()
      else if (code !== 37) this.readLiteral(code, format[i]!)
      else i = this.readConversion(format, i + 1)
    }
  }

  readLiteral(code: number, literal: string): void {
    if (this.text.charCodeAt(this.at) !== code) this.fail(`'${literal}'`)
    this.at++
  }

  /** Reads by the conversion whose percent sign is before `i`; the place of the conversion's last letter. */
  readConversion(format: string, i: number): number {
    while (i < format.length && "-_^#0123456789".includes(format[i]!)) i++
    const set = format[i] === "E" ? WITH_E : format[i] === "O" ? WITH_O : undefined
    if (set !== undefined) i++
    const letter = format[i] ?? ""
    if (set !== undefined && !set.includes(letter || "?")) throw new Mismatch(MESSAGE.badConversion(format))
    this.convert(letter, format)
    return i
  }

  convert(letter: string, format: string): void {
    const range = NUMBER[letter]
    if (range !== undefined) {
      this.store(letter, this.readNumber(letter, range))
      return
    }
    const composite = COMPOSITE[letter]
    if (composite !== undefined) {
      this.readFormat(composite)
      return
    }
    switch (letter) {
      case "%":
        this.readLiteral(37, "%")
        return
      case "a":
      case "A":
        this.fields.weekday = this.readName(DAY_NAMES, "a day's name")
        return
      case "b":
      case "B":
      case "h":
        this.fields.month = this.readName(MONTH_NAMES, "a month's name") + 1
        delete this.fields.absolute
        return
      case "p":
        this.fields.isAfternoon = this.readName(HALVES, "AM or PM") === 1
        return
      case "n":
      case "t":
        this.skipSpace()
        return
      case "G":
        this.readDigits("a year")
        return
      case "s":
        this.fields.absolute = this.readDigits("seconds")
        return
      case "z":
        this.fields.offset = this.readOffset()
        return
      case "Z":
        this.skipSpace()
        while (this.at < this.text.length && !isSpace(this.text.charCodeAt(this.at))) this.at++
        return
      default:
        throw new Mismatch(MESSAGE.badConversion(format))
    }
  }

  /** All digits that follow, at least one. */
  readDigits(wanted: string): string {
    const start = this.at
    while (isDigit(this.text.charCodeAt(this.at))) this.at++
    if (this.at === start) this.fail(wanted)
    return this.text.slice(start, this.at)
  }

  readNumber(letter: string, [least, greatest, digits]: [number, number, number]): number {
    while (this.text.charCodeAt(this.at) === 32) this.at++
    const start = this.at
    let value = 0
    while (
      this.at - start < digits &&
      isDigit(this.text.charCodeAt(this.at)) &&
      (this.at === start || value * 10 <= greatest)
    )
      value = value * 10 + this.text.charCodeAt(this.at++) - 48
    if (this.at > start && value >= least && value <= greatest) return value
    this.at = start
    return this.fail(`a number from ${least} to ${greatest} for %${letter}`)
  }

  /** Index of the name that stands here, in full or its first three letters. */
  readName(names: string[], wanted: string): number {
    for (const length of [Infinity, 3]) {
      const index = names.findIndex((name) => this.skipWord(name.slice(0, length)))
      if (index >= 0) return index
    }
    return this.fail(wanted)
  }

  skipWord(word: string): boolean {
    const found = this.text.slice(this.at, this.at + word.length)
    if (found.toLowerCase() !== word.toLowerCase()) return false
    this.at += word.length
    return true
  }

  /** ±hh, ±hhmm, ±hh:mm or Z, in seconds. */
  readOffset(): number {
    this.skipSpace()
    if (this.text[this.at] === "Z") {
      this.at++
      return 0
    }
    OFFSET.lastIndex = this.at
    const found = OFFSET.exec(this.text)
    const minutes = Number(found?.[2] ?? 0)
    if (found === null || minutes >= 60) return this.fail("a time zone's offset")
    this.at += found[0].length
    const seconds = Number(found[1]) * 3600 + minutes * 60
    return found[0].startsWith("-") ? 0 - seconds : seconds
  }

  store(letter: string, value: number): void {
    const { fields } = this
    if (!"guUVwWC".includes(letter)) delete fields.absolute
    switch (letter) {
      case "C":
        fields.century = value
        return
      case "d":
      case "e":
        fields.day = value
        return
      case "H":
      case "k":
        fields.hour = value
        delete fields.hour12
        return
      case "I":
      case "l":
        fields.hour12 = value % 12
        return
      case "j":
        fields.dayOfYear = value
        return
      case "m":
        fields.month = value
        return
      case "M":
        fields.minute = value
        return
      case "S":
        fields.second = value
        return
      case "u":
      case "w":
        fields.weekday = value % 7
        return
      case "U":
        fields.sundayWeek = value
        return
      case "W":
        fields.mondayWeek = value
        return
      case "y":
        fields.yearOfCentury = value
        delete fields.year
        return
      case "Y":
        fields.year = value
        delete fields.yearOfCentury
        return
    }
  }
}

/** Reads a text by a format; a message if it does not follow the format. */
export function readTime(text: string, format: string): Reading {
  const reader = new Reader(text)
  try {
    reader.readFormat(format)
    return { fields: reader.fields, end: reader.at }
  } catch (e) {
    if (e instanceof Mismatch) return e.message
    throw e
  }
}
