/**
 * Which long strings are one object. Strings of JavaScript have no identity, but those of the engine
 * have: a cell that points to its characters, which copies of a value share and equal strings made apart
 * do not. A compiled C function looks at that pointer. It is only made for `%p` of a long string, and
 * whatever does not work as it should leaves such strings without identity.
 */
import { once } from "../value/once.ts"
import { fileSystem } from "./file_system.ts"
import { openTemporary } from "./temporary.ts"

/** The engine's string cell: 8 bytes of header, then the pointer to the characters. */
const SOURCE =
  "unsigned long long characters(unsigned long long cell) { return ((unsigned long long *) cell)[1]; }"

type Characters = (text: string) => number | bigint

/** The address of a string's characters; undefined where that cannot be found out. */
export function stringIdentity(text: string): number | undefined {
  return characters()?.(text)
}

const characters = once(() => {
  try {
    const of = compile()
    const address = (text: string): number => {
      // A string joined of others has no characters of its own before one is read.
      text.charCodeAt(0)
      return Number(of(text))
    }
    return tellsApart(address) ? address : undefined
  } catch {
    return undefined
  }
})

/** Compiles the function; takes 8 ms. */
function compile(): Characters {
  const { fd, path } = openTemporary()
  const source = `${path}.c`
  try {
    fileSystem().writeSync(fd, SOURCE)
    fileSystem().closeSync(fd)
    fileSystem().renameSync(path, source)
    const { cc } = require("bun:ffi") as typeof import("bun:ffi")
    const { symbols } = cc({ source, symbols: { characters: { args: ["napi_value"], returns: "u64" } } })
    return symbols.characters as unknown as Characters
  } finally {
    fileSystem().rmSync(source, { force: true })
    fileSystem().rmSync(path, { force: true })
  }
}

/** Whether the engine's strings are what they are thought to be. */
function tellsApart(address: (text: string) => number): boolean {
  const [one, other] = ["x".repeat(100), "x".repeat(100)]
  const copies = [one]
  const before = address(one)
  return before !== 0 && before !== address(other) && before === address(copies[0]!)
}
