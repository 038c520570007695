/**
 * The contract between emitted JavaScript and the runtime; docs/design.md, "Emitted code", has the
 * reasons. Emitted text uses the runtime by the names in abi_names.ts, which runtime/support.ts implements,
 * and every place that can raise is a `Site`.
 *
 * A Lua function is a JS function: fixed parameters are JS parameters (missing: undefined), varargs a
 * rest parameter. It returns one value bare, none or several as an array, or `YIELD`. Whoever gets
 * `YIELD` must save what it needs to go on in a Frame, push that on the running coroutine and return
 * `YIELD` itself.
 */

/** Returned instead of a result while the running coroutine unwinds: no Lua value is null, and the JS engine tests it fastest. */
export const YIELD = null as unknown as never[]

/** How an operand of a failing operation is named in messages: `local 'x'`, `field 'y'`; "" if it has no name. */
export type OperandName = string

/** What an emitted line was made of; line: the Lua line, for positions. */
export interface Site {
  /** Its number in the process; helpers that may raise get it as an argument. */
  id: number
  chunkname: string
  line: number
  /** Names of the operands, or of the called function first (`global 'f'`, `method 'm'`). */
  names: OperandName[]
  /** What messages call the function that is called here: the operand, or `metamethod 'add'`. */
  called: OperandName
}

/** One Lua function of a chunk, as the runtime needs to know it. */
export interface Prototype {
  /** Name by declaration, if any. */
  name: string | null
  line: number
  endLine: number
  params: number
  isVararg: boolean
  upvalues: string[]
  /**
   * Of a loop of the main chunk that runs as a JS function of its own: the number of the function that calls it, both being
   * one Lua activation.
   */
  loopOf: number | undefined
  /** Sites of the yield points, by number minus one. */
  points: Site[]
  /** Offsets of the function's text in the chunk's source. */
  start: number
  end: number
  /** Compiles the resume body; called when the function is first resumed at one of these yield points. */
  compileResume: (points: Set<number>) => ResumeBody
  resume: ResumeBody | null
  /** The yield points at which it has been resumed. */
  resumedAt?: Set<number>
  /** What a debugger may ask, if the chunk is in debug form. */
  debug?: DebugPrototype
}

/** A function in debug form: its code consists of PUC's instructions. `pc` counts them from 0. */
export interface DebugPrototype {
  /** The line of each instruction. */
  lines: number[]
  locals: DebugLocal[]
  maxStack: number
  siteAt(pc: number): Site | undefined
  /** Name of the `n`-th (from 1) local variable that is active at an instruction. */
  localName(n: number, pc: number): string | undefined
  /** The call that an instruction makes. */
  callAt(pc: number): DebugCall | null
  /** The first register that no variable has when a round of a loop begins at `pc`: what is there is not read again. */
  firstFree(pc: number): number
  /** Whether there is a loop in a loop that goes over no table: even a single call may go on for long. */
  nestsLoops: boolean
  /** How many registers an activation has: those of PUC, and what the interpreter needs. */
  registers(): number
  /** Its code for the interpreter. */
  assemble(opcodes: Opcodes): Bytecode
  /** The text that its JavaScript belongs to. */
  unit?: Unit | undefined
  /** What the interpreter runs, once the function has been called. */
  bytecode?: Bytecode | undefined
  /** What Unit.promote gave. */
  promoted?: ((cells: never[], isNew?: boolean) => unknown) | undefined
  /** What runs its activations: its JavaScript, if it was called often enough for that; otherwise the interpreter. */
  body?: DebugBody | undefined
  /** Where its JavaScript goes on when an instruction jumps to another. */
  entryOf(from: number, to: number): number
}

/** Runs an activation in debug form: from its start with label 0; otherwise from there, with the result awaited. */
export type DebugBody = (frame: never, label: number, result?: unknown) => unknown

/**
 * The code of a function in debug form for runtime/interpreter.ts. Each instruction is four words: opcode, a, b, c. Where an operand may
 * be a constant, that is ~ its index.
 */
export interface Bytecode {
  words: Int32Array
  /** Number of the PUC instruction that an instruction is part of, twice; odd if it is not the first part. */
  pcs: Int32Array
  constants: unknown[]
  /** Functions that are made here: the number of each, and where its upvalues are: in a register, or upvalue ~n. */
  closures: { id: number; captures: number[] }[]
  /** The sites of the instructions. */
  site(index: number, id: number): Site
  /** What the interpreter adds: number of the first instruction's site, factories of the chunk, calls and rounds so far. */
  siteBase: number
  factories: unknown[]
  heat: number
}

