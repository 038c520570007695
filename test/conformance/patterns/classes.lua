-- §6.4.1: character classes over all bytes
local function count(class)
  local n = 0
  for i = 0, 255 do if string.char(i):find(class) then n = n + 1 end end
  return n
end
for c in ("acdglpsuwx"):gmatch(".") do
  io.write("%", c, "=", count("%" .. c), " %", c:upper(), "=", count("%" .. c:upper()), " ")
end
print()
-- expect: %a=52 %A=204 %c=33 %C=223 %d=10 %D=246 %g=94 %G=162 %l=26 %L=230 %p=32 %P=224 %s=6 %S=250 %u=26 %U=230 %w=62 %W=194 %x=22 %X=234
print(count("."), count("[a-z]"), count("[^a-z]"), count("[%a_]"), count("[^%s]"), count("[%d%u]"))
-- expect: 256	26	230	53	250	36
print(count("[]]"), count("[^]]"), count("[a-]"), count("[-a]"), count("[%-z]"), count("[+--]"), count("[%%]"))
-- expect: 1	255	2	2	2	3	1
print(("a-z"):match("[a%-z]+"), ("x^y"):match("[x^]+"), ("]["):match("[][]+")) -- expect: a-z	x^	][
print(("\0\1\2"):find("[\1-\2]"), ("a\0b"):match("[%z]") == "\0", ("é"):match("[\xc3][\xa9]") == "é")
-- expect: 2	true	true
