// Checks what no single file can: who imports whom, which file owns which package, how long files are.
import { expect, test } from "bun:test"
import { Glob } from "bun"
import { readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { ENTRIES } from "../cli/build.ts"
import { ROOT } from "./support/paths.ts"

/** Bottom up. A floor knows nothing of those above it; units of one floor do not know each other. */
const FLOORS = [
  ["interpreter/abi.ts", "interpreter/abi_names.ts", "interpreter/chunk_record.ts", "interpreter/start.ts"],
  ["interpreter/chunk_settings.ts"],
  ["interpreter/value"],
  ["interpreter/syntax"],
  ["interpreter/compiler", "interpreter/runtime", "interpreter/chunk_form.ts"],
  ["interpreter/portable.ts", "interpreter/walker"],
  ["interpreter/syntax_failure.ts", "interpreter/walked_chunk.ts"],
  ["interpreter/load.ts"],
  ["interpreter/lib"],
  ["interpreter/open_libraries.ts", "interpreter/script.ts"],
  ["interpreter/start_face.ts"],
  ["interpreter/index.ts"],
  ["host/config.ts", "host/errors.ts"],
  ["host/memory"],
  ["host/ipc"],
  ["host/pool", "host/net"],
  ["host/watch"],
  ["host/lib"],
  ["host/start.ts", "host/tcp_handler.ts"],
  ["host/server.ts", "host/tcp_server.ts", "host/worker_main.ts"],
  ["host/index.ts"],
  ["cli"],
]

/** The files through which a top folder is entered from outside; at a start, the last. */
const FACES: Record<string, string[]> = {
  interpreter: ["interpreter/index.ts", "interpreter/start_face.ts"],
  host: ["host/index.ts"],
}

/** Units with few customers. */
const ONLY_FOR: Record<string, string[]> = {
  "interpreter/compiler": ["interpreter/load.ts", "interpreter/portable.ts"],
}

/** Packages, and where the one file that may import them lies. */
const PACKAGES: Record<string, string> = {
  luaparse: "interpreter/syntax/luaparse_tree.ts",
  commander: "cli/options.ts",
  "iconv-lite": "host/lib/",
  "pcre-to-regexp": "host/lib/",
}

const LINE_LIMIT = 600
/** Files that may be longer, and why. */
const LONG_FILES: Record<string, string> = {
  "interpreter/runtime/interpreter.ts": "one switch, whose opcodes must be constants of the same file",
  "host/lib/pcre/machine.ts": "one loop over local variables, which the engine keeps in registers",
}

interface Import {
  to: string
  typeOnly: boolean
}

const files = [...new Glob("{interpreter,host,cli}/**/*.ts").scanSync(ROOT)].sort()
const texts = new Map(files.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]))

const isTypeOnly = (names: string) =>
  /^type\b(?! *,| from)/.test(names) || /^\{( *type [\w$ ]+,?)+ *\}$/.test(names.replace(/\s+/g, " ").trim())

