/**
 * Makes a release: binaries of all platforms as archives and npm packages, a software bill of materials, and checksums.
 *
 * usage: bun cli/release/release.ts [--to FOLDER] [--target NAME ...] [--fast]
 *
 * --fast compresses little: for those who try a release out.
 */
import { createHash } from "node:crypto"
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { version } from "../../package.json"
import { buildOnce, recordOrders, ROOT, run } from "../build.ts"
import { packMain, packPlatform } from "./packages.ts"
import { softwareBill } from "./sbom.ts"
import { TARGETS, type Target } from "./targets.ts"

const { values } = parseArgs({
  options: {
    to: { type: "string", default: join(ROOT, "dist", "release") },
    target: { type: "string", multiple: true },
    fast: { type: "boolean", default: false },
  },
})

const MEGABYTE = 1e6
const LEVEL = values.fast ? 1 : 9
/** Comes with the binary in an archive. */
const DOCUMENTS = ["LICENSE", "README.md", "CHANGELOG.md", "docs/shell", "docs/man", "cli/editor"]

/** An archive with the binary and what belongs to it. */
function archive(target: Target, binary: string, folder: string): string {
  const name = `slua-${version}-${target.name}`
  const place = join(folder, name)
  mkdirSync(place)
  linkSync(binary, join(place, "slua"))
  run(["cp", "-R", ...DOCUMENTS, place])
  const path = join(values.to, `${name}.tar.gz`)
  run(["tar", "-C", folder, "-czf", path, name], { GZIP: `-${LEVEL}` })
  return path
}

const megabytes = (path: string) => `${(statSync(path).size / MEGABYTE).toFixed(1)} MB`

function release(target: Target, orders: string[], folder: string): void {
  const binary = join(folder, target.name, "slua")
  buildOnce({ outfile: binary, orders, target: target.bun })
  const packed = archive(target, binary, folder)
  packPlatform(target, binary, { folder: join(folder, "npm"), to: values.to, level: LEVEL })
  console.log(`${target.name}: ${megabytes(binary)}, ${megabytes(packed)} packed`)
}

function writeChecksums(): void {
  const names = readdirSync(values.to).sort()
  const lines = names.map((name) => {
    const sum = createHash("sha256").update(readFileSync(join(values.to, name)))
    return `${sum.digest("hex")}  ${name}\n`
  })
  writeFileSync(join(values.to, "SHA256SUMS"), lines.join(""))
}

const targets = TARGETS.filter(({ name }) => values.target?.includes(name) ?? true)
const folder = mkdtempSync(join(tmpdir(), "slua-release-"))
try {
  rmSync(values.to, { recursive: true, force: true })
  mkdirSync(values.to, { recursive: true })
  const orders = recordOrders(folder)
  for (const target of targets) release(target, orders, folder)
  packMain(join(folder, "npm"), values.to)
  writeFileSync(join(values.to, `slua-${version}.cdx.json`), softwareBill())
  writeChecksums()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
