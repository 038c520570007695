/** Which functions have their loops made functions: those that the main chunk calls once, as far as it shows. */
import { expect, test } from "bun:test"
import { calledOnce } from "../../../interpreter/compiler/called_once.ts"
import { parseChunk } from "../../../interpreter/syntax/parse.ts"

const found = (source: string): (string | null)[] =>
  [...calledOnce(parseChunk(source, "=t"))].map((f) => f.name ?? "anonymous")

test("functions that are called once", () => {
  expect(found("local function main() end main()")).toEqual(["main"])
  expect(found("local main = function() end do local x = 1 + main() end")).toEqual(["anonymous"])
  expect(found("function main() end if arg then main(...) end")).toEqual(["main"])
  expect(found("local function main() end print(pcall(main, 1))")).toEqual(["main"])
  expect(found("function main() end print(xpcall(main, debug.traceback))")).toEqual(["main"])
  expect(found("(function() end)()")).toEqual(["anonymous"])
})

test("functions that are called more than once, or not by the main chunk itself", () => {
  expect(found("local function f() end f() f()")).toEqual([])
  expect(found("local function f() end for i = 1, 2 do f() end")).toEqual([])
  expect(found("local function f() end while f() do end")).toEqual([])
  expect(found("for i = 1, 2 do (function() end)() end")).toEqual([])
  expect(found("local function f() end local function g() f() end")).toEqual([])
  expect(found("local function f() return f() end f()")).toEqual([])
})

test("functions that others may call", () => {
  expect(found("local function f() end return { f = f }")).toEqual([])
  expect(found("local function f() end f() list[1] = f")).toEqual([])
  expect(found("local t = {} function t.f() end t.f()")).toEqual([])
  expect(found("function f() end function f() end f()")).toEqual([])
})
