/** Ends of lines under the conventions other than a lone LF, and \R. */
import type { Newline } from "./node.ts"

/** Where the line end that begins at a place ends, or -1. */
function newlineEnd(newline: Newline, isUtf: boolean, subject: string, at: number): number {
  const code = subject.charCodeAt(at)
  switch (newline) {
    case "LF":
      return code === 10 ? at + 1 : -1
    case "CR":
      return code === 13 ? at + 1 : -1
    case "NUL":
      return code === 0 ? at + 1 : -1
    case "CRLF":
      return code === 13 && subject.charCodeAt(at + 1) === 10 ? at + 2 : -1
    default:
      return newlineSequenceEnd(newline === "ANYCRLF", isUtf, subject, at)
  }
}

/** \R: where the sequence that begins at a place ends, or -1. */
export function newlineSequenceEnd(isCrlfOnly: boolean, isUtf: boolean, subject: string, at: number): number {
  const code = subject.charCodeAt(at)
  if (code === 13) return subject.charCodeAt(at + 1) === 10 ? at + 2 : at + 1
  if (code === 10) return at + 1
  if (isCrlfOnly) return -1
  if (code === 11 || code === 12) return at + 1
  if (!isUtf) return code === 0x85 ? at + 1 : -1
  if (code === 0xc2) return subject.charCodeAt(at + 1) === 0x85 ? at + 2 : -1
  if (code !== 0xe2 || subject.charCodeAt(at + 1) !== 0x80) return -1
  const last = subject.charCodeAt(at + 2)
  return last === 0xa8 || last === 0xa9 ? at + 3 : -1
}

/** $ without m: at the end, or before a line end that is the last. */
export function isAtLastNewline(newline: Newline, isUtf: boolean, subject: string, at: number): boolean {
  return at === subject.length || newlineEnd(newline, isUtf, subject, at) === subject.length
}

/** $ with m. */
export function isAtLineEnd(newline: Newline, isUtf: boolean, subject: string, at: number): boolean {
  if (at === subject.length) return true
  if (newlineEnd(newline, isUtf, subject, at) < 0) return false
  return !isInsideCrlf(newline, subject, at)
}

/** ^ with m. */
export function isAtLineStart(newline: Newline, isUtf: boolean, subject: string, at: number): boolean {
  if (at === 0) return true
  if (at === subject.length || isInsideCrlf(newline, subject, at)) return false
  for (let length = 1; length <= 3 && length <= at; length++)
    if (newlineEnd(newline, isUtf, subject, at - length) === at) return true
  return false
}

const isInsideCrlf = (newline: Newline, subject: string, at: number): boolean =>
  (newline === "ANY" || newline === "ANYCRLF") &&
  at > 0 &&
  subject.charCodeAt(at) === 10 &&
  subject.charCodeAt(at - 1) === 13
