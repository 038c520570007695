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
