-- lists take a register for each value: there are 255
local function most(before, item, after)
  for n = 250, 256 do
    local list = (item .. ", "):rep(n - 1) .. item
    local f, message = load(before .. list .. after, "=c")
    if not f then return n - 1, (message:gsub("function or expression needs", "needs")) end
  end
end
print(most("return ", "...", "")) -- expect: 254	c:1: needs too many registers near <eof>
print(most("return ", "x", " ")) -- expect: 254	c:1: needs too many registers near <eof>
print(most("return ", "f()", "")) -- expect: 254	c:1: needs too many registers near '('
print(most("f(", "...", ")")) -- expect: 253	c:1: needs too many registers near ')'
print(most("f(", "1", ") x = 1")) -- expect: 253	c:1: needs too many registers near 'x'
print(most("f(", "f()", ")")) -- expect: 253	c:1: needs too many registers near '('
print(most("o:f(", "1", ")")) -- expect: 252	c:1: needs too many registers near <eof>
print(most("local x = ", "1", " local y")) -- expect: 254	c:1: needs too many registers near 'local'
print(most("x = ", "1", "")) -- expect: 254	c:1: needs too many registers near <eof>
print(most("for i in ", "1", " do end")) -- expect: 254	c:1: needs too many registers near 'do'
