// A thread that runs the Lua code it is sent, and whose waits for the system can be ended.
import { interruption, loadText, openLibraries, resetState } from "../../../interpreter/index.ts"

addEventListener("message", (event: MessageEvent) => {
  interruption.inWaits = true
  resetState()
  openLibraries()
  loadText(event.data as string, "=test")()
})
