// programs/sort_comparator.lua by hand in plain JavaScript
let seed = 7
function random(n) {
  seed = (seed * 16807) % 2147483647
  return seed % n
}
const R = []
for (let i = 1; i <= 150000; i++) R.push({ id: i, score: random(1000), name: "n" + random(500) })
R.sort((a, b) => (a.score !== b.score ? b.score - a.score : a.id - b.id))
const first = R[0].id
R.sort((a, b) => (a.name !== b.name ? (a.name < b.name ? -1 : 1) : a.id - b.id))
console.log([first, R[0].id, R[74999].id, R[149999].id].join("\t"))