/** The interpreter's instructions; runtime/interpreter.ts says what they do, and gives them numbers. */
export type OpcodeName =
  | "MOVE"
  | "LOADK"
  | "LOADNIL"
  | "GETUPVAL"
  | "SETUPVAL"
  | "CELL"
  | "LOADCELL"
  | "STORECELL"
  | "GETUPFIELD"
  | "GETFIELD"
  | "GETTABLE"
  | "SELF"
  | "SELFKEY"
  | "SETFIELD"
  | "SETTABLE"
  | "NEWTABLE"
  | "SETLIST"
  | "CLOSURE"
  | "ADD"
  | "SUB"
  | "MUL"
  | "MOD"
  | "POW"
  | "DIV"
  | "IDIV"
  | "BAND"
  | "BOR"
  | "BXOR"
  | "SHL"
  | "SHR"
  | "UNM"
  | "BNOT"
  | "NOT"
  | "LEN"
  | "CONCAT"
  | "JMP"
  | "EQ"
  | "NE"
  | "LT"
  | "NLT"
  | "LE"
  | "NLE"
  | "TEST"
  | "TESTNOT"
  | "CALL"
  | "TAILCALL"
  | "RETURN"
  | "RETURN0"
  | "RETURN1"
  | "CLOSE"
  | "TBC"
  | "FORPREP"
  | "FORLOOP"
  | "TFORCALL"
  | "TFORLOOP"
  | "VARARG"
  | "TRACE"
export type Opcodes = Record<OpcodeName, number>

/** What the JavaScript of a function in debug form depends on, which only begins an activation. */
export interface Stub {
  params: number
  isVararg: boolean
  upvalues: number
  /** Closures are registered. */
  isOpen: boolean
}

export interface DebugCall {
  /** Registers of the function and of the first argument. */
  callee: number
  arguments: number
  /** Number of arguments; negative: up to the top. */
  count: number
  /** How many registers remain the caller's meanwhile. */
  limit: number
}

export interface DebugLocal {
  name: string
  register: number
  /** Active from `start` to before `end`. */
  start: number
  end: number
  /** From here to `end` the register holds a cell `{v}`, if `captured`. */
  cellStart: number
  captured: boolean
}

/** Continues a suspended activation behind yield point `frame.point` with the result awaited there. */
export type ResumeBody = (frame: Frame, result: unknown) => unknown

/** A suspended activation: of a Lua function, or of a library function that may be yielded across. */
export interface Frame {
  /** Goes on with the result of the call that yielded; returns this activation's own result, or YIELD. */
  resume(result: unknown): unknown
  /** The call raised: the error value, when this activation wants to know; may raise again. */
  readonly catches: boolean
  /** The message handler in force inside (xpcall). */
  readonly handler?: ((value: never) => unknown) | undefined
  raise(error: unknown): unknown
}

/** A text of emitted JavaScript; its sourceURL is `λ<id>`. */
export interface Unit {
  id: number
  /** Captured variables are cells and closures are registered (debug.getupvalue and the like). */
  openUpvalues: boolean
  /** Factories of the unit's functions, for the resume bodies. */
  factories: unknown[]
  /** Constants JavaScript has no literal for. */
  constants: unknown[]
  chunkname: string
  /** The whole Lua source, for string.dump. */
  source: string
  prototypes: Prototype[]
  /** Site of each JS line, filled by the emitter; index 0 is the text's first line. */
  sites: (Site | undefined)[]
  /** What the texts of its functions share, by the names it has in them. */
  shared?: Record<string, unknown>
  /** Compiles a function that was left for later (docs/design.md, "Deferred functions"); returns its factory. */
  complete?: (id: number) => unknown
  /**
   * Compiles a function in the usual form, if the unit is tiered; what gives one for the cells of its upvalues. isNew: it is that of
   * no function that exists.
   */
  promote?: (id: number) => (cells: never[], isNew?: boolean) => unknown
  /** Begins an activation of a function in debug form, if its functions look for hooks. */
  enter?: (id: number, f: never, cells: never, args: never[]) => unknown
  /** Where its activation stands, if it is walked. */
  walking?: Site
  /** The main function, if it was made for the globals. */
  main?: unknown
  /** What lives as long as the unit does: the other texts of its chunk, and what knows their sites. */
  keeps: unknown[]
}
