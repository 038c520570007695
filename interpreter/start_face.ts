/**
 * The face of the engine for what cli/ and host/ do at every start. Who imports index.ts has all of the engine loaded,
 * which takes as long as the rest of a start.
 */
export { loadScriptFile, loadScriptText } from "./script.ts"
export { endStart } from "./start.ts"
export { closeState } from "./lib/close_state.ts"
export { pathExists } from "./lib/first_calls.ts"
export { toBytes } from "./lib/host_string.ts"
export { flushAll, outputActions } from "./lib/output.ts"
export { callMain, describeUncaught } from "./runtime/main_call.ts"
export { once } from "./value/once.ts"
export { lateModule } from "./value/late_module.ts"
export type { LuaFunction, LuaResult, LuaValue } from "./value/value.ts"
