/** The table of options: spellings, values, and what they are without being given. */

export interface Options {
  /** TCP mode; 0: any free port. */
  port: number | undefined
  setuid: string | undefined
  worker: string | undefined
  workerPool: number
  handler: string | undefined
  handlerPool: number
  maxJobs: number
  /** 0: no limit. */
  maxResults: number
  /** In MB. */
  sharedMemory: number
  /** In bytes. */
  sharedPage: number
  /** How often a job is redelivered after its worker died. */
  jobRetries: number
  /** Seconds a job may run; 0: any time. */
  jobTimeout: number
  /** Seconds that running jobs get when the program is told to stop. */
  grace: number
  /** Seconds between two lines of statistics; 0: none. */
  stats: number
  /** A file for them as lines of JSON; `-`: stderr. */
  statsJson: string | undefined
  /** Address at which Prometheus finds them. */
  metrics: string | undefined
  /** Addresses to listen at; `unix:` paths need no port. */
  bind: string[]
  backlog: number
  /** Permissions of unix sockets. */
  unixMode: number
  idleTimeout: number
  busyIdle: number
  readTimeout: number
  writeTimeout: number
  handshakeTimeout: number
  /** In bytes. */
  maxLine: number
  /** In MB. */
  maxRead: number
  maxConnections: number
  /** undefined: the usual number. */
  maxPerIp: number | undefined
  accessLog: string | undefined
  pidFile: string | undefined
  proxyProtocol: boolean
  trust: string[]
  sslCert: string | undefined
  sslKey: string | undefined
  sslPassphraseFile: string | undefined
  interactive: boolean
  /** All chunks are compiled in debug form. */
  debug: boolean
  help: boolean
  version: boolean
  /** The words behind the options; `-` stands for standard input. */
  positionals: string[]
}

export interface OptionRow {
  key: Exclude<keyof Options, "positionals">
  short: string[]
  long: string
  /** Name of the value; absent for a switch. */
  value?: string
  /** What a missing value stands for; the option then takes the next word only if that is a number. */
  missing?: string
  help: string
  /** May be given several times; its value is a list. */
  isList?: true
  /** Only for TCP mode. */
  isNet?: true
  /** Reads the value; a text instead of a value tells what it is not. */
  read?: (text: string) => number | string
}

const MAX_PORT = 65535
const MAX_SHARED_MEMORY = 4096
const MAX_READ = 2047
const MAX_CONNECTIONS = 65536
const MAX_BACKLOG = 65535
/** Threads are told apart by 16 bits. */
const MAX_POOL = 32767
const MIN_PAGE = 64
const MAX_PAGE = 65536

/** A whole number from `low` to `high`, or what it should have been. */
function number(low: number, high: number, what: string): (text: string) => number | string {
  return (text) => {
    const n = /^\d{1,15}$/.test(text) ? Number(text) : -1
    return n >= low && n <= high ? n : what
  }
}

const positive = number(1, Number.MAX_SAFE_INTEGER, "a positive integer")
const pool = number(1, MAX_POOL, `a number from 1 to ${MAX_POOL}`)
const natural = number(0, Number.MAX_SAFE_INTEGER, "an integer from 0")

const LONGEST = 1e6

/** A number of seconds, with a fraction if need be. */
function seconds(text: string): number | string {
  const n = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : -1
  return n >= 0 && n <= LONGEST ? n : "a number of seconds"
}

/** Permissions, in octal. */
function fileMode(text: string): number | string {
  return /^0?[0-7]{3}$/.test(text) ? Number.parseInt(text, 8) : "permissions in octal, like 660"
}

function pageSize(text: string): number | string {
  const n = number(MIN_PAGE, MAX_PAGE, "")(text)
  const isPower = typeof n === "number" && (n & (n - 1)) === 0
  return isPower ? n : `a power of two from ${MIN_PAGE} to ${MAX_PAGE}`
}

