// Statistics for people and for programs: what they look like.
import { expect, test } from "bun:test"
import { readHistogram } from "../../../host/ipc/statistics.ts"
import type { Statistics } from "../../../host/ipc/work_queue.ts"
import { parseMetricsAddress } from "../../../host/watch/endpoint.ts"
import { jsonLine } from "../../../host/watch/json.ts"
import { lineOf } from "../../../host/watch/line.ts"
import { metricsText } from "../../../host/watch/metrics.ts"
import { Sampler, type Seen } from "../../../host/watch/sampler.ts"
import { View } from "../../../host/watch/view.ts"

const STATISTICS: Statistics = {
  ...{ submitted: 1250, answered: 1200, failed: 4, redelivered: 3, cancelled: 2, replaced: 1 },
  ...{ backlog: 10, running: 1, idle: 3, pool: 4 },
  waiting: { p50: 0.000012, p99: 0.0034, max: 1.5 },
  busy: { p50: 0.1, p99: 0.2, max: 0.3 },
  workers: [{ worker: 1, state: "idle", jobs: 3, seconds: 0 }],
  memory: { capacity: 2e6, used: 5e5, peak: 6e5, largest: 1e6 },
}

/** A histogram as it is in shared memory: times in milliseconds and how often each was counted. */
const bounds = [4e-6, 1.6e-5, 6.4e-5]
const SEEN: Seen = {
  statistics: STATISTICS,
  waits: { bounds, counts: [0, 3, 6, 1], sum: 0.5 },
  runs: { bounds, counts: [0, 0, 0, 0], sum: 0 },
  uptime: 12.3456,
  rate: 1234.5,
  connections: undefined,
}
const CONNECTIONS = { accepted: 9, refused: 0, failed: 0, open: 2, waiting: 1, handlers: 3, idle: 2 }

test("as a line", () => {
  expect(lineOf(SEEN)).toBe(
    "12 s, 1204 jobs done (1235/s), 10 queued, 1 of 4 running, waiting 12 us/3.4 ms/1.5 s, " +
      "running 100 ms/200 ms/300 ms, memory 25% of 2.0 MB, 4 failed, 3 redelivered, 1 workers replaced",
  )
  expect(lineOf({ ...SEEN, connections: CONNECTIONS })).toEndWith(", 2 connections (1 silent), 9 in all")
})

test("as a picture", () => {
  const view = new View({ isUnicode: true, jobLimit: 40 })
  view.lines({ ...SEEN, rate: 600 })
  expect(view.lines(SEEN)).toEqual([
    "jobs     1,204 done in 12 s, 4 failed, 2 cancelled, 3 redelivered",
    "rate     1,235/s  ▄█",
    "queue    [█████               ] 10 of 40 queued",
    "workers  [█████               ] 1 of 4 running, 1 replaced",
    "waiting  p50 12 us  p99 3.4 ms  max 1.5 s         4 us ▄█▁ more",
    "running  p50 100 ms  p99 200 ms  max 300 ms",
    "memory   [█████               ] 25% of 2.0 MB",
  ])
  const ascii = new View({ isUnicode: false, jobLimit: 40 }).lines({ ...SEEN, connections: CONNECTIONS })
  expect(ascii.join("\n")).toMatch(/^[\x20-\x7e\n]*$/)
  expect(ascii.at(-1)).toBe("clients  2 connections (1 silent), 9 in all")
  for (const line of ascii) expect(line.length).toBeLessThan(80)
})

test("as JSON", () => {
  const { time, ...rest } = JSON.parse(jsonLine(SEEN))
  expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000)
  const { workers, ...counts } = STATISTICS
  expect(rest).toEqual({ uptime: 12.346, rate: 1234.5, ...counts })
  expect(JSON.parse(jsonLine({ ...SEEN, connections: CONNECTIONS })).connections).toEqual(CONNECTIONS)
})

test("for Prometheus", () => {
  const text = metricsText({ ...SEEN, connections: CONNECTIONS }, "1.2.3")
  expect(text).toContain('slua_info{version="1.2.3"} 1\n')
  expect(text).toContain("# TYPE slua_jobs_answered_total counter\nslua_jobs_answered_total 1200\n")
  expect(text).toContain(
    [
      'slua_job_wait_seconds_bucket{le="0.000004"} 0',
      'slua_job_wait_seconds_bucket{le="0.000016"} 3',
      'slua_job_wait_seconds_bucket{le="0.000064"} 9',
      'slua_job_wait_seconds_bucket{le="+Inf"} 10',
      "slua_job_wait_seconds_sum 0.5",
      "slua_job_wait_seconds_count 10",
    ].join("\n"),
  )
  expect(text).toContain("slua_connections_silent 1\n")
  // Each line is a comment or a sample, each name is described once and before its samples.
  const described = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name!)
  expect(new Set(described).size).toBe(described.length)
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) slua_\w+ .*|slua_\w+(\{\w+="[^"]*"\})? [\d.e+-]+)$/)
  expect(metricsText(SEEN, "1")).not.toContain("connections")
})

test("the histogram of shared memory, in wider buckets", () => {
  const words = new Int32Array(128)
  // Four buckets to each doubling: 16 us and more, 20 us and more.
  words[12] = 2
  words[13] = 1
  const { bounds: ends, counts, sum } = readHistogram(words, 0)
  expect(ends.slice(0, 3)).toEqual([4e-6, 1.6e-5, 6.4e-5])
  expect(counts.reduce((a, b) => a + b)).toBe(3)
  expect(counts[2]).toBe(3)
  expect(sum).toBeCloseTo(2 * 18e-6 + 22e-6, 9)
})

test("rates are those between two samples of one watcher", () => {
  let answered = 0
  const trySample = () => ({ ...SEEN, statistics: { ...STATISTICS, answered, failed: 0 } })
  const [one, other] = [new Sampler({ trySample }), new Sampler({ trySample })]
  one.take()
  answered = 1000
  expect(one.take()!.rate).toBeGreaterThan(0)
  expect(one.take()!.rate).toBe(0)
  expect(other.take()!.rate).toBeGreaterThan(0)
})

test("a sample that cannot be had is tried again", () => {
  let looks = 0
  const sampler = new Sampler({ trySample: () => (++looks < 3 ? undefined : SEEN) })
  expect(sampler.take(2)).toBeUndefined()
  expect(sampler.take(2)).toBeDefined()
})

test.each([
  ["9100", { hostname: "127.0.0.1", port: 9100 }],
  ["0", { hostname: "127.0.0.1", port: 0 }],
  ["0.0.0.0:80", { hostname: "0.0.0.0", port: 80 }],
  ["localhost:80", { hostname: "localhost", port: 80 }],
  ["[::1]:80", { hostname: "::1", port: 80 }],
  ["unix:/run/x", { unix: "/run/x" }],
  ["65536", undefined],
  ["::1", undefined],
  ["unix:", undefined],
  ["", undefined],
])("address %j", (text, expected) => {
  expect(parseMetricsAddress(text)).toEqual(expected as never)
})
