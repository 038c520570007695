// Random patterns and subjects for comparing engines.
import type { Random } from "../../../support/random.ts"

const ATOMS = [
  "a", "b", "c", "ab", ".", "\\d", "\\w", "\\s", "\\W", "\\h", "\\v", "\\R", "\\N", "[ab]", "[^a]", "[a-c]", "[[:alpha:]]",
  "[^\\d]", "[\\w-]", "1", " ", "\\x{62}", "\\Qa.\\E", "\\x61", "\\.", "\\X",
] // prettier-ignore
const PLACES = ["^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G"]
const UTF_ATOMS = [
  "é",
  "\\x{e9}",
  "\\p{L}",
  "\\P{Lu}",
  "[é-ü]",
  "[^é]",
  "ſ",
  "\u212a",
  "Σ",
  "\\p{Greek}",
  "𝒜",
]
const QUANTIFIERS = ["{0}", "*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}"]
const VERBS = ["(*FAIL)", "(*ACCEPT)", "(*COMMIT)", "(*PRUNE)", "(*SKIP)", "(*THEN)"]

export class Generator {
  readonly random: Random
  readonly isUtf: boolean
  #opened = 0
  /** Numbers of the groups that are complete. */
  #closed: number[] = []

  constructor(random: Random, isUtf: boolean) {
    this.random = random
    this.isUtf = isUtf
  }

  pattern(): string {
    this.#opened = 0
    this.#closed = []
    return this.#alternatives(3)
  }

  #alternatives(depth: number): string {
    let text = this.#sequence(depth)
    while (this.random.chance(0.25)) text += `|${this.#sequence(depth)}`
    return text
  }

  #sequence(depth: number): string {
    let text = ""
    for (let n = 1 + this.random.below(3); n > 0; n--) text += this.#item(depth)
    return text
  }

  #item(depth: number): string {
    const { random } = this
    if (random.chance(0.08)) return random.pick(PLACES)
    if (random.chance(0.04)) return random.pick(VERBS)
    if (random.chance(0.05) && this.#closed.length > 0) return this.#special()
    const isGroup = depth > 0 && random.chance(0.35)
    const item = isGroup ? this.#group(depth - 1) : this.#atom()
    if (!random.chance(0.4)) return item
    // PCRE2 takes a pattern for anchored by what is in a group that is skipped.
    const quantifiers = isGroup ? QUANTIFIERS.slice(1) : QUANTIFIERS
    return item + random.pick(quantifiers) + random.pick(["", "", "?", "+"])
  }

  #atom(): string {
    return this.isUtf && this.random.chance(0.3) ? this.random.pick(UTF_ATOMS) : this.random.pick(ATOMS)
  }

  /** References and calls; calls only of groups that are closed, or recursion is endless too often. */
  #special(): string {
    const number = this.random.pick(this.#closed)
    return this.random.pick([
      `\\${number}`,
      `\\g{${number}}`,
      `(?(${number})a|b)`,
      `(?${number})?`,
      `\\g{-1}`,
    ])
  }

  #group(depth: number): string {
    const kind = this.random.below(14)
    if (kind < 5) {
      const number = ++this.#opened
      const body = this.#alternatives(depth)
      this.#closed.push(number)
      return `(${body})`
    }
    if (kind === 5) return `(?>${this.#alternatives(depth)})`
    if (kind === 6) return `(?=${this.#alternatives(depth)})`
    if (kind === 7) return `(?!${this.#alternatives(depth)})`
    if (kind === 8) return `(?<=${this.random.pick(["a", "[ab]c", "a|bc", "\\w", "."])})`
    if (kind === 9) return `(?<!${this.random.pick(["a", "[ab]c", "a|bc", "\\w", "."])})`
    if (kind === 10) return `(?i:${this.#alternatives(depth)})`
    if (kind === 11) return `(?(?=${this.#sequence(0)})${this.#sequence(depth)}|${this.#sequence(depth)})`
    return `(?:${this.#alternatives(depth)})`
  }

  subject(): string {
    let text = ""
    const letters = this.isUtf ? ["é", "ü", "ſ", "s", "\u212a", "k", "σ", "Σ", "ς", "𝒜", "É"] : []
    for (let n = this.random.below(9); n > 0; n--)
      text += this.random.pick([
        "a",
        "a",
        "b",
        "b",
        "c",
        "ab",
        "1",
        "\\x20",
        "A",
        "B",
        "\\n",
        "\\r\\n",
        ".",
        "-",
        ...letters,
      ])
    return text
  }
}
