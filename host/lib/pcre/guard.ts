/** What keeps the engine from subjects it does not take, and callers from its exceptions. */
import { isUtf8 } from "node:buffer"
import type { Compiled } from "./cache.ts"
import { MatchError } from "./machine.ts"
import { MESSAGE } from "./messages.ts"
import { invalidUtf8At } from "./source.ts"

const NOT_ASCII = /[^\x00-\x7f]/

/**
 * Whether every character of a subject is one byte; a message when the subject is not valid UTF-8, or the
 * start lies inside a character.
 */
export function checkSubject(compiled: Compiled, subject: string, from: number): boolean | string {
  if (!compiled.regex.program.isUtf) return true
  if (subject !== compiled.lastSubject) {
    if (!NOT_ASCII.test(subject)) return true
    if (!isUtf8(Buffer.from(subject, "latin1")))
      return MESSAGE.invalidUtf8("subject", invalidUtf8At(subject) + 1)
    compiled.lastSubject = subject.length > 1000 ? subject : undefined
  }
  return (subject.charCodeAt(from) & 0xc0) === 0x80 ? MESSAGE.notAtCharacter : false
}

/** The action's result; the message of a match that could not be decided. */
export function attemptMatch<T>(action: () => T): T | string {
  try {
    return action()
  } catch (e) {
    if (e instanceof MatchError) return e.message
    throw e
  }
}
