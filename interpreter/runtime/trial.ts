/**
 * Finds the marked objects that the program has lost, without losing what is in them.
 *
 * JavaScript cannot give a dead object back, so everything reachable from the marked objects through tables,
 * metatables and userdata is first written down: each such object becomes a `Node`, its contents with other
 * nodes in the place of objects. Then nothing of ours refers to any of the objects, the engine collects, and
 * what it took is made again from the nodes: a *twin*, which plays the object that Lua resurrects for its finalizer.
 * Whatever the program still reaches is not touched. Nothing runs in between, so what was written down is true.
 *
 * Weak references are not followed, so weak values of lost objects are gone before finalizers run, and entries
 * with weak keys follow their keys' twins, as §2.5.4 has it. Suspended coroutines and functions in debug form are
 * looked into (suspended.ts). Other functions are not: an object that is reachable from one in its own contents is
 * not found before the state ends.
 */
import { Coroutine } from "../value/coroutine.ts"
import { LuaHash, normalKey } from "../value/hash.ts"
import { isLate } from "../value/late_field.ts"
import { INTERNAL_FIELDS, LuaTable, type Record_, recordKeys } from "../value/table.ts"
import { Userdata } from "../value/userdata.ts"
import type { LuaFunction, LuaValue } from "../value/value.ts"
import { isCollectable, WeakHash, weakKeyHashes } from "../value/weak_hash.ts"
import { collectAll } from "./heap.ts"
import { knownAddress, setAddress } from "./address.ts"
import type { Finalizable, Marked } from "./finalizer.ts"
import { state } from "./state.ts"
import {
  isCell,
  isOpen,
  isQuiet,
  remakeFunction,
  restore,
  save,
  type Saved,
  type SavedFunction,
  saveFunction,
} from "./suspended.ts"
import type { Cell } from "./upvalue.ts"

/** A value as written down: nodes stand for objects, WeakRefs for what a weak table does not keep. */
type Noted = unknown

type Contents =
  | { kind: "cell"; value: Noted }
  | { kind: "coroutine"; saved: Saved }
  | { kind: "function"; saved: SavedFunction }
  | { kind: "userdata"; value: unknown; light: boolean; meta: Noted }
  | {
      kind: "table"
      meta: Noted
      elements: Noted[]
      names: string[]
      fields: Noted[]
      hash: HashContents | null
    }

interface HashContents {
  pure: boolean
  weak: { keys: boolean; values: boolean } | null
  keys: Noted[]
  values: Noted[]
}

class Node {
  readonly original: WeakRef<object>
  readonly address: string | undefined
  contents: Contents | null = null
  /** The object this stands for after the collection: the original, or its twin. */
  object: object | null = null
  isTwin = false
  constructor(o: object) {
    this.original = new WeakRef(o)
    this.address = knownAddress(o)
  }
}

/** An entry of a weak table whose key is a node. */
interface Ephemeron {
  hash: WeakRef<WeakHash>
  key: Node
  value: Noted
}

interface Notes {
  /** The marked objects, in the order of marking; those themselves that are certainly alive. */
  marked: (Node | Finalizable)[]
  ephemerons: Ephemeron[]
}

/** Removes the lost objects from `marked` and returns their twins, the last marked first. */
export function findDead(marked: Marked): Finalizable[] {
  const notes = writeDown(marked)
  collectAll()
  return recover(notes, marked)
}

// -- before the collection --------------------------------------------------------------------------

class Writer {
  // Nothing here refers to the objects themselves: it might look alive to the engine after it is done.
  readonly #nodes = new WeakMap<object, Node>()
  readonly #open: Node[] = []
  /** What is certainly alive, with everything behind it. */
  readonly #alive: Set<unknown>

  constructor(alive: Set<unknown>) {
    this.#alive = alive
  }

