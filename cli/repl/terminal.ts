/**
 * The terminal of the interactive mode, without process.stdin and process.stdout: those make the descriptors
 * non-blocking, which the program that runs between two lines would notice.
 */
import {
  type CFunctions,
  isRefusal,
  isTerminal,
  openLibc,
  pointerTo,
  readBytes,
} from "../../interpreter/index.ts"

/** Larger than a `struct termios` anywhere. */
const SETTINGS_SIZE = 128
/** Change when all output has been sent. */
const TCSADRAIN = 1
/** Where the output flags are, and the one that makes a newline start a line. */
const OUTPUT_FLAGS = process.platform === "darwin" ? 8 : 4
const OPOST = 1
const CHUNK = 4096
const USUAL_WIDTH = 80
const STDIN = 0

type Calls = CFunctions<"tcgetattr" | "tcsetattr" | "cfmakeraw">

/** Whether lines can be edited here. */
export function isEditable(): boolean {
  return isTerminal(0) && isTerminal(1) && (process.env.TERM ?? "dumb") !== "dumb" && libc() !== undefined
}

let opened: Calls | undefined
function libc(): Calls | undefined {
  opened ??= openLibc({
    tcgetattr: { args: ["i32", "ptr"], returns: "i32" },
    tcsetattr: { args: ["i32", "i32", "ptr"], returns: "i32" },
    cfmakeraw: { args: ["ptr"], returns: "void" },
  })
  return opened
}

/** Keys, as they are typed, instead of lines; what was is to be had again by `restore`. */
export class KeyMode {
  readonly #before = Buffer.alloc(SETTINGS_SIZE)
  readonly #raw = Buffer.alloc(SETTINGS_SIZE)

  /** From now on keys come one by one. */
  begin(): void {
    const calls = libc()!
    calls.tcgetattr(STDIN, pointerTo(this.#before))
    this.#before.copy(this.#raw)
    calls.cfmakeraw(pointerTo(this.#raw))
    this.#raw[OUTPUT_FLAGS]! |= OPOST
    calls.tcsetattr(STDIN, TCSADRAIN, pointerTo(this.#raw))
  }

  /** Lines again. */
  end(): void {
    libc()!.tcsetattr(STDIN, TCSADRAIN, pointerTo(this.#before))
  }
}

/** Waits for keys; the bytes of one or more of them, undefined at the end. */
export function readKeys(): Buffer | undefined {
  const bytes = Buffer.alloc(CHUNK)
  try {
    const count = readBytes(STDIN, bytes, 0, CHUNK, null)
    return count === 0 ? undefined : bytes.subarray(0, count)
  } catch (e) {
    // The terminal is gone.
    if (!isRefusal(e)) throw e
    return undefined
  }
}

/** Columns. */
export function terminalWidth(): number {
  const { stdout } = Bun.spawnSync(["stty", "size"], { stdin: "inherit", stderr: "ignore" })
  const columns = Number(/^\d+ (\d+)/.exec(stdout.toString())?.[1] ?? 0)
  return columns > 0 ? columns : USUAL_WIDTH
}
