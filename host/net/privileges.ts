/**
 * Giving up privileges: supplementary groups, group, user, in this order, for all threads of the process
 * (the C library sees to that), and a look whether they are really gone.
 */
import { readdirSync, readFileSync } from "node:fs"
import { SetupError } from "./setup_error.ts"

interface Account {
  uid: number
  gid: number
}

/** A user's entry in the password file, by name or number. */
function findAccount(user: string, passwd: string): Account | undefined {
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":")
    if ((name === user || uid === user) && uid !== undefined && gid !== undefined)
      return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/** Not in the types that come with Bun. */
const initgroups = (process as unknown as { initgroups: (user: string | number, group: number) => void })
  .initgroups

/** Becomes another user for good; raises a SetupError if that cannot be done or is not complete. */
export function becomeUser(user: string): void {
  const account = lookUp(user)
  if (account === undefined) throw new SetupError(`unknown user '${user}'`)
  const { uid, gid } = account
  if (process.getuid!() !== 0) {
    if (process.getuid!() === uid && process.geteuid!() === uid) return
    throw new SetupError(`cannot switch to user '${user}': only root can`)
  }
  try {
    initgroups(user === String(uid) ? uid : user, gid)
    process.setgid!(gid)
    process.setuid!(uid)
  } catch (e) {
    throw new SetupError(`cannot switch to user '${user}': ${(e as Error).message}`)
  }
  const complaint = uid === 0 ? undefined : findRest(account)
  if (complaint !== undefined) throw new SetupError(`cannot switch to user '${user}': ${complaint}`)
}

function lookUp(user: string): Account | undefined {
  const local = findAccount(user, readFileSync("/etc/passwd", "latin1"))
  if (local !== undefined) return local
  // Users of other sources (LDAP …), as the system's own tool finds them.
  const getent = Bun.which("getent")
  if (getent === null || user.startsWith("-")) return undefined
  return findAccount(user, Bun.spawnSync([getent, "passwd", user]).stdout.toString("latin1"))
}

/** What is left of the old identity; undefined: nothing. */
function findRest({ uid, gid }: Account): string | undefined {
  for (const thread of listThreads()) {
    const status = readFileSync(`/proc/self/task/${thread}/status`, "latin1")
    const ids = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(status)![1]!.trim().split(/\s+/)
    if (ids("Uid").some((id) => Number(id) !== uid)) return `thread ${thread} has kept its user`
    if (ids("Gid").some((id) => Number(id) !== gid)) return `thread ${thread} has kept its group`
    if (Number.parseInt(ids("CapPrm")[0]!, 16) !== 0) return `thread ${thread} has kept capabilities`
  }
  try {
    process.setuid!(0)
  } catch {
    return undefined
  }
  return "the old user can be had again"
}

function listThreads(): string[] {
  try {
    return readdirSync("/proc/self/task")
  } catch {
    return []
  }
}
