// The same with piscina, under Node: one worker thread that returns what it gets.
// usage: node ipc_piscina.mjs PISCINA WORKERS COUNT SIZE FLIGHT
import { createRequire } from "node:module"

const [piscinaPath, workers, count, size, flight] = process.argv.slice(2)
const { Piscina } = createRequire(import.meta.url)(piscinaPath)
const pool = new Piscina({
  filename: new URL("./ipc_piscina_worker.cjs", import.meta.url).href,
  minThreads: Number(workers),
  maxThreads: Number(workers),
})
const payload = "x".repeat(Number(size))

async function run(n) {
  let left = n
  const one = async () => {
    while (left-- > 0) await pool.run(payload)
  }
  await Promise.all(Array.from({ length: Number(flight) }, one))
}

await run(Math.ceil(Number(count) / 10))
const start = performance.now()
await run(Number(count))
console.log((performance.now() - start) / 1000)
await pool.destroy()
