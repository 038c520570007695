// The module lfs: what its functions give and say, which is what LuaFileSystem gives and says.
import { afterEach, beforeEach, expect, test } from "bun:test"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { referenceHas, runReference, runSlua } from "../../../support/module.ts"

let cwd = ""
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "slua-lfs-"))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const SCRIPT = `
  local lfs = require "lfs"
  print(_G.lfs == lfs)
  print(lfs.mkdir("a"))
  print(lfs.mkdir("a"))
  print(lfs.rmdir("none"))
  print(lfs.chdir("none"))
  local before = lfs.currentdir()
  print(lfs.chdir("a"), lfs.currentdir() == before .. "/a", lfs.chdir(".."))
  print(pcall(lfs.dir, "none"))
  print(lfs.attributes("none"))
  print(lfs.attributes("none", "mode"))
  print(pcall(lfs.attributes, ".", "bogus"))
  print(lfs.symlinkattributes("none"))
  print(pcall(lfs.attributes))
  io.open("f", "w"):write("abc"):close()
  print(lfs.touch("f", 1000, 2000), lfs.attributes("f", "access"), lfs.attributes("f", "modification"))
  print(lfs.touch("f", 3000), lfs.attributes("f", "access"), lfs.attributes("f", "modification"))
  print(lfs.touch("none"))
  print(lfs.touch("f"), os.time() - lfs.attributes("f", "modification") < 60)
  print(lfs.link("f", "l", true), lfs.symlinkattributes("l", "mode"), lfs.symlinkattributes("l", "target"))
  print(lfs.attributes("l", "mode"), lfs.link("f", "h"), lfs.attributes("h", "nlink"))
  print(lfs.link("none", "h2"))
  print(lfs.symlinkattributes("f", "target"))
  local t = {}
  print(lfs.attributes("f", t) == t, t.size, t.permissions, t.mode)
  local function keys(t)
    local names = {}
    for name in pairs(t) do names[#names + 1] = name end
    table.sort(names)
    return table.concat(names, " ")
  end
  print(keys(lfs.attributes("f")))
  print(keys(lfs.symlinkattributes("l")), lfs.symlinkattributes("l").target)
  local names = {}
  for name in lfs.dir(".") do names[name] = true end
  print(keys(names))
  local iterator, directory = lfs.dir(".")
  print(type(iterator), type(directory), select("#", lfs.dir(".")), type(directory:next()))
  directory:close()
  print(pcall(directory.next, directory))
  for name in lfs.dir("a") do if name == ".." then break end end
  local lock = lfs.lock_dir(".")
  print(lfs.lock_dir("."))
  lock:free()
  lock:free()
  print(lfs.attributes("lockfile.lfs"))
  local f = io.open("f", "r+")
  print(lfs.lock(f, "w"), lfs.unlock(f), lfs.lock(f, "r", 0, 2), lfs.unlock(f, 0, 2))
  print(pcall(lfs.lock, f, "x"))
  print(lfs.setmode(f, "text"))
  f:close()
  print(pcall(lfs.lock, f, "r"))
  print(pcall(lfs.lock, 1, "r"))
  print(lfs.attributes("/dev/null", "mode"), lfs.attributes("/dev/null", "rdev"), math.type(lfs.attributes("f", "size")))
  for _, name in ipairs { "dev", "ino", "nlink", "uid", "gid", "rdev", "size", "blocks", "blksize", "permissions" } do
    print(name, arg[1] and lfs.attributes("/etc/passwd", name))
  end`

const EXPECTED = `true
true
nil	File exists	17
nil	No such file or directory	2
nil	Unable to change working directory to 'none'
No such file or directory

true	true	true
false	cannot open none: No such file or directory
nil	cannot obtain information from file 'none': No such file or directory	2
nil	cannot obtain information from file 'none': No such file or directory	2
false	invalid attribute name 'bogus'
nil	cannot obtain information from file 'none': No such file or directory	2
false	bad argument #1 to 'lfs.attributes' (string expected, got no value)
true	1000	2000
true	3000	3000
nil	No such file or directory	2
true	true
true	link	f
file	true	2
nil	No such file or directory	2
nil	could not obtain link target: Invalid argument	22
true	3	rw-r--r--	file
access blksize blocks change dev gid ino mode modification nlink permissions rdev size uid
access blksize blocks change dev gid ino mode modification nlink permissions rdev size target uid	f
. .. a f h l
function	userdata	4	string
false	bad argument #1 to '?' (closed directory)
nil	File exists
nil	cannot obtain information from file 'lockfile.lfs': No such file or directory	2
true	true	true	true
false	lock: invalid mode
true	binary
false	lock: closed file
false	bad argument #1 to 'lfs.lock' (FILE* expected, got number)
char device	259	integer
`

test("is what LuaFileSystem is", () => {
  const lines = runSlua(SCRIPT, { cwd })
  expect(lines.slice(0, EXPECTED.length)).toBe(EXPECTED)
})

const hasLfs = referenceHas("lfs")
test.skipIf(!hasLfs)(`agrees with it${hasLfs ? "" : " (skipped: lua-filesystem is not installed)"}`, () => {
  const place = { cwd, args: ["x"] }
  const ours = runSlua(SCRIPT, place)
  rmSync(cwd, { recursive: true })
  cwd = mkdtempSync(join(tmpdir(), "slua-lfs-"))
  expect(ours).toBe(runReference(SCRIPT, { ...place, cwd }))
})

test("another process's lock is seen", () => {
  expect(
    runSlua(
      `local lfs = require "lfs"
       local f = io.open("f", "w")
       print(lfs.lock(f, "w"))
       local other = io.popen(arg[1] .. " " .. arg[2])
       io.write(other:read("a"))`,
      {
        cwd,
        args: [
          `${process.execPath} ${join(import.meta.dir, "../../../../cli/main.ts")}`,
          `'local f = io.open("f", "r+") print(require("lfs").lock(f, "w"))'`,
        ],
      },
    ),
  ).toBe("true\nnil\tResource temporarily unavailable\t11\n")
})

test("a file of one's own that is found on package.path gives way", () => {
  expect(runSlua(`package.preload.lfs = function() return "mine" end print((require "lfs"))`)).toBe("mine\n")
})
