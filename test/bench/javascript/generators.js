// programs/generators.lua by hand in plain JavaScript
function* range(n) {
  for (let i = 1; i <= n; i++) yield i
}
function* filter(p, s) {
  for (const v of s) if (p(v)) yield v
}
let sum = 0
for (const v of range(3000000)) sum += v
for (const v of filter((x) => x % 3 === 0, range(2000000))) sum += v
console.log(sum)
