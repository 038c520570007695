// programs/format.lua by hand in plain JavaScript
let t = 0
for (let i = 1; i <= 400000; i++) {
  t += (i + ": " + (i / 3).toFixed(2).padStart(5) + " " + "text" + " " + i.toString(16)).length
  t += ("left".padEnd(10) + "|" + "right".padStart(10) + "|" + String(i).padStart(5, "0")).length
  t += String(i).length + String(i + 0.5).length
}
console.log(t)
