/** What io.stat tells about a file. */
import { type BigIntStats, lstatSync, readlinkSync, statSync } from "node:fs"
import {
  intFromBigInt,
  isRefusal,
  LuaTable,
  type LuaValue,
  setField,
  toPath,
} from "../../../interpreter/index.ts"
import { modeText, typeOfMode } from "./mode.ts"
import { groupName, userName } from "./owner.ts"

const NANOSECONDS = 1_000_000_000n

/** The file itself, of a link the link (lstat); throws the system's refusals. */
export function statTable(path: string): LuaTable {
  const stats = lstatSync(toPath(path), { bigint: true })
  const mode = Number(stats.mode)
  const type = typeOfMode(mode)
  const table = new LuaTable()
  const set = (name: string, value: LuaValue) => setField(table, name, value)
  set("type", type)
  set("size", intFromBigInt(stats.size))
  set("inode", intFromBigInt(stats.ino))
  set("uid", Number(stats.uid))
  set("gid", Number(stats.gid))
  set("user", userName(Number(stats.uid)))
  set("group", groupName(Number(stats.gid)))
  set("mode", modeText(mode))
  set("ctime", seconds(stats.ctimeNs))
  set("mtime", seconds(stats.mtimeNs))
  set("atime", seconds(stats.atimeNs))
  if (type === "link") {
    set("target", readlinkSync(toPath(path), "latin1"))
    set("intact", exists(path))
  }
  return table
}

/** Whole seconds since 1970, rounded down. */
export function seconds(nanoseconds: BigIntStats["mtimeNs"]): LuaValue {
  const whole = nanoseconds / NANOSECONDS
  return Number(nanoseconds < 0n && whole * NANOSECONDS !== nanoseconds ? whole - 1n : whole)
}

/** Whether a link leads to a file. */
function exists(path: string): boolean {
  try {
    statSync(toPath(path))
    return true
  } catch (e) {
    if (!isRefusal(e)) throw e
    return false
  }
}
