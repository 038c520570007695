-- load: headers of binary chunks, modes, readers, environments, names
local cases = require "cases"
local case, each = cases.case, cases.each

whole = string.dump(load("local a = ... return a, x", "=c"))
local HEADER = 31
for i = 1, HEADER do
  changed = whole:sub(1, i - 1) .. string.char((whole:byte(i) + 1) % 256) .. whole:sub(i + 1)
  case("return load(changed, '=n')")
  each("return load(whole:sub(1, " .. i .. "), %s)", {"nil", "'=n'", "'@n'", "'n'", "''"})
end
for i = 34, 99 do case("return select(2, load(whole:sub(1, #whole * " .. i .. " // 100), '=n'))") end
each("return load('\\27Lua', %s)", {"nil", "'='", "'=' .. ('x'):rep(100)", "'some\\ntext'", "'\\27x'", "'=a\\0b'"})

for _, mode in ipairs{"b", "t", "bt", "tb", "", "x", "xb", "B", "b\\0t", "\\0bt"} do
  each("return load(%s, '=n', '" .. mode .. "')", {"whole", "'return 1'", "''", "function() end"})
end
each("return load(%s)", {"", "nil", "{}", "true", "5", "5.5", "io.stdout", "print", "type", "'return 1', {}",
  "'x x', 5", "'x x', 5.5", "'return 1', '=n', 5", "'return 1', '=n', {}"})

-- readers
each("local pieces, i = {%s}, 0 local f, e = load(function() i = i + 1 return pieces[i] end) return e, f and f()", {
  "", "'return'", "'re', 'turn', ' 4', '2'", "'return ', '', 'x'", "'return ', 1, 5.5", "'return ', {}", "'x = ', 'y', ' z'",
  "true", "false", "whole, ' more'", "whole:sub(1, 20)", "whole:byte(1, 3)",
})
each("return load(function() %s end)", {"error('e')", "error('e', 0)", "error({})", "error()", "local x; return x.y",
  "return print", "return load('return 1') and nil", "return coroutine.isyieldable() and 1 or nil"})
case "return coroutine.wrap(function() return load(coroutine.yield) end)()"
case "return load(string.gmatch('return 1 + 2', '.'))()"

-- environments
each("return load('return x, _ENV ~= nil', '=n', 't', %s)()", {"nil", "5", "'text'", "{x = 1}", "print", "_G",
  "setmetatable({}, {__index = function(_, k) return k end})"})
each("return load(whole, '=n', 'b', %s)(1)", {"nil", "5", "{x = 1}"})
each("local a, b = 1, 2 return load(string.dump(function() return %s end), 'n', 'b', 'env')()", {"b, a", "a, print", "1"})
each("return string.dump(%s)", {"", "nil", "5", "print", "{}", "io.lines", "coroutine.wrap(print)", "string.gmatch('', '')"})

-- names
local names = {"", "=", "@", "=a", "a\nb", "\n", "=a\nb", "@a\nb", "a\r\nb", "a\0b", "=a\0b", "\0", "=?", "=[C]", "return 1"}
for _, prefix in ipairs{"", "=", "@"} do
  for _, length in ipairs{43, 44, 45, 46, 55, 56, 57, 58, 59, 60, 61, 100} do
    local text = ("abcdefghij"):rep(10):sub(1, length)
    for _, form in ipairs{"%s", "%s\nsecond", "first\n%s"} do names[#names + 1] = prefix .. form:format(text) end
  end
end
for _, text in ipairs(names) do
  name = text
  case "return load('x x', name)"
  case "local i = debug.getinfo(load('return 1', name), 'S') return i.short_src, i.source, i.what, i.lastlinedefined"
  case "return pcall(load('local x; x.y = 1', name))"
  case "return pcall(load(string.dump(load('error(\"e\")', name))))"
end
