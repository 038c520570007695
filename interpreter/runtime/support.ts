/** The names that emitted code may use (abi.ts lists them). */
import { YIELD, type Support } from "../abi.ts"
import { adoptElements, LuaTable, NO_ELEMENTS, setField } from "../value/table.ts"
import { makeInt } from "../value/number.ts"
import { all, first, NONE, type LuaFunction } from "../value/value.ts"
import { floatMod, floatPow, mulHigh } from "./arith.ts"
import { append, index, rawset, setfield, setindex } from "./access.ts"
import { suspend } from "./activation.ts"
import { callAt, keep } from "./call.ts"
import { raiseAt } from "./quiet_error.ts"
import { forceCall, isLuaFunction } from "./coroutine.ts"
import { keyValue } from "../value/hash.ts"
import { advance } from "../value/traversal.ts"
import { forLimit, forNext, forPrepare, walk } from "./loop.ts"
import * as operators from "./operator.ts"
import { closeHeight, closeTop, forClose, toBeClosed } from "./to_be_closed.ts"
import { registerClosure } from "./upvalue.ts"

const { numAdd, numSub, numMul, add, sub, mul, div, idiv, mod, pow, unm, concat, len, eq, lt, le } = operators
const { band, bor, bxor, shl, shr, bnot, truth, float, boxFloat, unboxFloat, unbox } = operators

export const support = {
  Y: YIELD,
  N: NONE,
  T: LuaTable,
  NE: NO_ELEMENTS,
  numAdd,
  numSub,
  numMul,
  add,
  sub,
  mul,
  div,
  idiv,
  mod,
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
  truth,
  float,
  index,
  setindex,
  setfield,
  setField,
  rawset,
  append,
  adopt: adoptElements,
  callAt,
  keep,
  raiseAt,
  /** The library's `error`; set by lib/base.ts. */
  ERR: undefined as LuaFunction | undefined,
  all,
  first,
  boxFloat,
  unboxFloat,
  unbox,
  floatMod,
  floatPow,
  forLimit,
  forPrepare,
  forNext,
  walk,
  advance,
  keyValue,
  closeHeight,
  closeTop,
  toBeClosed,
  forClose,
  suspend,
  forceCall,
  isLuaFunction,
  register: registerClosure,
} satisfies Support
