/**
 * The npm packages: `slua`, which has the command, and one for each platform, which has a binary. Installing `slua`
 * brings the one that fits, since the others are optional dependencies that the machine does not match.
 */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import project from "../../package.json"
import { ROOT, run } from "../build.ts"
import { packageName, TARGETS, type Target } from "./targets.ts"

const NODE = ">=18"
const EXECUTABLE = 0o755
/** Folders that come with the command. */
const DOCUMENTS = [
  ["docs/man", "man"],
  ["docs/shell", "shell"],
  ["cli/editor", "editor"],
] as const

interface Manifest {
  name: string
  version: string
  [field: string]: unknown
}

/** package.json of the package `slua`. */
export function mainManifest(): Manifest {
  const { name, description, version, keywords, license } = project
  return {
    name,
    description,
    version,
    license,
    keywords,
    bin: { slua: "bin/slua.cjs" },
    man: ["man/slua.1"],
    engines: { node: NODE },
    optionalDependencies: Object.fromEntries(TARGETS.map((target) => [packageName(target), version])),
  }
}

/** package.json of a platform's package. */
export function platformManifest(target: Target): Manifest {
  const { os, cpu, libc } = target
  return {
    name: packageName(target),
    description: `The slua binary for ${target.name}`,
    version: project.version,
    license: project.license,
    os: [os],
    cpu: [cpu],
    ...(libc === undefined ? {} : { libc: [libc] }),
    // Yarn: the binary must be a file that can be executed.
    preferUnplugged: true,
  }
}

/** Packs `slua` into a folder; the path of the tarball. */
export function packMain(folder: string, to: string): string {
  const place = newPackage(join(folder, "slua"), mainManifest())
  mkdirSync(join(place, "bin"))
  copyFileSync(join(ROOT, "cli", "release", "slua.cjs"), join(place, "bin", "slua.cjs"))
  chmodSync(join(place, "bin", "slua.cjs"), EXECUTABLE)
  copyFileSync(join(ROOT, "README.md"), join(place, "README.md"))
  for (const [from, to] of DOCUMENTS) cpSync(join(ROOT, from), join(place, to), { recursive: true })
  return pack(place, to, "slua", 9)
}

/** Packs a platform's binary; the path of the tarball. level: how hard to compress, to 9 */
export function packPlatform(
  target: Target,
  binary: string,
  { folder, to, level }: { folder: string; to: string; level: number },
): string {
  const place = newPackage(join(folder, target.name), platformManifest(target))
  mkdirSync(join(place, "bin"))
  linkSync(binary, join(place, "bin", "slua"))
  return pack(place, to, `slua-${target.name}`, level)
}

function newPackage(place: string, manifest: object): string {
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`)
  copyFileSync(join(ROOT, "LICENSE"), join(place, "LICENSE"))
  return place
}

function pack(place: string, to: string, name: string, level: number): string {
  const made = join(place, "packed")
  const words = ["pm", "pack", "--gzip-level", String(level), "--destination", made, "--quiet"]
  run([process.execPath, ...words], {}, place)
  const tarball = join(to, `${name}-${project.version}.tgz`)
  copyFileSync(join(made, readdirSync(made)[0]!), tarball)
  rmSync(made, { recursive: true })
  return tarball
}
