-- a NaN has a sign, which is printed; which one 0/0 has is the processor's affair
local zero = 0.0
local n = zero / zero
print(tostring(n) == tostring(-n), tostring(-n) == tostring(-(-n)), tostring(n) == tostring(0/0)) -- expect: false	false	true
print(tostring(-n) == tostring(-(0/0)), tostring(-n + 1) == tostring(-n), tostring(-n) == -n .. "") -- expect: true	true	true
print(tostring(math.abs(n)), ("%+f"):format(math.abs(n)), ("%4.1f"):format(math.abs(n))) -- expect: nan	+nan	 nan
for _, x in ipairs {n, -n} do
  print(tostring(string.unpack("<d", string.pack("<d", x))) == tostring(x), tostring(string.unpack(">f", string.pack(">f", x))) == tostring(x))
end
-- expect: true	true
-- expect: true	true
local t = {n = -n}
local function give(...) return ... end
print(tostring(t.n) == tostring(-n), tostring((give(-n))) == tostring(-n), tostring(math.log(-1)) == tostring(n)) -- expect: true	true	true