function importsOf(path: string): Import[] {
  const statement = /^(?:import|export)\s+(?:([^"';=]*?)\s*from\s+)?"([^"]+)"/gm
  const dynamic = /(typeof )?\bimport\(\s*"([^"]+)"\s*\)/g
  const text = texts.get(path)!
  return [
    ...[...text.matchAll(statement)].map((m) => ({ to: m[2]!, typeOnly: isTypeOnly(m[1] ?? "") })),
    ...[...text.matchAll(dynamic)].map((m) => ({ to: m[2]!, typeOnly: m[1] !== undefined })),
  ].map(({ to, typeOnly }) => ({
    to: to.startsWith(".") ? normalize(join(dirname(path), to)) : to,
    typeOnly,
  }))
}

const imports = new Map(files.map((path) => [path, importsOf(path)]))
const inner = (path: string) =>
  imports.get(path)?.filter(({ to }) => /^(interpreter|host|cli)\//.test(to)) ?? []
const unitOf = (path: string) => FLOORS.flat().find((unit) => path === unit || path.startsWith(`${unit}/`))
const floorOf = (path: string) => FLOORS.findIndex((units) => units.includes(unitOf(path) ?? ""))

/** What is wrong with this import, if anything. */
function complaint(from: string, to: string): string | null {
  const [fromUnit, toUnit] = [unitOf(from), unitOf(to)]
  const [fromTop, toTop] = [from.split("/")[0]!, to.split("/")[0]!]
  if (fromTop !== toTop && !FACES[toTop]?.includes(to)) return `goes round ${FACES[toTop] ?? "the floors"}`
  if (floorOf(to) > floorOf(from)) return "points up"
  if (floorOf(to) === floorOf(from) && fromUnit !== toUnit) return "crosses its floor"
  const customers = ONLY_FOR[toUnit ?? ""]
  if (customers && fromUnit !== toUnit && !customers.includes(from))
    return `is for ${customers.join(", ")} only`
  return null
}

test("every source file has a floor", () => {
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter((path) => !unitOf(path))).toEqual([])
})

test("imports point down, and into a folder only through its face", () => {
  const wrong = files.flatMap((from) =>
    inner(from).flatMap(({ to }) => {
      const reason = complaint(from, to)
      return reason ? [`${from} → ${to} ${reason}`] : []
    }),
  )
  expect(wrong).toEqual([])
})

test("each package has one owner", () => {
  const wrong: string[] = []
  for (const [name, owner] of Object.entries(PACKAGES)) {
    const users = files.filter((path) =>
      imports.get(path)!.some(({ to }) => to === name || to.startsWith(`${name}/`)),
    )
    if (users.length > 1) wrong.push(`${name} is imported by ${users.join(", ")}`)
    for (const user of users)
      if (!user.startsWith(owner)) wrong.push(`${name} is imported by ${user}, not by ${owner}`)
  }
  expect(wrong).toEqual([])
})

/** The modules that every start evaluates. */
function startModules(): Set<string> {
  const reached = new Set(["cli/main.ts"])
  for (const file of reached) for (const { to, typeOnly } of inner(file)) if (!typeOnly) reached.add(to)
  return reached
}

// All of the engine is twice as much to load.
test("a start does not load what it may do without", () => {
  const faces = Object.values(FACES).flatMap((paths) => paths.slice(0, -1))
  const unwanted = [...faces, ...lateModules.map((path) => `${path}.ts`)]
  expect([...startModules()].filter((path) => unwanted.includes(path))).toEqual([])
})

// Loading node:fs costs a millisecond at every start, others more.
test("built-in modules are required where they are used, unless their user is loaded late", () => {
  const eager = [...startModules()].flatMap((path) =>
    imports
      .get(path)!
      .filter(({ to, typeOnly }) => /^(node|bun):/.test(to) && !typeOnly)
      .map(({ to }) => `${path} imports ${to}`),
  )
  expect(eager).toEqual([])
})

/** Modules loaded late, by path without extension. */
const lateModules = files.flatMap((path) =>
  [...texts.get(path)!.matchAll(/\blateModule<[^>]*>\(\s*"([^"]+)"/g)].map((m) => m[1]!),
)

test("modules loaded late are entry points of the build", () => {
  expect(lateModules.length).toBeGreaterThan(0)
  expect([...new Set(lateModules), "cli/main"].sort()).toEqual(ENTRIES.toSorted())
})

// The bundler would wrap all that they import in functions, which costs milliseconds at every start.
test("own modules are imported, or loaded late", () => {
  expect(files.filter((path) => /\brequire\("\./.test(texts.get(path)!))).toEqual([])
})

test("no value-import cycles", () => {
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, trail: string[]) => {
    if (trail.includes(file)) {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "))
      return
    }
    if (done.has(file)) return
    for (const { to, typeOnly } of inner(file)) if (!typeOnly) visit(to, [...trail, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(cycles).toEqual([])
})

test("files stay short, or say why not", () => {
  const long = files.filter((path) => texts.get(path)!.split("\n").length > LINE_LIMIT)
  expect(long.filter((path) => !LONG_FILES[path])).toEqual([])
  expect(Object.keys(LONG_FILES).filter((path) => !long.includes(path))).toEqual([])
})

test("there are no unfinished marks", () => {
  const marked = files.filter((path) => /\b(TODO|FIXME)\b/.test(texts.get(path)!))
  expect(marked).toEqual([])
})
