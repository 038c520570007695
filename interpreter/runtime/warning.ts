/** Where warnings of the runtime itself go: the library's `warn`, which sets this. */
export const warnings: { write: (text: string) => void } = { write: () => {} }
