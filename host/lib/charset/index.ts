/**
 * string.iconv(str, from, to): text from one encoding to another, with glibc's results. The tables of most
 * encodings are iconv-lite's, corrected where glibc differs; errors, state and what iconv-lite lacks are
 * this folder's own.
 */
import { checkString, type LuaResult, type LuaValue } from "../../../interpreter/index.ts"
import type { Substitute } from "./charset.ts"
import { openCharset, readName } from "./names.ts"
import { transliterate } from "./transliterate.ts"

/** EILSEQ: bytes that are none in `from`, or a character that `to` does not have. */
const ILLEGAL = "Invalid or incomplete multibyte or wide character"
/** EINVAL: the text ends within a character; or there is no such encoding. */
const INVALID = "Invalid argument"

/** string.iconv(str, from, to): true and the text, or false and what is wrong. */
export function iconv(text: LuaValue, from: LuaValue, to: LuaValue): LuaResult {
  const count = arguments.length
  const subject = checkString(text, 1, count)
  const source = readName(checkString(from, 2, count))
  const target = readName(checkString(to, 3, count))
  const decoder = openCharset(source.name)
  const encoder = openCharset(target.name)
  if (decoder === undefined || encoder === undefined) return [false, INVALID]
  const isLenient = source.isIgnore || target.isIgnore
  const { text: decoded, problem } = decoder.decode(subject, isLenient)
  if (problem === "invalid") return [false, ILLEGAL]
  let substitute: Substitute = () => (isLenient ? "" : undefined)
  if (target.isTranslit) substitute = (code) => transliterate(encoder, code)
  const encoded = decoded === "" ? "" : encoder.encode(decoded, substitute)
  if (encoded === undefined) return [false, ILLEGAL]
  return problem === "incomplete" ? [false, INVALID] : [true, encoded]
}
