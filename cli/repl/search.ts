/** Ctrl-R: the history, searched backwards for what is typed. */

const SEARCH = "\x12"
const ERASE = ["\x7f", "\b"]
const GIVE_UP = ["\x03", "\x07"]

/** What a key means to a search: it goes on, or ends with the entry or what was there before. */
export type SearchStep = "on" | "done" | "given up"

export class Search {
  readonly #entries: readonly string[]
  #query = ""
  /** The entry that is shown; undefined: none fits. */
  #place: number | undefined

  constructor(entries: readonly string[]) {
    this.#entries = entries
  }

  /** The entry that fits. */
  get found(): string | undefined {
    return this.#place === undefined ? undefined : this.#entries[this.#place]
  }

  get prompt(): string {
    const isLost = this.#query !== "" && this.#place === undefined
    return `(${isLost ? "nothing like" : "search"} '${this.#query}') `
  }

  /** Another key; one that the search does not know ends it, and is to be heeded then. */
  press(key: string): SearchStep {
    if (GIVE_UP.includes(key)) return "given up"
    if (key === SEARCH) this.#find((this.#place ?? this.#entries.length) - 1, this.#place)
    else if (ERASE.includes(key)) this.#change(this.#query.slice(0, -1))
    else if (key >= " ") this.#change(this.#query + key)
    else return "done"
    return "on"
  }

  #change(query: string): void {
    this.#query = query
    this.#find(this.#entries.length - 1, undefined)
  }

  /** The latest entry up to a place that contains what is searched for; or what there was. */
  #find(from: number, otherwise: number | undefined): void {
    const fits = (entry: string, i: number) => i <= from && entry.includes(this.#query)
    const place = this.#query === "" ? -1 : this.#entries.findLastIndex(fits)
    this.#place = place < 0 ? otherwise : place
  }
}

export const isSearchKey = (key: string): boolean => key === SEARCH
