// Packages as users get them: a release of this platform is made, served by a registry on this machine, and
// installed in fresh folders by npm and Bun. Nothing else can be reached.
import { afterAll, beforeAll, expect, test } from "bun:test"
import { createHash } from "node:crypto"
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { version } from "../../package.json"
import { mainManifest, platformManifest } from "../../cli/release/packages.ts"
import { ownTarget, packageName, TARGETS } from "../../cli/release/targets.ts"
import { ROOT } from "../support/paths.ts"
import { Terminal } from "../support/terminal.ts"
import { readmeCommands } from "./readme.ts"
import { type Registry, startRegistry } from "./registry.ts"

const target = ownTarget()!
const folder = mkdtempSync(join(tmpdir(), "slua-release-test-"))
const release = join(folder, "release")
const SCRIPT = `print("hello from " .. _VERSION)`
let registry: Registry

beforeAll(() => {
  const words = ["--to", release, "--target", target.name, "--fast"]
  const made = Bun.spawnSync([process.execPath, "cli/release/release.ts", ...words], { cwd: ROOT })
  expect(made.stderr.toString()).toBe("")
  expect(made.stdout.toString()).toMatch(new RegExp(`^${target.name}: [\\d.]+ MB, [\\d.]+ MB packed\\n$`))
  registry = startRegistry([
    { manifest: mainManifest(), tarball: join(release, `slua-${version}.tgz`) },
    ...TARGETS.map((it) => ({
      manifest: platformManifest(it),
      tarball: it === target ? join(release, `slua-${it.name}-${version}.tgz`) : undefined,
    })),
  ])
})
afterAll(() => {
  registry?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** An empty folder with a package.json, and an environment with an empty home there. */
function freshPlace(name: string) {
  const place = join(folder, name)
  const home = join(place, "home")
  const cwd = join(place, "project")
  for (const path of [home, cwd]) mkdirSync(path, { recursive: true })
  writeFileSync(join(cwd, "package.json"), "{}")
  const env: Record<string, string> = {
    PATH: [dirname(process.execPath), join(ROOT, "node_modules", ".bin"), process.env.PATH].join(":"),
    HOME: home,
    TMPDIR: place,
    npm_config_registry: registry.url,
    npm_config_update_notifier: "false",
    npm_config_fund: "false",
    npm_config_audit: "false",
    BUN_INSTALL_CACHE_DIR: join(home, "cache"),
  }
  return { cwd, env }
}

type Place = ReturnType<typeof freshPlace>

function run(command: string[], { cwd, env }: Place) {
  // Bun.spawn: the registry is in this process, which must not stand still.
  const child = Bun.spawn(command, { cwd, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" })
  return Promise.all([child.stdout.text(), child.stderr.text(), child.exited]).then(
    ([stdout, stderr, status]) => ({ stdout, stderr, status }),
  )
}

test("the release has checksums of all its files, and a bill of materials", () => {
  const sums = readFileSync(join(release, "SHA256SUMS"), "utf8").trimEnd().split("\n")
  const names = sums.map((line) => line.slice(66))
  expect([...names, "SHA256SUMS"].sort()).toEqual(readdirSync(release).sort())
  for (const line of sums) {
    const sum = createHash("sha256").update(readFileSync(join(release, line.slice(66))))
    expect(sum.digest("hex")).toBe(line.slice(0, 64))
  }
  const bill = JSON.parse(readFileSync(join(release, `slua-${version}.cdx.json`), "utf8"))
  expect(bill.bomFormat).toBe("CycloneDX")
  expect(bill.metadata.component).toMatchObject({ name: "slua", version })
  const parts = bill.components.map((part: { name: string }) => part.name)
  expect(parts).toEqual(expect.arrayContaining(["bun", "luaparse", "commander", "iconv-lite"]))
})

test("npx slua and bunx slua, from nothing, by the words of the README", async () => {
  const [npx, bunx] = readmeCommands("npm") as [string, string]
  expect([npx.split(" ")[0], bunx.split(" ")[0]]).toEqual(["npx", "bunx"])
  const place = freshPlace("npx")
  // Otherwise npx asks at a terminal whether it may install.
  place.env.npm_config_yes = "true"
  expect(await run(["sh", "-c", npx], place)).toEqual({ stdout: "hello world\n", stderr: "", status: 0 })
  // Of the platforms' packages, only this one's was fetched.
  expect([...registry.fetched].sort()).toEqual([`${packageName(target)}@${version}`, `slua@${version}`])
  const { stdout, status } = await run(["sh", "-c", bunx], freshPlace("bunx"))
  expect({ stdout, status }).toEqual({ stdout: "hello world\n", status: 0 })
})

test("the archive, by the words of the README", async () => {
  const commands = readmeCommands("archive").map((command) => command.replaceAll("linux-x64", target.name))
  expect(commands.length).toBe(3)
  expect(commands.join()).toContain(`slua-${version}-`)
  const guide = readFileSync(join(ROOT, "docs", "install.md"), "utf8")
  expect([...new Set(guide.match(/slua-\d+\.\d+\.\d+-/g))]).toEqual([`slua-${version}-`])
  const place = freshPlace("archive")
  const result = await run(["sh", "-ec", commands.join("\n")], { ...place, cwd: release })
  expect(result.stderr).toBe("")
  expect(result.stdout).toMatch(new RegExp(`slua-${version}-${target.name}.tar.gz: OK\n[^]*hello world\n$`))
  const contents = readdirSync(join(release, `slua-${version}-${target.name}`)).sort()
  expect(contents).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "editor", "man", "shell", "slua"])
  rmSync(join(release, `slua-${version}-${target.name}`), { recursive: true })
})

test("npm install -g slua", async () => {
  const place = freshPlace("global")
  const prefix = join(place.cwd, "prefix")
  place.env.npm_config_prefix = prefix
  expect((await run(["npm", "install", "-g", "slua"], place)).stderr).toBe("")
  const slua = await run([join(prefix, "bin", "slua"), SCRIPT], place)
  expect(slua).toEqual({ stdout: "hello from Lua 5.4\n", stderr: "", status: 0 })
  expect(readFileSync(join(prefix, "share", "man", "man1", "slua.1"), "utf8")).toContain(".TH SLUA 1")
})

/** A folder where slua is installed from tarballs alone, by npm that may not use the network. */
const installed = once(async () => {
  const place = freshPlace("offline")
  place.env.npm_config_registry = "http://127.0.0.1:9/"
  const tarballs = [`slua-${target.name}-${version}.tgz`, `slua-${version}.tgz`]
  const words = ["install", "--offline", "--no-save", ...tarballs.map((name) => join(release, name))]
  expect((await run(["npm", ...words], place)).stderr).toBe("")
  return place
})

test("tarballs can be installed without a network, and run by npx and bunx", async () => {
  const place = await installed()
  const expected = { stdout: "hello from Lua 5.4\n", stderr: "", status: 0 }
  expect(await run(["npx", "slua", SCRIPT], place)).toEqual(expected)
  expect(await run(["bunx", "slua", SCRIPT], place)).toEqual(expected)
})

/** Shown when a text may be typed. */
const PROMPT = "> \x1b[3G"

/** How the command is run: by the Node of the PATH, or by Bun. */
const RUNTIMES = ["node", process.execPath]

test.each(RUNTIMES)("%s: input, output, errors and statuses are those of the binary", async (runtime) => {
  const place = await installed()
  const command = [runtime, join(place.cwd, "node_modules", "slua", "bin", "slua.cjs")]
  const child = Bun.spawn([...command, "print(io.read('a'):upper(), ...) eprint('e') os.exit(7)", "x,y"], {
    ...place,
    stdin: Buffer.from("text"),
    stderr: "pipe",
  })
  expect(await child.stdout.text()).toBe("TEXT\tx,y\n")
  expect(await child.stderr.text()).toBe("e\n")
  expect(await child.exited).toBe(7)
})

test.each(RUNTIMES)(
  "%s: signals reach the binary, and its end by a signal is that of the command",
  async (runtime) => {
    const place = await installed()
    const command = [runtime, join(place.cwd, "node_modules", "slua", "bin", "slua.cjs")]
    for (const signal of ["SIGTERM", "SIGUSR2"] as const) {
      const child = Bun.spawn([...command, "print('up') io.stdout:flush() io.read() print('not reached')"], {
        ...place,
        stdin: "pipe",
        stdout: "pipe",
      })
      const reader = child.stdout.getReader()
      expect(Buffer.from((await reader.read()).value!).toString()).toBe("up\n")
      child.kill(signal)
      await child.exited
      expect([child.signalCode, child.exitCode]).toEqual([signal, null])
      // The binary is gone as well: nobody holds the pipe any more.
      expect((await reader.read()).done).toBe(true)
    }
  },
)

test("a server stops in peace when the command is told to", async () => {
  const place = await installed()
  const command = ["node", join(place.cwd, "node_modules", "slua", "bin", "slua.cjs")]
  const child = Bun.spawn([...command, "-p", "0", "print('hi')"], { ...place, stderr: "pipe" })
  const reader = child.stderr.getReader()
  expect(Buffer.from((await reader.read()).value!).toString()).toContain("listening at")
  child.kill("SIGTERM")
  expect(await child.exited).toBe(0)
})

test.each(RUNTIMES)(
  "%s: Ctrl-C at a terminal interrupts what runs, once, and not the command",
  async (runtime) => {
    const { cwd, env } = await installed()
    const command = [runtime, join(cwd, "node_modules", "slua", "bin", "slua.cjs")]
    const terminal = new Terminal(command, { cwd, env: { ...env, SLUA_HISTORY: "" } })
    await terminal.sees(PROMPT)
    for (let i = 0; i < 2; i++) {
      terminal.type("print('o' .. 'n') while true do end\r")
      await terminal.sees("on\r\n")
      terminal.type("\x03")
      await terminal.sees("interrupted!")
      await terminal.sees(PROMPT)
    }
    terminal.type("\x04")
    expect(await terminal.end()).toBe(0)
    // A second SIGINT would end the run at once.
    const busy = "work.submit(1) print(work.collect())"
    const worker = "return function() print('on') io.stdout:flush() os.usleep(3e5) return 'finished' end"
    const run = new Terminal([...command, "-wp", "1", busy, worker], { cwd, env })
    await run.sees("on\r\n")
    run.type("\x03")
    await run.sees("finished")
    // Whether the handler has ended by then or not.
    expect([0, 130]).toContain(await run.end())
  },
)

test("bunx works where there is no Node", async () => {
  const place = freshPlace("without-node")
  const bin = join(folder, "only-bun")
  mkdirSync(bin)
  for (const name of ["bun", "bunx"]) symlinkSync(process.execPath, join(bin, name))
  for (const name of ["sh", "env"]) symlinkSync(Bun.which(name)!, join(bin, name))
  place.env.PATH = bin
  const { stdout, stderr, status } = await run(["bunx", "slua", SCRIPT], place)
  expect([stdout, status, status === 0 ? "" : stderr]).toEqual(["hello from Lua 5.4\n", 0, ""])
})

test("one line says that there is no binary", async () => {
  const { cwd, env } = await installed()
  const bin = join(cwd, "node_modules", "slua", "bin", "slua.cjs")
  const other = `Object.defineProperty(process, "arch", { value: "riscv64" }); require(${JSON.stringify(bin)})`
  const strange = await run(["node", "-e", other], { cwd, env })
  expect(strange.stderr).toMatch(
    /^slua: there is no binary for linux-riscv64(-musl)?, only for linux-x64, [^\n]*\n$/,
  )
  expect(strange.status).toBe(1)
  rmSync(join(cwd, "node_modules", "@slua"), { recursive: true })
  const missing = await run(["node", bin, "print(1)"], { cwd, env })
  expect(missing).toEqual({
    stdout: "",
    stderr: `slua: the package @slua/${target.name} is missing: were optional dependencies left out?\n`,
    status: 1,
  })
})

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
