/** The table of options: spellings, values, mistakes, and where options end. */
import { expect, test } from "bun:test"
import { type Options, parseOptions, UsageError, usageText } from "../../cli/options.ts"

const defaults = parseOptions([])
const cores = navigator.hardwareConcurrency

/** What differs from the defaults. */
function parsed(...words: string[]): Partial<Options> {
  const differences = Object.entries(parseOptions(words)).filter(
    ([key, value]) => key === "positionals" || !Bun.deepEquals(value, defaults[key as keyof Options]),
  )
  return Object.fromEntries(differences)
}

function mistake(...words: string[]): string {
  try {
    parseOptions(words)
  } catch (e) {
    if (e instanceof UsageError) return e.message
    throw e
  }
  return "no error"
}

test("defaults", () => {
  expect(defaults).toMatchObject({
    port: undefined,
    workerPool: cores,
    handlerPool: cores,
    maxJobs: 10 * cores,
    maxResults: 0,
    sharedMemory: cores,
    sharedPage: 256,
    help: false,
    version: false,
    positionals: [],
  })
  expect(parseOptions(["-p", "80"]).handlerPool).toBe(Math.max(2, cores))
  expect(parseOptions(["-p", "80", "-hp", "1"]).handlerPool).toBe(1)
})

test.each([
  [["-p", "8080"], ["--port", "8080"], { port: 8080 }],
  [["-p=0"], ["--port=0"], { port: 0 }],
  [["-p=0", "-su", "nobody"], ["--port=0", "--setuid", "nobody"], { setuid: "nobody" }],
  [["-w", "w.lua"], ["--worker", "w.lua"], { worker: "w.lua" }],
  [["-wp", "7777"], ["--worker-pool=7777"], { workerPool: 7777 }],
  [["-h", "h.lua"], ["--handler=h.lua"], { handler: "h.lua" }],
  [["-hp=7777"], ["--handler-pool", "7777"], { handlerPool: 7777 }],
  [["-mj", "1"], ["--max-jobs", "1"], { maxJobs: 1 }],
  [["-mr", "5"], ["--max-results", "5"], { maxResults: 5 }],
  [["-sh", "4096"], ["-sm", "4096"], { sharedMemory: 4096 }],
  [["-sh=4096"], ["--shared-memory", "4096"], { sharedMemory: 4096 }],
  [["-sp", "65536"], ["--shared-page", "65536"], { sharedPage: 65536 }],
  [["--debug"], ["--debug"], { debug: true }],
  [["-?"], ["--help"], { help: true }],
  [["-i"], ["--interactive"], { interactive: true }],
  [["--stats"], ["--stats=1"], { stats: 1 }],
  [
    ["--stats-json", "-", "--metrics", "0"],
    ["--metrics=0", "--stats-json=-"],
    { statsJson: "-", metrics: "0" },
  ],
  [["--version"], ["--version"], { version: true }],
  [["-w", "-x.lua"], ["--worker=-x.lua"], { worker: "-x.lua" }],
  [["-p", "1", "-p", "2"], ["--port=3", "-p=2"], { port: 2 }],
  [
    ["-p", "1", "--bind", "::1", "--bind", "127.0.0.1"],
    ["--port=1", "--bind=::1", "--bind=127.0.0.1"],
    { port: 1, bind: ["::1", "127.0.0.1"] },
  ],
  [["--bind", "unix:a", "--unix-mode", "600"], ["--bind=unix:a", "--unix-mode=0600"], { unixMode: 0o600 }],
  [
    ["-p", "1", "--ssl-cert", "c", "--ssl-key", "k"],
    ["--ssl-key=k", "--ssl-cert=c", "-p=1"],
    { port: 1, sslCert: "c", sslKey: "k" },
  ],
] as [string[], string[], Partial<Options>][])("%j and %j", (short, long, expected) => {
  expect(parsed(...short)).toMatchObject(expected)
  expect(parsed(...long)).toMatchObject(expected)
})

test.each([
  [["x.lua", "-x", "--foo", "1"]],
  [["print(1)", "--", "-p", "80"]],
  [["-", "-p", "80"]],
  [["-- a comment\nprint(1)", "-p"]],
  [[""]],
])("%j are words of the script", (words) => {
  expect(parsed(...words)).toEqual({ positionals: words })
})

