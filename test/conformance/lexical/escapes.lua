-- §3.1: escape sequences in quoted strings
local function bytes(s) return table.concat({ s:byte(1, -1) }, " ") end
print(bytes("\a\b\f\n\r\t\v\\\"\'")) -- expect: 7 8 12 10 13 9 11 92 34 39
print(bytes("\0\00\000\1a\0012\255")) -- expect: 0 0 0 1 97 1 50 255
print(bytes("\x00\x7f\xFf\xAbc")) -- expect: 0 127 255 171 99
print("a\z
       b\z c")
-- expect: abc
print("one\
two")
-- expect: one
-- expect: two
print(bytes('\u{0}\u{7F}\u{80}\u{7FF}')) -- expect: 0 127 194 128 223 191
print(bytes('\u{800}\u{FFFF}\u{10FFFF}')) -- expect: 224 160 128 239 191 191 244 143 191 191
print(bytes('\u{7FFFFFFF}')) -- expect: 253 191 191 191 191 191
print('it\'s "fine"', "it's \"fine\"") -- expect: it's "fine"	it's "fine"
