// Chunks that one thread compiles and others run.
import { expect, test } from "bun:test"
import { join } from "node:path"
import { compilePortable, LuaError, type PortableChunk } from "../../interpreter/index.ts"

/** What a fresh thread makes of a chunk, in two Lua states. */
async function runElsewhere(chunk: PortableChunk): Promise<string[][]> {
  const worker = new Worker(join(import.meta.dir, "portable_thread.ts"))
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener("message", (event: MessageEvent) => resolve(event.data))
      worker.addEventListener("error", (event) => reject(new Error((event as ErrorEvent).message)))
      worker.postMessage(chunk)
    })
  } finally {
    worker.terminate()
  }
}

const both = (...values: string[]) => [values, values]

test("the source is not parsed again", async () => {
  const chunk = compilePortable("count = (count or 0) + 1 return count, ...", "=script")
  expect(await runElsewhere({ ...chunk, source: "this is ( no Lua" })).toEqual(both("true", "1"))
})

test("constants that JavaScript has no literal for", async () => {
  const chunk = compilePortable("return 0x7fffffffffffffff, 2.0, -0.0, 1 << 62, 1e300, 3 // 1.0", "=script")
  expect(await runElsewhere(chunk)).toEqual(
    both("true", "9223372036854775807", "2.0", "-0.0", "4611686018427387904", "1e+300", "3.0"),
  )
})

test("errors have their positions and names", async () => {
  const chunk = compilePortable("local t = {}\nlocal function f()\n  return t.x.y\nend\nf()", "@script.lua")
  const [[ok, message] = []] = await runElsewhere(chunk)
  expect(ok).toBe("false")
  expect(message).toStartWith(
    "script.lua:3: attempt to index a nil value (field 'x')\nstack traceback:\n" +
      "\tscript.lua:3: in local 'f'\n\tscript.lua:5: in main chunk",
  )
})

test("functions that yield", async () => {
  const chunk = compilePortable(
    `local function each(n) for i = 1, n do coroutine.yield(i * 2) end return "end" end
     local out = {}
     local co = coroutine.wrap(function() return each(3) end)
     for _ = 1, 4 do out[#out + 1] = tostring(co()) end
     return table.concat(out, " ")`,
    "=script",
  )
  expect(await runElsewhere(chunk)).toEqual(both("true", "2 4 6 end"))
})

test("functions of the debug library that reach upvalues", async () => {
  const chunk = compilePortable(
    "local x = 1 local function f() return x end debug.setupvalue(f, 1, 5) return f(), debug.getupvalue(f, 1)",
    "=script",
  )
  expect(await runElsewhere(chunk)).toEqual(both("true", "5", "x", "5"))
})

test("a syntax error is raised where it is compiled", () => {
  let raised: unknown
  try {
    compilePortable("local = 1", "=script")
  } catch (e) {
    raised = e
  }
  expect(raised).toBeInstanceOf(LuaError)
  expect((raised as LuaError).value).toBe("script:1: <name> expected near '='")
})
