/** The names that emitted code may use (abi.ts lists them). */
import type { Support } from "../abi_names.ts"
import { adoptElements, LuaTable, NO_ELEMENTS, setField } from "../value/table.ts"
import { shape } from "../value/shape.ts"
import { LuaFloat, LuaInt64, makeInt, NAN } from "../value/number.ts"
import { first, NONE } from "../value/value.ts"
import { floatMod, floatPow, mulHigh } from "./arith.ts"
import { append, index, rawset, setfield, setindex } from "./access.ts"
import { suspend } from "./activation.ts"
import { callAt, endsInC } from "./call.ts"
import { raiseAt } from "./quiet_error.ts"
import { forceCall, isLuaFunction } from "./coroutine.ts"
import { advance } from "../value/traversal.ts"
import { budget, checkpoint } from "./finalizer.ts"
import { libraryFunctions } from "./library_functions.ts"
import { forLimit, forNext, forPrepare, walk } from "./loop.ts"
import {
  add,
  band,
  bnot,
  bor,
  boxFloat,
  bxor,
  concat,
  div,
  eq,
  float,
  idiv,
  le,
  len,
  lt,
  mod,
  modIs,
  mul,
  pow,
  shl,
  shr,
  sub,
  truth,
  unboxFloat,
  unm,
} from "./operator.ts"
import { state } from "./state.ts"
import { closeHeight, closeTop, forClose, toBeClosed } from "./to_be_closed.ts"
import { registerClosure } from "./upvalue.ts"
import { keep } from "./keep.ts"

export const support = {
  N: NONE,
  G: state,
  T: LuaTable,
  NE: NO_ELEMENTS,
  F: LuaFloat,
  add,
  sub,
  mul,
  div,
  idiv,
  mod,
  modIs,
  pow,
  unm,
  concat,
  len,
  eq,
  lt,
  le,
  band,
  bor,
  bxor,
  shl,
  shr,
  bnot,
  wide: makeInt,
  mulHigh,
  /** Stands for an integer that is in variables for halves (compiler/halved.ts). */
  HALVED: new LuaInt64(0, 0),
  truth,
  float,
  index,
  setindex,
  setfield,
  setField,
  rawset,
  append,
  adopt: adoptElements,
  shape,
  callAt,
  endsInC,
  keep,
  raiseAt,
  ERR: libraryFunctions.error,
  SEL: libraryFunctions.select,
  SETMETA: libraryFunctions.setmetatable,
  first,
  boxFloat,
  unboxFloat,
  floatMod,
  floatPow,
  forLimit,
  forPrepare,
  forNext,
  walk,
  advance,
  closeHeight,
  closeTop,
  toBeClosed,
  forClose,
  suspend,
  forceCall,
  isLuaFunction,
  register: registerClosure,
  NAN,
  floor: Math.floor,
  abs: Math.abs,
  isSafe: Number.isSafeInteger,
  isArray: Array.isArray,
  budget,
  checkpoint,
  /** Called for the sake of its arguments (compiler/release.ts): a function that is not inlined. */
  cover: Array.of,
} satisfies Support

/**
 * What emitted code calls only when its own fast path does not hold. The JS engine would inline these into it,
 * all the way down, once they have been called at all: code several times as long, compiled again and again, in which
 * no value has one known type any more.
 */
const OUT_OF_LINE: (keyof typeof support)[] = [
  "add",
  "sub",
  "mul",
  "div",
  "pow",
  "unm",
  "concat",
  "len",
  "eq",
  "modIs",
  "lt",
  "le",
  "band",
  "bor",
  "bxor",
  "shl",
  "shr",
  "bnot",
  "float",
  "boxFloat",
  "unboxFloat",
  "index",
  "setindex",
  "setfield",
  "callAt",
  "endsInC",
  "raiseAt",
  "forLimit",
  "forPrepare",
]

/** To be called once, before emitted text is first evaluated. */
export function keepOutOfLine(): void {
  for (const name of OUT_OF_LINE) neverInline(support[name])
}

/** The JS engine calls this function from then on, and never makes it part of another. */
export function neverInline(f: unknown): void {
  // bun-types 1.4.5 does not have it.
  const { noInline } = require("bun:jsc") as unknown as { noInline: (f: unknown) => void }
  noInline(f)
}
