-- byte order marks, first lines that are comments, and what the system says about files of Lua
local cases = require "cases"
local case, each = cases.case, cases.each
package.path = "./?.lua"

local MARK = "\xEF\xBB\xBF"
local binary = string.dump(load("return 'bin', ...", "=c"))
local FIRST = {"", MARK, "#!lua\n", MARK .. "#!lua\n", "#x", MARK .. "#", "\xEF", "\xEF\xBB", MARK .. MARK, "#a\n#b\n", "\n#",
  "#a\r\n", "#a\r", " #", "#a\n\n\n", MARK .. "\n", "#\n" .. MARK}
local REST = {"", "return 1, ...", "error('e')", "x x", "\n\nx x", "return debug.getinfo(1, 'l').currentline", binary,
  binary:sub(1, 20), "\27", "\0"}
for i, first in ipairs(FIRST) do
  for k, rest in ipairs(REST) do
    text = first .. rest
    cases.put("chunk.lua", text)
    print(i, k)
    case "local f, e = loadfile('chunk.lua') if f then return pcall(f, 'x') else return e end"
    each("return loadfile('chunk.lua', %s)", {"'t'", "'b'", "'x'", "nil, nil"})
    case "return dofile('chunk.lua')"
    case "package.loaded.chunk = nil return require 'chunk'"
    case "return load(text, '=text')"
  end
end
each("return loadfile(%s)", {"'none'", "'.'", "''", "'chunk.lua/x'", "{}", "5", "'none\\0x'", "('x'):rep(300)", "'/dev/null'"})
each("return dofile(%s)", {"'none'", "'.'", "''", "{}", "5", "'/dev/null'"})
cases.put("level.lua", "error('e', 2)")
cases.put("yields.lua", "return coroutine.yield(1)")
case "return dofile('level.lua')"
case "local f = coroutine.wrap(function() return dofile('yields.lua') end) return f(), f(7)"
