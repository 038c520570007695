-- small text tools made of patterns
local function trim(s) return (s:gsub("^%s+", ""):gsub("%s+$", "")) end
local function split(s, sep) local t = {} for x in (s .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do t[#t + 1] = x end return t end
local function camel(s) return (s:gsub("_(%l)", string.upper):gsub("^%l", string.upper)) end
local function escape(s) return (s:gsub("[^%w ]", function(c) return ("%%%02X"):format(c:byte()) end):gsub(" ", "+")) end
local function unescape(s) return (s:gsub("+", " "):gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)) end
local function commas(n) local s, k = tostring(n) repeat s, k = s:gsub("^(-?%d+)(%d%d%d)", "%1,%2") until k == 0 return s end
print("[" .. trim("  a b  ") .. "]", table.concat(split("a.b..c", "."), "|"), camel("snake_case_name"))
-- expect: [a b]	a|b||c	SnakeCaseName
print(escape("a b&c=d/e?"), unescape(escape("100% sure & more")), commas(1234567), commas(-12), commas(-123456))
-- expect: a+b%26c%3Dd%2Fe%3F	100% sure & more	1,234,567	-12	-123,456
print(("%5.1f|%-8s|%08.3f"):format(3.14159, "left", -2.5)) -- expect:   3.1|left    |-002.500
print((("name = 'x' -- comment"):gsub("%s*%-%-.*$", "")), ("CSV,\"a,b\",c"):gsub('"([^"]*)"', function(q) return q:gsub(",", ";") .. "" end))
-- expect: name = 'x'	CSV,a;b,c	1
print(("x=1&y=2"):gsub("([^&=]+)=([^&=]+)", "%1:%2"), ("hello world from lua"):gsub("(%w+)", string.reverse))
-- expect: x:1&y:2	olleh dlrow morf aul	4
