-- §6.7: xoshiro256** gives the same sequence as PUC Lua for a given seed
math.randomseed(1234)
print(math.random(1, 100), math.random(1, 100), math.random(1, 100), math.random(1, 100))
-- expect: 67	39	78	81
print(math.random(0), math.random(0)) -- expect: -7523410068299086893	3744673324325101471
print(("%.14f %.14f"):format(math.random(), math.random())) -- expect: 0.14439340246323 0.00956183563269
print(math.random(-1000000, 1000000), math.random(1 << 40), math.random(3)) -- expect: 997880	194867059519	2
math.randomseed(7, 9)
print(math.random(1000), math.random(1000), math.random(0)) -- expect: 665	632	-8365357138517304054
math.randomseed(2.0)
print(math.random(1000), math.random(1000)) -- expect: 942	354
