// Where things are, for tests that start processes.
import { join } from "node:path"

export const ROOT = join(import.meta.dir, "..", "..")
export const TEST = join(ROOT, "test")

/** The command that runs slua from its sources, under the Bun that runs the tests. */
export const SLUA = [process.execPath, join(ROOT, "cli", "main.ts")]
