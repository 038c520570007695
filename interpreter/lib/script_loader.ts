/** What the scripts need that are not walked, or are files: loaded late by interpreter/script.ts. */
export { compileScript, loadUnusualScript } from "../load.ts"
export { parseFailure } from "../syntax_failure.ts"
export { isBinary, loadChunk } from "./load.ts"
export { chunkName, readChunk } from "./load_file.ts"
