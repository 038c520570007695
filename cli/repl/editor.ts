/**
 * The line editor: node:readline does the keys within a text, this file what it has no notion of: texts of several
 * lines, a history of them, and a program that may read the terminal itself between two texts. So it is given its
 * input key by key, and waits for it without the event loop.
 */
import { EventEmitter } from "node:events"
import { createInterface, type Interface } from "node:readline"
import { StringDecoder } from "node:string_decoder"
import { flushAll, toBytes, writeStdout } from "../../interpreter/index.ts"
import type { History } from "./history.ts"
import { isSearchKey, Search } from "./search.ts"
import { KeyMode, readKeys, terminalWidth } from "./terminal.ts"

/** One key: an escape sequence, a control character, or plain text. */
const KEYS = /\x1b\[[0-9;?]*[A-Za-z~]|\x1bO[A-Za-z]|\x1b[^]|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g

const ENTER = ["\r", "\n"]
const NEW_LINE = ["\x1b\r", "\x1b\n"]
const UP = ["\x1b[A", "\x1bOA", "\x10"]
const DOWN = ["\x1b[B", "\x1bOB", "\x0e"]
/** To the beginning or end of a line, not of the text. */
const HOME = ["\x01", "\x1b[H", "\x1bOH", "\x1b[1~"]
const LINE_END = ["\x05", "\x1b[F", "\x1bOF", "\x1b[4~"]
const INTERRUPT = "\x03"
const END = "\x04"
const TAB = "\t"
const STOP = "\x1a"
/** Pasted text comes between these two; it needs no other treatment. */
const PASTE_MARKS = ["\x1b[200~", "\x1b[201~"]

/** What of readline's interface is used beyond its declaration. */
interface Line extends Interface {
  line: string
  cursor: number
  prevRows: number
  _refreshLine(): void
  _insertString(text: string): void
}

export interface EditorOptions {
  history: History
  /** The ends that what stands before the cursor may have, and the part of it they replace. */
  complete: (before: string) => [string[], string]
  /** What a newline at the end of this text adds; undefined: the text is complete. */
  continuation: (text: string) => string | undefined
}

/** What is typed: a text, nothing since it was given up, or the end. */
export type Entry = { text: string } | "interrupted" | "end"

export class Editor {
  readonly #options: EditorOptions
  readonly #input = new EventEmitter()
  readonly #output = new EventEmitter()
  readonly #decoder = new StringDecoder("utf8")
  readonly #mode = new KeyMode()
  readonly #line: Line
  /** Keys that were typed ahead. */
  #waiting: string[] = []
  /** Place in the history; its length: the new text. */
  #place = 0
  /** The new text, while the history is shown, and what of it entries must begin with. */
  #draft = ""

  constructor(options: EditorOptions) {
    this.#options = options
    const idle = () => this.#input
    Object.assign(this.#input, { isTTY: true, resume: idle, pause: idle, setRawMode: idle })
    Object.assign(this.#output, { isTTY: true, columns: 80, write: show })
    this.#line = createInterface({
      input: this.#input as never,
      output: this.#output as never,
      terminal: true,
      historySize: 0,
      completer: options.complete,
    }) as Line
  }

  /** Shows a prompt and has a text typed. */
  read(prompt: string): Entry {
    const columns = terminalWidth()
    Object.assign(this.#output, { columns })
    this.#place = this.#options.history.entries.length
    this.#set("")
    this.#line.setPrompt(prompt)
    this.#mode.begin()
    // If the program left the cursor within a line, this leads to the next; otherwise it changes nothing.
    show(`${" ".repeat(columns)}\r`)
    try {
      this.#line.prompt()
      for (;;) {
        const key = this.#nextKey()
        const entry = key === undefined ? "end" : this.#press(key)
        if (entry === undefined) continue
        this.#leave()
        return entry
      }
    } finally {
      this.#mode.end()
    }
  }

  /** Puts the cursor below the text. */
  #leave(): void {
    this.#line.cursor = this.#line.line.length
    this.#line._refreshLine()
    show("\r\n")
    this.#set("")
    // The next prompt begins where the cursor is then.
    this.#line.prevRows = 0
  }

  #nextKey(): string | undefined {
    while (this.#waiting.length === 0) {
      const bytes = readKeys()
      if (bytes === undefined) return undefined
      this.#waiting = this.#decoder.write(bytes).match(KEYS) ?? []
    }
    return this.#waiting.shift()
  }

  #press(key: string): Entry | undefined {
    const line = this.#line
    if (isSearchKey(key)) {
      const next = this.#search()
      return next === undefined ? undefined : this.#press(next)
    }
    if (ENTER.includes(key)) return this.#enter()
    if (key === INTERRUPT) return "interrupted"
    if (key === END && line.line === "") return "end"
    if (NEW_LINE.includes(key)) line._insertString("\n")
    else if (UP.includes(key)) this.#moveUp()
    else if (DOWN.includes(key)) this.#moveDown()
    else if (HOME.includes(key)) this.#moveTo(line.line.lastIndexOf("\n", line.cursor - 1) + 1)
    else if (LINE_END.includes(key)) this.#moveTo(endOfLine(line.line, line.cursor))
    else if (key === STOP) this.#stop()
    else if (key === TAB && line.line.slice(0, line.cursor).trim() === "") line._insertString("  ")
    else if (!PASTE_MARKS.includes(key)) this.#pass(key)
    return undefined
  }

  /**
   * Lets readline have a key. Text at the end is just written; where that goes on in another row of the screen,
   * readline does not notice, and would later draw over the wrong rows.
   */
  #pass(key: string): void {
    const line = this.#line
    this.#input.emit("data", key)
    const { rows, cols } = line.getCursorPos()
    if (rows === (line.prevRows ?? 0)) return
    // A row that is just full holds the cursor until the next character.
    line.prevRows = cols === 0 ? rows - 1 : rows
    line._refreshLine()
  }

  #enter(): Entry | undefined {
    const text = this.#line.line
    const more = this.#options.continuation(text)
    if (more === undefined) return { text }
    // Text that is pasted has its own blanks.
    this.#line._insertString(this.#waiting.length > 0 ? "\n" : `\n${more}`)
    return undefined
  }

  /** Ctrl-R. The key that ended the search, if it means something else. */
  #search(): string | undefined {
    const line = this.#line
    const [prompt, before] = [line.getPrompt(), line.line]
    const search = new Search(this.#options.history.entries)
    const draw = (shownPrompt: string, text: string) => {
      this.#moveTo(0)
      line.setPrompt(shownPrompt)
      this.#set(text)
      line._refreshLine()
    }
    draw(search.prompt, before)
    for (;;) {
      const key = this.#nextKey()
      const step = key === undefined ? "given up" : search.press(key)
      const text = step === "given up" ? before : (search.found ?? before)
      if (step === "on") draw(search.prompt, text)
      else {
        draw(prompt, text)
        return step === "done" ? key : undefined
      }
    }
  }

  /** Ctrl-Z. */
  #stop(): void {
    this.#mode.end()
    show("\r\n")
    process.kill(process.pid, "SIGTSTP")
    this.#mode.begin()
    this.#line._refreshLine()
  }

  #set(text: string): void {
    this.#line.line = text
    this.#line.cursor = text.length
  }

  /** Moves within a text of several lines, and from its first line into the history. */
  #moveUp(): void {
    const { line, cursor } = this.#line
    const begin = line.lastIndexOf("\n", cursor - 1) + 1
    if (begin === 0 || cursor === 0) this.#goBack()
    else {
      const above = line.lastIndexOf("\n", begin - 2) + 1
      this.#moveTo(Math.min(above + (cursor - begin), begin - 1))
    }
  }

  #moveDown(): void {
    const { line, cursor } = this.#line
    const end = endOfLine(line, cursor)
    if (end === line.length) this.#goForth()
    else {
      const column = cursor - (line.lastIndexOf("\n", cursor - 1) + 1)
      this.#moveTo(Math.min(end + 1 + column, endOfLine(line, end + 1)))
    }
  }

  #moveTo(cursor: number): void {
    this.#line.cursor = cursor
    this.#line._refreshLine()
  }

  #goBack(): void {
    const { entries } = this.#options.history
    if (this.#place === entries.length) this.#draft = this.#line.line
    this.#recall(entries.findLastIndex((entry, i) => i < this.#place && this.#fits(entry)))
  }

  #goForth(): void {
    const { entries } = this.#options.history
    if (this.#place === entries.length) return
    const next = entries.findIndex((entry, i) => i > this.#place && this.#fits(entry))
    this.#recall(next < 0 ? entries.length : next)
  }

  #fits(entry: string): boolean {
    return entry.startsWith(this.#draft) && entry !== this.#line.line
  }

  #recall(place: number): void {
    if (place < 0) return
    const { entries } = this.#options.history
    this.#place = place
    // Clears the old text from its first line on.
    this.#moveTo(0)
    this.#set(entries[place] ?? this.#draft)
    this.#line._refreshLine()
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from)
  return end < 0 ? text.length : end
}

function show(text: string): boolean {
  writeStdout(toBytes(text))
  flushAll()
  return true
}
