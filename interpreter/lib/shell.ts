/**
 * Commands run by `/bin/sh -c`, through posix_spawn of the C library: synchronous, without the event
 * loop, with the command's bytes as they are. Bun ignores SIGPIPE in the whole process, which the child
 * must not inherit. Linux only: elsewhere the sizes of the C structures are not known here.
 */
import { interruption } from "../runtime/interruption.ts"
import { cString } from "./host_string.ts"
import { pointerTo, type CFunctions, lastErrno, openLibc } from "./libc.ts"
import { errnoError } from "./system_error.ts"
import type { LuaValue } from "../value/value.ts"

const O_CLOEXEC = 0o2000000
const SIGPIPE = 13
const SETSIGDEF = 4
const EINTR = 4
const WNOHANG = 1
/** Milliseconds between two looks whether a command has ended. */
const SHORTEST_PAUSE = 0.2
const LONGEST_PAUSE = 20
/** Never changes. */
const still = new Int32Array(new SharedArrayBuffer(4))
/** At least the size of posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t. */
const STRUCTURE_SIZE = 512

const DECLARATIONS = {
  pipe2: { args: ["ptr", "i32"], returns: "i32" },
  posix_spawn_file_actions_init: { args: ["ptr"], returns: "i32" },
  posix_spawn_file_actions_adddup2: { args: ["ptr", "i32", "i32"], returns: "i32" },
  posix_spawn_file_actions_destroy: { args: ["ptr"], returns: "i32" },
  posix_spawnattr_init: { args: ["ptr"], returns: "i32" },
  posix_spawnattr_setflags: { args: ["ptr", "i16"], returns: "i32" },
  posix_spawnattr_setsigdefault: { args: ["ptr", "ptr"], returns: "i32" },
  sigemptyset: { args: ["ptr"], returns: "i32" },
  sigaddset: { args: ["ptr", "i32"], returns: "i32" },
  posix_spawn: { args: ["ptr", "ptr", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
  waitpid: { args: ["i32", "ptr", "i32"], returns: "i32" },
  dlsym: { args: ["ptr", "ptr"], returns: "ptr" },
} as const

interface Shell {
  calls: CFunctions<keyof typeof DECLARATIONS>
  /** Spawn attributes: SIGPIPE at its default. */
  attributes: Uint8Array
  actions: Uint8Array
  /** Address of the C variable `environ`. */
  environment: number
}

let shell: Shell | null | undefined

/** The functions and structures, made at the first command; null where there are none. */
function openShell(): Shell | null {
  if (shell !== undefined) return shell
  const calls = process.platform === "linux" ? openLibc(DECLARATIONS) : undefined
  if (calls === undefined) return (shell = null)
  const attributes = new Uint8Array(STRUCTURE_SIZE)
  const signals = new Uint8Array(STRUCTURE_SIZE)
  calls.sigemptyset(pointerTo(signals))
  calls.sigaddset(pointerTo(signals), SIGPIPE)
  calls.posix_spawnattr_init(pointerTo(attributes))
  calls.posix_spawnattr_setsigdefault(pointerTo(attributes), pointerTo(signals))
  calls.posix_spawnattr_setflags(pointerTo(attributes), SETSIGDEF)
  const environment = calls.dlsym(null, pointerTo(Buffer.from("environ\0"))) as number
  shell = { calls, attributes, actions: new Uint8Array(STRUCTURE_SIZE), environment }
  return shell
}

/** Whether commands can be run here. */
export function hasShell(): boolean {
  return openShell() !== null
}

/** A pipe whose ends no child inherits by accident. */
export function makePipe(): { readEnd: number; writeEnd: number } {
  const ends = new Int32Array(2)
  if (openShell()!.calls.pipe2(pointerTo(ends), O_CLOEXEC) !== 0) throw errnoError(lastErrno())
  return { readEnd: ends[0]!, writeEnd: ends[1]! }
}

/** What a running call of C reads; keeps it from being collected. */
const held: NodeJS.TypedArray[] = []

/** Starts a command, with `from` as its descriptor `to` if they are given; returns the process id. */
export function startCommand(command: string, from = -1, to = 0): number {
  const { calls, attributes, actions, environment } = openShell()!
  const { read } = require("bun:ffi") as typeof import("bun:ffi")
  const text = Buffer.from(`/bin/sh\0sh\0-c\0${cString(command)}\0`, "latin1")
  const base = pointerTo(text)
  const argv = BigUint64Array.of(BigInt(base + 8), BigInt(base + 11), BigInt(base + 14), 0n)
  const pid = new Int32Array(1)
  held.push(text, argv, pid)
  const actionsAddress = pointerTo(actions)
  calls.posix_spawn_file_actions_init(actionsAddress)
  if (from >= 0) calls.posix_spawn_file_actions_adddup2(actionsAddress, from, to)
  const environ = read.ptr(environment as never, 0)
  const errno = calls.posix_spawn(
    pointerTo(pid),
    base,
    actionsAddress,
    pointerTo(attributes),
    pointerTo(argv),
    environ,
  )
  calls.posix_spawn_file_actions_destroy(actionsAddress)
  held.length = 0
  if (errno !== 0) throw errnoError(errno)
  return pid[0]!
}

/**
 * Waits for the end of a process; returns what luaL_execresult makes of its status. Where waits can be ended from
 * outside, it sleeps in between, on shared memory, a tenth of the time that has passed.
 */
export function awaitCommand(pid: number): LuaValue[] {
  const { calls } = openShell()!
  const { inWaits } = interruption
  const status = new Int32Array(1)
  const start = performance.now()
  for (;;) {
    const ended = calls.waitpid(pid, pointerTo(status), inWaits ? WNOHANG : 0)
    if (ended > 0) break
    if (ended < 0 && lastErrno() !== EINTR) throw errnoError(lastErrno())
    const passed = performance.now() - start
    Atomics.wait(still, 0, 0, Math.min(Math.max(SHORTEST_PAUSE, passed / 10), LONGEST_PAUSE))
  }
  const signal = status[0]! & 0x7f
  if (signal !== 0) return [undefined, "signal", signal]
  const code = (status[0]! >> 8) & 0xff
  return [code === 0 ? true : undefined, "exit", code]
}
