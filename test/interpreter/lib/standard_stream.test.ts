/** The standard streams of a whole process: order, loss, broken pipes, non-blocking pipes, shared input. */
import { afterAll, beforeAll, expect, test } from "bun:test"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"

const FACE = `${import.meta.dir}/../../../interpreter/index.ts`
let folder: string
let runner: string

beforeAll(() => {
  folder = mkdtempSync("/tmp/slua-std-")
  runner = `${process.execPath} ${folder}/run.ts`
  writeFileSync(
    `${folder}/run.ts`,
    `import { flushAll, loadText, openLibraries } from "${FACE}"
     openLibraries()
     loadText(process.argv[2], "=code")()
     flushAll()`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a shell command in which `$lua` runs Lua code. */
function shell(command: string): { stdout: string; stderr: string; code: number } {
  const ended = Bun.spawnSync(["/bin/bash", "-c", command], {
    env: { ...process.env, lua: runner },
    cwd: folder,
  })
  return { stdout: ended.stdout.toString("latin1"), stderr: ended.stderr.toString(), code: ended.exitCode }
}

test("print and io.write keep their order; nothing is lost", () => {
  const { stdout } = shell(
    `$lua 'for i = 1, 20000 do print(i) io.write(i, "\\n") io.stdout:write(i, "\\n") end'`,
  )
  const lines = stdout.split("\n")
  expect(lines.length).toBe(60001)
  expect(lines.slice(0, 60000).every((line, i) => line === String(Math.floor(i / 3) + 1))).toBe(true)
})

test("output is there before that of a command read or written by popen", () => {
  expect(shell(`$lua 'io.write("a") io.popen("printf b >&2"):close() print("c")' 2>&1`).stdout).toBe("abc\n")
})

test("os.exit writes what is buffered and sets the status", () => {
  expect(shell(`$lua 'io.write("a") os.exit(3)'`)).toEqual({ stdout: "a", stderr: "", code: 3 })
  expect(shell(`$lua 'io.open("f", "w"):write("kept") os.exit(false)'; cat f`).stdout).toBe("kept")
  expect(shell(`$lua 'os.exit(false)'`).code).toBe(1)
  expect(shell(`$lua 'os.exit(true, true)'`).code).toBe(0)
  expect(shell(`$lua 'os.exit(-1)'`).code).toBe(255)
})

test("a broken pipe is a refusal", () => {
  const code = `local s = string.rep("x", 100000)
    local r, message, n repeat r, message, n = io.write(s) until not r
    io.stderr:write(tostring(message), " ", n, "\\n")`
  expect(shell(`$lua '${code}' | true`).stderr).toBe("Broken pipe 32\n")
})

test("a program can be made to end when nobody reads", () => {
  const code = 'while true do print("x") end'
  const end = `import { outputActions } from "${FACE.replace("index.ts", "lib/output.ts")}"
    outputActions.brokenPipe = () => process.exit(141)
    await import("./run.ts")`
  writeFileSync(`${folder}/end.ts`, end)
  expect(shell(`${runner.replace("run.ts", "end.ts")} '${code}' | head -n 1; echo $PIPESTATUS`).stdout).toBe(
    "x\n141\n",
  )
})

test("forgotten files do not use up the descriptors", () => {
  expect(
    shell(`ulimit -n 100; $lua 'for i = 1, 1000 do assert(io.open("run.ts")) end print("ok")'`).stdout,
  ).toBe("ok\n")
})

test("a full device is a refusal at flush", () => {
  const code = `print("x") local r, m = io.stdout:flush() io.stderr:write(tostring(r), " ", m)`
  expect(shell(`$lua '${code}' > /dev/full`).stderr).toBe("nil No space left on device")
})

test("a non-blocking pipe is waited for", () => {
  const setter = `import fcntl, os, sys
for fd in (0, 1):
    fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | os.O_NONBLOCK)
os.execvp(sys.argv[1], sys.argv[1:])`
  if (Bun.which("python3") === null) return
  writeFileSync(`${folder}/set.py`, setter)
  const code = `local s = io.read("a") io.write(s, s)`
  const size = 400000
  const command = `(sleep 0.1; head -c ${size} /dev/zero) | python3 set.py $lua '${code}' | (sleep 0.1; wc -c)`
  expect(shell(command).stdout.trim()).toBe(String(2 * size))
})

test("streams that are open the other way round refuse at once", () => {
  const code = `local _, input = io.read(1) local _, output = io.write("x"):flush() io.stderr:write(input, ", ", output)`
  // The descriptor 3 keeps both ends of the pipe in use: nothing but the refusal ends a wait.
  const command = `mkfifo pipe; exec 3<>pipe; timeout 60 $lua '${code}' 0>pipe 1<pipe`
  expect(shell(command)).toEqual({ stdout: "", stderr: "Bad file descriptor, Bad file descriptor", code: 0 })
})

test("input read ahead is left to the next program", () => {
  writeFileSync(`${folder}/lines`, "1\n2\n3\n4\n")
  expect(shell(`{ read a; $lua 'print(io.read())'; cat; } < lines`).stdout).toBe("2\n3\n4\n")
  expect(shell(`{ $lua 'print(io.read(), io.stdin:seek())'; } < lines`).stdout).toBe("1\t2\n")
})

test("standard input is read as it comes", () => {
  const command = `(echo a; sleep 0.05; printf 'b '; printf '12x') | $lua 'print(io.read("l", 2, "n", 1, "n"))'`
  expect(shell(command).stdout).toBe("a\tb \t12\tx\tnil\n")
})
