// A fresh thread that runs a chunk it is sent, twice, each time in a new Lua state.
import {
  all,
  openLibraries,
  type PortableChunk,
  preparePortable,
  protectedCall,
  resetState,
  toDisplay,
  uncaughtMessage,
} from "../../interpreter/index.ts"

addEventListener("message", (event: MessageEvent) => {
  const prepared = preparePortable(event.data as PortableChunk)
  const runs = [1, 2].map(() => {
    resetState()
    openLibraries()
    return all(protectedCall(prepared(), [], uncaughtMessage)).map(toDisplay)
  })
  postMessage(runs)
})
