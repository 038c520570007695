/** The replacement of all matches. */
import type { LuaValue } from "../../../interpreter/index.ts"
import type { Compiled } from "./cache.ts"
import { findNext, type Progress } from "./find.ts"
import type { Replace } from "./replacement.ts"

/** The new text and the number of matches, at most `limit`. */
export function substitute(
  compiled: Compiled,
  subject: string,
  replace: Replace,
  limit: number,
  isPlain: boolean,
): LuaValue[] {
  const progress: Progress = { at: 0, wasEmpty: false }
  let result = ""
  /** End of the part of the subject that is in the result. */
  let copied = 0
  let count = 0
  while (count < limit) {
    const found = findNext(compiled, subject, progress, isPlain)
    if (found === null) break
    count++
    const { start, end } = found
    const text = replace(compiled, found)
    if (text === undefined) continue
    if (start > copied) result += subject.slice(copied, start)
    result += text
    copied = Math.max(copied, end)
  }
  return [count === 0 ? subject : result + subject.slice(copied), count]
}
