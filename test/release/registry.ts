// A package registry on this machine that has the packages of a release, and nothing else.
import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { version } from "../../package.json"
import { mainManifest, platformManifest } from "../../cli/release/packages.ts"
import { packageName, TARGETS } from "../../cli/release/targets.ts"

interface Package {
  manifest: object
  /** Name of the tarball in the release; those of other platforms are not there, and nobody should want them. */
  tarball: string
}

const PACKAGES = new Map<string, Package>([
  ["slua", { manifest: mainManifest(), tarball: `slua-${version}.tgz` }],
  ...TARGETS.map((target): [string, Package] => [
    packageName(target),
    { manifest: platformManifest(target), tarball: `slua-${target.name}-${version}.tgz` },
  ]),
])

export interface Registry {
  url: string
  /** The tarballs that were fetched. */
  fetched: Set<string>
  stop: () => void
}

/** Serves the tarballs of a release. */
export function startRegistry(release: string): Registry {
  const fetched = new Set<string>()
  const integrity = new Map<string, string>()
  for (const { tarball } of PACKAGES.values()) {
    const path = join(release, tarball)
    if (!existsSync(path)) continue
    const sum = createHash("sha512").update(readFileSync(path)).digest("base64")
    integrity.set(tarball, `sha512-${sum}`)
  }
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      const path = decodeURIComponent(new URL(request.url).pathname).slice(1)
      if (path.endsWith(".tgz")) {
        fetched.add(path)
        return new Response(Bun.file(join(release, path)))
      }
      const found = PACKAGES.get(path)
      if (found === undefined) return new Response("{}", { status: 404 })
      const { manifest, tarball } = found
      const dist = { tarball: `${server.url}${tarball}`, integrity: integrity.get(tarball) }
      return Response.json({
        name: path,
        "dist-tags": { latest: version },
        versions: { [version]: { ...manifest, dist } },
      })
    },
  })
  return { url: server.url.href, fetched, stop: () => void server.stop(true) }
}
