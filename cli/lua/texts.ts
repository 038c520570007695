/** What the stand-alone interpreter says about itself. */
import { writeStderr, writeStdout } from "../../interpreter/index.ts"

/** The line of `lua -v`: what programs look for to know the language's version. */
export const VERSION_LINE = "Lua 5.4.8  Copyright (C) 1994-2025 Lua.org, PUC-Rio"

/** The name in front of messages; undefined in interactive mode. Bytes. */
export const program: { name: string | undefined } = { name: "lua" }

/** Prints an error message on standard error. message: bytes, up to a NUL */
export function printMessage(message: string): void {
  writeStderr(`${program.name === undefined ? "" : `${program.name}: `}${message.split("\0", 1)[0]!}\n`)
}

export function printVersion(): void {
  writeStdout(`${VERSION_LINE}\n`)
}

/** Complains about a word of the command line and tells what there is. */
export function printUsage(word: string): void {
  const needsValue = word[1] === "e" || word[1] === "l"
  printMessage(needsValue ? `'${word}' needs argument` : `unrecognized option '${word}'`)
  writeStderr(
    [
      `usage: ${program.name} [options] [script [args]]`,
      "Available options are:",
      "  -e stat   execute string 'stat'",
      "  -i        enter interactive mode after executing 'script'",
      "  -l mod    require library 'mod' into global 'mod'",
      "  -l g=mod  require library 'mod' into global 'g'",
      "  -v        show version information",
      "  -E        ignore environment variables",
      "  -W        turn warnings on",
      "  --        stop handling options",
      "  -         stop handling options and execute stdin",
      "",
    ].join("\n"),
  )
}
