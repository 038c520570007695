import { expect, test } from "bun:test"
import { chunkId } from "../../../interpreter/syntax/chunk_id.ts"

test.each([
  ["=stdin", "stdin"],
  ["=", ""],
  ["=" + "x".repeat(59), "x".repeat(59)],
  ["=" + "x".repeat(80), "x".repeat(59)],
  ["@dir/file.lua", "dir/file.lua"],
  ["@" + "a".repeat(59), "a".repeat(59)],
  ["@" + "a".repeat(20) + "b".repeat(56), "..." + "b".repeat(56)],
  ["return 1", '[string "return 1"]'],
  ["", '[string ""]'],
  ["a\nb", '[string "a..."]'],
  ["\n", '[string "..."]'],
  ["x".repeat(44), `[string "${"x".repeat(44)}"]`],
  ["x".repeat(45), `[string "${"x".repeat(45)}..."]`],
  ["x".repeat(70) + "\n", `[string "${"x".repeat(45)}..."]`],
  ["a\0b\nc", '[string "a"]'],
  ["=a\0b", "a"],
])("id of %j", (name, id) => {
  expect(chunkId(name)).toBe(id)
})
