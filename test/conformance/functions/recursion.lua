-- recursive functions: local, global, mutual, anonymous
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
print(fact(10), fact(20), fact(21)) -- expect: 3628800	2432902008176640000	-4249290049419214848
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), odd(7), even(3)) -- expect: true	true	false
print((function(f) return f(f, 10) end)(function(f, n) return n < 2 and n or f(f, n - 1) + f(f, n - 2) end))
-- expect: 55
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
print(depth(5000)) -- expect: 5000
local f = function(n) return f and "sees itself" or "does not see itself" end
print(f(1)) -- expect: does not see itself
