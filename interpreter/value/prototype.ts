/**
 * What emitted code may read of any Lua value but nil, before it knows what it is. Names that begin with λ cannot be
 * spelt by a Lua string key (Lua strings are bytes), and every heap value has a prototype without plain names.
 */

/** Root prototype of all Lua heap values: no plain names; arithmetic on them is NaN, not an error. */
export const heapPrototype: object = Object.create(null, {
  [Symbol.toPrimitive]: { value: () => NaN },
  λarr: { value: [], writable: true },
  λhash: { value: null, writable: true },
})

/** Strips the names a class prototype has by default, so that no Lua key is found on it. */
export function sealPrototype(ctor: { prototype: object }): void {
  Object.setPrototypeOf(ctor.prototype, heapPrototype)
  delete (ctor.prototype as { constructor?: unknown }).constructor
}

// The others have no elements, either, and functions say what they are: `typeof` would be a call in the first tiers of
// the JS engine, where a property is a load.
const noElements = { value: [] }
for (const { prototype } of [String, Number, Boolean, Function])
  Object.defineProperty(prototype, "λarr", noElements)
Object.defineProperty(Function.prototype, "λf", { value: true })
