// programs/graph.lua by hand in plain JavaScript
const N = 120000,
  parent = [],
  rank = []
for (let i = 0; i <= N; i++) {
  parent.push(i)
  rank.push(0)
}
function find(x) {
  while (parent[x] !== x) {
    parent[x] = parent[parent[x]]
    x = parent[x]
  }
  return x
}
function union(a, b) {
  a = find(a)
  b = find(b)
  if (a === b) return false
  if (rank[a] < rank[b]) [a, b] = [b, a]
  parent[b] = a
  if (rank[a] === rank[b]) rank[a]++
  return true
}
const edges = []
let seed = 11
for (let i = 0; i <= N; i++) edges.push([])
let joined = 0
for (let i = 0; i < 2 * N; i++) {
  seed = (seed * 16807) % 2147483647
  const a = (seed % N) + 1
  seed = (seed * 16807) % 2147483647
  const b = (seed % N) + 1
  edges[a].push(b)
  edges[b].push(a)
  if (union(a, b)) joined++
}
let reached = 0,
  ds = 0
for (let start = 1; start <= 3; start++) {
  const depth = new Map([[start, 0]]),
    queue = [start]
  let head = 0
  while (head < queue.length) {
    const node = queue[head++]
    ds += depth.get(node)
    const list = edges[node]
    for (let i = 0; i < list.length; i++) {
      const to = list[i]
      if (!depth.has(to)) {
        depth.set(to, depth.get(node) + 1)
        queue.push(to)
      }
    }
  }
  reached += queue.length
}
console.log([joined, reached, ds].join("\t"))
