/**
 * json.null: the one value that stands for null where nil cannot, in arrays for example. It is the same in
 * all Lua states of a thread, and is sent to other threads as what it is.
 */
import { LuaTable, makeLibrary, setField, Userdata } from "../../interpreter/index.ts"

export const NULL_VALUE = new Userdata(null, makeMetatable())

function makeMetatable(): LuaTable {
  const metatable = makeLibrary(null, { __tostring: () => "null" })
  setField(metatable, "__name", "null")
  setField(metatable, "__metatable", false)
  return metatable
}
