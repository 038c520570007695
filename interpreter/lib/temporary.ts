/** Temporary files with names of their own, made as mkstemp makes them. */
import { fileSystem } from "./file_system.ts"
import { isRefusal } from "./system_error.ts"

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
const ATTEMPTS = 100

/** Creates `/tmp/lua_XXXXXX`, open for reading and writing by this user only. */
export function openTemporary(): { fd: number; path: string } {
  for (let attempt = 1; ; attempt++) {
    const path = `/tmp/lua_${randomLetters()}`
    try {
      return { fd: fileSystem().openSync(path, "wx+", 0o600), path }
    } catch (e) {
      if (!isRefusal(e) || e.code !== "EEXIST" || attempt === ATTEMPTS) throw e
    }
  }
}

function randomLetters(): string {
  let letters = ""
  for (let i = 0; i < 6; i++) letters += LETTERS[Math.floor(Math.random() * LETTERS.length)]
  return letters
}
