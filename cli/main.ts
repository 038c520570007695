/** Entry of the binary: which program it is, and the exit status. */
import { runScript } from "./run.ts"
import { lateModule } from "../interpreter/start_face.ts"

const LUA_COMMAND = "lua"

/** Whether the program was called by a name of PUC's stand-alone interpreter: lua, lua5.4, … */
function isCalledLua(): boolean {
  const name = process.argv0.slice(process.argv0.lastIndexOf("/") + 1)
  return name.startsWith(LUA_COMMAND) && /^lua(-?\d+(\.\d+)*)?(\.exe)?$/.test(name)
}

function main(words: string[]): number | Promise<number> {
  const isLua = isCalledLua()
  if (isLua || words[0] === LUA_COMMAND) {
    const { runInterpreter } = lateModule<typeof import("./lua/interpreter.ts")>("cli/lua/interpreter")
    return runInterpreter([process.argv0, ...words], isLua ? 0 : 1)
  }
  // The usual case needs no options to be read.
  if (words.length === 1 && !words[0]!.startsWith("-")) return runScript(words[0]!, [])
  return lateModule<typeof import("./command_line.ts")>("cli/command_line").runCommandLine(words)
}

// The Workers of a pipeline are started with this same file.
if (!Bun.isMainThread) lateModule<typeof import("../host/index.ts")>("host/index").startThread()
else {
  const status = main(process.argv.slice(2))
  // Nothing can be pending behind a script, so there is no event loop to turn: that takes 0.2 ms.
  if (typeof status === "number") process.exit(status)
  else void status.then((code) => process.exit(code))
}
