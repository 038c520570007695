// io.ls, io.stat and what goes with them: in a folder of their own, against the system's own stat and ls.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test"
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { lua, openLua, quoted } from "../../../support/lua.ts"

const before = process.cwd()
const folder = realpathSync(mkdtempSync(join(tmpdir(), "slua-files-")))
let counter = 0
let place = ""

beforeAll(openLua)
beforeEach(() => {
  place = join(folder, String(counter++))
  mkdirSync(place)
  process.chdir(place)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

const latin1 = (bytes: string) => Buffer.from(bytes, "latin1")

describe("io.ls", () => {
  test("gives all names in the order of their bytes, behind . and ..", () => {
    for (const name of ["b", "a", ".hidden", "B"]) writeFileSync(name, "")
    writeFileSync(latin1("\xff\xe9"), "")
    expect(lua("return table.concat(io.ls('.'), ' ')")[0]).toBe(". .. .hidden B a b \xff\xe9")
  })

  test("gives stats on request", () => {
    writeFileSync("file", "12345")
    mkdirSync("folder")
    expect(
      lua(`
        local parts = {}
        for _, s in ipairs(io.ls(".", true)) do parts[#parts + 1] = s.name .. "=" .. s.type end
        return table.concat(parts, " "), io.ls(".", true)[3].size`),
    ).toEqual([".=directory ..=directory file=file folder=directory", 5])
  })

  test("fails with nil, message and number", () => {
    expect(lua("return io.ls('none')")).toEqual([undefined, "none: No such file or directory", 2])
    writeFileSync("file", "")
    expect(lua("return io.ls('file')")).toEqual([undefined, "file: Not a directory", 20])
  })
})

describe("io.stat", () => {
  test("knows every type", async () => {
    writeFileSync("file", "")
    symlinkSync("file", "link")
    Bun.spawnSync(["mkfifo", "fifo"])
    const server = createServer()
    await new Promise<void>((listening) => server.listen("socket", listening))
    const types = lua(`
      local types = {}
      for i, name in ipairs { "file", ".", "link", "fifo", "socket", "/dev/null" } do types[i] = io.stat(name).type end
      return table.concat(types, " ")`)[0]
    server.close()
    expect(types).toBe("file directory link fifo socket cdev")
  })

  test("tells where a link leads, and whether there is something", () => {
    symlinkSync("none", "broken")
    symlinkSync(latin1("\xff"), "bytes")
    writeFileSync("file", "")
    symlinkSync("file", "whole")
    expect(lua("local s = io.stat('broken') return s.target, s.intact")).toEqual(["none", false])
    expect(lua("local s = io.stat('bytes') return s.target, s.intact")).toEqual(["\xff", false])
    expect(lua("local s = io.stat('whole') return s.target, s.intact")).toEqual(["file", true])
    expect(lua("local s = io.stat('file') return s.target, s.intact")).toEqual([undefined, undefined])
  })

  test("shows permissions as ls does", () => {
    const listed = (name: string) => Bun.spawnSync(["ls", "-ld", name]).stdout.toString().slice(0, 10)
    writeFileSync("file", "")
    for (const mode of [0o644, 0o755, 0o4755, 0o4644, 0o2775, 0o2664, 0o1777, 0o1666, 0o000, 0o7777]) {
      chmodSync("file", mode)
      expect(lua("return io.stat('file').mode")[0]).toBe(listed("file"))
    }
    chmodSync("file", 0o644)
    expect(lua("return io.stat('.').mode")[0]).toBe(listed("."))
  })

  test("times are whole seconds, also before 1970", () => {
    writeFileSync("file", "")
    Bun.spawnSync(["touch", "-a", "-d", "@1234567890.75", "file"])
    Bun.spawnSync(["touch", "-m", "-d", "@-1.5", "file"])
    expect(lua("local s = io.stat('file') return s.atime, s.mtime, math.type(s.ctime)")).toEqual([
      1234567890,
      -2,
      "integer",
    ])
  })

  const hasStat = Bun.which("stat") !== null && process.platform === "linux"
  const skipped = hasStat ? "" : " (skipped: GNU stat is not installed)"
  test.skipIf(!hasStat)(`is what stat(1) says${skipped}`, () => {
    writeFileSync("file", "x".repeat(12345))
    symlinkSync("file", "link")
    for (const name of ["file", "link", ".", "/dev/null", "/etc/passwd", "/proc/self/maps"]) {
      const format = "%s %i %u %g %U %G %A %Z %Y"
      const expected = Bun.spawnSync(["stat", "-c", format, name]).stdout.toString().trim().split(" ")
      const [told] = lua(`
        local s = io.stat("${name}")
        return table.concat({ s.size, s.inode, s.uid, s.gid, s.user, s.group, s.mode, s.ctime, s.mtime }, " ")`)
      const [ours, theirs] = [String(told).split(" "), expected]
      // The files of /proc are made anew for each process that looks.
      const compared = name.startsWith("/proc") ? 1 : theirs.length
      expect([name, ...ours.slice(0, compared)]).toEqual([name, ...theirs.slice(0, compared)])
    }
  })

  test("fails with nil, message and number", () => {
    expect(lua("return io.stat('none')")).toEqual([undefined, "none: No such file or directory", 2])
    expect(lua("return pcall(io.stat)")[1]).toMatch(/string expected, got no value/)
  })
})

describe("directories", () => {
  test("are made and removed", () => {
    expect(lua("return io.mkdir('d', '700'), io.stat('d').mode")).toEqual([true, "drwx------"])
    expect(lua("return io.mkdir('d')")).toEqual([undefined, "d: File exists", 17])
    expect(lua("return io.mkdir('none/d')")).toEqual([undefined, "none/d: No such file or directory", 2])
    writeFileSync("d/file", "")
    expect(lua("return io.rmdir('d')")).toEqual([undefined, "d: Directory not empty", 39])
    rmSync("d/file")
    expect(lua("return io.rmdir('d'), io.stat('d')")).toEqual([
      true,
      undefined,
      "d: No such file or directory",
      2,
    ])
  })

  test("with names of any bytes become the current one", () => {
    for (const name of ["plain", Buffer.from("é").latin1Slice(), "\xff\xfe"]) {
      const [made, changed, path, real, back] = lua(`
        local name = ${quoted(name)}
        local made = io.mkdir(name)
        local changed = io.chdir(name)
        io.open("file", "w"):close()
        local path, real = io.cwd(), io.realpath("file")
        return made, changed, path, real, io.chdir("..")`)
      expect([made, changed, path, real, back]).toEqual([
        true,
        true,
        `${place}/${name}`,
        `${place}/${name}/file`,
        true,
      ])
      expect(lua(`return io.stat(${quoted(name)} .. "/file").type`)[0]).toBe("file")
      process.chdir(place)
    }
    expect(lua("return io.chdir('none')")).toEqual([undefined, "none: No such file or directory", 2])
    writeFileSync(latin1("\xfd"), "")
    expect(lua("return io.chdir('\\xfd')")).toEqual([undefined, "\xfd: Not a directory", 20])
  })
})

describe("permissions and links", () => {
  test("chmod takes octal digits, letters and integers", () => {
    writeFileSync("file", "")
    const modes: [given: string, shown: string][] = [
      ["'640'", "-rw-r-----"],
      ["'0755'", "-rwxr-xr-x"],
      ["'rwxrwxrwx'", "-rwxrwxrwx"],
      ["'rwsr-Sr-t'", "-rwsr-Sr-t"],
      ["256", "-r--------"],
    ]
    for (const [given, shown] of modes)
      expect(lua(`return io.chmod("file", ${given}), io.stat("file").mode`)).toEqual([true, shown])
    for (const wrong of ["'9'", "'rwx'", "-1", "4096", "''", "'77777'"])
      expect(lua(`return pcall(io.chmod, "file", ${wrong})`)[1]).toMatch(/permissions expected/)
    expect(lua("return io.chmod('none', '644')")).toEqual([undefined, "none: No such file or directory", 2])
  })

  test("links are made and read", () => {
    writeFileSync("file", "")
    expect(lua("return io.symlink('file', 'link'), io.readlink('link')")).toEqual([true, "file"])
    expect(lua("return io.symlink('file', 'link')")).toEqual([undefined, "link: File exists", 17])
    expect(lua("return io.readlink('file')")).toEqual([undefined, "file: Invalid argument", 22])
    expect(lua("return io.realpath('./link')")).toEqual([`${place}/file`])
    expect(lua("return io.realpath('none')")).toEqual([undefined, "none: No such file or directory", 2])
    symlinkSync("round", "round")
    expect(lua("return io.realpath('round')")).toEqual([
      undefined,
      "round: Too many levels of symbolic links",
      40,
    ])
  })
})
