// programs/producer_consumer.lua by hand in plain JavaScript
function* producer() {
  let sum = 0
  for (let i = 1; i <= 2500000; i++) {
    const got = yield [i, i * 2]
    sum += got
  }
  return ["done", sum]
}
const co = producer()
let total = 0
let [a, b] = co.next().value
while (a !== "done") {
  total += a + b
  ;[a, b] = co.next(a % 10).value
}
for (let i = 1; i <= 300000; i++) {
  const task = (function* (x) {
    const y = yield x + 1
    return x + y
  })(i)
  const first = task.next().value
  const second = task.next(first).value
  total += second
}
console.log([total, b].join(" "))
