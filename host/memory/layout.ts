/**
 * Where everything lies in the shared memory. All places are indexes of 32-bit words. The memory begins
 * with a header of fixed places; behind it lie the thread slots, the job records, the page table and the
 * pages, whose places depend on their numbers (`planLayout`) and are noted in the header for the threads
 * that open the memory later (`readLayout`). Words that different threads write at the same time lie in
 * different cache lines.
 */

/** Words of a cache line. */
const LINE = 16

// -- header: the plan -----------------------------------------------------------------------------

const H_THREADS = 0
const H_RECORDS = 1
const H_PAGES = 2
const H_PAGE_SIZE = 3
/** Most queued jobs. */
export const H_JOB_LIMIT = 4
/** Most results per handler; 0: any number. */
export const H_RESULT_LIMIT = 5
/** How often a job is redelivered, unless its submitter says otherwise. */
export const H_RETRIES = 6
/** Milliseconds a job may run, unless its submitter says otherwise; 0: any time. */
export const H_TIMEOUT = 7
/** 1: the program is stopping, no job is accepted any more. */
export const H_STOPPING = 8
/** Number of workers the program keeps. */
export const H_POOL = 9
/** Counts the reloads: a worker whose script is older starts anew before its next job. */
export const H_GENERATION = 10
/** 1: statistics are drawn below the cursor of the terminal; whoever writes there wipes them away first. */
export const H_DRAWN = 11

// -- header: locks, each on a line of its own -----------------------------------------------------

export const QUEUE_LOCK = 1 * LINE
export const SLAB_LOCK = 2 * LINE
export const STDOUT_LOCK = 3 * LINE
export const STDERR_LOCK = 4 * LINE
/** All locks, for their recovery. */
export const LOCKS = [QUEUE_LOCK, SLAB_LOCK, STDOUT_LOCK, STDERR_LOCK] as const

// -- header: what the queue lock guards -----------------------------------------------------------

/** Number of records that have ever been used: those behind are untouched. */
export const Q_USED_RECORDS = 5 * LINE
/** Head of the list of free records. */
export const Q_FREE_RECORD = 5 * LINE + 1
/** Threads waiting for a free record: a condition variable. */
export const Q_RECORD_FREED = 5 * LINE + 2
/** Jobs being run. */
export const Q_RUNNING = 5 * LINE + 4
/** Job numbers given out: a double at this word's half (LAYOUT doubles). */
export const Q_LAST_ID = 5 * LINE + 6
/** The channel of queued jobs. */
export const Q_JOBS = 6 * LINE
/** Live workers; written by the main thread. */
export const Q_LIVE_WORKERS = 6 * LINE + 10
/** Workers that wait to submit a job. */
export const Q_STUCK_WORKERS = 6 * LINE + 11
/** Workers in accept. */
export const Q_IDLE = 6 * LINE + 13
/** Results in all handlers' channels. */
export const Q_RESULTS = 6 * LINE + 12

// -- header: statistics, guarded by the queue lock; all doubles ------------------------------------

export const S_SUBMITTED = 7 * LINE
export const S_ANSWERED = 7 * LINE + 2
export const S_FAILED = 7 * LINE + 4
export const S_REDELIVERED = 7 * LINE + 6
export const S_CANCELLED = 7 * LINE + 8
export const S_REPLACED = 7 * LINE + 10
export const S_MAX_WAIT = 7 * LINE + 12
export const S_MAX_RUN = 7 * LINE + 14
/** Buckets of a histogram of times: words. */
export const HISTOGRAM_BUCKETS = 128
export const S_WAITS = 8 * LINE
export const S_RUNS = S_WAITS + HISTOGRAM_BUCKETS

// -- header: what the slab lock guards ------------------------------------------------------------

const SLAB = S_RUNS + HISTOGRAM_BUCKETS
export const SIZE_CLASSES = 32
/** Heads of the lists of free runs, by size class (page number + 1). */
export const L_CLASSES = SLAB
/** Bit c: class c has a free run. */
export const L_CLASS_MAP = SLAB + SIZE_CLASSES
export const L_FREE_PAGES = SLAB + SIZE_CLASSES + 1
/** Pages in use by account: jobs, answers. */
export const L_USED = SLAB + SIZE_CLASSES + 2
export const ACCOUNTS = 2
/** Most pages in use there have been. */
export const L_PEAK = SLAB + SIZE_CLASSES + 4
/** Threads waiting for space: a condition variable. */
export const L_SPACE_FREED = SLAB + SIZE_CLASSES + 5

const HEADER_WORDS = SLAB + 4 * LINE

// -- condition variables --------------------------------------------------------------------------

/** Thread that came last (slot number + 1), and number of threads waiting. */
export const C_HEAD = 0
export const C_COUNT = 1

// -- channels -------------------------------------------------------------------------------------

/** First and last record, and number of records. */
export const CH_HEAD = 0
export const CH_TAIL = 1
export const CH_COUNT = 2
/** Writers waiting for room, and readers waiting for an item: condition variables. */
export const CH_ROOM = 3
export const CH_ITEM = 5

// -- thread slots ---------------------------------------------------------------------------------

