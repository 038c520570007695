// programs/queens.lua by hand in plain JavaScript
function queens(n) {
  const C = [],
    U = [],
    D = []
  for (let i = 0; i <= 2 * n + 1; i++) {
    C[i] = U[i] = D[i] = false
  }
  let count = 0
  function place(row) {
    if (row > n) {
      count++
      return
    }
    for (let c = 1; c <= n; c++)
      if (!C[c] && !U[row + c] && !D[row - c + n]) {
        C[c] = U[row + c] = D[row - c + n] = true
        place(row + 1)
        C[c] = U[row + c] = D[row - c + n] = false
      }
  }
  place(1)
  return count
}
console.log([queens(11), queens(12)].join("\t"))
