// programs/table_concat.lua by hand in plain JavaScript
let total = 0
for (let r = 0; r < 250; r++) {
  const p = []
  for (let i = 1; i <= 15000; i++) p.push("value" + (i % 100))
  total += p.join(";").length
}
console.log(total)
