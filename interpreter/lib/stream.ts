/**
 * Buffered byte streams over file descriptors: what FILE is to C's library. A stream has one logical
 * position; a change between reading and writing needs no seek. Files that can be read at a position
 * are, so the descriptor's own offset never matters; the others (pipes, terminals, inherited
 * descriptors) are read and written where they stand. Refusals of the system are thrown.
 */
import { LuaError } from "../runtime/error.ts"
import { readBytes, seekDescriptor, writeBytes } from "./descriptor.ts"
import { fileSystem } from "./file_system.ts"
import { intFromBigInt, intToBigInt, intToNumber, type LuaInteger } from "../value/number.ts"
import { isRefusal, SystemError } from "./system_error.ts"

/** Sizes of the read buffer: small at first and after a seek, growing while reading goes on. */
const FIRST_CHUNK = 4096
const LARGEST_CHUNK = 65536
/** Size of the write buffer. */
const OUTPUT_SIZE = 65536
/** Short texts are joined up to this length before they are copied to the write buffer. */
const JOIN_SIZE = 4096
const LONGEST_STRING = 0x7fffffff
const NEWLINE = 10
/** Positions beyond it are tried: the file system may not have them. */
const ORDINARY_SIZE = 2 ** 40

export type Buffering = "no" | "full" | "line"
export type Whence = "set" | "cur" | "end"

export interface StreamOptions {
  readable: boolean
  writable: boolean
  append?: boolean
  /** The descriptor is shared or cannot be read at a position. */
  sequential?: boolean
  buffering?: Buffering
  /** Called before the stream waits for input. */
  beforeInput?: () => void
  /** Called when nobody reads what is written; by default that is an error like any other. */
  onBrokenPipe?: () => void
}

/** Streams that hold unwritten text. */
const unwritten = new Set<Stream>()

const NO_BYTES = Buffer.alloc(0)

export class Stream {
  readonly fd: number
  readonly #readable: boolean
  readonly #writable: boolean
  readonly #append: boolean
  readonly #beforeInput: (() => void) | undefined
  readonly #onBrokenPipe: (() => void) | undefined
  #sequential: boolean
  #buffering: Buffering
  /** Where the next byte read from, or written to, the descriptor is in the file. */
  #position = 0
  /** Bytes read ahead: #at to #end of #input, with a newline as sentinel behind them. */
  #input = NO_BYTES
  #at = 0
  #end = 0
  #chunk = FIRST_CHUNK
  /** Bytes to be written: #length of #output, then #joined. */
  #output = NO_BYTES
  #length = 0
  #joined = ""
  /** Why text was lost; told at the next flush or close. */
  #failure: unknown

