// programs/crc32.lua by hand in plain JavaScript
const L = []
for (let i = 0; i < 256; i++) {
  let c = i
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  L.push(c >>> 0)
}
function crc(s) {
  let c = -1
  for (let i = 0; i < s.length; i++) c = L[(c ^ s.charCodeAt(i)) & 255] ^ (c >>> 8)
  return (c ^ -1) >>> 0
}
const text = "The quick brown fox jumps over the lazy dog. ".repeat(1000)
let sum = 0
for (let i = 0; i < 300; i++) sum += crc(text.slice(i))
console.log(sum)
