// A package registry on this machine that has a few packages, and nothing else.
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"

export interface Package {
  manifest: { name: string; version: string }
  /** Path of the tarball; undefined for a package that nobody should want. */
  tarball: string | undefined
}

export interface Registry {
  url: string
  /** `name@version` of the tarballs that were fetched. */
  fetched: Set<string>
  stop: () => void
}

/** Where registries have tarballs. */
function tarballPath({ name, version }: Package["manifest"]): string {
  return `${name}/-/${name.slice(name.indexOf("/") + 1)}-${version}.tgz`
}

/** What the registry says of all versions of a package. */
function describe(packages: Package[], url: string): object {
  const versions = packages.map(({ manifest, tarball }) => {
    if (tarball === undefined) return [manifest.version, manifest]
    const sum = createHash("sha512").update(readFileSync(tarball)).digest("base64")
    const dist = { tarball: url + tarballPath(manifest), integrity: `sha512-${sum}` }
    return [manifest.version, { ...manifest, dist }]
  })
  const { name, version } = packages.at(-1)!.manifest
  return { name, "dist-tags": { latest: version }, versions: Object.fromEntries(versions) }
}

export function startRegistry(packages: Package[]): Registry {
  const fetched = new Set<string>()
  const answer = (path: string, url: string): Response => {
    const wanted = packages.find(({ manifest }) => tarballPath(manifest) === path)
    if (wanted?.tarball !== undefined) {
      fetched.add(`${wanted.manifest.name}@${wanted.manifest.version}`)
      return new Response(Bun.file(wanted.tarball))
    }
    const versions = packages.filter(({ manifest }) => manifest.name === path)
    return versions.length === 0
      ? new Response("{}", { status: 404 })
      : Response.json(describe(versions, url))
  }
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch({ url }): Response {
      const { pathname, origin } = new URL(url)
      return answer(decodeURIComponent(pathname).slice(1), `${origin}/`)
    },
  })
  return { url: server.url.href, fetched, stop: () => void server.stop(true) }
}
