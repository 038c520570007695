// programs/sieve.lua by hand in plain JavaScript
function sieve(n) {
  const f = []
  let c = 0
  for (let i = 0; i <= n; i++) f[i] = true
  for (let i = 2; i <= n; i++)
    if (f[i]) {
      c++
      for (let k = i + i; k <= n; k += i) f[k] = false
    }
  return c
}
let c = 0
for (let i = 0; i < 20; i++) c += sieve(500000)
console.log(c)
