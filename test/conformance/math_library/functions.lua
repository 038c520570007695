-- §6.7: sqrt, exp, log, trigonometry
print(math.sqrt(16), math.sqrt(2), math.exp(0), math.exp(1), math.log(1), math.log(math.exp(1)))
-- expect: 4.0	1.4142135623731	1.0	2.718281828459	0.0	1.0
print(math.log(8, 2), math.log(100, 10), math.log(27, 3), math.log(2, 4), math.log(0))
-- expect: 3.0	2.0	3.0	0.5	-inf
print(math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1))
-- expect: 0.0	1.0	0.0	1.5707963267949	0.0	0.78539816339745
print(math.atan(1, 1), math.atan(-1, -1), math.atan(0, -1), math.atan(1, 0), math.atan(0.0, 1))
-- expect: 0.78539816339745	-2.3561944901923	3.1415926535898	1.5707963267949	0.0
print(("%.12f %.12f"):format(math.sin(1), math.cos(1)), math.pi, math.huge, -math.huge)
-- expect: 0.841470984808 0.540302305868	3.1415926535898	inf	-inf
print(math.sqrt(-1) ~= math.sqrt(-1), math.log(-1) ~= math.log(-1), math.exp(1000), math.exp(-1000))
-- expect: true	true	inf	0.0
print(math.log(1024, 2), math.log(1e15, 10), math.sqrt("4"), math.type(math.sqrt(4)))
-- expect: 10.0	15.0	2.0	float
