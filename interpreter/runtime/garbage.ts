/**
 * collectgarbage (§6.1). The engine collects by itself and whole; what Lua's collector would do in steps is
 * reckoned here, so that loops which wait for the end of a cycle take about as many steps as in PUC.
 */
import { makeFloat } from "../value/number.ts"
import type { LuaResult } from "../value/value.ts"
import { hasWeakTables } from "../value/weak_hash.ts"
import { canPause } from "./coroutine.ts"
import { collector } from "./finalizer.ts"
import { state } from "./state.ts"

/** Kilobytes of a heap that a step without argument goes through. */
const BASIC_STEP = 1300
/** Work, in kilobytes, that a kilobyte of debt brings. */
const WORK_FOR_DEBT = 6
/** The reckoned heap is at most so large: the engine's own parts are not the program's. */
const LARGEST_HEAP = 8192
/** Share of the heap by which it may grow before a collection of a generational collector. */
const GENERATIONAL_GROWTH = 0.2

interface Parameters {
  running: boolean
  mode: "incremental" | "generational"
  pause: number
  stepMultiplier: number
  /** Kilobytes by which the collector is behind the program; below zero: it waits. */
  debt: number
  /** Kilobytes that the cycle has gone through. */
  work: number
}

const parameters: Parameters = {
  running: true,
  mode: "incremental",
  pause: 200,
  stepMultiplier: 100,
  debt: 0,
  work: 0,
}

/** Whether collections may begin by themselves. */
export function isCollectorRunning(): boolean {
  return parameters.running
}

function fullCollection(): void {
  collector().collect()
  collector().restartReckoning()
  parameters.debt = -reckonedHeap() * allowedGrowth()
  parameters.work = 0
}

/**
 * A full collection, then a result. Where the program can see what is collected, it is suspended for that if possible:
 * the engine takes for a reference whatever looks like one on the stack.
 */
function collectFor(result: LuaResult): LuaResult {
  const action = (): LuaResult => {
    fullCollection()
    return result
  }
  const isSeen = state.finalizers !== null || hasWeakTables()
  return isSeen && canPause() ? collector().pauseToCollect(action) : action()
}

function reckonedHeap(): number {
  return Math.min(collector().bytesMeasured() / 1024, LARGEST_HEAP)
}

/** The share of the heap by which it may grow between two cycles. */
function allowedGrowth(): number {
  return parameters.mode === "generational" ? GENERATIONAL_GROWTH : Math.max(0, parameters.pause - 100) / 100
}

/** Kilobytes in use by this thread, compiled code included. */
function count(): number {
  if (parameters.running && collector().reckonedGrowth() > allowedGrowth()) fullCollection()
  return collector().bytesInUse() / 1024
}

/** Whether the step ended a cycle. */
function step(size: number): LuaResult {
  if (size === 0) {
    parameters.debt = 0
    parameters.work += BASIC_STEP
  } else {
    parameters.debt += size
    if (parameters.debt <= 0) return false
    parameters.work += BASIC_STEP + parameters.debt * WORK_FOR_DEBT
  }
  if (parameters.mode === "incremental" && parameters.work < reckonedHeap()) return false
  return collectFor(true)
}

/** A parameter as the collector stores it: in units of 4, in a byte. */
function stored(value: number): number {
  return (Math.trunc(value / 4) & 0xff) * 4
}

/** Performs an option of collectgarbage; undefined inside a finalizer, where all are invalid. May be YIELD. */
export function collectGarbage(option: string, args: number[] = []): LuaResult {
  const [arg = 0, second = 0] = args
  if (state.finalizers?.running === true) return undefined
  switch (option) {
    case "count":
      return makeFloat(count())
    case "step":
      return step(arg)
    case "stop":
      parameters.running = false
      return 0
    case "restart":
      parameters.running = true
      parameters.debt = 0
      return 0
    case "isrunning":
      return parameters.running
    case "setpause": {
      const before = parameters.pause
      parameters.pause = stored(arg)
      return before
    }
    case "setstepmul": {
      const before = parameters.stepMultiplier
      parameters.stepMultiplier = stored(arg)
      return before
    }
    case "generational":
    case "incremental": {
      const before = parameters.mode
      parameters.mode = option
      if (option === "incremental") {
        if (arg !== 0) parameters.pause = stored(arg)
        if (second !== 0) parameters.stepMultiplier = stored(second)
      }
      return before
    }
    default:
      return collectFor(0)
  }
}
