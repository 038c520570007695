// string.iconv against the system's iconv, on 16 MB of text.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Case } from "../library.ts"

const PAIRS: [from: string, to: string, text: string][] = [
  ["ISO-8859-1", "UTF-8", "caf\u00e9 au lait, "],
  ["UTF-8", "ISO-8859-1", "caf\u00e9 au lait, "],
  ["UTF-8", "UTF-16LE", "caf\u00e9 \u20ac 5, "],
  ["UTF-8", "CP1251", "\u041f\u0440\u0438\u0432\u0435\u0442, "],
  ["UTF-8", "IBM037", "plain text "],
  ["UTF-8", "SHIFT_JIS", "\u65e5\u672c\u8a9e "],
  ["SHIFT_JIS", "UTF-8", "\u65e5\u672c\u8a9e "],
]
const SIZE = 16 << 20

export function cases(folder: string): Case[] {
  const iconv = Bun.which("iconv")
  return PAIRS.map(([from, to, text], i) => {
    const path = join(folder, `text${i}`)
    const utf8 = Buffer.from(text.repeat(Math.ceil(SIZE / Buffer.byteLength(text))))
    const bytes = from === "ISO-8859-1" ? Buffer.from(utf8.toString(), "latin1") : utf8
    writeFileSync(path, bytes)
    if (from === "SHIFT_JIS" && iconv !== null)
      writeFileSync(
        path,
        Bun.spawnSync([iconv, "-f", "UTF-8", "-t", from, path], { maxBuffer: 1 << 30 }).stdout,
      )
    return {
      name: `iconv ${from} to ${to}`,
      code: `local text = io.open("${path}", "rb"):read("a")
        assert(string.iconv(text, "${from}", "${to}"))`,
      reference: iconv === null ? null : { name: "iconv", command: [iconv, "-f", from, "-t", to, path] },
    }
  })
}
