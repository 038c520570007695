// programs/matrix.lua by hand in plain JavaScript
function make(n, seed) {
  const m = []
  for (let i = 1; i <= n; i++) {
    const row = []
    for (let j = 1; j <= n; j++) row.push(((i * seed + j * 7) % 10) + 0.5)
    m.push(row)
  }
  return m
}
function multiply(a, b, n) {
  const c = []
  for (let i = 0; i < n; i++) {
    const row = [],
      ai = a[i]
    for (let j = 0; j < n; j++) {
      let s = 0
      for (let k = 0; k < n; k++) s += ai[k] * b[k][j]
      row.push(s)
    }
    c.push(row)
  }
  return c
}
const n = 260
let c = multiply(make(n, 3), make(n, 5), n)
c = multiply(c, make(n, 2), n)
let t = 0
for (let i = 0; i < n; i++) t += c[i][i]
console.log(t.toFixed(3))
