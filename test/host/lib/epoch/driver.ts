// Child process of the tests, in a time zone of its own: reads pairs of lines (text, format) from
// standard input and writes for each what string.epoch makes of it, "nil" or "seconds place".
// With "dates" as argument it reads pairs (seconds, format) and writes the text and the two in turn.
import { epoch } from "../../../../host/lib/epoch/index.ts"
import type { LuaValue } from "../../../../interpreter/index.ts"
import { osDate } from "../../../../interpreter/lib/os_date.ts"

const lines = (await Bun.stdin.text()).split("\n")
const output: string[] = []
for (let i = 0; i + 1 < lines.length; i += 2) {
  const format = lines[i + 1]!
  let text = lines[i]!
  if (process.argv[2] === "dates") output.push((text = osDate(format, Number(text)) as string))
  const result = epoch(text, format)
  const [seconds, place] = Array.isArray(result) ? (result as LuaValue[]) : [result, text.length + 1]
  output.push(seconds === undefined ? "nil" : `${seconds} ${place}`)
}
await Bun.write(Bun.stdout, `${output.join("\n")}\n`)
