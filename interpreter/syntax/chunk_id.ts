/** How a chunk name looks in messages (luaO_chunkid): at most 59 bytes. Names end at a NUL, as in C. */

const SIZE = 60
const STRING_SIZE = SIZE - `[string "..."]`.length - 1

/** `=name` → name, `@file` → file (its end when long), other text → `[string "first line..."]`. */
export function chunkId(name: string): string {
  const nul = name.indexOf("\0")
  const source = nul < 0 ? name : name.slice(0, nul)
  if (source.startsWith("=")) return source.slice(1, SIZE)
  if (source.startsWith("@")) {
    if (source.length <= SIZE) return source.slice(1)
    return "..." + source.slice(source.length - (SIZE - 4))
  }
  const newline = source.indexOf("\n")
  if (source.length < STRING_SIZE && newline < 0) return `[string "${source}"]`
  const line = newline < 0 ? source : source.slice(0, newline)
  return `[string "${line.slice(0, STRING_SIZE)}..."]`
}
