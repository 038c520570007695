// json.null between threads: it arrives as what it is.
import { expect, test } from "bun:test"
import { decode, encode } from "../../../../host/ipc/wire.ts"
import { lua, luaTexts, openLua } from "../../../support/lua.ts"

test("json.null is sent as itself, alone and in tables", () => {
  openLua()
  const [list] = lua("return {1, json.null, {x = json.null}}")
  const arrived = decode(Buffer.from(encode(list)), 0)
  openLua()
  expect(lua("local t = ... return #t, t[2] == json.null, t[3].x == json.null", arrived)).toEqual([
    3,
    true,
    true,
  ])
  expect(
    lua("return (...) == json.null", decode(Buffer.from(encode(lua("return json.null")[0])), 0))[0],
  ).toBe(true)
})

test("json.null shows itself, and keeps its metatable", () => {
  openLua()
  expect(luaTexts("return json.null, getmetatable(json.null)")).toEqual(["null", "false"])
  expect(luaTexts("return pcall(function() return json.null + 1 end)")[1]).toMatch(
    /attempt to perform arithmetic on a null value/,
  )
})
