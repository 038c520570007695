/**
 * Modules that `require` finds without a file: well-known ones whose originals are in C, which cannot be
 * loaded here. Their interfaces are the originals'.
 */
import {
  getString,
  lateModule,
  type LuaFunction,
  LuaTable,
  nameFunction,
  rawSet,
  REPLACED,
  state,
} from "../../../interpreter/index.ts"

const cjson = () => lateModule<typeof import("./cjson.ts")>("host/lib/modules/cjson")
const lfs = () => lateModule<typeof import("./lfs.ts")>("host/lib/modules/lfs")
const lpeg = () => lateModule<typeof import("./lpeg/index.ts")>("host/lib/modules/lpeg/index")
const re = () => lateModule<typeof import("./lpeg/re.ts")>("host/lib/modules/lpeg/re")
const ssl = () => lateModule<typeof import("./ssl/index.ts")>("host/lib/modules/ssl/index")
const socket = () => lateModule<typeof import("./socket/index.ts")>("host/lib/modules/socket/index")

/** What opens each module, by the name that `require` is given. */
const LOADERS: Record<string, LuaFunction> = {
  cjson: () => cjson().openCjson(),
  "cjson.safe": () => cjson().openCjsonSafe(),
  lfs: () => lfs().openLfs(),
  lpeg: () => lpeg().openLpeg(),
  re: () => re().openRe(),
  socket: () => socket().openSocket(),
  ssl: () => ssl().openSsl(),
}
for (const name in LOADERS) nameFunction(LOADERS[name]!, "?")

/** Adds the modules to package.preload. */
export function preloadModules(packageTable: LuaTable): void {
  const preload = getString(packageTable, "preload")
  if (preload instanceof LuaTable) addLoaders(preload)
}

/** The modules are found in place of C libraries only, where those are found. */
export function replaceLibraries(): void {
  const replaced = new LuaTable()
  addLoaders(replaced)
  state.registry.set(REPLACED, replaced)
}

function addLoaders(table: LuaTable): void {
  for (const name in LOADERS) rawSet(table, name, LOADERS[name])
}
