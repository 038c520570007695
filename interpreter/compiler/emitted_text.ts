/** Emitted JavaScript as it goes to the engine. */
import type { Site } from "../abi.ts"
import type { Prelude } from "./prelude.ts"
import type { Printer } from "./printer.ts"

export interface EmittedText {
  /** Body of `new Function("R", "U", "C", "M", text)`. */
  text: string
  sites: (Site | undefined)[]
}

/** How many lines `finish` puts in front. */
export const LINES_BEFORE = 2

/** Has the functions of a text refer to its unit, which the registry does not keep (runtime/unit.ts). */
const KEEP_UNIT = "function u(){return U}"

/** Texts longer than this are not searched for the helpers they use: a millisecond for 30 000 characters. */
const LONG_TEXT = 5_000

/**
 * Adds what goes before the functions: the helpers that occur in the text (most of a short chunk's text would be those it
 * has not), and the prelude. names: all helpers; more: other declarations.
 */
export function finish(printer: Printer, prelude: Prelude, names: readonly string[], more = ""): EmittedText {
  const body = `\n${prelude.text()}\n${printer.text}`
  const used = body.length > LONG_TEXT ? names : names.filter((name) => body.includes(name))
  const head = `"use strict";var {${used.join(",")}}=R${more};${KEEP_UNIT}`
  return { text: head + body, sites: printer.sites }
}
