// programs/ackermann.lua by hand in plain JavaScript
function ack(m, n) {
  if (m === 0) return n + 1
  if (n === 0) return ack(m - 1, 1)
  return ack(m - 1, ack(m, n - 1))
}
function tak(x, y, z) {
  if (y >= x) return z
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
}
console.log([ack(2, 900), ack(3, 9), tak(24, 16, 7)].join("\t"))
