/**
 * The modules cjson and cjson.safe, with the interface of lua-cjson 2.1, on top of slua's own json. Options
 * that choose how memory is used are taken and have no effect.
 */
import {
  argumentError,
  checkSmallInteger,
  checkString,
  formatGeneral,
  keep,
  libraryError,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeLibrary,
  setField,
} from "../../../interpreter/index.ts"
import { NULL_VALUE } from "../../ipc/null_value.ts"
import type { Contents } from "../json/contents.ts"
import { decodeJson } from "../json/decode.ts"
import { encodeJson } from "../json/encode.ts"
import { ENCODE } from "../json/messages.ts"
import { checkDepth, type EncodeOptions, USUAL_DEPTH, USUAL_OPTIONS } from "../json/options.ts"
import type { Shape } from "../json/shape.ts"

const VERSION = "2.1.0"
const MOST_DIGITS = 16

/** What an instance of the module is set to; the defaults are lua-cjson's. */
class Settings {
  encodeDepth = USUAL_DEPTH
  decodeDepth = USUAL_DEPTH
  precision = 14
  keepBuffer = true
  /** Arrays with more holes: whether they become objects, and what counts as too many. */
  sparseConvert = false
  sparseRatio = 2
  sparseSafe = 10

  options(): EncodeOptions {
    return {
      ...USUAL_OPTIONS,
      depth: this.encodeDepth,
      floatText: (n) =>
        (n < 0 || Object.is(n, -0) ? "-" : "") + formatGeneral(Math.abs(n), this.precision, false),
      shapeOf: (contents) => this.#shapeOf(contents),
    }
  }

  /** Positive integers alone make an array, anything else an object. */
  #shapeOf({ shape, keys, count, top }: Contents): Shape | { message: string } {
    if (keys.length === 0) return shape!
    if (count < keys.length) return "object"
    const isSparse = this.sparseRatio > 0 && top > this.sparseSafe && top > count * this.sparseRatio
    if (!isSparse) return "array"
    return this.sparseConvert ? "object" : { message: ENCODE.sparse }
  }
}

/** Opens cjson. */
export function openCjson(): LuaTable {
  return instance(new Settings(), "cjson", refuse)
}

/** Opens cjson.safe, whose encode and decode return nil and a message instead of raising errors. */
export function openCjsonSafe(): LuaTable {
  return instance(new Settings(), "cjson.safe", (message) => [undefined, message])
}

function refuse(message: string): never {
  throw libraryError(message)
}

function instance(settings: Settings, name: string, refused: (message: string) => LuaResult): LuaTable {
  const functions: Record<string, LuaFunction> = {
    encode: (value: LuaValue) => {
      const encoded = encodeJson(value, settings.options())
      return "text" in encoded ? encoded.text : keep(refused(encoded.message))
    },
    decode: function (text: LuaValue) {
      const source = checkString(text, 1, arguments.length)
      const decoded = decodeJson(source, NULL_VALUE, settings.decodeDepth)
      return "value" in decoded ? decoded.value : keep(refused(decoded.message))
    },
    new: () => instance(new Settings(), name, refused),
    ...depthFunctions(settings),
    ...numberFunctions(settings),
    encode_sparse_array: function (convert: LuaValue, ratio: LuaValue, safe: LuaValue) {
      const count = arguments.length
      if (convert !== undefined) settings.sparseConvert = checkBoolean(convert, 1)
      if (ratio !== undefined) settings.sparseRatio = checkSmallInteger(ratio, 2, count)
      if (safe !== undefined) settings.sparseSafe = checkSmallInteger(safe, 3, count)
      return [settings.sparseConvert, settings.sparseRatio, settings.sparseSafe]
    },
  }
  const library = makeLibrary(name, functions)
  setField(library, "null", NULL_VALUE)
  setField(library, "_NAME", "cjson")
  setField(library, "_VERSION", VERSION)
  return library
}

function depthFunctions(settings: Settings): Record<string, LuaFunction> {
  return {
    encode_max_depth: function (depth: LuaValue) {
      if (depth !== undefined) settings.encodeDepth = checkDepth(depth, 1, arguments.length)
      return settings.encodeDepth
    },
    decode_max_depth: function (depth: LuaValue) {
      if (depth !== undefined) settings.decodeDepth = checkDepth(depth, 1, arguments.length)
      return settings.decodeDepth
    },
    encode_keep_buffer: (keep: LuaValue) => {
      if (keep !== undefined) settings.keepBuffer = checkBoolean(keep, 1)
      return settings.keepBuffer
    },
  }
}

function numberFunctions(settings: Settings): Record<string, LuaFunction> {
  return {
    encode_number_precision: function (digits: LuaValue) {
      if (digits !== undefined) {
        const precision = checkSmallInteger(digits, 1, arguments.length)
        if (precision < 1 || precision > MOST_DIGITS)
          throw argumentError(1, `expected integer between 1 and ${MOST_DIGITS}`)
        settings.precision = precision
      }
      return settings.precision
    },
    encode_invalid_numbers: (setting: LuaValue) => keep(neverInvalid(setting)),
    decode_invalid_numbers: (setting: LuaValue) => keep(neverInvalid(setting)),
  }
}

/** nan and infinities are no JSON, and nothing here reads or writes them. */
function neverInvalid(setting: LuaValue): LuaResult {
  if (setting !== undefined && checkBoolean(setting, 1))
    throw argumentError(1, "invalid numbers are not supported")
  return false
}

/** true and false, also as "on" and "off". */
function checkBoolean(v: LuaValue, n: number): boolean {
  if (v === true || v === "on") return true
  if (v === false || v === "off") return false
  throw argumentError(n, "boolean expected")
}
