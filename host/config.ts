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
  /** Seconds between two views of statistics on stderr; 0: none. */
  stats: number
  /** Where statistics go as lines of JSON: a path, or `-` for stderr. */
  statsJson: string | undefined
  /** Address of the endpoint for Prometheus: `port`, `host:port` or `unix:path`. */
  metrics: string | undefined
  /** TCP mode; undefined: standard input and output are the one client. */
  net: NetConfig | undefined
}

/** The settings of TCP mode. Times are in seconds; 0: no limit. */
export interface NetConfig {
  /** 0: any free one. */
  port: number
  /** Addresses to listen at, and `unix:` paths; none: all addresses of the machine. */
  addresses: string[]
  backlog: number
  /** Permissions of unix sockets. */
  unixMode: number
  /** Most handlers. */
  handlers: number
  user: string | undefined
  tls: TlsConfig | undefined
  idleTimeout: number
  /** What is left of idleTimeout while others wait for a handler. */
  busyIdle: number
  readTimeout: number
  writeTimeout: number
  handshakeTimeout: number
  /** In bytes. */
  maxLine: number
  maxRead: number
  maxConnections: number
  /** undefined: a usual number, which does not count connections from this machine. */
  maxPerIp: number | undefined
  /** A path, or `-` for standard output. */
  accessLog: string | undefined
  pidFile: string | undefined
  /** Address ranges of the proxies that send PROXY headers; undefined: nobody does. */
  proxies: string[] | undefined
}

/** Paths of PEM files. */
export interface TlsConfig {
  cert: string
  key: string
  passphraseFile: string | undefined
}
