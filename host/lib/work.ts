/**
 * work.*: jobs and results. The functions find the queue of their thread in `workplace`; what carries
 * the jobs is behind the interface WorkQueue. Functions for the other role, and all of them where there
 * are no workers, raise an error that says so.
 */
import {
  argumentError,
  checkDouble,
  checkNumber,
  checkSmallInteger,
  checkTable,
  getInt,
  getString,
  libraryError,
  type LuaFunction,
  type LuaResult,
  type LuaTable,
  type LuaValue,
  makeFloat,
  makeLibrary,
  NONE,
  setField,
  tableOf,
  toDouble,
} from "../../interpreter/index.ts"
import { ERROR, FULL, NO_JOBS, TIMEOUT } from "../errors.ts"
import { type Result, SendError, type SubmitOptions, type Times, type WorkQueue } from "../ipc/work_queue.ts"

export type Role = "handler" | "worker" | "alone"

/** What the functions of this thread work on; set by openWork. */
interface Workplace {
  role: Role
  queue: WorkQueue
  library: LuaTable
}

let workplace: Workplace

/** Where work.stats() gets the counts of connections, in TCP mode. */
export const statisticsHooks: { connections?: () => Record<string, number> } = {}

const NO_OPTIONS: SubmitOptions = {}
/** Longest wait in seconds that is told from one without end. */
const LONGEST_WAIT = 1e9
const MOST_PRIORITY = 0x7fffffff

// -- arguments ------------------------------------------------------------------------------------

function handlerQueue(name: string): WorkQueue {
  if (workplace.role === "alone") throw libraryError(ERROR.noWorkers(`work.${name}`))
  if (workplace.role !== "handler") throw libraryError(ERROR.handlersOnly(`work.${name}`))
  return workplace.queue
}

function workerQueue(name: string): WorkQueue {
  if (workplace.role !== "worker") throw libraryError(ERROR.workersOnly(`work.${name}`))
  return workplace.queue
}

function anyQueue(name: string): WorkQueue {
  if (workplace.role === "alone") throw libraryError(ERROR.noWorkers(`work.${name}`))
  return workplace.queue
}

/** An optional argument in seconds, as milliseconds. */
function timeoutOf(v: LuaValue, n: number, count: number): number {
  if (v === undefined) return Number.POSITIVE_INFINITY
  const seconds = checkDouble(v, n, count)
  if (Number.isNaN(seconds)) throw argumentError(n, "number of seconds expected, got nan")
  return seconds > LONGEST_WAIT ? Number.POSITIVE_INFINITY : Math.max(0, seconds * 1000)
}

/** The options of submit. */
function optionsOf(v: LuaValue, n: number, count: number): SubmitOptions {
  if (v === undefined) return NO_OPTIONS
  const table = checkTable(v, n, count)
  const options: SubmitOptions = {}
  const priority = optionOf(table, "priority", n)
  if (priority !== undefined)
    options.priority = Math.trunc(Math.max(-MOST_PRIORITY, Math.min(MOST_PRIORITY, priority)))
  const timeout = optionOf(table, "timeout", n)
  if (timeout !== undefined) {
    if (!(timeout > 0 && timeout < LONGEST_WAIT / 1000))
      throw argumentError(n, "option 'timeout' is not a positive number of seconds")
    options.timeout = timeout
  }
  const retries = optionOf(table, "retries", n)
  if (retries !== undefined) options.retries = Math.trunc(Math.max(0, Math.min(MOST_PRIORITY, retries)))
  return options
}

function optionOf(table: LuaTable, name: string, n: number): number | undefined {
  const value = getString(table, name)
  if (value === undefined) return undefined
  try {
    return toDouble(checkNumber(value, n, n))
  } catch {
    throw argumentError(n, `option '${name}' is not a number`)
  }
}

/** Raises the Lua error for a value that cannot be sent. */
function sendFailure(e: unknown): unknown {
  return e instanceof SendError ? libraryError(e.message) : e
}

// -- handlers -------------------------------------------------------------------------------------

/** work.active(): whether jobs of this handler are not yet collected. */
function workActive(): LuaResult {
  if (workplace.role === "worker") throw libraryError(ERROR.handlersOnly("work.active"))
  return workplace.queue.active() > 0
}

/** work.cancel(id): ends a job; its result is nil, "cancelled". */
function workCancel(id: LuaValue): LuaResult {
  const queue = handlerQueue("cancel")
  return queue.cancel(checkDouble(id, 1, arguments.length))
}

/** Sets work.collected and makes the results of collect. */
function present(result: Result): LuaResult {
  setField(workplace.library, "collected", result.id)
  return result.failed ? [undefined, result.value] : result.value
}

/** work.collect([seconds]): the next result; nil and a message for a job that failed, or when there is none. */
function workCollect(seconds: LuaValue): LuaResult {
  const queue = handlerQueue("collect")
  const result = queue.collect(timeoutOf(seconds, 1, arguments.length))
  if (typeof result === "object") return present(result)
  setField(workplace.library, "collected", undefined)
  return [undefined, result === "timeout" ? TIMEOUT : NO_JOBS]
}

