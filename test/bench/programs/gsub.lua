-- substitution with strings, tables and functions
local text = ("name=value; other_name = 42; long_identifier=some text here; "):rep(100)
local total = 0
for i = 1, 900 do
  local a, n = text:gsub("%s*=%s*", "=")
  local b, m = a:gsub("(%w+)=(%w+)", "%2=%1")
  local c, k = b:gsub("%a+", { name = "NAME", value = "VALUE" })
  local d, l = c:gsub("%d+", function(x) return x + i end)
  total = total + #d + n + m + k + l
end
print(total)