test("options end at the first other word or at --", () => {
  expect(parsed("-mj", "3", "h.lua", "-mj", "4")).toEqual({ maxJobs: 3, positionals: ["h.lua", "-mj", "4"] })
  expect(parsed("-mj", "3", "-", "-x")).toEqual({ maxJobs: 3, positionals: ["-", "-x"] })
  expect(parsed("-mj", "3", "--", "-x", "--", "-y")).toEqual({ maxJobs: 3, positionals: ["-x", "--", "-y"] })
  expect(parsed("--")).toEqual({ positionals: [] })
  expect(parsed("-w", "--", "x")).toEqual({ worker: "--", positionals: ["x"] })
})

test.each([
  [["-wp", "abc"], "option '-wp': 'abc' is not a number from 1 to 32767"],
  [["-wp", "0"], "option '-wp': '0' is not a number from 1 to 32767"],
  [["-wp", "-5"], "option '-wp': '-5' is not a number from 1 to 32767"],
  [["-hp", "32768"], "option '-hp': '32768' is not a number from 1 to 32767"],
  [["--worker-pool=1.5"], "option '--worker-pool': '1.5' is not a number from 1 to 32767"],
  [["-mj", "0"], "option '-mj': '0' is not a positive integer"],
  [["-mr", "-1"], "option '-mr': '-1' is not an integer from 0"],
  [["-p", "65536"], "option '-p': '65536' is not a port from 0 to 65535"],
  [["-p", "99999999999999999999"], "option '-p': '99999999999999999999' is not a port from 0 to 65535"],
  [["-sh", "0"], "option '-sh': '0' is not a number from 1 to 4096"],
  [["-sm", "4097"], "option '-sm': '4097' is not a number from 1 to 4096"],
  [["-sp", "100"], "option '-sp': '100' is not a power of two from 64 to 65536"],
  [["-sp", "32"], "option '-sp': '32' is not a power of two from 64 to 65536"],
  [["-w"], "option '-w' needs a value"],
  [["-w", "--port", "80"], "option '-w' needs a value"],
  [["--port="], "option '--port' needs a value"],
  [["--help=3"], "option '--help' takes no value"],
  [["-wp4"], "unknown option '-wp4' (did you mean '-wp'?)"],
  [["-e", "print(1)"], "unknown option '-e'"],
  [["--nope=1"], "unknown option '--nope'"],
  [["-1"], "unknown option '-1'"],
  [["--ssl-cert", "c", "-p", "1"], "option '--ssl-cert' needs '--ssl-key'"],
  [["--ssl-key", "k", "-p", "1"], "option '--ssl-key' needs '--ssl-cert'"],
  [["--ssl-cert", "c", "--ssl-key", "k"], "option '--ssl-cert' needs '-p'"],
  [["-p", "1", "--ssl-passphrase-file", "f"], "option '--ssl-passphrase-file' needs '--ssl-key'"],
  [["-i", "-p", "0"], "option '-i' does not go with '-p'"],
  [["--worker", "w.lua", "--interactive"], "option '--interactive' does not go with '--worker'"],
  [["-su", "nobody"], "option '-su' needs '-p'"],
  [["--idle-timeout", "1"], "option '--idle-timeout' needs '-p'"],
  [["--bind", "127.0.0.1"], "option '--bind' needs '-p'"],
  [["--bind", "unix:x", "--bind", "::1"], "option '--bind': '::1' needs '-p'"],
  [["-p", "1", "--proxy-protocol"], "option '--proxy-protocol' needs '--trust'"],
  [["-p", "1", "--trust", "::1"], "option '--trust' needs '--proxy-protocol'"],
  [["-p", "1", "--unix-mode", "888"], "option '--unix-mode': '888' is not permissions in octal, like 660"],
  [["-p", "1", "--max-connections", "0"], "option '--max-connections': '0' is not a number from 1 to 65536"],
  [["-p", "1", "--read-timeout", "x"], "option '--read-timeout': 'x' is not a number of seconds"],
] as [string[], string][])("%j: %s", (words, message) => {
  expect(mistake(...words)).toBe(message)
})

test("the usage text names every option, and fits one screen of 50 lines", () => {
  const lines = usageText().trimEnd().split("\n")
  expect(lines.length).toBeLessThanOrEqual(50)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
  for (const name of [
    "-p",
    "-su",
    "-w",
    "-wp",
    "-h",
    "-hp",
    "-mj",
    "-mr",
    "-sh",
    "-sm",
    "-sp",
    "-?",
    "--ssl-key",
    "--bind",
    "--trust",
  ])
    expect(usageText()).toContain(`${name}`)
})
