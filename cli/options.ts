/**
 * Command-line options: one table from which the parser and the usage text are made. Options come before
 * the first word that is none; from there on every word is kept as it is (script and its arguments).
 * The parser is commander, behind this file: it does not know short options of two letters, so these are
 * turned into long ones first, and it is loaded only when the first word looks like an option.
 */

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
  sslCert: string | undefined
  sslKey: string | undefined
  help: boolean
  version: boolean
  /** The words behind the options; `-` stands for standard input. */
  positionals: string[]
}

/** A mistake in the arguments; the message is one line, to be printed behind `slua: `. */
export class UsageError extends Error {}

interface OptionRow {
  key: Exclude<keyof Options, "positionals">
  short: string[]
  long: string
  /** Name of the value; absent for a switch. */
  value?: string
  /** What a missing value stands for; the option then takes the next word only if that is a number. */
  missing?: string
  help: string
  /** Reads the value; a text instead of a value tells what it is not. */
  read?: (text: string) => number | string
}

const MAX_PORT = 65535
const MAX_SHARED_MEMORY = 4096
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
const natural = number(0, Number.MAX_SAFE_INTEGER, "an integer from 0")

const LONGEST = 1e6

/** A number of seconds, with a fraction if need be. */
function seconds(text: string): number | string {
  const n = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : -1
  return n >= 0 && n <= LONGEST ? n : "a number of seconds"
}

function pageSize(text: string): number | string {
  const n = number(MIN_PAGE, MAX_PAGE, "")(text)
  const isPower = typeof n === "number" && (n & (n - 1)) === 0
  return isPower ? n : `a power of two from ${MIN_PAGE} to ${MAX_PAGE}`
}

const ROWS: OptionRow[] = [
  {
    key: "port",
    short: ["-p"],
    long: "--port",
    value: "PORT",
    help: "listen on a TCP port; 0: any free one",
    read: number(0, MAX_PORT, `a port from 0 to ${MAX_PORT}`),
  },
  { key: "setuid", short: ["-su"], long: "--setuid", value: "USER", help: "switch to this user" },
  { key: "worker", short: ["-w"], long: "--worker", value: "PATH", help: "worker script" },
  {
    key: "workerPool",
    short: ["-wp"],
    long: "--worker-pool",
    value: "SIZE",
    help: "number of workers (cores)",
    read: positive,
  },
  { key: "handler", short: ["-h"], long: "--handler", value: "PATH", help: "handler script" },
  {
    key: "handlerPool",
    short: ["-hp"],
    long: "--handler-pool",
    value: "SIZE",
    help: "most handlers (cores, at least 2)",
    read: positive,
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
    help: "print statistics every SEC seconds (1)",
    read: seconds,
  },
  { key: "sslCert", short: [], long: "--ssl-cert", value: "PATH", help: "serve TLS: certificate; needs -p" },
  { key: "sslKey", short: [], long: "--ssl-key", value: "PATH", help: "serve TLS: private key" },
  { key: "help", short: ["-?"], long: "--help", help: "show this text" },
  { key: "version", short: [], long: "--version", help: "show the version" },
]

/** The usage text: at most 24 lines of 80 columns. */
export function usageText(): string {
  const lines = ROWS.map((row) => {
    const names = [...row.short, row.long].join(", ")
    return `  ${names}${row.value === undefined ? "" : ` ${row.value}`}`.padEnd(33) + row.help
  })
  return [
    "usage: slua [options] script|code [argument ...]    one Lua process",
    "       slua [options] handler worker                jobs, standard input/output",
    "       slua [options] -p PORT handler [worker]      jobs, TCP clients",
    "",
    ...lines,
    "Options come first; -- ends them. The script - is standard input. Two words",
    "alone are handler and worker if the second is a .lua file, or both are code.",
    "",
  ].join("\n")
}

/** The settings of a run without options. */
function defaultOptions(positionals: string[]): Options {
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
    sslCert: undefined,
    sslKey: undefined,
    help: false,
    version: false,
    positionals,
  }
}

