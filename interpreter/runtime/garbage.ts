/** collectgarbage (§6.1) on top of the JS engine's collector. */
import { libraryError } from "./error.ts"
import { stackRecords } from "./stack.ts"
import { makeFloat } from "../value/number.ts"
import type { LuaResult, LuaValue } from "../value/value.ts"

let running = true
let mode = "incremental"
let pause = 200
let stepMultiplier = 100

/** Performs an option of collectgarbage. */
export function collectGarbage(option: string, arg: LuaValue): LuaResult {
  stackRecords.clear?.()
  switch (option) {
    case "collect":
      Bun.gc(true)
      return 0
    case "count":
      return makeFloat(process.memoryUsage().heapUsed / 1024)
    case "step":
      Bun.gc(true)
      return true
    case "stop":
      running = false
      return 0
    case "restart":
      running = true
      return 0
    case "isrunning":
      return running
    case "setpause": {
      const before = pause
      if (typeof arg === "number") pause = arg
      return before
    }
    case "setstepmul": {
      const before = stepMultiplier
      if (typeof arg === "number") stepMultiplier = arg
      return before
    }
    case "generational":
    case "incremental": {
      const before = mode
      mode = option
      return before
    }
    default:
      throw libraryError(`invalid option '${option}'`)
  }
}
