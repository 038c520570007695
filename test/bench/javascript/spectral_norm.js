// programs/spectral_norm.lua by hand in plain JavaScript
function A(i, j) {
  const ij = i + j - 1
  return 1 / (ij * (ij - 1) * 0.5 + i)
}
function mul(x, y, n) {
  for (let i = 1; i <= n; i++) {
    let a = 0
    for (let j = 1; j <= n; j++) a += x[j] * A(i, j)
    y[i] = a
  }
}
function mulT(x, y, n) {
  for (let i = 1; i <= n; i++) {
    let a = 0
    for (let j = 1; j <= n; j++) a += x[j] * A(j, i)
    y[i] = a
  }
}
const n = 600,
  u = [0],
  v = [0],
  t = [0]
for (let i = 1; i <= n; i++) u.push(1)
for (let r = 0; r < 10; r++) {
  mul(u, t, n)
  mulT(t, v, n)
  mul(v, t, n)
  mulT(t, u, n)
}
let a = 0,
  b = 0
for (let i = 1; i <= n; i++) {
  a += u[i] * v[i]
  b += v[i] * v[i]
}
console.log(Math.sqrt(a / b).toFixed(9))
