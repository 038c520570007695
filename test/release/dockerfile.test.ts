// The Dockerfile, carried out without Docker: packages come from npm's cache through a registry on this machine.
import { afterAll, expect, test } from "bun:test"
import { spawnSync } from "node:child_process"
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { devDependencies } from "../../package.json"
import { ROOT, SLUA } from "../support/paths.ts"
import { serve } from "../support/tcp.ts"
import { carryOut, instructions } from "./dockerfile.ts"
import { readmeCommands } from "./readme.ts"
import { type Package, startRegistry } from "./registry.ts"

const folder = mkdtempSync(join(tmpdir(), "slua-docker-test-"))
// The user of the image must be able to get at the program.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const dockerfile = readFileSync(join(ROOT, "Dockerfile"), "utf8")

interface Locked {
  version: string
  dev?: boolean
  dependencies?: Record<string, string>
}

/** The packages of the lock file that a build needs, from npm's cache; undefined where it lacks one. */
function cachedPackages(): Package[] | undefined {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"))
  const tarballs = join(folder, "tarballs")
  mkdirSync(tarballs)
  const packages: Package[] = []
  for (const [place, { version, dev, dependencies = {} }] of Object.entries<Locked>(lock.packages)) {
    if (place === "" || dev === true) continue
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length)
    const words = ["pack", "--offline", "--silent", "--pack-destination", tarballs, `${name}@${version}`]
    const packed = Bun.spawnSync(["npm", ...words])
    if (packed.exitCode !== 0) return undefined
    const manifest = { name, version, dependencies }
    packages.push({ manifest, tarball: join(tarballs, packed.stdout.toString().trim()) })
  }
  return packages
}

test("the images are those of the Bun that the tests use", () => {
  const images = instructions(dockerfile).filter(([name]) => name === "FROM")
  expect(images.map(([, text]) => text.split(" ")[0])).toEqual([
    `oven/bun:${devDependencies.bun}`,
    `oven/bun:${devDependencies.bun}-slim`,
  ])
})

const packages = cachedPackages()
if (packages === undefined) console.log("npm's cache lacks packages: the Dockerfile is not carried out")

test.skipIf(packages === undefined)(
  "every step works, and the image runs slua without privileges",
  async () => {
    const registry = startRegistry(packages!)
    const bin = join(folder, "bin")
    mkdirSync(bin)
    symlinkSync(process.execPath, join(bin, "bun"))
    const stage = await carryOut(dockerfile, {
      context: ROOT,
      folder,
      environment: {
        PATH: [bin, "/usr/bin", "/bin"].join(delimiter),
        HOME: folder,
        TMPDIR: folder,
        npm_config_registry: registry.url,
        BUN_INSTALL_CACHE_DIR: join(folder, "cache"),
      },
    }).finally(registry.stop)
    expect(registry.fetched.size).toBe(packages!.length)
    const [uid, gid] = stage.user.split(":").map(Number)
    expect(uid).toBeGreaterThan(0)
    const run = (words: string[]) =>
      spawnSync(join(stage.root, "usr/local/bin", stage.entrypoint[0]!), words, {
        cwd: join(stage.root, stage.workdir),
        encoding: "utf8",
        ...(process.getuid?.() === 0 ? { uid, gid } : {}),
      })
    // What the README says, without Docker's part.
    const [build, start] = readmeCommands("container") as [string, string]
    expect(build).toBe("docker build -t slua .")
    const hello = run([/^docker run --rm slua '(.*)'$/.exec(start)![1]!])
    expect([hello.stdout, hello.stderr, hello.status]).toEqual(["hello world\n", "", 0])
    expect(run(stage.command).stdout).toStartWith("usage: slua")
  },
)

test("the health check that the guide shows tells whether a server listens", async () => {
  const guide = readFileSync(join(ROOT, "docs", "install.md"), "utf8")
  const check = /^HEALTHCHECK .*? CMD (\[.*\])$/m.exec(guide)![1]!
  const [command, code] = JSON.parse(check) as [string, string]
  expect(command).toBe("slua")
  const server = await serve("print('hello')")
  const status = (port: number) => Bun.spawn([...SLUA, code.replace("7000", String(port))]).exited
  expect(await status(server.port)).toBe(0)
  expect((await server.end("SIGTERM")).status).toBe(0)
  expect(await status(server.port)).toBe(1)
})
