// Starting the threads of the host tests (contender.ts).
import { join } from "node:path"
import type { Shared } from "../../host/memory/shared.ts"
import type { Task } from "./contender.ts"

/** Runs an action in a thread; resolves when it is done or the thread has died. */
export function contend(
  shared: Shared,
  slot: number,
  action: Task["action"],
  args: number[],
  spuriousEvery = 0,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dir, "contender.ts"))
    worker.addEventListener("message", () => {
      worker.terminate()
      resolve()
    })
    worker.addEventListener("error", (event: ErrorEvent) => {
      event.preventDefault()
      reject(new Error(event.message))
    })
    worker.addEventListener("close", () => resolve())
    const task: Task = { memory: shared.memory, slot, action, args, spuriousEvery }
    worker.postMessage(task)
  })
}
