/**
 * Lines of emitted JavaScript. Everything that can raise stands on a line of its own, so that the line
 * number in a JS stack trace names its Site.
 */
import type { Site } from "../abi.ts"

export class Printer {
  readonly lines: string[] = []
  readonly sites: (Site | undefined)[] = []
  readonly #before: number

  /** before: how many lines the caller will put in front. */
  constructor(before = 0) {
    this.#before = before
  }

  line(text: string, site?: Site): void {
    if (site !== undefined) this.sites[this.#before + this.lines.length] = site
    this.lines.push(text)
  }

  get text(): string {
    return this.lines.join("\n")
  }
}
