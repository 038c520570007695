// Time that does not depend on what else the machine does.

/** Seconds that this thread has computed: for tests of what takes too long. */
export function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}
