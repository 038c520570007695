/** Samples of a run, for whoever shows them. */
import type { Sample } from "../ipc/status.ts"

/** What was seen, and when. */
export interface Seen extends Sample {
  /** Seconds since the program's start. */
  uptime: number
  /** Jobs done per second, since the sample before. */
  rate: number
  /** Counts of connections, in TCP mode. */
  connections: Record<string, number> | undefined
}

/** Where samples come from. */
export interface Source {
  /** Undefined: a thread holds the locks just now. */
  trySample(): Sample | undefined
  connections?: () => Record<string, number>
}

/** Takes samples; each user has one of its own, since rates are those between two of its samples. */
export class Sampler {
  readonly #source: Source
  #jobs = 0
  #at = 0

  constructor(source: Source) {
    this.#source = source
  }

  /** tries: looks, a millisecond apart, until the locks are free; a thread gives them back within microseconds. */
  take(tries = 1): Seen | undefined {
    let sample = this.#source.trySample()
    for (let i = 1; sample === undefined && i < tries; i++) {
      Bun.sleepSync(1)
      sample = this.#source.trySample()
    }
    if (sample === undefined) return undefined
    const uptime = performance.now() / 1000
    const jobs = sample.statistics.answered + sample.statistics.failed
    const rate = (jobs - this.#jobs) / Math.max(0.001, uptime - this.#at)
    this.#jobs = jobs
    this.#at = uptime
    return { ...sample, uptime, rate, connections: this.#source.connections?.() }
  }
}
