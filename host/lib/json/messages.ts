/** Every text with which json.decode and json.encode refuse. */

export const DECODE = {
  at: (line: number, column: number, message: string) => `line ${line}, column ${column}: ${message}`,
  end: (wanted: string) => `the text ends where ${wanted} should be`,
  unexpected: (shown: string, wanted: string) => `${shown} where ${wanted} should be`,
  byte: (code: number) => `byte 0x${code.toString(16).padStart(2, "0")}`,
  value: "a value",
  name: `a name in quotes`,
  colon: "':'",
  arrayNext: "',' or ']'",
  objectNext: "',' or '}'",
  quote: `the closing '"'`,
  digit: "a digit",
  trailing: "there is more text behind the value",
  utf8: "this is no UTF-8",
  control: (code: number) => `control character 0x${code.toString(16).padStart(2, "0")} in a string`,
  escape: "invalid escape",
  surrogate: "half of a surrogate pair",
  zero: "a number does not begin with 0",
  range: "the number is too large",
  stack: "nested too deeply for what is left of the stack",
  depth: (limit: number) => `nested deeper than ${limit} levels`,
} as const

export const ENCODE = {
  cannot: (path: string, what: string) => `cannot encode ${path === "" ? "" : `field '${path}': `}${what}`,
  type: (name: string) => `a ${name}`,
  number: (text: string) => `the number ${text}`,
  cycle: "a table that contains itself",
  stack: "a table nested too deeply for what is left of the stack",
  depth: (limit: number) => `a table nested deeper than ${limit} levels`,
  mixed: "a table with both elements and named fields (json.object makes it an object)",
  key: (name: string) => `a table with a ${name} as key`,
  duplicate: (name: string) => `a table that has the key '${name}' twice, as string and as number`,
  notElements: "a table with other keys than 1, 2, 3, ... as array",
  sparse: "an array with so few elements for its length",
  utf8: (position: number) => `a string that is no UTF-8 (byte ${position})`,
} as const
