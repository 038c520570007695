// Stack overflows where the message handler of another one runs.
import { beforeEach, expect, test } from "bun:test"
import { luaTexts, openLua } from "../../support/lua.ts"

beforeEach(openLua)

const ENDLESS = "local function endless() return 1 + endless() end "

test("an overflow in the handler of an overflow is an error in error handling", () => {
  const handler = "function() return select(2, pcall(endless)) end"
  expect(luaTexts(`${ENDLESS} return xpcall(endless, ${handler})`)).toEqual([
    "false",
    "error in error handling",
  ])
})

test("afterwards overflows are themselves again", () => {
  expect(luaTexts(`${ENDLESS} xpcall(endless, type) return pcall(endless)`)[1]).toEndWith("stack overflow")
})

test("the traceback of an overflow ends in the calls that led there", () => {
  const [text] = luaTexts(`${ENDLESS}
    local function start() endless() end
    return select(2, xpcall(start, debug.traceback))`)
  expect(text).toContain("test:2: in function <test:2>")
  expect(text).toContain("[C]: in function 'xpcall'")
})
