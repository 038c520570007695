// programs/byte_scan.lua by hand in plain JavaScript
const text = "Hello, World! 0123456789 ".repeat(400)
let u = 0,
  d = 0,
  h = 0
for (let r = 0; r < 250; r++) {
  for (let i = 0; i < text.length; i++) {
    const b = text.charCodeAt(i)
    if (b >= 65 && b <= 90) u++
    h = (h * 31 + b) % 1000003
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c >= "0" && c <= "9") d++
  }
}
const out = []
for (let i = 1; i <= 600000; i++) out.push(String.fromCharCode(97 + (i % 26), 65 + (i % 26)))
console.log([u, d, h, out.join("").length, out.slice(0, 5).join("")].join("\t"))
