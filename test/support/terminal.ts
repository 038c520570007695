// Programs on a pseudo-terminal: what they show, and keys for them.
import { Growing } from "./growing.ts"

const SIZE = { cols: 80, rows: 24 }

export class Terminal {
  readonly #shown = new Growing()
  /** What has been looked at. */
  #seen = 0
  readonly #child: Bun.Subprocess

  constructor(
    command: string[],
    options: { cwd?: string; env?: Record<string, string>; cols?: number } = {},
  ) {
    const decoder = new TextDecoder()
    // Made by spawn, not before: only then does it become the child's controlling terminal.
    const terminal: Bun.TerminalOptions = {
      ...SIZE,
      cols: options.cols ?? SIZE.cols,
      data: (_, bytes) => this.#shown.add(decoder.decode(bytes, { stream: true })),
    }
    this.#child = Bun.spawn(command, {
      cwd: options.cwd ?? ".",
      env: { PATH: process.env.PATH!, TERM: "xterm", ...options.env },
      terminal,
    })
    void this.#child.exited.then(() => this.#shown.end())
  }

  /** All that has been shown. */
  get text(): string {
    return this.#shown.text
  }

  /** Resolves when the text is shown behind what was seen before; what was shown up to its end. */
  async sees(text: string): Promise<string> {
    await this.#shown.until(() => this.text.includes(text, this.#seen), JSON.stringify(text))
    const from = this.#seen
    this.#seen = this.text.indexOf(text, from) + text.length
    return this.text.slice(from, this.#seen)
  }

  type(keys: string): this {
    this.#child.terminal!.write(keys)
    return this
  }

  /** Types keys, and resolves when the text is shown behind them: what was shown up to its end. */
  answers(keys: string, text: string): Promise<string> {
    return this.type(keys).sees(text)
  }

  /** Resolves with the exit status. */
  async end(): Promise<number> {
    const status = await this.#child.exited
    this.#child.terminal!.close()
    return status
  }

  kill(): void {
    this.#child.kill("SIGKILL")
  }
}

/** A shown text without what moves the cursor, colours, or fills a line before a prompt. */
export function plain(text: string): string {
  return text
    .replaceAll(/ {80}\r/g, "")
    .replaceAll(/\x1b\[[0-9;?]*[A-Za-z]/g, "")
    .replaceAll("\r", "")
}
