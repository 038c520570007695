/**
 * The os library (§6.9) without dates (os_date.ts): the environment, files by name, commands, and the
 * end of the program.
 */
import { libraryError } from "../runtime/error.ts"
import { loOf, makeFloat } from "../value/number.ts"
import type { LuaTable } from "../value/table.ts"
import type { LuaFunction, LuaResult, LuaValue } from "../value/value.ts"
import { checkInteger, checkOption, checkString, optString } from "./args.ts"
import { fileSystem } from "./file_system.ts"
import { cString, environmentVariable, toPath, toText } from "./host_string.ts"
import { makeLibrary } from "./library.ts"
import { osDate, osDifftime, osTime } from "./os_date.ts"
import { awaitCommand, hasShell, startCommand } from "./shell.ts"
import { exitActions } from "./exit.ts"
import { isRefusal, refused } from "./system_error.ts"
import { openTemporary } from "./temporary.ts"

/** os.clock() — §6.9 */
function osClock(): LuaResult {
  const { user, system } = process.cpuUsage()
  return makeFloat((user + system) / 1e6)
}

/** os.execute([command]) — §6.9 */
function osExecute(command: LuaValue): LuaResult {
  if (command === undefined) return true
  const text = checkString(command, 1, arguments.length)
  try {
    return hasShell() ? awaitCommand(startCommand(text)) : executeByBun(text)
  } catch (e) {
    return refused(e)
  }
}

/** Where the C library is not at hand: bytes that are no UTF-8 do not arrive. */
function executeByBun(command: string): LuaResult {
  const { constants } = require("node:os") as typeof import("node:os")
  const shell = process.platform === "win32" ? ["cmd", "/c"] : ["/bin/sh", "-c"]
  const ended = Bun.spawnSync([...shell, toText(command)], { stdio: ["inherit", "inherit", "inherit"] })
  if (ended.signalCode) return [undefined, "signal", constants.signals[ended.signalCode as NodeJS.Signals]]
  return [ended.exitCode === 0 ? true : undefined, "exit", ended.exitCode]
}

/** os.exit([code [, close]]) — §6.9 */
function osExit(code: LuaValue, close: LuaValue): LuaResult {
  let status = 0
  if (typeof code === "boolean") status = code ? 0 : 1
  else if (code !== undefined) status = loOf(checkInteger(code, 1, arguments.length))
  if (close !== undefined && close !== false) exitActions.closeState()
  exitActions.exit(status & 0xff)
  return undefined
}

/** os.getenv(varname) — §6.9 */
function osGetenv(name: LuaValue): LuaResult {
  const text = checkString(name, 1, arguments.length)
  return environmentVariable(text)
}

/** os.remove(filename) — §6.9 */
function osRemove(name: LuaValue): LuaResult {
  const text = cString(checkString(name, 1, arguments.length))
  try {
    removeFile(toPath(text))
    return true
  } catch (e) {
    return refused(e, text)
  }
}

/** remove(3): a file or an empty directory. */
function removeFile(path: string | Buffer): void {
  try {
    fileSystem().unlinkSync(path)
  } catch (e) {
    const isDirectory =
      isRefusal(e) && (e.code === "EISDIR" || (e.code === "EPERM" && process.platform === "darwin"))
    if (!isDirectory) throw e
    fileSystem().rmdirSync(path)
  }
}

/** os.rename(oldname, newname) — §6.9 */
function osRename(from: LuaValue, to: LuaValue): LuaResult {
  const count = arguments.length
  const fromText = checkString(from, 1, count)
  const toName = checkString(to, 2, count)
  try {
    fileSystem().renameSync(toPath(fromText), toPath(toName))
    return true
  } catch (e) {
    return refused(e)
  }
}

const CATEGORIES = ["all", "collate", "ctype", "monetary", "numeric", "time"]

/** os.setlocale([locale [, category]]) — §6.9; there is the locale "C" only */
function osSetlocale(locale: LuaValue, category: LuaValue): LuaResult {
  const count = arguments.length
  const name = cString(optString(locale, 1, count, "C"))
  checkOption(category, 2, count, CATEGORIES, "all")
  return name === "C" || name === "POSIX" || name === "" ? "C" : undefined
}

/** os.tmpname() — §6.9 */
function osTmpname(): LuaResult {
  try {
    const { fd, path } = openTemporary()
    fileSystem().closeSync(fd)
    return path
  } catch (e) {
    if (!isRefusal(e)) throw e
  }
  throw libraryError("unable to generate a unique filename")
}

const FUNCTIONS: Record<string, LuaFunction> = {
  clock: osClock,
  date: osDate,
  difftime: osDifftime,
  execute: osExecute,
  exit: osExit,
  getenv: osGetenv,
  remove: osRemove,
  rename: osRename,
  setlocale: osSetlocale,
  time: osTime,
  tmpname: osTmpname,
}

/** Makes the library's table for the current state. */
export function openOs(): LuaTable {
  const library = makeLibrary("os", FUNCTIONS)
  return library
}
