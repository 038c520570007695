/** Statistics in the text format of Prometheus. */
import type { Histogram } from "../ipc/statistics.ts"
import type { Seen } from "./sampler.ts"

type Kind = "counter" | "gauge"

function single(name: string, kind: Kind, help: string, value: number, labels = ""): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name}${labels} ${value}\n`
}

function histogram(name: string, help: string, { bounds, counts, sum }: Histogram): string {
  let total = 0
  const lines = counts.map((count, i) => {
    total += count
    return `${name}_bucket{le="${bounds[i] ?? "+Inf"}"} ${total}\n`
  })
  return (
    `# HELP ${name} ${help}\n# TYPE ${name} histogram\n${lines.join("")}` +
    `${name}_sum ${sum}\n${name}_count ${total}\n`
  )
}

const CONNECTIONS: [string, string, Kind, string][] = [
  ["accepted", "slua_connections_accepted_total", "counter", "Connections accepted."],
  ["refused", "slua_connections_refused_total", "counter", "Connections closed for a limit, or for no TLS."],
  ["failed", "slua_connections_failed_total", "counter", "Connections whose script raised an error."],
  ["open", "slua_connections_open", "gauge", "Connections that are open."],
  ["waiting", "slua_connections_silent", "gauge", "Open connections that have sent nothing yet."],
  ["handlers", "slua_handlers", "gauge", "Handler threads."],
  ["idle", "slua_handlers_idle", "gauge", "Handler threads that wait for a connection."],
]

export function metricsText(
  { statistics: s, waits, runs, uptime, connections }: Seen,
  version: string,
): string {
  const texts = [
    single("slua_info", "gauge", "The version of slua.", 1, `{version="${version}"}`),
    single("slua_uptime_seconds", "gauge", "Seconds since the program's start.", Number(uptime.toFixed(3))),
    single("slua_jobs_submitted_total", "counter", "Jobs submitted.", s.submitted),
    single("slua_jobs_answered_total", "counter", "Jobs answered.", s.answered),
    single("slua_jobs_failed_total", "counter", "Jobs that ended without an answer.", s.failed),
    single("slua_jobs_cancelled_total", "counter", "Jobs cancelled.", s.cancelled),
    single("slua_jobs_redelivered_total", "counter", "Jobs given to another worker.", s.redelivered),
    single("slua_jobs_queued", "gauge", "Jobs that wait for a worker.", s.backlog),
    single("slua_jobs_running", "gauge", "Jobs that workers have in hand.", s.running),
    single("slua_workers", "gauge", "Workers that the program keeps.", s.pool),
    single("slua_workers_idle", "gauge", "Workers that wait for a job.", s.idle),
    single("slua_workers_replaced_total", "counter", "Workers that were replaced.", s.replaced),
    single("slua_memory_bytes", "gauge", "Shared memory for jobs and results.", s.memory.capacity),
    single("slua_memory_used_bytes", "gauge", "Shared memory in use.", s.memory.used),
    single("slua_process_resident_bytes", "gauge", "Memory of the process.", process.memoryUsage.rss()),
    histogram("slua_job_wait_seconds", "How long jobs waited in the queue (sum: about).", waits),
    histogram("slua_job_run_seconds", "How long jobs ran (sum: about).", runs),
  ]
  if (connections !== undefined)
    for (const [key, name, kind, help] of CONNECTIONS) texts.push(single(name, kind, help, connections[key]!))
  return texts.join("")
}
