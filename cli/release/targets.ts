/** The platforms that releases are made for, and the npm packages that hold their binaries. */

import { closeSync, openSync, readSync } from "node:fs"

export interface Target {
  /** As in names of packages and archives. */
  name: string
  /** As `bun build --target` calls it. */
  bun: string
  /** What npm and Bun compare with the machine before they install a package. */
  os: "linux" | "darwin"
  cpu: "x64" | "arm64"
  libc?: "glibc" | "musl"
}

export const TARGETS: Target[] = [
  { name: "linux-x64", bun: "bun-linux-x64", os: "linux", cpu: "x64", libc: "glibc" },
  { name: "linux-x64-musl", bun: "bun-linux-x64-musl", os: "linux", cpu: "x64", libc: "musl" },
  { name: "linux-arm64", bun: "bun-linux-arm64", os: "linux", cpu: "arm64", libc: "glibc" },
  { name: "linux-arm64-musl", bun: "bun-linux-arm64-musl", os: "linux", cpu: "arm64", libc: "musl" },
  { name: "darwin-x64", bun: "bun-darwin-x64", os: "darwin", cpu: "x64" },
  { name: "darwin-arm64", bun: "bun-darwin-arm64", os: "darwin", cpu: "arm64" },
]

/** The npm package with a platform's binary. */
export function packageName(target: Target): string {
  return `@slua/${target.name}`
}

/** The platform of this machine; undefined if there are no releases for it. */
export function ownTarget(): Target | undefined {
  const { platform, arch } = process
  const libc = platform !== "linux" ? undefined : usesMusl() ? "musl" : "glibc"
  return TARGETS.find((target) => target.os === platform && target.cpu === arch && target.libc === libc)
}

/** Enough of an executable to hold the path of its loader. */
const HEAD = 4096

/** Whether the Bun that runs this uses musl. slua.cjs asks in the same way. */
function usesMusl(): boolean {
  const head = Buffer.alloc(HEAD)
  const fd = openSync(process.execPath, "r")
  readSync(fd, head, 0, HEAD, 0)
  closeSync(fd)
  return head.includes("/ld-musl-")
}
