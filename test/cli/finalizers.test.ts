// What finalizers do at the end of a program: in normal mode, as `lua`, and in the reference.
import { afterAll, describe, expect, test } from "bun:test"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../support/paths.ts"
import { findReference } from "../support/reference.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-finalizers-"))
const main = join(ROOT, "cli/main.ts")
const reference = findReference()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const engines: Record<string, string[]> = {
  "normal mode": [process.execPath, main],
  lua: [process.execPath, main, "lua"],
  ...(reference && { reference: [reference] }),
}

interface Program {
  text: string
  out: string[]
  /** Lines of standard error that are looked at. */
  warnings?: string[]
  status?: number
}

const OBJECT = `local function object(name)
  return setmetatable({name = name}, {__gc = function(o) print("gc " .. o.name) end})
end
`

const programs: Record<string, Program> = {
  "the last marked comes first": {
    text: `${OBJECT} a = object "a" b = object "b" local c = object "c" print "end"`,
    out: ["end", "gc c", "gc b", "gc a"],
  },
  "variables to be closed come before": {
    text: `${OBJECT}
      local closed <close> = setmetatable({}, {__close = function() print "close" end})
      a = object "a"
      os.exit(3, true)`,
    out: ["close", "gc a"],
    status: 3,
  },
  "os.exit without closing calls none": {
    text: `${OBJECT} a = object "a" os.exit(4)`,
    out: [],
    status: 4,
  },
  "os.exit in a coroutine": {
    text: `a = setmetatable({}, {__gc = function() print(select(2, coroutine.running())) end})
      coroutine.wrap(function() os.exit(true, true) end)()`,
    out: ["true"],
  },
  "an object and a suspended coroutine that hold each other": {
    text: `local function main()
      local lost = false
      do
        local function f(param)
          (function()
            assert(type(f) == "function" and type(param) == "thread")
            param = setmetatable({param, f}, {__gc = function() lost = true end})
            coroutine.yield()
          end)()
        end
        local co = coroutine.create(f)
        assert(coroutine.resume(co, co))
      end
      for _ = 1, 5 do collectgarbage() end
      print(lost)
      end
      main()
      load(string.dump(main))()`,
    out: ["true", "true"],
  },
  "the coroutine of a lost object goes on where it was": {
    text: `local seen
      do
        local function body(self, ...)
          local list, kept, count = {...}, self, 0
          local function add(n) count = count + n return count end
          add(1)
          local sent = coroutine.yield()
          return kept.name, sent, add(1), kept == self, #list, ...
        end
        local o = setmetatable({name = "o", co = coroutine.create(body)}, {__gc = function(o)
          seen = {coroutine.resume(o.co, "sent")}
        end})
        coroutine.resume(o.co, o, "a", "b")
      end
      for _ = 1, 5 do collectgarbage() end
      print(table.unpack(seen))`,
    out: ["true\to\tsent\t2\ttrue\t2\ta\tb"],
  },
  "loops that wait for a finalizer": {
    text: `local function wait(...)
        local finish = false
        local u = {setmetatable({}, {__gc = function() finish = true end})}
        local kept = {34}
        repeat u = {{}} until finish
        finish = false
        u = {setmetatable({}, {__gc = function() finish = true end})}
        while not finish do u = {function() return kept end} end
        return kept[1], select("#", ...), debug.traceback("t"):match("\\n[^\\n]*$")
      end
      local function protected(...)
        local ok, error = pcall(function(...) wait(...) error("no", 0) end, ...)
        return ok, error, wait(...)
      end
      for i = 1, 5 do
        local ok, error, kept, n, bottom = protected(i, i)
        assert(not ok and error == "no" and kept == 34 and n == 2 and bottom == "\\n\\t[C]: in ?")
      end
      print "end"`,
    out: ["end"],
  },
  "an error ends the program": {
    text: `${OBJECT} a = object "a" error("no")`,
    out: ["gc a"],
    status: 1,
  },
  "objects marked meanwhile are not finalized": {
    text: `local mt = {} mt.__gc = function(o) print(o[1]) setmetatable({o[1] + 1}, mt) end
      a = setmetatable({1}, mt)`,
    out: ["1"],
  },
  "errors are warnings, and do not keep others from being called": {
    text: `${OBJECT} warn "@on"
      a = object "a"
      b = setmetatable({}, {__gc = function() error("message", 0) end})
      c = setmetatable({}, {__gc = function() error {} end})
      d = setmetatable({}, {__gc = function() coroutine.yield() end})
      e = setmetatable({}, {__gc = setmetatable({}, {__call = function() print "called" end})})`,
    out: ["called", "gc a"],
    warnings: [
      "Lua warning: error in __gc (attempt to yield from outside a coroutine)",
      "Lua warning: error in __gc (error object is not a string)",
      "Lua warning: error in __gc (message)",
    ],
  },
  "the field must be there when the metatable is set": {
    text: `local late, early = {}, {__gc = true}
      a, b = setmetatable({}, late), setmetatable({}, early)
      late.__gc = function() print "late" end
      early.__gc = function() print "early" end`,
    out: ["early"],
  },
  "another metatable changes the finalizer, not the order": {
    text: `${OBJECT} a, b = object "a", object "b"
      setmetatable(a, {__gc = function() print "other" end})
      c = setmetatable(object "c", nil)`,
    out: ["gc b", "other"],
  },
  "collectgarbage gives nil inside": {
    text: `a = setmetatable({}, {__gc = function()
        print(collectgarbage(), collectgarbage "count", collectgarbage "isrunning", collectgarbage("setpause", 1))
      end})
      collectgarbage()`,
    out: ["nil\tnil\tnil\tnil"],
  },
  "all objects are still whole": {
    text: `a = {}
      for i = 1, 3 do a[i] = setmetatable({i = i}, {__gc = function(o) print(o.i, o.next and o.next.i, o.all == a) end}) end
      for i = 1, 3 do a[i].next = a[i % 3 + 1] a[i].all = a end`,
    out: ["3\t1\ttrue", "2\t3\ttrue", "1\t2\ttrue"],
  },
}

for (const [engine, command] of Object.entries(engines))
  describe(engine, () => {
    for (const [title, { text, out, warnings = [], status = 0 }] of Object.entries(programs))
      test(title, () => {
        writeFileSync(join(folder, "program.lua"), text)
        const child = Bun.spawnSync([...command, "program.lua"], { cwd: folder })
        expect(child.stdout.toString().split("\n")).toEqual([...out, ""])
        expect(child.exitCode).toBe(status)
        const lines = child.stderr.toString().split("\n")
        expect(lines.filter((line) => line.startsWith("Lua warning"))).toEqual(warnings)
      })

    test("files are closed", () => {
      const text = `local f = io.open("out.txt", "w") f:setvbuf "full" f:write "text" g = io.popen("cat > copy.txt", "w") g:write "more"`
      writeFileSync(join(folder, "program.lua"), text)
      expect(Bun.spawnSync([...command, "program.lua"], { cwd: folder }).exitCode).toBe(0)
      expect(readFileSync(join(folder, "out.txt"), "utf8")).toBe("text")
      expect(readFileSync(join(folder, "copy.txt"), "utf8")).toBe("more")
    })
  })