  note(v: unknown): Noted {
    if (!isNoted(v) || this.#alive.has(v)) return v
    let node = this.#nodes.get(v)
    if (node === undefined) {
      node = new Node(v)
      this.#nodes.set(v, node)
      this.#open.push(node)
    }
    return node
  }

  known(v: unknown): Node | undefined {
    return this.#nodes.get(v as object)
  }

  /** Writes down what is reachable from the nodes so far. */
  finish(): void {
    for (let node = this.#open.pop(); node !== undefined; node = this.#open.pop()) {
      node.contents = this.#contents(node.original.deref()!)
    }
  }

  #contents(o: object): Contents {
    if (o instanceof LuaTable) return this.#table(o)
    if (o instanceof Userdata) return this.#userdata(o)
    if (typeof o === "function")
      return { kind: "function", saved: saveFunction(o as LuaFunction, (v) => this.note(v)) }
    if (isCell(o)) return { kind: "cell", value: this.note(o.v) }
    return { kind: "coroutine", saved: save(o as Coroutine, (v) => this.note(v)) }
  }

  #userdata(o: Userdata): Contents {
    return { kind: "userdata", value: o.λvalue, light: o.λlight, meta: this.note(o.λmeta) }
  }

  #table(t: LuaTable): Contents {
    const names = recordKeys(t).slice(INTERNAL_FIELDS)
    return {
      kind: "table",
      meta: this.note(t.λmeta),
      elements: this.#all(t.λarr),
      names,
      fields: names.map((name) => this.note((t as unknown as Record_)[name])),
      hash: t.λhash === null ? null : this.#hash(t.λhash),
    }
  }

  /** A lost object's arrays can be its twin's, unless nodes are in them. */
  #all(values: unknown[]): Noted[] {
    return values.some(isNoted) ? values.map((v) => this.note(v)) : values
  }

  #hash(hash: LuaHash): HashContents {
    const { pure } = hash
    if (hash instanceof WeakHash) return { pure, ...this.#weakHash(hash) }
    return { pure, weak: null, keys: this.#all(hash.keys), values: this.#all(hash.values) }
  }

  #weakHash(hash: WeakHash): Omit<HashContents, "pure"> {
    const keys: Noted[] = []
    const values: Noted[] = []
    for (let at = 0; at < hash.keys.length; at++) {
      const entry = hash.entry(at)
      if (entry === undefined) continue
      // A key that is a node by another way is among the ephemerons.
      keys.push(hash.weakKeys ? weakly(entry.key) : this.note(entry.key))
      values.push(hash.weakValues ? weakly(entry.value) : this.note(entry.value))
    }
    return { weak: { keys: hash.weakKeys, values: hash.weakValues }, keys, values }
  }
}

function isNoted(v: unknown): v is object {
  return v instanceof LuaTable || v instanceof Userdata || isCell(v) || isQuiet(v) || isOpen(v)
}

function weakly(v: unknown): unknown {
  return isCollectable(v) ? new WeakRef(v) : v
}

/** Takes the objects out of `marked`. */
function writeDown(marked: Marked): Notes {
  const writer = new Writer(new Set(rootsOfState()))
  const nodes: (Node | Finalizable)[] = []
  marked.take((o) => nodes.push(writer.note(o) as Node | Finalizable))
  writer.finish()
  return { marked: nodes, ephemerons: writeEphemerons(writer) }
}

function rootsOfState(): unknown[] {
  const { globals, registry, metatables } = state
  // The string library is not to be opened for this.
  const opened = Object.keys(metatables).filter((type) => !isLate(metatables, type))
  const own = opened.map((type) => metatables[type as keyof typeof metatables])
  return [globals, ...registry.values(), ...own].filter((v) => v !== null)
}