/** A word with a space in its name is Lua code that begins with a comment. */
function looksLikeOption(word: string): boolean {
  return word.length > 1 && word.startsWith("-") && !/\s/.test(nameOf(word))
}

/** The part of a word before its value. */
function nameOf(word: string): string {
  const equals = word.indexOf("=")
  return equals < 0 ? word : word.slice(0, equals)
}

/** Parses the arguments of the program; raises a UsageError. */
export function parseOptions(words: string[]): Options {
  if (words.length === 0 || !looksLikeOption(words[0]!)) return defaultOptions(words)
  const { values, positionals } = runCommander(withLongNames(words))
  const options = { ...defaultOptions(positionals), ...values }
  if (options.port !== undefined && values.handlerPool === undefined)
    options.handlerPool = Math.max(2, options.handlerPool)
  if (!options.help && !options.version) checkTogether(options)
  return options
}

function rowOf(name: string): OptionRow | undefined {
  return ROWS.find((row) => row.long === name || row.short.includes(name))
}

interface LongWords {
  /** The options under their long names, `--`, and the other words. */
  words: string[]
  /** How each option was spelt, by key. */
  spelling: Map<string, string>
}

function withLongNames(words: string[]): LongWords {
  const options: string[] = []
  const spelling = new Map<string, string>()
  let i = 0
  for (; i < words.length && looksLikeOption(words[i]!) && words[i] !== "--"; i++) {
    const word = words[i]!
    const name = nameOf(word)
    const row = rowOf(name)
    if (row === undefined) throw new UsageError(`unknown option '${name}'`)
    const hasValue = word.length > name.length
    if (hasValue && row.value === undefined) throw new UsageError(`option '${name}' takes no value`)
    spelling.set(row.key, name)
    options.push(row.long + word.slice(name.length))
    if (hasValue || row.value === undefined) continue
    if (row.missing !== undefined && !/^[\d.]+$/.test(words[i + 1] ?? "")) {
      options.push(row.missing)
      continue
    }
    const value = words[++i]
    // A value may begin with a minus sign, but a known option there was meant as one.
    if (value === undefined || rowOf(value) !== undefined)
      throw new UsageError(`option '${name}' needs a value`)
    options.push(value)
  }
  const rest = words.slice(words[i] === "--" ? i + 1 : i)
  return { words: [...options, "--", ...rest], spelling }
}

/** Has commander parse the words. */
function runCommander(long: LongWords): { values: Partial<Options>; positionals: string[] } {
  const { Command, CommanderError, Option } = require("commander") as typeof import("commander")
  const command = new Command()
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption(false)
    .argument("[words...]")
  for (const row of ROWS) {
    const option = new Option(row.value === undefined ? row.long : `${row.long} <${row.value}>`)
    command.addOption(option.argParser((text: string) => readValue(row, text, long.spelling.get(row.key)!)))
  }
  try {
    command.parse(long.words, { from: "user" })
  } catch (e) {
    if (e instanceof CommanderError) throw new UsageError(e.message.replace(/^error: /, ""))
    throw e
  }
  return { values: command.opts<Partial<Options>>(), positionals: command.args }
}

function readValue(row: OptionRow, text: string, name: string): number | string {
  if (text === "") throw new UsageError(`option '${name}' needs a value`)
  if (row.read === undefined) return text
  const value = row.read(text)
  if (typeof value === "string") throw new UsageError(`option '${name}': '${text}' is not ${value}`)
  return value
}

/** Options that need each other. */
function checkTogether(options: Options): void {
  const { sslCert, sslKey, port } = options
  if (sslCert !== undefined && sslKey === undefined)
    throw new UsageError("option '--ssl-cert' needs '--ssl-key'")
  if (sslKey !== undefined && sslCert === undefined)
    throw new UsageError("option '--ssl-key' needs '--ssl-cert'")
  if (sslCert !== undefined && port === undefined) throw new UsageError("option '--ssl-cert' needs '-p'")
}
