/** The command line of the stand-alone interpreter, read as lua.c reads it (§7). */

/** What `-e`, `-l` and `-W` ask for, in their order. */
export type Action = { kind: "run" | "require"; text: string } | { kind: "warnings" }

export interface LuaArguments {
  kind: "good"
  actions: Action[]
  /** -i */
  interactive: boolean
  /** -v, or -i */
  showVersion: boolean
  /** -E */
  ignoreEnvironment: boolean
  /** Whether there is a `-e`: then standard input is not read. */
  hasCode: boolean
  /** Index of the script in the words, 0 without one. */
  script: number
}

export interface BadArgument {
  kind: "bad"
  word: string
}

/** Reads the words of the command line, the first of which is the program's name. */
export function readArguments(words: string[]): LuaArguments | BadArgument {
  const found: LuaArguments = {
    kind: "good",
    actions: [],
    interactive: false,
    showVersion: false,
    ignoreEnvironment: false,
    hasCode: false,
    script: 0,
  }
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith("-") || word === "-") return { ...found, script: i }
    if (word === "--") return { ...found, script: i + 1 < words.length ? i + 1 : 0 }
    const letter = word[1]!
    if (letter === "e" || letter === "l") {
      let text = word.slice(2)
      if (text === "") {
        const next = words[++i]
        if (next === undefined || next.startsWith("-")) return { kind: "bad", word }
        text = next
      }
      if (letter === "e") found.hasCode = true
      found.actions.push({ kind: letter === "e" ? "run" : "require", text })
    } else if (word === "-E") found.ignoreEnvironment = true
    else if (word === "-W") found.actions.push({ kind: "warnings" })
    else if (word === "-i") found.interactive = found.showVersion = true
    else if (word === "-v") found.showVersion = true
    else return { kind: "bad", word }
  }
  return found
}