/** work.collect_many(n): waits for a result; a list of it and up to n - 1 more that are there. */
function workCollectMany(most: LuaValue, seconds: LuaValue): LuaResult {
  const queue = handlerQueue("collect_many")
  const count = arguments.length
  const limit = checkSmallInteger(most, 1, count)
  if (limit < 1) throw argumentError(1, "positive number expected")
  const list: LuaValue[] = []
  let timeout = timeoutOf(seconds, 2, count)
  while (list.length < limit) {
    const result = queue.collect(timeout)
    if (typeof result !== "object") break
    list.push(entryOf(result))
    timeout = 0
  }
  return tableOf(list)
}

/** `{id=, value=}` or `{id=, error=}`. */
function entryOf(result: Result): LuaTable {
  const fields: Record<string, LuaValue> = { id: result.id }
  fields[result.failed ? "error" : "value"] = result.value
  return tableOf([], fields)
}

// -- workers --------------------------------------------------------------------------------------

/** Sets work.job. */
export function setJob(value: LuaValue): void {
  setField(workplace.library, "job", value)
}

/** work.accept([seconds]): the next job, also in work.job. */
function workAccept(seconds: LuaValue): LuaResult {
  const queue = workerQueue("accept")
  const job = queue.accept(timeoutOf(seconds, 1, arguments.length))
  if (typeof job !== "object") {
    setJob(undefined)
    return [undefined, TIMEOUT]
  }
  setJob(job.value)
  return job.value
}

/** work.answer(value): the result of the current job. */
function workAnswer(value: LuaValue): LuaResult {
  const queue = workerQueue("answer")
  if (!queue.hasJob) throw libraryError(ERROR.noJob)
  try {
    queue.answer(value)
  } catch (e) {
    throw sendFailure(e)
  }
  return NONE
}

// -- both -----------------------------------------------------------------------------------------

/** work.submit(value [, options]): queues a job; its number. */
function workSubmit(value: LuaValue, options: LuaValue): LuaResult {
  const queue = anyQueue("submit")
  const settings = optionsOf(options, 2, arguments.length)
  try {
    return queue.submit(value, settings)
  } catch (e) {
    throw sendFailure(e)
  }
}

/** work.submit_many(list [, options]): queues a job for each element; a list of their numbers. */
function workSubmitMany(list: LuaValue, options: LuaValue): LuaResult {
  const queue = anyQueue("submit_many")
  const count = arguments.length
  const values = checkTable(list, 1, count)
  const settings = optionsOf(options, 2, count)
  const numbers: LuaValue[] = []
  try {
    for (let i = 1; ; i++) {
      const value = getInt(values, i)
      if (value === undefined) return tableOf(numbers)
      numbers.push(queue.submit(value, settings))
    }
  } catch (e) {
    throw sendFailure(e)
  }
}

/** work.trysubmit(value [, options]): the same without waiting; nil, "full" instead. */
function workTrysubmit(value: LuaValue, options: LuaValue): LuaResult {
  const queue = anyQueue("trysubmit")
  const settings = optionsOf(options, 2, arguments.length)
  try {
    return queue.trySubmit(value, settings) ?? [undefined, FULL]
  } catch (e) {
    throw sendFailure(e)
  }
}

/** work.backlog(): jobs in the queue. */
function workBacklog(): LuaResult {
  return workplace.queue.backlog()
}

/** work.idle(): workers that wait for a job. */
function workIdle(): LuaResult {
  return workplace.queue.idle()
}

/** work.pool(): workers. */
function workPool(): LuaResult {
  return workplace.queue.pool()
}

/** work.stats(): a table of counts, times in seconds, workers, and memory in bytes. */
function workStats(): LuaResult {
  const { waiting, busy, workers, memory, ...counts } = anyQueue("stats").statistics()
  return tableOf([], {
    ...counts,
    waiting: timesTable(waiting),
    busy: timesTable(busy),
    memory: tableOf([], { ...memory }),
    connections: connectionsTable(),
    workers: tableOf(workers.map((status) => tableOf([], { ...status, seconds: makeFloat(status.seconds) }))),
  })
}

function connectionsTable(): LuaTable | undefined {
  const counts = statisticsHooks.connections?.()
  return counts === undefined ? undefined : tableOf([], counts)
}

function timesTable(times: Times): LuaTable {
  return tableOf([], {
    p50: makeFloat(times.p50),
    p99: makeFloat(times.p99),
    max: makeFloat(times.max),
  })
}

const FUNCTIONS: Record<string, LuaFunction> = {
  accept: workAccept,
  active: workActive,
  answer: workAnswer,
  backlog: workBacklog,
  cancel: workCancel,
  collect: workCollect,
  collect_many: workCollectMany,
  idle: workIdle,
  pool: workPool,
  stats: workStats,
  submit: workSubmit,
  submit_many: workSubmitMany,
  trysubmit: workTrysubmit,
}

/** Makes the library's table for the current state. */
export function openWork(role: Role, queue: WorkQueue): LuaTable {
  const library = makeLibrary("work", FUNCTIONS)
  workplace = { role, queue, library }
  return library
}
