-- formats of read and lines
local cases = require "cases"
local case, each = cases.case, cases.each

local NUMERALS = {"0", "+1", "--1", "0x", "0xg", "0x.", "0x.8", "0x1.8p1", "0x1p", "0x1p+", "0xp1", "1e", "1e+", "1E5", "1e5.5", ".",
  "..", "1.", "1..2", "-.5", ".e1", "inf", "nan", "0x7fffffffffffffff", "0xffffffffffffffff", "9223372036854775808", "1e309", "00012",
  "1_000", "12abc", "0x1e+5", "1-2", "- 1", "-0x", "\t\n\v\f\r42", "", "abc", "e5", "x10", "5.5.5", "1e1000000000000",
  ("1"):rep(200), ("1"):rep(201), "0." .. ("1"):rep(198), "0." .. ("1"):rep(199), "0x" .. ("f"):rep(199), "-" .. ("1"):rep(200),
  (" "):rep(300) .. "7", "1e" .. ("0"):rep(198) .. "5", ("1"):rep(199) .. "e5"}
for _, numeral in ipairs(NUMERALS) do
  for _, behind in ipairs{"", "x", " 9", "\n", ".5", "e", "-", "\0"} do
    cases.put("numbers", numeral .. behind)
    print(cases.show(numeral .. behind))
    case "return io.open('numbers'):read('n', 1, 'a')"
  end
  cases.put("numbers", numeral .. " 3 zz")
  case "return io.open('numbers'):read('n', 'n', 'n', 'l')"
  case "for a, b in io.lines('numbers', 'n', 1) do return a, b end"
end

cases.put("lines", "line 1\nline 2\r\n\nno newline")
cases.put("empty", "")
cases.put("zeros", "a\0b\0c\nd\0\n")
local FORMATS = {"", "'l'", "'L'", "'a'", "'n'", "0", "1", "100", "'*l'", "'*a'", "'number'", "''", "'*'", "'**l'", "'x'", "nil", "false",
  "{}", "1.0", "1.5", "'5'", "-1", "2^53", "math.maxinteger", "math.mininteger", "'l', 'L', 'n', 'a'", "'a', 'a', 'l'", "0, 'a', 0",
  "'l', nil", "'l', 'x'", "'n', 'l'", "1, 2, 3", "'\\0l'", "'l\\0'"}
for _, file in ipairs{"lines", "empty", "zeros"} do
  each("return io.open('" .. file .. "'):read(%s)", FORMATS)
  each("io.input('" .. file .. "') return io.read(%s)", FORMATS)
  each("local t = {} for a, b in io.open('" .. file .. "'):lines(%s) do t[#t + 1] = a t[#t + 1] = b if #t > 9 then break end end return t",
    FORMATS)
  for _, format in ipairs(FORMATS) do
    if format ~= "" then case("return io.lines('" .. file .. "', " .. format .. ")()") end
  end
end
each("return io.lines(%s)", {"'none'", "{}", "5", "nil, 'x'", "''", "'lines', table.unpack({}, 1, 251)"})
case "local next = io.lines('lines') local n = 0 while next() do n = n + 1 end return n, pcall(next)"
