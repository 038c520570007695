/** Files that the program opened and forgot: when descriptors run out, a collection finds and closes them. */
import { collector } from "../runtime/finalizer.ts"
import { isRefusal } from "./system_error.ts"

/** Loading the collector may take a descriptor, so that is done when so many have been asked for. */
const EARLY = 32
let opened = 0

/** Opens a descriptor; if there are too many, once more without the lost ones. */
export function withDescriptors<T>(open: () => T): T {
  if (++opened === EARLY) collector()
  try {
    return open()
  } catch (e) {
    if (!isRefusal(e) || (e.code !== "EMFILE" && e.code !== "ENFILE")) throw e
  }
  collector().collect()
  return open()
}
