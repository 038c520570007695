/** Colours of what is shown on a terminal. */
import { isTerminal } from "../../interpreter/index.ts"

export type Colour = "bold" | "dim" | "red" | "green" | "yellow" | "magenta" | "cyan"

const CODES: Record<Colour, number> = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  magenta: 35,
  cyan: 36,
}

export type Paint = (colour: Colour, text: string) => string

/** How to colour text for a descriptor: not at all unless it is a terminal, and NO_COLOR is not set. */
export function painter(fd: number): Paint {
  const { NO_COLOR, TERM } = process.env
  const isPlain = !isTerminal(fd) || (NO_COLOR !== undefined && NO_COLOR !== "") || TERM === "dumb"
  return isPlain ? (_, text) => text : (colour, text) => `\x1b[${CODES[colour]}m${text}\x1b[0m`
}
