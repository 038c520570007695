/**
 * Milliseconds that a process which a test has started, or something else a test waits for, gets at most: so that what
 * hangs ends and shows its output. A machine may be busy with other things, and fifty times as slow as another one.
 */
export const PATIENCE = 240_000
