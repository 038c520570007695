-- modes, closed files, positions, buffers, and what the system refuses
local cases = require "cases"
local case, each = cases.case, cases.each
cases.put("file", "line\nmore\n")

for _, mode in ipairs{"r", "w", "a", "r+", "w+", "a+", "rb", "r+b", "rb+", "", "x", "rw", "rbb", "b", "+", "rt", "r ", "R", "wx", "r\\0b"} do
  case("return io.type(io.open('new', '" .. mode .. "'))")
  case("return io.popen('true', '" .. mode .. "'):close()")
end
each("return io.open(%s)", {"", "nil", "{}", "'file', {}", "'file', 5", "''", "'none\\0x'", "'.', 'w'", "'file/x'", "'none/x', 'w'",
  "('x'):rep(300), 'w'"})
each("return io.open('.'):%s", {"read(1)", "read('a')", "read('l')", "read('n')", "read(0)"})
each("local f = io.open('/dev/full', 'w') return %s", {"f:write('x')", "f:write('x'):close()", "f:write('x'):flush()",
  "f:write('x'):seek()", "f:setvbuf('no'), f:write('x')"})
each("local f = io.open('/dev/null') return f:%s", {"read('a')", "read(0)", "seek('end')", "seek('cur', 5)", "seek('set', 3)"})

local CALLS = {"f:read()", "f:read('x')", "f:write('x')", "f:write()", "f:write('')", "f:lines()", "f:seek()", "f:seek('bad')", "f:flush()",
  "f:close()", "f:setvbuf('no')", "f:setvbuf()", "io.close(f)", "io.type(f)", "f.x", "#f", "f + 1", "f()", "getmetatable(f).__gc(f)",
  "getmetatable(f).__close(f)", "getmetatable(f).__name", "f.close()", "f.read(5)", "f.seek(io)", "f:nomethod()", "io.lines(f)", "f .. ''",
  "f < f", "pairs(f)", "debug.getuservalue(f)", "debug.getuservalue(f, 0)", "debug.setuservalue(f, 1)", "debug.setuservalue(f, 1, 2)"}
each("local f = io.open('file') return %s", CALLS)
each("local f = io.open('file') f:close() return %s", CALLS)
each("local f = io.open('file') local ok, e = pcall(function() return %s end) return io.type(f)", CALLS)
each("local f = io.open('new', 'w') return %s", {"f:read('a')", "f:read('l')", "f:read('n')", "f:read(0)", "f:lines()()"})
each("return %s", {"io.stdin:close()", "io.stdout:close()", "io.close(io.stderr)", "io.input({})", "io.output(false)", "io.input('none')",
  "io.output('none/x')", "io.type()", "io.type(5)", "io.write({})", "io.stdout.write()", "tostring(io.stdout):sub(1, 6)"})
case "io.input('file') io.close(io.input()) return io.read()"
case "return io.lines()"
case "io.output('new') io.close() return io.write('x')"
case "io.output(io.stdout) io.input(io.stdin) return io.read()"

for _, mode in ipairs{"r", "r+", "a", "a+"} do
  for _, arguments in ipairs{"", "'set'", "'end'", "'set', 3", "'cur', 3", "'end', -3", "'end', 3", "'set', -1", "'set', math.maxinteger",
    "'set', math.mininteger", "'end', math.maxinteger", "'set', 1.5", "'set', '2'", "'x'", "5", "nil, 5", "'set', {}", "'set\\0'"} do
    cases.put("places", "0123456789")
    local open = "local f = io.open('places', '" .. mode .. "') "
    case(open .. "return f:seek(" .. arguments .. ")")
    case(open .. "f:read(4) local a, b = f:seek(" .. arguments .. ") return a, b, f:read(2), f:seek()")
    case(open .. "f:write('AB') pcall(f.seek, f, " .. (arguments == "" and "'cur'" or arguments) .. ") f:write('CD') local at = f:seek() " ..
      "f:close() return at, io.open('places'):read('a')")
  end
end
each("local f = io.open('new', 'w') local r = f:setvbuf(%s) f:write('ab') local s = #io.open('new'):read('a') f:write('c\\nd') return r, s",
  {"'no'", "'full'", "'line'", "'x'", "", "5", "'full', 1024", "'full', 'x'", "'full', 1.5", "'NO'"})
each("return os.remove(%s)", {"'none'", "''", "{}", "'/'", "'file/x'", "('x'):rep(300)", "'none\\0x'", "'.'"})
each("return os.rename(%s)", {"'none', 'x'", "'file', 'none/x'", "'file', ''", "'file'", "{}, 'x'", "'file', '/proc/x'"})