export const ROWS: OptionRow[] = [
  {
    key: "port",
    short: ["-p"],
    long: "--port",
    value: "PORT",
    help: "listen on a TCP port; 0: any free one",
    read: number(0, MAX_PORT, `a port from 0 to ${MAX_PORT}`),
  },
  { key: "worker", short: ["-w"], long: "--worker", value: "PATH", help: "worker script" },
  {
    key: "workerPool",
    short: ["-wp"],
    long: "--worker-pool",
    value: "SIZE",
    help: "number of workers (cores)",
    read: pool,
  },
  { key: "handler", short: ["-h"], long: "--handler", value: "PATH", help: "handler script" },
  {
    key: "handlerPool",
    short: ["-hp"],
    long: "--handler-pool",
    value: "SIZE",
    help: "most handlers (cores, at least 2)",
    read: pool,
  },
  {
    key: "maxJobs",
    short: ["-mj"],
    long: "--max-jobs",
    value: "N",
    help: "most queued jobs (10 per core)",
    read: positive,
  },
  {
    key: "maxResults",
    short: ["-mr"],
    long: "--max-results",
    value: "N",
    help: "most queued results per handler (0: any)",
    read: natural,
  },
  {
    key: "sharedMemory",
    short: ["-sh", "-sm"],
    long: "--shared-memory",
    value: "MB",
    help: "memory for jobs and results (1 MB per core)",
    read: number(1, MAX_SHARED_MEMORY, `a number from 1 to ${MAX_SHARED_MEMORY}`),
  },
  {
    key: "sharedPage",
    short: ["-sp"],
    long: "--shared-page",
    value: "B",
    help: "size of a page of it (256)",
    read: pageSize,
  },
  {
    key: "jobRetries",
    short: [],
    long: "--job-retries",
    value: "N",
    help: "redeliver a dead worker's job N times (2)",
    read: natural,
  },
  {
    key: "jobTimeout",
    short: [],
    long: "--job-timeout",
    value: "SEC",
    help: "longest time a job may run (0: any)",
    read: seconds,
  },
  {
    key: "grace",
    short: [],
    long: "--grace",
    value: "SEC",
    help: "time for running jobs at the end (10)",
    read: seconds,
  },
  {
    key: "stats",
    short: [],
    long: "--stats",
    value: "SEC",
    missing: "1",
    help: "show statistics, anew every SEC seconds (1)",
    read: seconds,
  },
  {
    key: "statsJson",
    short: [],
    long: "--stats-json",
    value: "PATH",
    help: "write them as lines of JSON; -: stderr",
  },
  {
    key: "metrics",
    short: [],
    long: "--metrics",
    value: "ADDR",
    help: "let Prometheus read them at ADDR",
  },
  {
    key: "interactive",
    short: ["-i"],
    long: "--interactive",
    help: "prompt for Lua, after the script if any",
  },
  { key: "debug", short: [], long: "--debug", help: "all code can be traced by debug.sethook" },
  { key: "help", short: ["-?"], long: "--help", help: "show this text" },
  { key: "version", short: [], long: "--version", help: "show the version" },
  {
    key: "bind",
    short: [],
    long: "--bind",
    value: "ADDR",
    isList: true,
    isNet: true,
    help: "listen here, or at unix:PATH; repeatable",
  },
  {
    key: "setuid",
    short: ["-su"],
    long: "--setuid",
    value: "USER",
    isNet: true,
    help: "switch to this user",
  },
  {
    key: "sslCert",
    short: [],
    long: "--ssl-cert",
    value: "PATH",
    isNet: true,
    help: "serve TLS: certificate chain",
  },
  { key: "sslKey", short: [], long: "--ssl-key", value: "PATH", isNet: true, help: "serve TLS: private key" },
  {
    key: "sslPassphraseFile",
    short: [],
    long: "--ssl-passphrase-file",
    value: "PATH",
    isNet: true,
    help: "file with the key's passphrase",
  },
  {
    key: "idleTimeout",
    short: [],
    long: "--idle-timeout",
    value: "SEC",
    isNet: true,
    help: "time a client may be idle (60; 0: any)",
    read: seconds,
  },
  {
    key: "busyIdle",
    short: [],
    long: "--busy-idle",
    value: "SEC",
    isNet: true,
    help: "the same while others wait (5; 0: any)",
    read: seconds,
  },
  {
    key: "readTimeout",
    short: [],
    long: "--read-timeout",
    value: "SEC",
    isNet: true,
    help: "time for the rest of a line or block (30)",
    read: seconds,
  },
  {
    key: "writeTimeout",
    short: [],
    long: "--write-timeout",
    value: "SEC",
    isNet: true,
    help: "time for a client to take output (30)",
    read: seconds,
  },
  {
    key: "handshakeTimeout",
    short: [],
    long: "--handshake-timeout",
    value: "SEC",
    isNet: true,
    help: "time for TLS and PROXY headers (10)",
    read: seconds,
  },
  {
    key: "maxLine",
    short: [],
    long: "--max-line",
    value: "B",
    isNet: true,
    help: "longest line of a client (65536)",
    read: positive,
  },
  {
    key: "maxRead",
    short: [],
    long: "--max-read",
    value: "MB",
    isNet: true,
    help: "longest result of client.read (256)",
    read: number(1, MAX_READ, `a number from 1 to ${MAX_READ}`),
  },
  {
    key: "maxConnections",
    short: [],
    long: "--max-connections",
    value: "N",
    isNet: true,
    help: "most connections, idle ones too (1024)",
    read: number(1, MAX_CONNECTIONS, `a number from 1 to ${MAX_CONNECTIONS}`),
  },
  {
    key: "maxPerIp",
    short: [],
    long: "--max-per-ip",
    value: "N",
    isNet: true,
    help: "most from one other machine (256; 0: any)",
    read: natural,
  },
  {
    key: "backlog",
    short: [],
    long: "--backlog",
    value: "N",
    isNet: true,
    help: "most connections waiting outside (4096)",
    read: number(1, MAX_BACKLOG, `a number from 1 to ${MAX_BACKLOG}`),
  },
  {
    key: "accessLog",
    short: [],
    long: "--access-log",
    value: "PATH",
    isNet: true,
    help: "a line per connection; -: stdout",
  },
  { key: "pidFile", short: [], long: "--pid-file", value: "PATH", isNet: true, help: "write the process id" },
  {
    key: "unixMode",
    short: [],
    long: "--unix-mode",
    value: "MODE",
    isNet: true,
    help: "permissions of unix sockets (660)",
    read: fileMode,
  },
  {
    key: "proxyProtocol",
    short: [],
    long: "--proxy-protocol",
    isNet: true,
    help: "expect PROXY headers; needs --trust",
  },
  {
    key: "trust",
    short: [],
    long: "--trust",
    value: "CIDR",
    isList: true,
    isNet: true,
    help: "proxies that send them; repeatable",
  },
]

/** The settings of a run without options. */
export function defaultOptions(positionals: string[]): Options {
  const cores = Math.max(1, navigator.hardwareConcurrency)
  return {
    port: undefined,
    setuid: undefined,
    worker: undefined,
    workerPool: cores,
    handler: undefined,
    handlerPool: cores,
    maxJobs: 10 * cores,
    maxResults: 0,
    sharedMemory: Math.min(cores, MAX_SHARED_MEMORY),
    sharedPage: 256,
    jobRetries: 2,
    jobTimeout: 0,
    grace: 10,
    stats: 0,
    statsJson: undefined,
    metrics: undefined,
    bind: [],
    backlog: 4096,
    unixMode: 0o660,
    idleTimeout: 60,
    busyIdle: 5,
    readTimeout: 30,
    writeTimeout: 30,
    handshakeTimeout: 10,
    maxLine: 65536,
    maxRead: 256,
    maxConnections: 1024,
    maxPerIp: undefined,
    accessLog: undefined,
    pidFile: undefined,
    proxyProtocol: false,
    trust: [],
    sslCert: undefined,
    sslKey: undefined,
    sslPassphraseFile: undefined,
    interactive: false,
    debug: false,
    help: false,
    version: false,
    positionals,
  }
}
