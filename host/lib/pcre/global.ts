/** From one match to the next. */
import type { Regex } from "./regex.ts"

/** The place of the next character; behind the end if there is none. CRLF counts as one where it ends a line. */
export function advanceOf({ program }: Regex, subject: string, at: number): number {
  if (
    program.newline !== "LF" &&
    program.newline !== "CR" &&
    program.newline !== "NUL" &&
    subject.charCodeAt(at) === 13 &&
    subject.charCodeAt(at + 1) === 10
  )
    return at + 2
  let next = at + 1
  if (program.isUtf) while ((subject.charCodeAt(next) & 0xc0) === 0x80) next++
  return next
}
