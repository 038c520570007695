/** What keeps a server from starting, or from reloading something; the message is one line. */
export class SetupError extends Error {}
