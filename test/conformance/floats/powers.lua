-- powers with natural exponents are rounded once, not at each product
local function exact(x) return ("%a"):format(x) end
print(exact(0x5555555555555555 ^ 3), exact(1.1 ^ 3), exact(1.7 ^ 17)) 
print(exact(10 ^ 22), exact((-1.5) ^ 999))
print(exact(0.1 ^ 200), exact(3 ^ 40), exact(1.0000001 ^ 1000), exact((-3) ^ 3))
local sum = 0
for i = 1, 300 do sum = sum + (i / 7) ^ 5 + (i / 3) ^ 11 end
print(exact(sum))
-- expect: 0x1.2f684bda12f67p+187	0x1.54bc6a7ef9db4p+0	0x1.028338903d173p+13
-- expect: 0x1.0f0cf064dd592p+73	-0x1.4c93560ce2466p+584
-- expect: 0x1.87e92154ef7f9p-665	0x1.517168a4523fdp+63	0x1.00068dce2f15dp+0	-0x1.bp+4
-- expect: 0x1.b009df6b66a2p+77

-- the inverse of a root is rounded once
local roots = {}
for _, a in ipairs { 5.133341159671545, 3, 7.0, 1e-300, 5e-324, 1.7976931348623157e308, 0.1, 4 } do roots[#roots + 1] = ("%.17g"):format(a ^ -0.5) end
print(table.concat(roots, " "))
-- expect: 0.44136707829587668 0.57735026918962573 0.37796447300922725 9.9999999999999998e+149 4.4989137945431964e+161 7.4583407312002067e-155 3.1622776601683791 0.5
print(0.0 ^ -0.5, (-0.0) ^ -0.5, (1 / 0) ^ -0.5, (-1 / 0) ^ -0.5, (-1.0) ^ -0.5 ~= (-1.0) ^ -0.5)
-- expect: inf	inf	0.0	0.0	true
