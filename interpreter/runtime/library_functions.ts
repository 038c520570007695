/** Functions of the library that emitted code knows; set by lib/base.ts. */
import type { LuaFunction } from "../value/value.ts"

export const libraryFunctions: {
  error?: LuaFunction
  select?: LuaFunction
  setmetatable?: LuaFunction
} = {}
