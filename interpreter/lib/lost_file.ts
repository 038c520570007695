/**
 * Files that the program opened and forgot. The JS engine runs no finalizers while a program runs, so
 * open files are listed with weak references; when descriptors run out, and after a collection that the
 * program asked for, the forgotten ones are closed. At the end of the thread the system closes them all,
 * behind flushAll.
 */
import type { Stream } from "./stream.ts"
import { isRefusal } from "./system_error.ts"

/** Closing of an open file, without its handle. */
export interface OpenFile {
  handle: WeakRef<object>
  stream: Stream
  close: (stream: Stream) => unknown
}

const openFiles = new Set<OpenFile>()

export function addOpenFile(file: OpenFile): void {
  openFiles.add(file)
}

export function removeOpenFile(file: OpenFile): void {
  openFiles.delete(file)
}

/** Closes the files whose handles have been collected. */
export function closeLostFiles(): void {
  for (const file of [...openFiles]) {
    if (file.handle.deref() !== undefined) continue
    openFiles.delete(file)
    file.close(file.stream)
  }
}

/** Closes all files: the state that opened them is given up. Refusals are ignored. */
export function closeAllFiles(): void {
  for (const file of [...openFiles]) {
    openFiles.delete(file)
    try {
      file.close(file.stream)
    } catch (e) {
      if (!isRefusal(e)) throw e
    }
  }
}

/** Opens a descriptor; if there are too many, once more without the lost ones. */
export function withDescriptors<T>(open: () => T): T {
  try {
    return open()
  } catch (e) {
    if (!isRefusal(e) || (e.code !== "EMFILE" && e.code !== "ENFILE")) throw e
  }
  Bun.gc(true)
  closeLostFiles()
  return open()
}
