// programs/word_count.lua by hand in plain JavaScript
const words = "the quick brown fox jumps over the lazy dog while seven wizards quietly hex the jar "
  .repeat(60)
  .match(/[a-z]+/g)
let sum = 0
for (let r = 1; r <= 3600; r++) {
  const m = new Map()
  let d = 0
  for (let i = 0; i < words.length; i++) {
    const w = words[i] + ((i + 1 + r) % 50)
    const n = m.get(w)
    if (n === undefined) d++
    m.set(w, (n ?? 0) + 1)
  }
  for (const n of m.values()) sum += n * n
  sum += d
}
console.log(sum)