export const THREAD_WORDS = 4 * LINE
/** See parker.ts. Alone on its line: others write it. */
export const T_PERMIT = 0
export const T_STATE = LINE
export const T_KIND = LINE + 1
/** Links of the condition variable the thread waits at, and its place; 0: none. */
export const T_NEXT = LINE + 2
export const T_PREVIOUS = LINE + 3
export const T_WAITS_AT = LINE + 4
/** Record the worker runs; 0: none. */
export const T_JOB = LINE + 5
/** Jobs the thread has accepted since its script was started. */
export const T_ACCEPTED = LINE + 6
/** 1 while the handler waits for its client. */
export const T_READING = LINE + 7
/** Accepted in all: tells the supervisor one job from the next. */
export const T_SERIAL = LINE + 8
/** 1: the worker is counted in Q_STUCK_WORKERS. */
export const T_STUCK = LINE + 9
/** 1: the worker writes its answer; the job's time no longer counts. */
export const T_ANSWERING = LINE + 10
/** 1: the worker is in accept; counted in Q_IDLE. */
export const T_IDLE = LINE + 11
/** 1: the thread runs the queue's code, which may hold locks, or memory of the slab in hand. */
export const T_IN_QUEUE = LINE + 12
/** Results that wait for the handler: a channel. */
export const T_RESULTS = 2 * LINE
/** Jobs of the handler that are queued, running, or answered and not yet taken. */
export const T_ACTIVE = 2 * LINE + 10

export const THREAD_STATE = { free: 0, live: 1, dead: 2, stopping: 3 } as const
export const THREAD_KIND = { main: 0, handler: 1, worker: 2 } as const

// -- job records: a record is referred to by the place of its first word, which is never 0 ----------

export const RECORD_WORDS = 4 * LINE
/** One of JOB; the only word of a record that decides what the record is. */
export const J_STATE = 0
/** Links of the channel or free list the record is in. */
export const J_NEXT = 1
export const J_PREVIOUS = 2
/** Slot of the thread that has the record in hand: filling, running or taking it. */
export const J_OWNER = 3
/** Slot of the handler that gets the result; -1: nobody does. */
export const J_HANDLER = 4
export const J_PRIORITY = 5
/** How often it may still be given to another worker. */
export const J_RETRIES = 6
/** Milliseconds it may run; 0: any time. */
export const J_TIMEOUT = 7
/** 1: cancelled while it ran. */
export const J_CANCELLED = 8
/** Number of the job: a double. */
export const J_ID = 10
/** When it was submitted, and accepted, in milliseconds: doubles. */
export const J_SUBMITTED_AT = 12
export const J_ACCEPTED_AT = 14
/** The two messages: MESSAGE_WORDS each, then their inline bytes. */
export const J_PAYLOAD = 16
export const J_ANSWER = 20
export const J_PAYLOAD_BYTES = 24
export const J_ANSWER_BYTES = 44
/** Bytes of a message that fit into the record. */
export const INLINE_BYTES = 80

/** A message: kind (message.ts), length in bytes, block in the slab (0: inline), 1 if it tells a failure. */
export const M_KIND = 0
export const M_LENGTH = 1
export const M_BLOCK = 2
export const M_FAILURE = 3

export const JOB = {
  /** In the free list. */
  free: 0,
  /** In the hand of a thread that has not submitted it. */
  held: 1,
  queued: 2,
  running: 3,
  /** Its answer is complete, but not yet in the handler's channel. */
  answered: 4,
  /** In the handler's channel. */
  done: 5,
  /** In the hand of the handler that collected it. */
  taken: 6,
} as const

// -- page table -----------------------------------------------------------------------------------

export const PAGE_WORDS = 4
/** At the first page of a run: its length, negative when it is free. 0 at all others. */
export const P_LENGTH = 0
/** At the last page of a free run: its first page + 1. 0 at all others. */
export const P_START = 1
/** Free run: the next of its class (page + 1). Used run: the next run of its block (page + 1). */
export const P_NEXT = 2
export const P_PREVIOUS = 3

// -- the plan -------------------------------------------------------------------------------------

export interface Sizes {
  threads: number
  records: number
  pages: number
  /** In bytes. */
  pageSize: number
}

export interface Layout extends Sizes {
  threadsAt: number
  recordsAt: number
  pageTableAt: number
  /** In bytes. */
  pagesAt: number
  /** Of the whole memory, in bytes. */
  bytes: number
}

export function planLayout(sizes: Sizes): Layout {
  const threadsAt = HEADER_WORDS
  const recordsAt = threadsAt + sizes.threads * THREAD_WORDS
  const pageTableAt = recordsAt + sizes.records * RECORD_WORDS
  const tableEnd = pageTableAt + sizes.pages * PAGE_WORDS
  const pagesAt = Math.ceil(tableEnd / LINE) * LINE * 4
  return {
    ...sizes,
    threadsAt,
    recordsAt,
    pageTableAt,
    pagesAt,
    bytes: pagesAt + sizes.pages * sizes.pageSize,
  }
}

/** Notes the plan in a fresh memory. */
export function writeLayout(words: Int32Array, sizes: Sizes): void {
  words[H_THREADS] = sizes.threads
  words[H_RECORDS] = sizes.records
  words[H_PAGES] = sizes.pages
  words[H_PAGE_SIZE] = sizes.pageSize
}

export function readLayout(words: Int32Array): Layout {
  return planLayout({
    threads: words[H_THREADS]!,
    records: words[H_RECORDS]!,
    pages: words[H_PAGES]!,
    pageSize: words[H_PAGE_SIZE]!,
  })
}
