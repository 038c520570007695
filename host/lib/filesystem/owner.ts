/** Names of users and groups by their numbers, from the system's databases; asked once per number and thread. */
import { openLibc, pointerTo, once, toBytes } from "../../../interpreter/index.ts"

/** Room for one entry of a database. */
const ENTRY_BYTES = 64 * 1024
/** Size of struct passwd and struct group, and more. */
const STRUCT_BYTES = 256

const libc = once(() =>
  openLibc({
    getpwuid_r: { args: ["u32", "ptr", "ptr", "usize", "ptr"], returns: "i32" },
    getgrgid_r: { args: ["u32", "ptr", "ptr", "usize", "ptr"], returns: "i32" },
  }),
)

const users = new Map<number, string>()
const groups = new Map<number, string>()

/** The name of a user; the number as text if there is none. */
export function userName(uid: number): string {
  return named(users, uid, "getpwuid_r")
}

/** The name of a group; the number as text if there is none. */
export function groupName(gid: number): string {
  return named(groups, gid, "getgrgid_r")
}

function named(names: Map<number, string>, id: number, search: "getpwuid_r" | "getgrgid_r"): string {
  let name = names.get(id)
  if (name === undefined) {
    name = searchName(id, search) ?? String(id)
    names.set(id, name)
  }
  return name
}

/** Both structures begin with a pointer to the name. */
function searchName(id: number, search: "getpwuid_r" | "getgrgid_r"): string | undefined {
  const functions = libc()
  if (functions === undefined) return undefined
  const entry = Buffer.alloc(STRUCT_BYTES)
  const texts = Buffer.alloc(ENTRY_BYTES)
  const found = Buffer.alloc(8)
  const status = functions[search](id, pointerTo(entry), pointerTo(texts), ENTRY_BYTES, pointerTo(found))
  if (status !== 0 || found.readBigUInt64LE() === 0n) return undefined
  const start = Number(entry.readBigUInt64LE()) - pointerTo(texts)
  const name = texts.subarray(start, texts.indexOf(0, start)).toString()
  return toBytes(name)
}
