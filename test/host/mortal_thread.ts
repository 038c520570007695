// A thread whose workers die now and then inside the queue: behind taking a lock, before giving it
// back, and around every change of a list. What they guard must be repaired each time.
import { Channel } from "../../host/ipc/channel.ts"
import { Condvar } from "../../host/memory/condvar.ts"
import { Mutex } from "../../host/memory/mutex.ts"
import { Parker } from "../../host/memory/parker.ts"
import { startThread } from "../../host/worker_main.ts"

/** One call in so many is the last. */
const LIFETIME = 3000

let isMortal = false

function perhapsDie(): void {
  if (isMortal && Math.random() * LIFETIME < 1) process.exit(1)
}

function makeMortal(prototype: any, names: string[]): void {
  for (const name of names) {
    const method = prototype[name]
    prototype[name] = function (...args: unknown[]) {
      perhapsDie()
      const result = method.apply(this, args)
      perhapsDie()
      return result
    }
  }
}

makeMortal(Mutex.prototype, ["lock", "unlock"])
makeMortal(Channel.prototype, ["push", "remove", "pop"])
makeMortal(Condvar.prototype, ["enlist", "remove"])
makeMortal(Parker.prototype, ["park", "unpark"])

// Listens before startThread does: the thread never comes back from its script.
addEventListener("message", (event: MessageEvent) => {
  isMortal = event.data.kind === "worker"
})
startThread()
