// The fields that slua adds to Lua's libraries: there from the start, made when they are first read.
import { beforeEach, expect, test } from "bun:test"
import { getString, state, type LuaTable } from "../../../interpreter/index.ts"
import { isLate } from "../../../interpreter/value/late_field.ts"
import { lua, luaTexts, openLua } from "../../support/lua.ts"

beforeEach(openLua)

test("can be called by field and by method, and listed", () => {
  expect(
    luaTexts(`return string.md5("x") == ("x"):md5(), type(io.stat), type(os.usleep), type(json.encode)`),
  ).toEqual(["true", "function", "function", "function"])
  const [names] = lua(`
    local names = {}
    for _, library in ipairs { "string", "io", "os" } do
      for name in pairs(_G[library]) do names[#names + 1] = name end
    end
    return table.concat(names, " ")`)
  for (const name of ["md5", "hasher", "pcrematch", "iconv", "epoch", "ls", "cwd", "usleep"])
    expect(names).toContain(name)
})

test("can be replaced before and after they are read", () => {
  expect(
    lua(`
      string.md5 = function() return "mine" end
      local first = ("x"):md5()
      local sha1 = string.sha1
      string.sha1 = nil
      io.ls = 1
      json = nil
      return first, type(sha1), string.sha1, io.ls, json`),
  ).toEqual(["mine", "function", undefined, 1, undefined])
})

test("a new state has its own", () => {
  lua("string.md5 = 1")
  openLua()
  expect(lua("return type(string.md5)")[0]).toBe("function")
})

test("what nobody reads is not made, not even by a traceback", () => {
  expect(String(lua(`return debug.traceback("text")`)[0])).toContain("text")
  expect(String(lua(`return (select(2, xpcall(string.rep, debug.traceback)))`)[0])).toContain("string.rep")
  const library = getString(state.globals, "string") as LuaTable
  expect(isLate(library, "iconv")).toBe(true)
  expect(isLate(library, "md5")).toBe(true)
  lua("return string.md5")
  expect(isLate(library, "md5")).toBe(false)
})

test("errors name them", () => {
  expect(luaTexts(`return pcall(string.md5)`)[1]).toBe(
    "bad argument #1 to 'string.md5' (string expected, got no value)",
  )
  expect(String(lua(`return (select(2, xpcall(string.sha256, debug.traceback)))`)[0])).toContain(
    "in function 'string.sha256'",
  )
})
