// programs/integer_loops.lua by hand in plain JavaScript
function gcd(a, b) {
  while (b !== 0) {
    const t = a % b
    a = b
    b = t
  }
  return a
}
function power(base, e, m) {
  let r = 1
  base %= m
  while (e > 0) {
    if (e % 2 === 1) r = (r * base) % m
    base = (base * base) % m
    e = Math.floor(e / 2)
  }
  return r
}
let sum = 0
for (let i = 1; i <= 800000; i++) {
  sum += gcd(i * 12, 5040 + i) + power(i, 65537, 1000003)
  let n = i
  while (n > 0) {
    sum += n % 10
    n = Math.floor(n / 10)
  }
}
console.log(sum)
