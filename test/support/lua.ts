// Lua code run in the test's own process, with all libraries of a state without workers.
import { openAlone } from "../../host/lib/alone.ts"
import { all, loadText, type LuaValue, resetState, toDisplay } from "../../interpreter/index.ts"

/** Starts over with a fresh Lua state. */
export function openLua(): void {
  resetState()
  openAlone()
}

/** The values that a piece of code returns; what it is given is `...`. */
export function lua(code: string, ...args: LuaValue[]): LuaValue[] {
  return all(loadText(code, "=test")(...args))
}

/** The values that a piece of code returns, each as `tostring` shows it. */
export function luaTexts(code: string, ...args: LuaValue[]): string[] {
  return lua(code, ...args).map(toDisplay)
}

/** A TypeScript string as Lua source. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[^ !#-[\]-~]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, "0")}`)}"`
}
