/** The library json: encode, decode, null, array, object. */
import {
  argumentError,
  checkString,
  checkTable,
  keep,
  type LuaFunction,
  type LuaResult,
  LuaTable,
  type LuaValue,
  makeLibrary,
  setField,
} from "../../../interpreter/index.ts"
import { NULL_VALUE } from "../../ipc/null_value.ts"
import { decodeJson } from "./decode.ts"
import { encodeJson } from "./encode.ts"
import { checkDepth, checkOptions, USUAL_DEPTH, USUAL_OPTIONS } from "./options.ts"
import { forceShape, type Shape } from "./shape.ts"

/** json.encode(value [, null_string | options]): the text; nil and a message if there is none. */
function jsonEncode(value: LuaValue, options: LuaValue): LuaResult {
  const count = arguments.length
  if (count === 0) throw argumentError(1, "value expected")
  const encoded = encodeJson(value, options === undefined ? USUAL_OPTIONS : checkOptions(options, count))
  return "text" in encoded ? encoded.text : [undefined, encoded.message]
}

/** json.decode(s [, null [, depth]]): the value; nil and a message if the text is no JSON. */
function jsonDecode(text: LuaValue, forNull: LuaValue, depth: LuaValue): LuaResult {
  const count = arguments.length
  const source = checkString(text, 1, count)
  const levels = depth === undefined ? USUAL_DEPTH : checkDepth(depth, 3, count)
  const decoded = decodeJson(source, count < 2 ? NULL_VALUE : forNull, levels)
  return "value" in decoded ? decoded.value : [undefined, decoded.message]
}

/** json.array([t]): the table, which will be written as an array. */
function jsonArray(table: LuaValue): LuaResult {
  return keep(forced(table, "array", arguments.length))
}

/** json.object([t]): the table, which will be written as an object. */
function jsonObject(table: LuaValue): LuaResult {
  return keep(forced(table, "object", arguments.length))
}

function forced(v: LuaValue, shape: Shape, count: number): LuaTable {
  const table = v === undefined ? new LuaTable() : checkTable(v, 1, count)
  forceShape(table, shape)
  return table
}

const FUNCTIONS: Record<string, LuaFunction> = {
  encode: jsonEncode,
  decode: jsonDecode,
  array: jsonArray,
  object: jsonObject,
}

/** Makes the library's table for the current state. */
export function openJson(): LuaTable {
  const library = makeLibrary("json", FUNCTIONS)
  setField(library, "null", NULL_VALUE)
  return library
}