  constructor(fd: number, options: StreamOptions) {
    this.fd = fd
    this.#readable = options.readable
    this.#writable = options.writable
    this.#append = options.append === true
    this.#sequential = options.sequential === true
    this.#buffering = options.buffering ?? "full"
    this.#beforeInput = options.beforeInput
    this.#onBrokenPipe = options.onBrokenPipe
    // As glibc does, a file opened only to append to stands at its end from the start.
    if (this.#append && !this.#readable) this.#position = this.#size()
  }

  // -- reading ------------------------------------------------------------------------------------

  /** Reads the next chunk into the empty buffer; false at the end. */
  #fill(): boolean {
    this.#beginInput()
    if (this.#input.length <= this.#chunk) this.#input = Buffer.allocUnsafe(this.#chunk + 1)
    const count = this.#readInto(this.#input, 0, this.#chunk)
    this.#at = 0
    this.#end = count
    this.#input[count] = NEWLINE
    if (count === this.#chunk && count < LARGEST_CHUNK) this.#chunk *= 4
    return count > 0
  }

  #beginInput(): void {
    if (!this.#readable) throw new SystemError("EBADF")
    if (this.#hasOutput()) this.#writeOut()
    this.#beforeInput?.()
  }

  #readInto(to: Buffer, offset: number, length: number): number {
    if (!this.#sequential) {
      try {
        const count = readBytes(this.fd, to, offset, length, this.#position)
        this.#position += count
        return count
      } catch (e) {
        this.#becomeSequential(e)
      }
    }
    return readBytes(this.fd, to, offset, length, null)
  }

  /** The descriptor turned out to be a pipe or terminal; other errors are thrown on. */
  #becomeSequential(e: unknown): void {
    if (!isRefusal(e) || e.code !== "ESPIPE") throw e
    this.#sequential = true
  }

  /** The next byte, -1 at the end. */
  nextByte(): number {
    if (this.#at === this.#end && !this.#fill()) return -1
    return this.#input[this.#at++]!
  }

  /** Takes back the byte that nextByte returned last. */
  unreadByte(): void {
    this.#at--
  }

  /** Whether there is nothing more to read. */
  atEnd(): boolean {
    return this.#at === this.#end && !this.#fill()
  }

  /** A line, undefined at the end. */
  readLine(keepNewline: boolean): string | undefined {
    let head = ""
    for (;;) {
      if (this.#at === this.#end && !this.#fill()) return head === "" ? undefined : head
      const from = this.#at
      const newline = this.#input.indexOf(NEWLINE, from)
      if (newline < this.#end) {
        this.#at = newline + 1
        const line = this.#input.latin1Slice(from, keepNewline ? newline + 1 : newline)
        return head === "" ? line : head + line
      }
      head += this.#input.latin1Slice(from, this.#end)
      this.#at = this.#end
    }
  }

  /** Up to `limit` bytes, fewer only at the end. */
  readBlock(limit: number): string {
    let text = ""
    for (;;) {
      const wanted = limit - text.length
      const ready = this.#end - this.#at
      if (wanted <= ready) return text + this.#take(wanted)
      text += this.#take(ready)
      if (wanted - ready < LARGEST_CHUNK) {
        if (!this.#fill()) return text
      } else {
        const block = this.#readLarge(wanted - ready)
        if (block === "") return text
        text += block
      }
      if (text.length > LONGEST_STRING - LARGEST_CHUNK) throw new LuaError("not enough memory")
    }
  }

  #take(count: number): string {
    const from = this.#at
    this.#at = from + count
    return count === 0 ? "" : this.#input.latin1Slice(from, from + count)
  }

  /** One large read past the buffer, which is empty; "" at the end. */
  #readLarge(limit: number): string {
    this.#beginInput()
    const rest = this.#sequential ? 0 : this.#size() - this.#position
    // One byte more than is there shows the end without another call.
    const size = Math.min(limit, Math.max(rest + 1, LARGEST_CHUNK))
    if (size > LONGEST_STRING) throw new LuaError("not enough memory")
    const block = Buffer.allocUnsafe(size)
    const count = this.#readInto(block, 0, size)
    this.#at = this.#end = 0
    return block.latin1Slice(0, count)
  }

  // -- writing ------------------------------------------------------------------------------------

  /** Writes a text of bytes. */
  write(text: string): void {
    if (text === "") return
    if (!this.#writable) throw new SystemError("EBADF")
    if (this.#end !== 0) this.#dropInput()
    if (!this.#hasOutput()) unwritten.add(this)
    this.#joined += text
    if (this.#joined.length >= JOIN_SIZE) this.#settle()
    if (this.#buffering === "full") return
    if (this.#buffering === "no") this.#writeOut()
    else if (text.includes("\n")) this.#writeLines()
  }

  #hasOutput(): boolean {
    return this.#length > 0 || this.#joined !== ""
  }

  /** Forgets what was read ahead: the logical position becomes the position. */
  #dropInput(): void {
    if (this.#sequential) return
    this.#position -= this.#end - this.#at
    this.#at = this.#end = 0
  }

  /** Moves joined texts to the write buffer, or out when they do not fit. */
  #settle(): void {
    const text = this.#joined
    if (this.#length + text.length > OUTPUT_SIZE) {
      this.#writeOut()
      return
    }
    if (this.#output.length === 0) this.#output = Buffer.allocUnsafe(OUTPUT_SIZE)
    this.#output.latin1Write(text, this.#length)
    this.#length += text.length
    this.#joined = ""
  }

  /** Writes everything up to the last newline. */
  #writeLines(): void {
    const joined = this.#joined
    const newline = joined.lastIndexOf("\n") + 1
    this.#joined = joined.slice(0, newline)
    this.#writeOut()
    this.#joined = joined.slice(newline)
    if (this.#joined !== "") unwritten.add(this)
  }

  /** Writes everything. What cannot be written is lost, and the error thrown. */
  #writeOut(): void {
    const length = this.#length
    const text = this.#joined
    this.#length = 0
    this.#joined = ""
    unwritten.delete(this)
    try {
      if (length > 0) this.#writeFully(this.#output, length)
      if (text !== "") this.#writeFully(latin1Bytes(text), text.length)
    } catch (e) {
      this.#failure = e
      if (isRefusal(e) && e.code === "EPIPE") this.#onBrokenPipe?.()
      throw e
    }
  }

  #writeFully(bytes: Buffer, length: number): void {
    let done = 0
    while (done < length) {
      if (this.#sequential || this.#append) done += writeBytes(this.fd, bytes, done, length - done, null)
      else {
        try {
          const count = writeBytes(this.fd, bytes, done, length - done, this.#position)
          this.#position += count
          done += count
        } catch (e) {
          this.#becomeSequential(e)
        }
      }
    }
    if (this.#append && !this.#sequential) this.#position = this.#size()
  }

  /** Hands everything to the system; throws also what was lost before. */
  flush(): void {
    if (this.#hasOutput()) this.#writeOut()
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
  }

  // -- the rest -----------------------------------------------------------------------------------

  setBuffering(mode: Buffering): void {
    this.flush()
    this.#buffering = mode
  }

  /** Moves the position and returns it. */
  seek(whence: Whence, offset: LuaInteger): LuaInteger {
    this.flush()
    const ahead = this.#end - this.#at
    const size = this.#sequential ? 0 : this.#size()
    if (this.#sequential) {
      const from = whence === "cur" ? intFromBigInt(intToBigInt(offset) - BigInt(ahead)) : offset
      const place = seekDescriptor(this.fd, from, whence === "set" ? 0 : whence === "cur" ? 1 : 2)
      this.#at = this.#end = 0
      return place
    }
    // No file is that long, though some file systems would let the position be there.
    if (typeof offset !== "number") throw new SystemError("EINVAL")
    const base = whence === "set" ? 0 : whence === "cur" ? this.#position - ahead : size
    const target = base + offset
    if (target < 0) throw new SystemError("EINVAL")
    if (target > ORDINARY_SIZE) seekDescriptor(this.fd, target, 0)
    // Within what was read ahead, nothing need be read again.
    if (target <= this.#position && target >= this.#position - this.#end) {
      this.#at = this.#end - (this.#position - target)
      return target
    }
    this.#at = this.#end = 0
    this.#chunk = FIRST_CHUNK
    this.#position = target
    return target
  }

  /** Length of the file; 0 for what has none, such as pipes, devices and directories. */
  #size(): number {
    const status = fileSystem().fstatSync(this.fd)
    if (status.isFile()) return status.size
    if (status.isBlockDevice()) return intToNumber(seekDescriptor(this.fd, 0, 2))
    this.#sequential = true
    return 0
  }

  /** Leaves a shared descriptor where the program stopped reading. */
  giveBackInput(): void {
    const ahead = this.#end - this.#at
    if (ahead === 0 || !fileSystem().fstatSync(this.fd).isFile()) return
    try {
      seekDescriptor(this.fd, -ahead, 1)
      this.#at = this.#end
    } catch (e) {
      if (!isRefusal(e)) throw e
    }
  }

  /** Writes what is left and closes the descriptor. */
  close(): void {
    try {
      this.flush()
    } finally {
      unwritten.delete(this)
      fileSystem().closeSync(this.fd)
    }
  }
}

/** Buffer.from, which takes 0.1 ms when it is called first. */
function latin1Bytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length)
  bytes.latin1Write(text)
  return bytes
}

/** Writes what all streams of this thread hold (fflush(NULL)); refusals are ignored. */
export function flushStreams(): void {
  for (const stream of [...unwritten]) {
    try {
      stream.flush()
    } catch (e) {
      if (!isRefusal(e)) throw e
    }
  }
}
