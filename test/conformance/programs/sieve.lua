-- the sieve of Eratosthenes, and primes by trial division, give the same
local function sieve(n)
  local composite, primes = {}, {}
  for i = 2, n do
    if not composite[i] then
      primes[#primes + 1] = i
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return primes
end
local function trial(n)
  local primes = {}
  for i = 2, n do
    local prime = true
    for _, p in ipairs(primes) do
      if p * p > i then break end
      if i % p == 0 then prime = false; break end
    end
    if prime then primes[#primes + 1] = i end
  end
  return primes
end
local a, b = sieve(2000), trial(2000)
print(#a, #b, table.concat(a, " ", 1, 10), a[#a]) -- expect: 303	303	2 3 5 7 11 13 17 19 23 29	1999
local same = true
for i = 1, #a do same = same and a[i] == b[i] end
print(same) -- expect: true
local function factor(n)
  local out = {}
  for _, p in ipairs(a) do while n % p == 0 do out[#out + 1] = p; n = n // p end end
  return table.concat(out, "*")
end
print(factor(360), factor(1001), factor(1998 * 1999)) -- expect: 2*2*2*3*3*5	7*11*13	2*3*3*3*37*1999
