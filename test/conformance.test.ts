// Runs the scripts of test/conformance and compares what they print with what they say they print: in
// slua as a main chunk (fast bodies), in slua inside a coroutine, in slua with every call of a coroutine
// yielding to a hidden driver (resume bodies), with every function left for its first call, in debug form with and
// without yields, and in the reference, which checks the expectations.
import { describe, expect, setDefaultTimeout, test } from "bun:test"
import { Glob } from "bun"
import { join } from "node:path"
import { runAlone, runBatch, type Engine, type Result } from "./support/batch.ts"
import { readExpectation } from "./support/expectation.ts"
import { SLUA, TEST } from "./support/paths.ts"
import { findReference, NO_REFERENCE } from "./support/reference.ts"

const FOLDER = join(TEST, "conformance")
const BATCH_SIZE = 50

const all = [...new Glob("*/*.lua").scanSync(FOLDER)].sort().map((path) => path.replace(/\.lua$/, ""))
/** Scripts after which all others would be in debug form come last. */
const LAST = "debug/"
const names = [
  ...all.filter((name) => !name.startsWith(LAST)),
  ...all.filter((name) => name.startsWith(LAST)),
]
const reference = findReference()
/** No tiers, which scripts of this size have only where others were loaded before. */
const UNTIERED = { SLUA_TIER_FROM: "1e12" }
const engines: Record<string, Engine> = {
  "main chunk": { command: SLUA, mode: "main", environment: UNTIERED },
  coroutine: { command: SLUA, mode: "coroutine", environment: UNTIERED },
  "forced yields": { command: SLUA, mode: "coroutine", environment: { ...UNTIERED, SLUA_FORCE_YIELDS: "1" } },
  "deferred functions": { command: SLUA, mode: "main", environment: { ...UNTIERED, SLUA_DEFER_FROM: "0" } },
  "deferred functions, forced yields": {
    command: SLUA,
    mode: "coroutine",
    environment: { ...UNTIERED, SLUA_DEFER_FROM: "0", SLUA_FORCE_YIELDS: "1" },
  },
  tiers: {
    command: SLUA,
    mode: "main",
    environment: { SLUA_TIER_FROM: "0", SLUA_PROMOTE: "3", SLUA_HEAT: "50" },
  },
  "tiers, forced yields": {
    command: SLUA,
    mode: "coroutine",
    environment: { SLUA_TIER_FROM: "0", SLUA_PROMOTE: "1", SLUA_FORCE_YIELDS: "1" },
  },
  "looking for hooks": {
    command: SLUA,
    mode: "coroutine",
    environment: { ...UNTIERED, SLUA_WATCH: "1", SLUA_DEFER_FROM: "0", SLUA_FORCE_YIELDS: "1" },
  },
  "under a hook": {
    command: SLUA,
    mode: "hooked",
    environment: { ...UNTIERED, SLUA_WATCH: "1", SLUA_HEAT: "10" },
  },
  "tiers under a hook": {
    command: SLUA,
    mode: "hooked",
    environment: { SLUA_WATCH: "1", SLUA_TIER_FROM: "0", SLUA_PROMOTE: "1" },
  },
  "debug form": { command: SLUA, mode: "main", environment: { SLUA_DEBUG_FORM: "1" } },
  "debug form, soon as JavaScript": {
    command: SLUA,
    mode: "coroutine",
    environment: { SLUA_DEBUG_FORM: "1", SLUA_HEAT: "3", SLUA_FORCE_YIELDS: "1" },
  },
  "debug form, as JavaScript": {
    command: SLUA,
    mode: "main",
    environment: { SLUA_DEBUG_FORM: "1", SLUA_HEAT: "0" },
  },
  ...(reference && { reference: { command: [reference], mode: "main" } }),
}

// a test may have to wait for the whole batch it belongs to, and for the scripts run again one by one
setDefaultTimeout(600_000)

const pathOf = (name: string) => join(FOLDER, `${name}.lua`)

function batchesOf(engine: Engine): (index: number) => Promise<Result> {
  const batches = new Map<number, Promise<Result[]>>()
  return async (index) => {
    const start = index - (index % BATCH_SIZE)
    const scripts = names.slice(start, start + BATCH_SIZE).map(pathOf)
    if (!batches.has(start)) batches.set(start, runBatch(engine, scripts))
    const results = await batches.get(start)!
    return results[index - start]!
  }
}

/**
 * The JS engine's collector looks for references on the stack without knowing what is still in use, so by chance an
 * object may outlive a collection: these scripts may be tried again.
 */
const isLucky = (name: string): boolean => name.startsWith("garbage/")
const MOST_TRIES = 5

/** Scripts that look for hooks would find the driver's. */
const looksForHooks = (name: string): boolean => /^debug\/(?:gethook|hook_)/.test(name)

for (const [title, engine] of Object.entries(engines)) {
  const resultOf = batchesOf(engine)
  describe(title, () => {
    for (const [index, name] of names.entries()) {
      if (engine.mode === "hooked" && looksForHooks(name)) continue
      test(name, async () => {
        const expected = readExpectation(pathOf(name))
        let result = await resultOf(index)
        for (let i = 0; i < MOST_TRIES && isLucky(name) && !Bun.deepEquals(result, expected); i++)
          result = await runAlone(engine, pathOf(name))
        expect(result).toEqual(expected)
      })
    }
  })
}

if (!reference) {
  console.error(NO_REFERENCE)
  test.skip(NO_REFERENCE, () => {})
}

test("every script says what it expects", () => {
  const silent = names.filter((name) => {
    const { lines, error } = readExpectation(pathOf(name))
    return lines.length === 0 && error === null
  })
  expect(silent).toEqual([])
})
