/** Stable made-up addresses for values that Lua identifies by one. */
import { once } from "../value/once.ts"

const addresses = once(() => new WeakMap<object, string>())
let next = 0x55d0c0de1000

/**
 * `0x…`, the same for the same object for ever, different for different ones. As long as on Linux, where programs have
 * twelve digits.
 */
export function addressOf(v: unknown): string {
  let address = addresses().get(v as object)
  if (address === undefined) {
    address = `0x${next.toString(16)}`
    next += 32
    addresses().set(v as object, address)
  }
  return address
}

/** The address of a value that has been asked for it. */
export function knownAddress(v: object): string | undefined {
  return addresses().get(v)
}

/** Gives a copy the address of its original. */
export function setAddress(v: object, address: string): void {
  addresses().set(v, address)
}
