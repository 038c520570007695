/** The settings of a run with workers, as cli/ hands them over. */

/** A script given on the command line. */
export interface Script {
  /** A path, or the code itself. */
  text: string
  isFile: boolean
}

export interface RunConfig {
  /** Path of the module that a new thread runs: the program's own entry. */
  entry: string
  handler: Script
  worker: Script
  workers: number
  /** Most jobs waiting to be accepted. */
  maxJobs: number
  /** Most results waiting for one handler; 0: any number. */
  maxResults: number
  /** Bytes of the slab. */
  sharedMemory: number
  /** Bytes of a page of it. */
  sharedPage: number
  /** How often a job is given to another worker after its worker died. */
  jobRetries: number
  /** Seconds a job may run; 0: any time. */
  jobTimeout: number
  /** Seconds that running jobs get to finish when the program is told to stop. */
  grace: number
  /** Seconds between two lines of statistics on stderr; 0: none. */
  stats: number
}