/** Entries of weak tables under the nodes so far, and under those that are reachable from their values. */
function writeEphemerons(writer: Writer): Ephemeron[] {
  const found: Ephemeron[] = []
  let open: { hash: WeakHash; key: unknown; value: unknown }[] = []
  for (const hash of weakKeyHashes())
    for (let at = 0; at < hash.keys.length; at++) {
      const entry = hash.entry(at)
      if (entry !== undefined && isCollectable(entry.key)) open.push({ hash, ...entry })
    }
  for (let before = -1; before !== open.length;) {
    before = open.length
    open = open.filter(({ hash, key, value }) => {
      const node = writer.known(key)
      if (node === undefined) return true
      const noted = hash.weakValues ? weakly(value) : writer.note(value)
      found.push({ hash: new WeakRef(hash), key: node, value: noted })
      return false
    })
    writer.finish()
  }
  return found
}

// -- after the collection ---------------------------------------------------------------------------

class Restorer {
  readonly #open: Node[] = []

  /** The object that a node stands for now. */
  object(node: Node): object {
    if (node.object === null) {
      const original = node.original.deref()
      node.object = original ?? this.#makeTwin(node)
    }
    return node.object
  }

  #makeTwin(node: Node): object {
    const twin = this.#emptyTwin(node.contents!)
    if (node.address !== undefined) setAddress(twin, node.address)
    node.isTwin = true
    this.#open.push(node)
    return twin
  }

  #emptyTwin(contents: Contents): object {
    switch (contents.kind) {
      case "table":
        return new LuaTable()
      case "cell":
        return { v: undefined }
      case "coroutine":
        return new Coroutine(null)
      case "function":
        // Its cells are filled later.
        return remakeFunction(contents.saved, (v) => this.value(v))
      case "userdata":
        return new Userdata(contents.value, undefined, contents.light)
    }
  }

  value(v: Noted): LuaValue {
    if (v instanceof Node) return this.object(v) as LuaValue
    return (v instanceof WeakRef ? v.deref() : v) as LuaValue
  }

  /** Fills the twins made so far, and those that are needed for that. */
  finish(): void {
    for (let node = this.#open.pop(); node !== undefined; node = this.#open.pop()) {
      this.#complete(node.object!, node.contents!)
    }
  }

  #complete(twin: object, contents: Contents): void {
    if (contents.kind === "table") this.#fill(twin as LuaTable, contents)
    else if (contents.kind === "cell") (twin as Cell).v = this.value(contents.value)
    else if (contents.kind === "coroutine") restore(twin as Coroutine, contents.saved, (v) => this.value(v))
    else if (contents.kind === "userdata")
      (twin as Userdata).λmeta = (this.value(contents.meta) as LuaTable | null) ?? undefined
  }

  #fill(t: LuaTable, contents: Contents & { kind: "table" }): void {
    t.λmeta = this.value(contents.meta) as LuaTable | null
    t.λarr = this.#all(contents.elements)
    const record = t as unknown as Record_
    contents.names.forEach((name, i) => (record[name] = this.value(contents.fields[i])))
    if (contents.hash !== null) t.λhash = this.#hash(contents.hash)
  }

  #all(values: Noted[]): LuaValue[] {
    return values.some((v) => v instanceof Node) ? values.map((v) => this.value(v)) : (values as LuaValue[])
  }

  #hash({ pure, weak, keys, values }: HashContents): LuaHash {
    const hash = weak === null ? new LuaHash(pure) : new WeakHash(weak.keys, weak.values)
    for (let at = 0; at < keys.length; at++) {
      const key = this.value(keys[at])
      if (key !== undefined) hash.set(normalKey(key), this.value(values[at]))
    }
    return hash
  }
}

function recover({ marked: nodes, ephemerons }: Notes, marked: Marked): Finalizable[] {
  const restorer = new Restorer()
  const dead: Finalizable[] = []
  for (const node of nodes) {
    const o = restorer.value(node) as Finalizable
    if (node instanceof Node && node.isTwin) dead.push(o)
    else marked.add(o)
  }
  restorer.finish()
  let open = ephemerons
  for (let before = -1; before !== open.length;) {
    before = open.length
    open = open.filter(({ hash, key, value }) => {
      if (!key.isTwin) return true
      hash.deref()?.set(key.object, restorer.value(value))
      return false
    })
    restorer.finish()
  }
  return dead.reverse()
}
