/**
 * Command-line options: parser and usage text are made from one table (option_table.ts). Options come
 * before the first word that is none; from there on every word is kept as it is (script and its
 * arguments). The parser is commander, behind this file: it does not know short options of two
 * letters, so these are turned into long ones first, and it is loaded only when the first word looks like
 * an option.
 */
import { defaultOptions, type OptionRow, type Options, ROWS } from "./option_table.ts"
import { nearest } from "../host/index.ts"
export type { Options } from "./option_table.ts"

/** A mistake in the arguments; the message is one line, to be printed behind `slua: `. */
export class UsageError extends Error {}

const USAGE_WIDTH = 33

function usageLine(row: OptionRow): string {
  const names = [...row.short, row.long].join(", ")
  const left = `  ${names}${row.value === undefined ? "" : ` ${row.value}`}`
  return `${left.padEnd(USAGE_WIDTH - 1)} ${row.help}`
}

/** The usage text: one screen of 50 lines and 80 columns. */
export function usageText(): string {
  return [
    "usage: slua [options] script|code [argument ...]    one Lua process",
    "       slua [options] handler worker                jobs, standard input/output",
    "       slua [options] -p PORT handler [worker]      jobs, TCP clients",
    "",
    ...ROWS.filter((row) => row.isNet !== true).map(usageLine),
    "Options come first; -- ends them. The script - is standard input. Two words",
    "alone are handler and worker if the second is a .lua file, or both are code.",
    "slua lua ... is PUC's lua, with its options, messages and prompt.",
    "",
    "With -p, or --bind unix:PATH:",
    ...ROWS.filter((row) => row.isNet === true).map(usageLine),
    "",
  ].join("\n")
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
  const long = withLongNames(words)
  const { values, positionals } = runCommander(long)
  const options = { ...defaultOptions(positionals), ...values }
  if (isServer(options) && values.handlerPool === undefined)
    options.handlerPool = Math.max(2, options.handlerPool)
  if (!options.help && !options.version) checkTogether(options, long.spelling)
  return options
}

/** The option that may have been meant. */
function suggestion(name: string): string {
  const names = ROWS.flatMap(({ short, long }) => [...short, long])
  const near = name.length > 2 ? nearest(name, names) : undefined
  return near === undefined ? "" : ` (did you mean '${near}'?)`
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
    if (row === undefined) throw new UsageError(`unknown option '${name}'${suggestion(name)}`)
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
    const read = (text: string, before: unknown) => {
      const value = readValue(row, text, long.spelling.get(row.key)!)
      return row.isList === true ? [...((before as string[] | undefined) ?? []), value] : value
    }
    command.addOption(option.argParser(read))
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

/** Whether the options ask for TCP mode. */
export function isServer({ port, bind }: Options): boolean {
  return port !== undefined || bind.some((address) => address.startsWith(UNIX))
}

const UNIX = "unix:"

/** Options that need each other. spelling: of those that were given, by key. */
function checkTogether(options: Options, spelling: Map<string, string>): void {
  const need = (key: keyof Options, needed: keyof Options, name: string) => {
    if (spelling.has(key) && !spelling.has(needed))
      throw new UsageError(`option '${spelling.get(key)}' needs '${name}'`)
  }
  need("sslCert", "sslKey", "--ssl-key")
  need("sslKey", "sslCert", "--ssl-cert")
  need("sslPassphraseFile", "sslKey", "--ssl-key")
  need("proxyProtocol", "trust", "--trust")
  need("trust", "proxyProtocol", "--proxy-protocol")
  for (const other of ["port", "bind", "worker"] as const)
    if (spelling.has("interactive") && spelling.has(other))
      throw new UsageError(
        `option '${spelling.get("interactive")}' does not go with '${spelling.get(other)}'`,
      )
  if (!isServer(options)) for (const row of ROWS) if (row.isNet === true) need(row.key, "port", "-p")
  const address = options.bind.find((text) => !text.startsWith(UNIX))
  if (options.port === undefined && address !== undefined)
    throw new UsageError(`option '--bind': '${address}' needs '-p'`)
}
